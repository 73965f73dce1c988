import { cycleOf } from "~/features/documents/commands/lock-draft.server";
import { readVersionParagraph } from "~/features/documents/queries/text.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { findReportProposal } from "../queries/sources.server";
import type { SourceInput } from "../schema";
import { withDecision, type AskedDraft } from "./lock-draft.server";

/**
 * Puts a proposal of a signed report on a paragraph of a draft in its party's name, with the answer it comes from. Refuses
 * `negotiation.not_found`, `negotiation.dispositions_public`, `negotiation.source_gone` where no version that is public and
 * input says it, `negotiation.taken` where it stands in the draft already, and `negotiation.paragraph_agreed`. Audit event.
 */
export const proposeFromReport = (ctx: UserCtx, asked: AskedDraft, { paragraph, ...source }: SourceInput): Promise<Result<{ id: string }, Refusal>> =>
  withDecision(ctx, asked, async (tx, draft) => {
    if (!(await readVersionParagraph(tx, draft.versionId, paragraph))) return refuse({ code: "negotiation.not_found" });
    if (draft.line.disposed) return refuse({ code: "negotiation.dispositions_public" });
    const cycle = await cycleOf({ db: tx }, asked.document);
    const found = await findReportProposal(tx, cycle!, source, ctx.now());
    if (!found) return refuse({ code: "negotiation.source_gone" });
    const { submission, question, row, hash } = source;
    if (await tx.draftInput.count({ where: { consultationId: draft.id, answerHash: hash, row } })) return refuse({ code: "negotiation.taken" });
    const { agreedAt } = await tx.documentParagraph.findUniqueOrThrow({ where: { id: paragraph }, select: { agreedAt: true } });
    if (agreedAt) return refuse({ code: "negotiation.paragraph_agreed" });
    const { partyId, language, change, text, reason } = found;
    const by = { partyId, byId: ctx.actor.id, at: ctx.now() };
    const { id } = await tx.draftInput.create({
      data: {
        consultationId: draft.id,
        paragraphId: paragraph,
        kind: change,
        language,
        text: change === "ADD" || change === "MOD" ? text : "",
        reason,
        ...by,
        submissionId: submission,
        question,
        row,
        answerHash: hash,
        proponents: { create: by },
      },
      select: { id: true },
    });
    const data = { input: id, paragraph, kind: change, party: partyId, submission, question, row, hash };
    await recordEvent(tx, ctx, { type: "draft.proposed", subject: `document:${asked.document}`, data });
    return ok({ id });
  });
