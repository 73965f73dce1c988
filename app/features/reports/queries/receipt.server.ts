import type { Names } from "~/features/cycles/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { ReceiptDto, SubmissionState } from "../model";
import { normaliseReceipt } from "./signing.server";

const MAX_RECEIPT_LENGTH = 60;

/** What a receipt number stands for, for anyone who holds it: never an answer, only what was signed and when. Refuses `receipt.not_found`. */
export async function getReceipt(ctx: Pick<Ctx, "db">, typed: string): Promise<Result<ReceiptDto, Refusal>> {
  if (typed.length > MAX_RECEIPT_LENGTH) return refuse({ code: "receipt.not_found" });
  const row = await ctx.db.submission.findUnique({
    where: { receipt: normaliseReceipt(typed) },
    select: {
      receipt: true,
      symbol: true,
      version: true,
      state: true,
      contentHash: true,
      templateHash: true,
      template: true,
      submittedAt: true,
      late: true,
      lateAcceptedAt: true,
      cycleCode: true,
      report: { select: { party: { select: { code: true, names: true } }, templateVersion: { select: { version: true } } } },
    },
  });
  if (!row) return refuse({ code: "receipt.not_found" });
  const { report, contentHash, cycleCode, submittedAt, state, lateAcceptedAt, ...rest } = row;
  return ok({
    ...rest,
    state: state as SubmissionState,
    hash: contentHash,
    templateVersion: report.templateVersion.version,
    cycle: cycleCode,
    party: { code: report.party.code, names: report.party.names as Names },
    submittedAt: submittedAt.toISOString(),
    lateAccepted: lateAcceptedAt !== null,
  });
}
