import { writePartyTerms } from "~/features/reference/commands.server";
import type { SaveWay } from "~/features/saves/model";
import { releaseOf } from "~/features/templates/model/consent";
import { assess } from "~/features/templates/model/progress";
import type { AnswerValue } from "~/features/templates/model/values";
import { createEnv, lookupOf, type Facts } from "~/features/templates/model/visibility";
import type { TemplateVersion } from "~/features/templates/queries.server";
import type { Language } from "~/lib/languages";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { listedFacts } from "../model/listed";
import { scopeOf, unitOf, type AnswerDto, type AnswerKey, type SubmissionState } from "../model";
import { answerHash, contentHash } from "../queries/load.server";
import { answersToSign, newReceipt } from "../queries/signing.server";
import { symbolOf } from "./submit.server";

/** One save of an answer, as its author made it; the last of a unit is its working copy. */
export type BulkSave = AnswerKey & { opId: string; value: AnswerValue; confidential: boolean; savedAt: Date };
export type BulkVersion = {
  id: string;
  state: SubmissionState;
  signedName: string;
  signedFunction: string;
  submittedAt: Date;
  late: boolean;
  publishedAt: Date | null;
  notPublishedReason: string | null;
  officerId: string | null;
};
export type BulkReport = {
  id: string;
  cycle: { id: string; code: string };
  party: { id: string; code: string; unGroup: string | null; ituRegion: string | null };
  line: string;
  language: Language;
  groups: string[];
  author: { id: string; name: string };
  createdAt: Date;
  /** In the order in which they were made. */
  saves: BulkSave[];
  /** The signed version, or null for a draft. */
  version: BulkVersion | null;
  template: TemplateVersion;
  references: Facts["references"];
  /** Bytes for the receipt number. */
  random: (count: number) => Uint8Array;
  via: SaveWay;
};
export type BulkAuthor = { id: string; email: string; name: string; language: Language; partyId: string; createdAt: Date };
export type BulkParty = { id: string; code: string; kind: string; names: Record<Language, string>; facts: Record<string, string>; createdAt: Date };
export type BulkBatch = {
  /** `load:1`: what the batch belongs to, in the audit log. */
  subject: string;
  parties: BulkParty[];
  authors: BulkAuthor[];
  reports: ReportRows[];
};

/** Moves to reach a state from `submitted`. */
const MOVES: Partial<Record<SubmissionState, number>> = { submitted: 0, acknowledged: 1, under_review: 2, accepted: 3, published: 4, not_published: 4 };

/**
 * Writes reports that were made elsewhere, whole and set by set, inside the caller's transaction: parties, authors, working
 * copies, history, signed versions, and one audit event for all of them. No mail is sent.
 */
export async function writeReports(tx: Tx, ctx: Pick<Ctx, "actor" | "now" | "requestId">, batch: BulkBatch): Promise<void> {
  const laid = batch.reports;
  await tx.party.createMany({ data: batch.parties });
  await writePartyTerms(tx, batch.parties);
  await tx.user.createMany({ data: batch.authors.map(({ partyId: _, ...author }) => author) });
  await tx.membership.createMany({ data: batch.authors.map(({ id, partyId, createdAt }) => ({ userId: id, partyId, role: "focal_point", createdAt })) });
  await tx.report.createMany({ data: laid.map(({ report }) => report) });
  await insertSaves(
    tx,
    laid.flatMap(({ saves }) => saves),
  );
  await insertAnswers(
    tx,
    laid.flatMap(({ answers }) => answers),
  );
  const versions = laid.flatMap(({ version }) => version ?? []);
  await tx.submission.createMany({ data: versions.map(({ signed: _, ...version }) => version) });
  await insertSigned(
    tx,
    versions.flatMap(({ id, signed }) => signed.map((answer, position) => ({ ...answer, submissionId: id, position }))),
  );
  await recordEvent(tx, ctx, {
    type: "report.batch_loaded",
    subject: batch.subject,
    data: {
      reports: laid.length,
      submitted: versions.length,
      saves: laid.reduce((sum, { saves }) => sum + saves.length, 0),
      first: laid[0]?.report.id,
      last: laid.at(-1)?.report.id,
    },
  });
}

/** The rows of one report in all its tables. */
export type ReportRows = ReturnType<typeof layOutReport>;

/**
 * Computes the rows of a report, with its hashes, receipt and symbol as saving and signing would. Throws when a report that
 * is signed is not complete: that is a fault of whoever made it.
 */
export function layOutReport(report: BulkReport) {
  const { id, cycle, party, line, language, author, template, createdAt, via } = report;
  const answers = new Map<string, AnswerDto>();
  const saves = report.saves.map(({ opId, question, row, value, confidential, savedAt }) => {
    const unit = unitOf({ question, row });
    const baseRevision = answers.get(unit)?.revision ?? 0;
    const hash = answerHash(id, { question, row }, language, value);
    const revision = baseRevision + 1;
    answers.set(unit, { question, row, value, language, confidential, revision, hash, updatedAt: savedAt.toISOString(), updatedBy: author.name });
    const who = { authorId: author.id, authorName: author.name };
    return { opId, scope: scopeOf(id), unit, baseRevision, revision, value, language, confidential, hash, via, savedAt, ...who };
  });
  const version = report.version && layOutVersion(report, report.version, [...answers.values()]);
  const data = {
    id,
    cycleId: cycle.id,
    template: template.template,
    templateVersionId: template.id,
    partyId: party.id,
    line,
    language,
    createdById: author.id,
    createdAt,
  };
  const updatedAt = report.version?.submittedAt ?? report.saves.at(-1)?.savedAt ?? createdAt;
  return {
    report: { ...data, state: version ? "submitted" : "draft", revision: saves.length + (version ? 1 : 0), updatedAt },
    saves,
    answers: [...answers.values()].map((answer) => ({ ...answer, reportId: id, updatedById: author.id })),
    version,
  };
}

function layOutVersion(report: BulkReport, version: BulkVersion, answers: AnswerDto[]) {
  const { id: reportId, cycle, party, line, language, template, groups, author, references, random } = report;
  const env = createEnv(template.definition, { answers: lookupOf(answers), groups, references, language });
  const { problems } = assess(env);
  if (problems.length > 0) throw new Error(`a report made for loading is not complete: ${JSON.stringify(problems[0])}`);
  const signed = answersToSign({ row: { id: reportId }, env, answers });
  const { state, ...rest } = version;
  return {
    ...rest,
    reportId,
    version: 1,
    receipt: newReceipt(cycle.code, random),
    symbol: symbolOf({ template: template.template, line, cycle, party }, 1),
    state,
    stateRevision: MOVES[state] ?? 0,
    contentHash: contentHash(template.hash, language, signed),
    templateHash: template.hash,
    language,
    groups,
    declaration: { accepted: true, template: template.template, templateVersion: template.version },
    signedById: author.id,
    ...releaseOf(template.definition, signed),
    ...listedFacts(template.definition, signed, line),
    cycleCode: cycle.code,
    template: template.template,
    partyCode: party.code,
    unGroup: party.unGroup,
    ituRegion: party.ituRegion,
    line,
    signed,
  };
}

type SaveRow = ReportRows["saves"][number];
const insertSaves = (tx: Tx, rows: SaveRow[]): Promise<number> =>
  tx.$executeRaw`
    insert into save (op_id, scope, unit, base_revision, revision, value, language, confidential, hash, via, author_id, author_name, saved_at)
    select "opId", scope, unit, "baseRevision", revision, coalesce(value, 'null'), language, confidential, hash, via, "authorId", "authorName", "savedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
      ("opId" uuid, scope text, unit text, "baseRevision" int, revision int, value jsonb, language text, confidential boolean, hash text, via text, "authorId" uuid, "authorName" text, "savedAt" timestamptz)`;

type AnswerRow = AnswerDto & { reportId: string; updatedById: string };
const insertAnswers = (tx: Tx, rows: AnswerRow[]): Promise<number> =>
  tx.$executeRaw`
    insert into answer (report_id, question, "row", value, language, confidential, revision, hash, updated_at, updated_by_id)
    select "reportId", question, "row", coalesce(value, 'null'), language, confidential, revision, hash, "updatedAt", "updatedById"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
      ("reportId" uuid, question text, "row" text, value jsonb, language text, confidential boolean, revision int, hash text, "updatedAt" timestamptz, "updatedById" uuid)`;

type SignedRow = AnswerDto & { submissionId: string; position: number };
const insertSigned = (tx: Tx, rows: SignedRow[]): Promise<number> =>
  tx.$executeRaw`
    insert into submitted_answer (submission_id, position, question, "row", value, language, confidential, hash)
    select "submissionId", position, question, "row", coalesce(value, 'null'), language, confidential, hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
      ("submissionId" uuid, position int, question text, "row" text, value jsonb, language text, confidential boolean, hash text)`;
