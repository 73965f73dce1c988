import { fixedText, namesOfSet, readReference, type Names } from "~/features/reference/queries.server";
import { cosignKey } from "~/features/templates/model/public-part";
import { localize } from "~/features/templates/model/texts";
import type { AnswerValue } from "~/features/templates/model/values";
import { getTemplateVersion, templateReferences, textsOf } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { digest } from "~/platform/auth/sessions.server";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { Cosignatory, CosignRequest, CosignState, SubmissionState } from "../model";
import { documentOf, documentTexts, referenceSetsOf, type DocumentSource } from "../model/document";
import { redactForCosignatory } from "../policy";
import { findReport } from "./load.server";

/** The question a contribution's summary is given in. */
const SUMMARY = "B1";
/** Versions their party no longer stands by. */
export const ENDED: string[] = ["recalled", "superseded"] satisfies SubmissionState[];

const select = {
  id: true,
  submissionId: true,
  question: true,
  row: true,
  organisation: true,
  name: true,
  state: true,
  expiresAt: true,
  submission: { select: { state: true } },
} as const;

/** A co-signature by the secret of its link. Refuses `cosign.not_found` (unknown, or past its date) and `cosign.ended`. */
export async function findCosignature(db: Pick<Tx, "cosignature">, token: string, now: Date) {
  const row = await db.cosignature.findUnique({ where: { tokenHash: digest(token) }, select });
  if (!row || row.expiresAt <= now) return refuse<Refusal>({ code: "cosign.not_found" });
  return ENDED.includes(row.submission.state) ? refuse<Refusal>({ code: "cosign.ended" }) : ok(row);
}

/** The co-signatories that have confirmed, of each of these versions, as `cosignKey` names them: the only ones the public is given. */
export async function cosignedRows(ctx: Pick<Ctx, "db">, submissionIds: readonly string[]): Promise<(submissionId: string) => ReadonlySet<string>> {
  const rows = await ctx.db.cosignature.findMany({
    where: { submissionId: { in: [...submissionIds] }, state: "confirmed" },
    select: { submissionId: true, question: true, row: true },
  });
  return (id) => new Set(rows.filter(({ submissionId }) => submissionId === id).map(({ question, row }) => cosignKey(question, row)));
}

/** Every co-signatory of a version with where it stands, in the order they were named; for the secretariat and the party itself. */
export async function cosignatoriesOf(ctx: Pick<Ctx, "db" | "language">, submissionId: string): Promise<Cosignatory[]> {
  const rows = await ctx.db.cosignature.findMany({
    where: { submissionId },
    orderBy: { position: "asc" },
    select: { id: true, organisation: true, country: true, name: true, email: true, state: true, answeredAt: true },
  });
  if (rows.length === 0) return [];
  const states = namesOfSet(await readReference(ctx.db), "parties", ctx.language);
  return rows.map(({ country, state, answeredAt, ...row }) => ({
    ...row,
    country: states[country] ?? country,
    state: state as CosignState,
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}

/** The co-signatories of a report's latest version, for its own party. Refuses `report.not_found`. */
export async function listCosignatories(ctx: Ctx, reportId: string): Promise<Result<Cosignatory[], Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const [latest] = found.value.submissions;
  return ok(latest ? await cosignatoriesOf(ctx, latest.id) : []);
}

/**
 * What a co-signatory is asked to sign: the whole text as it was signed, answers marked confidential too, without the
 * means to reach anybody and without co-signatories that have not confirmed. Refuses `cosign.not_found`, `cosign.ended`.
 */
export async function readCosign(ctx: Pick<Ctx, "db" | "now" | "language">, token: string): Promise<Result<CosignRequest, Refusal>> {
  const found = await findCosignature(ctx.db, token, ctx.now());
  if (!found.ok) return found;
  const { submissionId, question, row: own, organisation, name, state, expiresAt } = found.value;
  const submission = await ctx.db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: {
      symbol: true,
      line: true,
      language: true,
      groups: true,
      release: true,
      submittedAt: true,
      template: true,
      report: { select: { templateVersionId: true, party: { select: { names: true } } } },
      answers: { orderBy: { position: "asc" }, select: { question: true, row: true, value: true, language: true, confidential: true } },
    },
  });
  const [version, reference, confirmed] = await Promise.all([
    getTemplateVersion(ctx.db, submission.report.templateVersionId),
    readReference(ctx.db),
    cosignedRows(ctx, [submissionId]),
  ]);
  const party = (submission.report.party.names as Names)[ctx.language];
  const source = submission.answers.map((answer): DocumentSource => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language }));
  const summary = source.find((answer) => answer.question === SUMMARY && answer.row === "")?.value;
  return ok({
    organisation,
    name,
    state: state as CosignState,
    party,
    title: localize(version.strings, ctx.language).title ?? submission.template,
    symbol: submission.symbol,
    language: submission.language as Language,
    release: submission.release,
    submittedAt: submission.submittedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    summary: typeof summary === "string" ? summary : "",
    sections: documentOf(version.definition, source, {
      fixed: fixedText(submission.line, party, reference, ctx.language),
      groups: submission.groups,
      references: templateReferences(reference),
      language: submission.language as Language,
      redact: redactForCosignatory(new Set([...confirmed(submissionId), cosignKey(question, own)])),
    }),
    texts: documentTexts(textsOf(version, reference, ctx.language, referenceSetsOf(version.definition))),
  });
}
