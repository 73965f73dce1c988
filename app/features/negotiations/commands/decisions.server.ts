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
import { anchorAnew } from "./anchors.server";
import { withDecision, type AskedDraft } from "./lock-draft.server";
import { markTaken, takeIntoDraft } from "./take.server";

type Done = Result<null, Refusal>;

/** Why nobody agrees on a proposal: its report says it no more in the open, or words it changes are changed by one that was agreed already. */
async function whyNotAgreed(tx: Tx, ctx: UserCtx, draft: LoadedDraft, id: string, to: State): Promise<Refusal | null> {
  const all = await readInputs(tx, { consultationId: draft.id }, ctx.language, ctx.now());
  const own = all.find((input) => input.id === id)!;
  if (own.withheld) return { code: "negotiation.source_withheld" };
  if (to !== "agreed" || (own.kind !== "MOD" && own.kind !== "DEL")) return null;
  const { text } = (await readVersionParagraph(tx, draft.versionId, own.paragraph))!;
  const isOverlapped = all.some(
    (other) =>
      other.id !== id &&
      other.paragraph === own.paragraph &&
      other.state === "agreed" &&
      (other.kind === "MOD" || other.kind === "DEL") &&
      overlaps(passageOf(own, text), passageOf(other, text)),
  );
  return isOverlapped ? { code: "negotiation.overlaps" } : null;
}

const agreed = { select: { agreedAt: true } } as const;

/**
 * Moves a proposal from the state it was seen in to another one, as the meeting decides. Refuses `negotiation.not_found`,
 * `negotiation.move_impossible`, `negotiation.taken` once it is in the draft, `negotiation.overlaps` where the same words
 * were agreed otherwise, `negotiation.paragraph_agreed` where its paragraph is and would be open again, and
 * `negotiation.source_withheld` where it would be agreed on and its report says it no more in the open. Audit event.
 */
export const moveProposal = (ctx: UserCtx, asked: AskedDraft, { input: id, from, to }: { input: string; from: State; to: State }): Promise<Done> =>
  withDecision(ctx, asked, async (tx, draft) => {
    const found = await tx.draftInput.findFirst({
      where: { id, consultationId: draft.id, kind: { not: "comment" } },
      include: { paragraph: agreed, anchors: { orderBy: { id: "desc" }, take: 1, select: { paragraph: agreed } } },
    });
    if (!found) return refuse({ code: "negotiation.not_found" });
    if (found.takenAt) return refuse({ code: "negotiation.taken" });
    if (found.state !== from || !canBecome(from, to, "desk")) return refuse({ code: "negotiation.move_impossible" });
    const { agreedAt } = found.anchors[0]?.paragraph ?? found.paragraph;
    if (isOpen(to) && agreedAt) return refuse({ code: "negotiation.paragraph_agreed" });
    const why = to === "agreed" || to === "ad_referendum" ? await whyNotAgreed(tx, ctx, draft, id, to) : null;
    if (why) return refuse(why);
    await tx.draftInput.update({ where: { id }, data: { state: to } });
    await tx.draftTurn.create({ data: { inputId: id, from, to, byId: ctx.actor.id, at: ctx.now() } });
    await recordEvent(tx, ctx, { type: "draft.decided", subject: `document:${asked.document}`, data: { input: id, from, to } });
    return ok(null);
  });

/** What keeps a paragraph from being agreed: proposals to change it, or put on it anew, that are open, or agreed and not in the draft. */
async function openBrackets(tx: Tx, paragraphId: string): Promise<Refusal | null> {
  const open = STATES.filter(isOpen);
  const rows = await tx.draftInput.findMany({
    where: {
      kind: { in: ["ADD", "MOD", "DEL"] },
      AND: [{ OR: [{ paragraphId }, { anchors: { some: { paragraphId } } }] }, { OR: [{ state: { in: open } }, { state: "agreed", takenAt: null }] }],
    },
    select: { paragraphId: true, anchors: { orderBy: { id: "desc" }, take: 1, select: { paragraphId: true } } },
  });
  const count = rows.filter(({ paragraphId: own, anchors: [anew] }) => (anew?.paragraphId ?? own) === paragraphId).length;
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
    case "anchor":
      return anchorAnew(ctx, asked, input);
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
