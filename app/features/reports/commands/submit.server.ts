import { isLate } from "~/features/cycles/model";
import { proposeChanges } from "~/features/matrix/commands.server";
import { releaseOf } from "~/features/templates/model/consent";
import { allQuestionsOf } from "~/features/templates/model/texts";
import { assess } from "~/features/templates/model/progress";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isUniqueViolation, type Tx } from "~/platform/db/client.server";
import { listedFacts } from "../model/listed";
import { moveTo, unitOf, whyNotSigned, type AnswerDto, type SubmissionState, type Submitted } from "../model";
import { canReport, whyNotSubmitted } from "../policy";
import { clearanceOf, contentHash, dueOf, findReport, loadReport, lockReport, readGrounds, subjectOf, type LoadedReport } from "../queries/load.server";
import { toJson } from "~/features/saves/commands.server";
import { readStanding } from "../queries/state-targets.server";
import { answersToSign, newReceipt } from "../queries/signing.server";
import { answerPoints } from "./answer-points.server";
import { askCosignatories } from "./cosign.server";
import { lockVersions, moveSubmission } from "./move-submission.server";
import { writeReceiptMail } from "./receipt-mail.server";

export type SubmitReport = { reportId: string; contentHash: string; name: string; function: string; accepted: boolean };

const MAX_NAME = 200;
/** A signed report is locked by its state; what held it for clearance has served. */
const UNHELD = { heldFrom: null, heldUntil: null, clearedHash: null };

/**
 * Signs and submits a report: an immutable version of exactly the answers whose hash the author was shown, with the
 * groups valid on the cycle's date, a receipt and a mail; co-signatories are asked by mail. Locks the working copy.
 * Refuses `report.changed_since_review` (with the hash as it is now), `report.incomplete`, `report.declaration_required`,
 * `report.cycle_closed`, `report.locked`, `report.not_allowed`; `clearance.missing` and `clearance.outdated` where the party's
 * chain has not cleared exactly this content. Where the secretariat asked about answers of the version before, the new one
 * differs from it in exactly these: `report.changed_elsewhere`, `report.clarification_unanswered`. The same submit again (double click) gives the same receipt.
 */
export async function submitReport(ctx: UserCtx, input: SubmitReport): Promise<Result<Submitted, Refusal>> {
  const found = await findReport(ctx, ctx.db, input.reportId);
  if (!found.ok) return found;
  const name = input.name.trim().slice(0, MAX_NAME);
  const signedFunction = input.function.trim().slice(0, MAX_NAME);
  if (!input.accepted || !name || !signedFunction) return refuse({ code: "report.declaration_required" });
  const grounds = await readGrounds(ctx, found.value);
  try {
    return await ctx.db.$transaction(async (tx) => {
      await lockReport(tx, input.reportId);
      const again = await findReport(ctx, tx, input.reportId);
      if (!again.ok) return again;
      const subject = subjectOf(again.value, ctx.now());
      if (!canReport(ctx.actor, "submit", subject))
        return subject.state === "draft" ? refuse(whyNotSubmitted(ctx.actor, subject)) : sameSubmitAgain(tx, ctx, input);
      const loaded = await loadReport(ctx, again.value, { ...grounds, tx });
      const signed = answersToSign(loaded);
      const hash = contentHash(loaded.version.hash, loaded.row.language, signed);
      const { reopened, submissions } = again.value;
      const changed = await changedUnits(tx, submissions[0]?.id, signed);
      const problems = assess(loaded.env).problems.length;
      const refusal = whyNotSigned({ reviewed: input.contentHash, hash, clearance: clearanceOf(again.value), problems, reopened, changed });
      if (refusal) return refuse(refusal);
      const submittedAt = ctx.now();
      // An answer to the secretariat is no report of its own: it is as late as the version it answers for.
      const [asked] = reopened.length > 0 ? submissions : [];
      const late = asked ? asked.late : isLate(dueOf(again.value), submittedAt);
      const submitted = await writeVersion(tx, ctx, loaded, signed, { hash, name, signedFunction, submittedAt, late, changed });
      await writeReceiptMail(tx, ctx, loaded, submitted, late);
      return ok(submitted);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse({ code: "report.locked" });
    throw error;
  }
}

/** A second submit of what is signed already, by the same person: their receipt again. Anything else finds a locked report. */
async function sameSubmitAgain(tx: Tx, ctx: UserCtx, input: SubmitReport): Promise<Result<Submitted, Refusal>> {
  const latest = await tx.submission.findFirst({ where: { reportId: input.reportId }, orderBy: { version: "desc" } });
  const isSame = latest?.contentHash === input.contentHash && latest.signedById === ctx.actor.id && latest.state !== "recalled";
  if (!latest || !isSame) return refuse({ code: "report.locked" });
  return ok({ receipt: latest.receipt, version: latest.version, hash: latest.contentHash, submittedAt: latest.submittedAt.toISOString() });
}

type Signature = { hash: string; name: string; signedFunction: string; submittedAt: Date; late: boolean; changed: string[] };

async function writeVersion(tx: Tx, ctx: UserCtx, loaded: LoadedReport, signed: AnswerDto[], signature: Signature): Promise<Submitted> {
  const { row, version: template, groups } = loaded;
  const { hash, submittedAt, changed } = signature;
  const answers = row.reopened.length > 0;
  const state: SubmissionState = answers ? "answered" : "submitted";
  // From here on the desk waits: no version before this one moves while it is decided which of them give way.
  await lockVersions(tx, row.id);
  const earlier = await tx.submission.findMany({
    where: { reportId: row.id },
    orderBy: { version: "desc" },
    select: { id: true, version: true, state: true, officerId: true, lateAcceptedAt: true },
  });
  const version = (earlier[0]?.version ?? 0) + 1;
  const receipt = newReceipt(row.cycle.code);
  const symbol = symbolOf(row, version);
  const { id } = await tx.submission.create({
    data: {
      reportId: row.id,
      version,
      receipt,
      symbol,
      state,
      // Whoever asked reads the answer.
      ...(answers && { officerId: earlier[0]?.officerId ?? null, lateAcceptedAt: earlier[0]?.lateAcceptedAt ?? null }),
      contentHash: hash,
      templateHash: template.hash,
      language: row.language,
      groups,
      declaration: { accepted: true, template: template.template, templateVersion: template.version },
      signedById: ctx.actor.id,
      signedName: signature.name,
      signedFunction: signature.signedFunction,
      submittedAt,
      ...(await readStanding(tx, state, submittedAt)),
      late: signature.late,
      ...releaseOf(template.definition, signed),
      ...listedFacts(template.definition, signed, row.line),
      cycleCode: row.cycle.code,
      template: row.template,
      partyCode: row.party.code,
      unGroup: row.party.unGroup,
      ituRegion: row.party.ituRegion,
      line: row.line,
      unit: row.unit ?? "",
    },
    select: { id: true },
  });
  await tx.submittedAnswer.createMany({
    data: signed.map(({ question, row: repeat, value, language, confidential, hash: answer }, position) => ({
      submissionId: id,
      position,
      question,
      row: repeat,
      value: toJson(value),
      language,
      confidential,
      hash: answer,
    })),
  });
  const cosignatories = await askCosignatories(tx, ctx, loaded, id, signed);
  await tx.report.update({ where: { id: row.id }, data: { state: "submitted", ...UNHELD, reopened: [], revision: { increment: 1 }, updatedAt: submittedAt } });
  // A version still on the desk gives way at once; a published one stays public until this one is published.
  const replaced = earlier.filter(({ state }) => state !== "published" && moveTo(state as SubmissionState, "superseded").ok).map(({ id: older }) => older);
  for (const older of replaced) {
    const moved = await moveSubmission(ctx, tx, { id: older, to: "superseded", origin: ctx.origin, facts: { by: symbol } });
    if (!moved.ok) throw new Error(`version ${older} cannot be superseded: ${moved.error.code}`);
  }
  const proposals = await proposeMatrixChanges(tx, id, loaded, signed);
  await recordEvent(tx, ctx, {
    type: "report.submitted",
    subject: `report:${row.id}`,
    data: {
      submission: id,
      version,
      receipt,
      hash,
      late: signature.late,
      cleared: row.clearedHash !== null,
      signedBy: signature.name,
      function: signature.signedFunction,
      changed,
      replaced,
      proposals,
      cosignatories,
      ...(answers && { state }),
    },
  });
  await answerPoints(tx, ctx, { reportId: row.id, submissionId: id });
  return { receipt, version, hash, submittedAt: submittedAt.toISOString() };
}

/** Answers that feed the matrix propose what they change of it. Returns how many changes. */
async function proposeMatrixChanges(tx: Tx, submissionId: string, { row, version }: LoadedReport, signed: AnswerDto[]): Promise<number> {
  const feeding = new Set(allQuestionsOf(version.definition).flatMap((question) => (question.kind === "table" && question.feeds ? [question.code] : [])));
  let count = 0;
  for (const { question, value } of signed) if (feeding.has(question)) count += await proposeChanges(tx, { submissionId, line: row.line, value });
  return count;
}

/** The answers that differ from the version before, by their hash; none for a first version. */
async function changedUnits(tx: Tx, previous: string | undefined, signed: AnswerDto[]): Promise<string[]> {
  if (!previous) return [];
  const before = new Map(
    (await tx.submittedAnswer.findMany({ where: { submissionId: previous }, select: { question: true, row: true, hash: true } })).map((answer) => [
      unitOf(answer),
      answer.hash,
    ]),
  );
  const now = new Map(signed.map((answer) => [unitOf(answer), answer.hash]));
  return [...new Set([...before.keys(), ...now.keys()])].filter((unit) => before.get(unit) !== now.get(unit));
}

/** `WSIS20-NR-CHE`: cycle, initials of the template, party, line; `.2` and so on for later versions. Never used twice. */
export function symbolOf(row: { template: string; line: string; cycle: { code: string }; party: { code: string } }, version: number): string {
  const initials = row.template
    .split("-")
    .map(([first]) => first)
    .join("");
  const parts = [row.cycle.code, initials, row.party.code, ...(row.line ? [row.line] : [])];
  return parts.join("-").toUpperCase() + (version > 1 ? `.${version}` : "");
}
