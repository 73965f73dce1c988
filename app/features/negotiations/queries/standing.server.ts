import { scopeOf, paragraphsOf, type Draft } from "~/features/documents/model";
import type { ParagraphPlace } from "~/features/documents/schema";
import { listHistory, type HistoryEntry } from "~/features/saves/queries.server";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isOpen, type Anchor, type Input } from "../model";
import { carryPassage } from "../model/anchors";
import type { Place, StandingProposal } from "../model/standing";
import { findDraftText, frozenParagraph, readInputs, type DraftText } from "./load.server";

/** Saves of one paragraph that are looked through; after more, nobody says for sure what became of a passage. */
const MOST_SAVES = 500;

/** Where something was put, and what the paragraph said then: in the version, or where the desk put it anew. */
const putAt = (draft: DraftText, input: Input): Omit<Anchor, "reason" | "at" | "revision"> =>
  input.anchor ?? { ...input, text: frozenParagraph(draft, input.paragraph)!.text };

/** The texts a paragraph had since something was put there, the one of that moment first; null where they do not lead to what it says now. */
async function textsSince(db: Tx, draft: DraftText, input: Input, now: string): Promise<string[] | null> {
  const { paragraph, text } = putAt(draft, input);
  const saves = await listHistory({ db }, scopeOf(draft.line.document), paragraph, { limit: MOST_SAVES });
  const isLater = ({ revision, savedAt }: HistoryEntry): boolean =>
    input.anchor ? (revision ?? Infinity) > input.anchor.revision : savedAt > draft.frozenAt.toISOString();
  // The history gives the newest ones: where it is cut off after that moment, what came first is not known.
  if (saves.length === MOST_SAVES && isLater(saves.at(-1)!)) return null;
  const since = saves.filter((save) => save.revision !== null && isLater(save)).reverse();
  const texts = [text, ...since.map(({ value }) => String(value))];
  return texts.at(-1) === now ? texts : null;
}

/**
 * The place of a paragraph that is proposed to follow another: after that one, or the nearest before it that stands in its
 * chapter, and after those proposed earlier that follow there already.
 */
export function placeOfNew(draft: DraftText, working: Draft, input: Input, inputs: readonly Input[]): ParagraphPlace {
  const frozen = draft.chapters.find(({ paragraphs }) => paragraphs.some(({ id }) => id === input.paragraph))!;
  const chapter =
    working.chapters.find(({ paragraphs }) => paragraphs.some(({ id }) => id === input.paragraph)) ?? working.chapters.find(({ id }) => id === frozen.id)!;
  const order = chapter.paragraphs.map(({ id }) => id);
  const ids = frozen.paragraphs.map(({ id }) => id);
  const before = ids.slice(0, ids.indexOf(input.paragraph) + 1);
  const own = inputs.findIndex(({ id }) => id === input.id);
  const isEarlier = ({ kind, paragraph }: Input, index: number): boolean =>
    kind === "ADD" && before.includes(paragraph) && (paragraph !== input.paragraph || index < own);
  const earlier = new Set(inputs.filter(isEarlier).map(({ id }) => id));
  let at = order.indexOf(before.findLast((id) => order.includes(id)) ?? "");
  while (earlier.has(order[at + 1] ?? "")) at++;
  return { chapter: chapter.id, after: order[at] ?? "" };
}

/**
 * Where the words of comments and proposals stand in the draft as it is written now, by input; none for an orphan. Other
 * words for a whole paragraph, or none, stand as long as it says what it said in the version, or when the desk put them there
 * anew; what else is about a whole paragraph goes where the paragraph goes, and a new one always has a place. Takes a draft
 * and inputs its callers found.
 */
export async function placesInDraft(db: Tx, draft: DraftText, working: Draft, inputs: readonly Input[]): Promise<Map<string, Place>> {
  const paragraphs = new Map(paragraphsOf(working).map((paragraph) => [paragraph.id, paragraph]));
  const momentOf = ({ paragraph, anchor }: Input): string => (anchor ? `${anchor.paragraph} ${anchor.revision}` : paragraph);
  // The texts since a moment are read once for all that was put there then.
  const partial = new Map(inputs.filter(({ words }) => words !== "").map((input) => [momentOf(input), input]));
  const texts = new Map(
    await Promise.all(
      [...partial].flatMap(([moment, input]) => {
        const paragraph = paragraphs.get(putAt(draft, input).paragraph);
        return paragraph ? [textsSince(db, draft, input, paragraph.text).then((found) => [moment, found] as const)] : [];
      }),
    ),
  );
  const placeOf = (input: Input): Place | null => {
    if (input.kind === "ADD") return { paragraph: input.paragraph, start: 0, end: 0 };
    const put = putAt(draft, input);
    const paragraph = paragraphs.get(put.paragraph);
    if (!paragraph) return null;
    const { id } = paragraph;
    if (put.words === "") {
      const changes = input.kind === "MOD" || input.kind === "DEL";
      return changes && paragraph.text !== put.text ? null : { paragraph: id, start: 0, end: paragraph.text.length };
    }
    const own = texts.get(momentOf(input));
    const found = own ? carryPassage(own, put, working.language) : null;
    return found && { paragraph: id, ...found };
  };
  return new Map(
    inputs.flatMap((input): [string, Place][] => {
      const place = placeOf(input);
      return place ? [[input.id, place]] : [];
    }),
  );
}

/** Whether a proposal may yet change the draft: it is to be decided, or was agreed on and not taken in. */
const isPending = ({ kind, state, takenAt }: Input): boolean => kind !== "comment" && takenAt === null && (isOpen(state) || state === "agreed");

/**
 * Proposals for published drafts of a document that may yet change it, with where each stands in the draft as it is written
 * now; orphans are not among them. Takes a draft its callers found, who read at the desk.
 */
export async function standingProposals(ctx: Ctx, working: Draft): Promise<StandingProposal[]> {
  const published = await ctx.db.draftConsultation.findMany({
    where: { version: { documentId: working.id } },
    orderBy: [{ openedAt: "asc" }, { id: "asc" }],
    select: { version: { select: { number: true } } },
  });
  const found = await Promise.all(
    published.map(async ({ version: { number } }): Promise<StandingProposal[]> => {
      const draft = (await findDraftText(ctx.db, working.id, number, ctx.now()))!;
      const pending = (await readInputs(ctx.db, { consultationId: draft.id }, working.language, ctx.now())).filter(isPending);
      const places = await placesInDraft(ctx.db, draft, working, pending);
      return pending.flatMap((input) => (places.has(input.id) ? [{ ...input, place: places.get(input.id)! }] : []));
    }),
  );
  return found.flat();
}
