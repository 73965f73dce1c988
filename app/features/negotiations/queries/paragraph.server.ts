import { readVersionOutline, readVersionParagraph } from "~/features/documents/queries/text.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { whyNotJoined, type Input } from "../model";
import type { ParagraphPage, Party, ShownInput } from "../model/pages";
import { openInput } from "../model/standing";
import { partiesFor } from "../policy";
import { groupChoices, groupsSpokenFor } from "./groups.server";
import { findDraft, readInputs } from "./load.server";

/**
 * A paragraph of a published draft with what parties propose for it, and the comments of the reader's own. Refuses
 * `negotiation.not_found`, also to those who act for no party.
 */
export async function getDraftParagraph(ctx: Ctx, document: string, number: number, id: string): Promise<Result<ParagraphPage, Refusal>> {
  const own = partiesFor(ctx.actor, "read");
  const draft = own.length > 0 ? await findDraft(ctx.db, document, number, ctx.now()) : null;
  const paragraph = draft && (await readVersionParagraph(ctx.db, draft.versionId, id));
  if (!draft || !paragraph) return refuse({ code: "negotiation.not_found" });
  const [inputs, parties, spoken, known, now] = await Promise.all([
    readInputs(ctx.db, { consultationId: draft.id, paragraphId: id }, ctx.language, ctx.now()),
    ctx.db.party.findMany({ where: { id: { in: own } }, orderBy: { code: "asc" }, select: { id: true, code: true, names: true } }),
    groupsSpokenFor(ctx.db, own, ctx.now()),
    groupChoices(ctx.db, ctx.language),
    ctx.db.documentParagraph.findUnique({ where: { id }, select: { agreedAt: true } }),
  ]);
  const choices = (action: "comment" | "propose"): Party[] => {
    const allowed = partiesFor(ctx.actor, action);
    return parties.flatMap(({ id: party, code, names }) =>
      allowed.includes(party) ? [{ id: party, code, name: (names as Record<string, string>)[ctx.language]! }] : [],
    );
  };
  const isOwn = ({ party, proponents }: Input): boolean => own.includes(party.id) || proponents.some(({ partyId }) => own.includes(partyId));
  // Numbers of other paragraphs are asked only where something was put on one.
  const outline = inputs.some(({ anchor }) => anchor) ? await readVersionOutline(ctx.db, draft.versionId) : [];
  const numberOf = (other: string): string | undefined => outline.find((one) => one.id === other)?.number;
  const isJoinable = (input: Input): boolean => draft.line.open && input.kind !== "comment" && whyNotJoined(input) === null;
  const shown = (some: readonly Input[]): ShownInput[] =>
    some.map((input) => withoutAnswers({ ...openInput(input, numberOf), own: isOwn(input), joinable: isJoinable(input) }, draft.line.disposed));
  return ok({
    draft: draft.line,
    id,
    number: paragraph.number,
    text: paragraph.text,
    agreed: now?.agreedAt != null,
    proposals: shown(inputs.filter(({ kind }) => kind !== "comment")),
    comments: shown(inputs.filter((input) => input.kind === "comment" && own.includes(input.party.id))),
    commentFor: choices("comment"),
    proposeFor: choices("propose").map((party) => ({
      ...party,
      groups: known.filter(({ code }) => spoken.get(party.id)?.includes(code)),
    })),
  });
}

/** What became of it is told to those who stand behind it at once, and to everybody once it is public; who at the desk said so, to none. */
const withoutAnswers = (input: ShownInput, isPublic: boolean): ShownInput =>
  input.own || isPublic ? { ...input, answeredBy: "" } : { ...input, disposition: "", answer: "", takenReason: "", answeredBy: "", answeredAt: null };
