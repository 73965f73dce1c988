import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { unitOf, type AnswerKey } from "~/features/reports/model";
import { WAITING_STATES, type ProposalAct, type ProposalState } from "~/features/reports/model/proposals";
import { canReport, whyNotWritten } from "~/features/reports/policy";
import { findPart, findReport, readAnswers, readGrounds, subjectOf, type Grounds, type ReportRow } from "~/features/reports/queries/load.server";
import { findProposed, type Proposed } from "~/features/reports/queries/proposals.server";
import type { Operation } from "~/features/saves/schema";
import { parsePageId, questionsOfPage } from "~/features/templates/model/pages";
import { templateReferences } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { ByHandInput, GiveBackInput, ProposalInput, TakeInput } from "../schema";
import { writeDelegationMail } from "./delegation-mail.server";

/** A page of a report. */
type At = { reportId: string; page: string };
type Found = { row: ReportRow; grounds: Grounds; key: AnswerKey; proposed: Proposed };

/** The text somebody proposes, for who writes the report as a whole; as it was shown, and while it waits. */
async function findWaiting(
  ctx: UserCtx,
  { reportId, page: pageId }: At,
  { question, person, revision }: TakeInput | ByHandInput | GiveBackInput,
): Promise<Result<Found, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const row = found.value;
  const subject = subjectOf(row, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  const grounds = await readGrounds(ctx, row);
  const page = parsePageId(grounds.version.definition, pageId, templateReferences(grounds.reference));
  const key = { question, row: page?.row ?? "" };
  const proposed = page && (await findProposed(ctx.db, { reportId, userId: person, ...key }));
  if (!proposed) return refuse({ code: "proposal.not_found" });
  const isWaiting = (WAITING_STATES as readonly string[]).includes(proposed.state);
  return isWaiting && proposed.revision === revision ? ok({ row, grounds, key, proposed }) : refuse({ code: "proposal.changed" });
}

/** Writes what became of a proposed text, while it waits and is the one that was shown; says whether it was. */
async function decide(ctx: UserCtx, tx: Tx, { id, revision }: Proposed, decision: { state: ProposalState; reason: string }): Promise<boolean> {
  const { count } = await tx.proposedAnswer.updateMany({
    where: { id, revision, state: { in: [...WAITING_STATES] } },
    data: { ...decision, decidedById: ctx.actor.id, decidedAt: ctx.now() },
  });
  return count === 1;
}

/**
 * Takes a proposed text into the report as the answer's next revision, on the revision it was shown beside (history:
 * `proposal`, naming who proposed it). An answer that is confidential stays so. Refuses `report.not_found`, all that
 * writing refuses, `proposal.not_found`, `proposal.changed` when its author went on writing or somebody decided on it, and
 * `proposal.answer_changed` when the answer is another by now. Audit event.
 */
async function takeProposal(ctx: UserCtx, at: At, input: TakeInput): Promise<Result<null, Refusal>> {
  const found = await findWaiting(ctx, at, input);
  if (!found.ok) return found;
  const { key, proposed } = found.value;
  const { reportId } = at;
  const [standing] = await readAnswers(ctx.db, reportId, key);
  if ((standing?.revision ?? 0) !== input.base) return refuse({ code: "proposal.answer_changed" });
  // Before the save, so that none of its kind is in the history without a name.
  await ctx.db.takenProposal.createMany({ data: [{ opId: input.opId, proposerId: proposed.userId }], skipDuplicates: true });
  const operation: Operation = {
    opId: input.opId,
    ...key,
    lang: proposed.language as Language,
    baseRevision: input.base,
    value: proposed.value as Operation["value"],
    confidential: proposed.confidential || (standing?.confidential ?? false),
  };
  const saved = await saveAnswers(ctx, { reportId, via: "proposal", operations: [operation] });
  if (!saved.ok) return saved;
  const [result] = saved.value;
  if (!result!.ok) return result!.error.code === "answer.conflict" ? refuse({ code: "proposal.answer_changed" }) : result!;
  const { revision } = result!.value;
  await ctx.db.$transaction(async (tx) => {
    const isDecided = await decide(ctx, tx, proposed, { state: "taken", reason: "" });
    // Somebody who pressed at the same moment took the same text, and has it on record.
    const { id, revision: shown } = proposed;
    if (!isDecided && (await tx.proposedAnswer.count({ where: { id, revision: shown, state: "taken" satisfies ProposalState } })) > 0) return;
    // What its author wrote meanwhile is a proposal of its own, and waits.
    await recordEvent(tx, ctx, {
      type: "delegation.proposal_taken",
      subject: `report:${reportId}`,
      data: { unit: unitOf(key), userId: proposed.userId, hash: proposed.hash, revision },
    });
  });
  return ok(null);
}

/** Marks a proposed text as taken in by hand: somebody has written into the answer what they wanted of it. Refuses as taking does. Audit event. */
async function settleByHand(ctx: UserCtx, at: At, input: ByHandInput): Promise<Result<null, Refusal>> {
  const found = await findWaiting(ctx, at, input);
  if (!found.ok) return found;
  const { key, proposed } = found.value;
  return ctx.db.$transaction(async (tx): Promise<Result<null, Refusal>> => {
    if (!(await decide(ctx, tx, proposed, { state: "taken", reason: "" }))) return refuse({ code: "proposal.changed" });
    const data = { unit: unitOf(key), userId: proposed.userId, hash: proposed.hash, byHand: true };
    await recordEvent(tx, ctx, { type: "delegation.proposal_taken", subject: `report:${at.reportId}`, data });
    return ok(null);
  });
}

/**
 * Gives a proposed text back to its author with the reason; they are told by mail, and their text stays theirs to go on
 * with. Refuses as taking does. Audit event.
 */
async function giveBackProposal(ctx: UserCtx, at: At, input: GiveBackInput): Promise<Result<null, Refusal>> {
  const found = await findWaiting(ctx, at, input);
  if (!found.ok) return found;
  const { row, grounds, key, proposed } = found.value;
  const { reason } = input;
  return ctx.db.$transaction(async (tx): Promise<Result<null, Refusal>> => {
    if (!(await decide(ctx, tx, proposed, { state: "given_back", reason }))) return refuse({ code: "proposal.changed" });
    await recordEvent(tx, ctx, {
      type: "delegation.proposal_given_back",
      subject: `report:${row.id}`,
      data: { unit: unitOf(key), userId: proposed.userId, reason },
    });
    const places = [{ page: at.page, question: key.question }];
    await writeDelegationMail(tx, ctx, { told: "given_back", row, grounds, userId: proposed.userId, terms: { places, note: "", dueAt: null, reason } });
    return ok(null);
  });
}

/**
 * Says of what the actor proposes on a page that it is ready to be taken; it can be taken before. Refuses
 * `report.not_found`, all that writing refuses, and `proposal.nothing_written` where there is none that could be. Audit event.
 */
async function callReady(ctx: UserCtx, { reportId, page: pageId }: At): Promise<Result<null, Refusal>> {
  const found = await findPart(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const subject = subjectOf(found.value, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  const { version, reference } = await readGrounds(ctx, found.value);
  const page = parsePageId(version.definition, pageId, templateReferences(reference));
  const codes = page ? questionsOfPage(version.definition, page).map(({ code }) => code) : [];
  return ctx.db.$transaction(async (tx): Promise<Result<null, Refusal>> => {
    const { count } = await tx.proposedAnswer.updateMany({
      where: { reportId, userId: ctx.actor.id, row: page?.row ?? "", question: { in: codes }, state: { in: ["open", "given_back"] satisfies ProposalState[] } },
      data: { state: "ready" satisfies ProposalState },
    });
    if (count === 0) return refuse({ code: "proposal.nothing_written" });
    await recordEvent(tx, ctx, { type: "delegation.proposals_ready", subject: `report:${reportId}`, data: { page: pageId, count } });
    return ok(null);
  });
}

/**
 * What a page of the form asks to be done with proposed texts: takes one, marks one as taken in by hand, gives one back, calls
 * one's own ready. Gives what was done and to which question. Refuses as each of them does. Audit event.
 */
export async function decideProposal(ctx: UserCtx, at: At, input: ProposalInput): Promise<Result<{ act: ProposalAct; question: string }, Refusal>> {
  const acts: { [Act in ProposalAct]: (given: Extract<ProposalInput, { act: Act }>) => Promise<Result<null, Refusal>> } = {
    take: (given) => takeProposal(ctx, at, given),
    hand: (given) => settleByHand(ctx, at, given),
    back: (given) => giveBackProposal(ctx, at, given),
    ready: () => callReady(ctx, at),
  };
  const done = await acts[input.act](input as never);
  return done.ok ? ok({ act: input.act, question: input.act === "ready" ? "" : input.question }) : done;
}
