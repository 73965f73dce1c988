import { readVersionParagraph } from "~/features/documents/queries/text.server";
import { namesOfSet, readReference } from "~/features/reference/queries.server";
import { dayIn, GENEVA } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Input } from "../model";
import type { OpenInput, ParagraphPage, Party, ShownInput } from "../model/pages";
import { partiesFor } from "../policy";
import { findDraft, readOpenInputs } from "./load.server";

/** The groups parties speak for at a moment, by party: days are Geneva's. Takes parties its callers act for. */
export async function groupsSpokenFor(db: Tx, parties: readonly string[], at: Date): Promise<Map<string, string[]>> {
  const on = new Date(dayIn(at, GENEVA));
  const rows = await db.groupSpeaker.findMany({
    where: { partyId: { in: [...parties] }, from: { lte: on }, OR: [{ to: null }, { to: { gt: on } }] },
    orderBy: [{ group: "asc" }, { id: "asc" }],
    select: { partyId: true, group: true },
  });
  const groups = new Map<string, string[]>();
  for (const { partyId, group } of rows) groups.set(partyId, [...new Set([...(groups.get(partyId) ?? []), group])]);
  return groups;
}

/**
 * A paragraph of a published draft with what parties propose for it, and the comments of the reader's own. Refuses
 * `negotiation.not_found`, also to those who act for no party.
 */
export async function getDraftParagraph(ctx: Ctx, document: string, number: number, id: string): Promise<Result<ParagraphPage, Refusal>> {
  const own = partiesFor(ctx.actor, "read");
  const draft = own.length > 0 ? await findDraft(ctx.db, document, number, ctx.now()) : null;
  const paragraph = draft && (await readVersionParagraph(ctx.db, draft.versionId, id));
  if (!draft || !paragraph) return refuse({ code: "negotiation.not_found" });
  const [inputs, parties, spoken, reference, now] = await Promise.all([
    readOpenInputs(ctx.db, { consultationId: draft.id, paragraphId: id }, ctx.language),
    ctx.db.party.findMany({ where: { id: { in: own } }, orderBy: { code: "asc" }, select: { id: true, code: true, names: true } }),
    groupsSpokenFor(ctx.db, own, ctx.now()),
    readReference(ctx.db),
    ctx.db.documentParagraph.findUnique({ where: { id }, select: { agreedAt: true } }),
  ]);
  const groupNames = namesOfSet(reference, "groups", ctx.language);
  const choices = (action: "comment" | "propose"): Party[] => {
    const allowed = partiesFor(ctx.actor, action);
    return parties.flatMap(({ id: party, code, names }) =>
      allowed.includes(party) ? [{ id: party, code, name: (names as Record<string, string>)[ctx.language]! }] : [],
    );
  };
  const isOwn = ({ party, proponents }: Input): boolean => own.includes(party.id) || proponents.some(({ partyId }) => own.includes(partyId));
  const shown = (some: readonly OpenInput[]): ShownInput[] => some.map((input) => withoutAnswers({ ...input, own: isOwn(input) }, draft.line.disposed));
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
      groups: (spoken.get(party.id) ?? []).map((code) => ({ code, name: groupNames[code] ?? code })),
    })),
  });
}

/** What became of it is told to those who stand behind it at once, and to everybody once it is public; who at the desk said so, to none. */
const withoutAnswers = (input: ShownInput, isPublic: boolean): ShownInput =>
  input.own || isPublic ? { ...input, answeredBy: "" } : { ...input, disposition: "", answer: "", answeredBy: "", answeredAt: null };
