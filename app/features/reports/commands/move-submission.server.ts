import type { Names } from "~/features/cycles/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { moveTo, type SubmissionState } from "../model";
import { readStanding } from "../queries/state-targets.server";
import { writeStateMail } from "./state-mail.server";

/** What of a version its moves and its letters are made of. */
export const movedSelect = {
  id: true,
  reportId: true,
  version: true,
  state: true,
  stateRevision: true,
  symbol: true,
  receipt: true,
  language: true,
  signedById: true,
  releaseAfter: true,
  report: { select: { partyId: true, party: { select: { names: true } } } },
} as const;

export type Move = {
  id: string;
  to: SubmissionState;
  /** Origin of this portal, for links in mails. */
  origin: string;
  /** Columns that change with the state. */
  set?: { publishedAt?: Date; notPublishedReason?: string | null; withdrawnReason?: string; withdrawnByParty?: boolean };
  /** What the audit event tells besides the versions and states. */
  facts?: Record<string, unknown>;
  /** Until when the party's mails are held; they go out at once otherwise. */
  mailsFrom?: Date;
};

/** A signed version that has just moved; `mails`: ids of the mails its party gets. */
export type Moved = NonNullable<Awaited<ReturnType<typeof load>>> & { from: SubmissionState; partyNames: Names; mails: string[] };
const load = (tx: Tx, id: string) => tx.submission.findUnique({ where: { id }, select: movedSelect });

/**
 * Locks the versions of a report until the transaction ends, oldest first. Whoever moves more than one of them stands in
 * this line before touching any: two who took them in another order would wait for each other for ever.
 */
export async function lockVersions(tx: Tx, reportId: string): Promise<void> {
  await tx.$queryRaw`select id from submission where report_id = ${reportId}::uuid order by version for update`;
}

/**
 * The one door for the state of a signed version. Inside the caller's transaction: the move is allowed by the model, the
 * row is changed only while it still stands where it was read, `submission.<state>` goes to the audit log, and the party
 * gets a mail where it should know, but of what it did itself. Refuses `submission.not_found` and `submission.wrong_state`. Who may ask for the move
 * is the caller's policy to say.
 */
export async function moveSubmission(ctx: UserCtx, tx: Tx, { id, to, origin, set, facts, mailsFrom }: Move): Promise<Result<Moved, Refusal>> {
  const row = await load(tx, id);
  if (!row) return refuse({ code: "submission.not_found" });
  const from = row.state as SubmissionState;
  const allowed = moveTo(from, to);
  if (!allowed.ok) return allowed;
  const { count } = await tx.submission.updateMany({
    where: { id, state: from, stateRevision: row.stateRevision },
    data: { ...set, ...(await readStanding(tx, to, ctx.now())), state: to, stateRevision: { increment: 1 } },
  });
  if (count !== 1) return refuse({ code: "submission.wrong_state", params: { state: from } });
  await recordEvent(tx, ctx, {
    type: `submission.${to}`,
    subject: `submission:${id}`,
    data: { report: row.reportId, version: row.version, symbol: row.symbol, from, ...facts },
  });
  const moved = { ...row, from, partyNames: row.report.party.names as Names };
  if (set?.withdrawnByParty) return ok({ ...moved, mails: [] });
  const mails = await writeStateMail(tx, ctx, origin, moved, to, set?.notPublishedReason ?? set?.withdrawnReason ?? "", mailsFrom);
  return ok({ ...moved, mails });
}
