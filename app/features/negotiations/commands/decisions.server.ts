import { agreeParagraph, reopenParagraph } from "~/features/documents/commands/agree.server";
import { readVersionParagraph } from "~/features/documents/queries/text.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { canBecome, isOpen, STATES, type State } from "../model";
import { overlaps, passageOf } from "../model/brackets";
import { readInputs, type LoadedDraft } from "../queries/load.server";
import type { DecisionInput } from "../schema";
import { withDecision, type AskedDraft } from "./lock-draft.server";
import { markTaken, takeIntoDraft } from "./take.server";

type Done = Result<null, Refusal>;

/** Whether words a proposal changes are changed by one that was agreed already. */
async function overlapsAgreed(tx: Tx, ctx: UserCtx, draft: LoadedDraft, id: string): Promise<boolean> {
  const all = await readInputs(tx, { consultationId: draft.id }, ctx.language);
  const own = all.find((input) => input.id === id)!;
  if (own.kind !== "MOD" && own.kind !== "DEL") return false;
  const { text } = (await readVersionParagraph(tx, draft.versionId, own.paragraph))!;
  return all.some(
    (other) =>
      other.id !== id &&
      other.paragraph === own.paragraph &&
      other.state === "agreed" &&
      (other.kind === "MOD" || other.kind === "DEL") &&
      overlaps(passageOf(own, text), passageOf(other, text)),
  );
}

/**
 * Moves a proposal from the state it was seen in to another one, as the meeting decides. Refuses `negotiation.not_found`,
 * `negotiation.move_impossible`, `negotiation.taken` once it is in the draft, `negotiation.overlaps` where the same words
 * were agreed otherwise, and `negotiation.paragraph_agreed` where its paragraph is and would be open again. Audit event.
 */
export const moveProposal = (ctx: UserCtx, asked: AskedDraft, { input: id, from, to }: { input: string; from: State; to: State }): Promise<Done> =>
  withDecision(ctx, asked, async (tx, draft) => {
    const found = await tx.draftInput.findFirst({
      where: { id, consultationId: draft.id, kind: { not: "comment" } },
      include: { paragraph: { select: { agreedAt: true } } },
    });
    if (!found) return refuse({ code: "negotiation.not_found" });
    if (found.takenAt) return refuse({ code: "negotiation.taken" });
    if (found.state !== from || !canBecome(from, to, "desk")) return refuse({ code: "negotiation.move_impossible" });
    if (isOpen(to) && found.paragraph.agreedAt) return refuse({ code: "negotiation.paragraph_agreed" });
    if (to === "agreed" && (await overlapsAgreed(tx, ctx, draft, id))) return refuse({ code: "negotiation.overlaps" });
    await tx.draftInput.update({ where: { id }, data: { state: to } });
    await tx.draftTurn.create({ data: { inputId: id, from, to, byId: ctx.actor.id, at: ctx.now() } });
    await recordEvent(tx, ctx, { type: "draft.decided", subject: `document:${asked.document}`, data: { input: id, from, to } });
    return ok(null);
  });

/** What keeps a paragraph from being agreed: proposals to change it that are open, or agreed and not in the draft. */
async function openBrackets(tx: Tx, paragraphId: string): Promise<Refusal | null> {
  const open = STATES.filter(isOpen);
  const count = await tx.draftInput.count({
    where: { paragraphId, kind: { in: ["ADD", "MOD", "DEL"] }, OR: [{ state: { in: open } }, { state: "agreed", takenAt: null }] },
  });
  return count === 0 ? null : { code: "negotiation.brackets_open", params: { count } };
}

/** Does what the page of brackets asks for; refuses as what it asks for does. */
export async function decide(ctx: UserCtx, asked: AskedDraft, input: DecisionInput): Promise<Done> {
  switch (input.intent) {
    case "move":
      return moveProposal(ctx, asked, input);
    case "take":
      return takeIntoDraft(ctx, asked, input.input);
    case "mark_taken":
      return markTaken(ctx, asked, input);
    case "agree":
      return agreeParagraph(
        ctx,
        { document: asked.document, paragraph: input.paragraph },
        { revision: input.revision, standsInTheWay: (tx) => openBrackets(tx, input.paragraph) },
      );
    case "reopen":
      return reopenParagraph(ctx, { document: asked.document, paragraph: input.paragraph }, input.reason);
  }
}
