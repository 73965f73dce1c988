import { createHash } from "node:crypto";
import { deadlineOf } from "~/features/cycles/model";
import { readReference, groupsOfParty, type ReferenceData } from "~/features/reference/queries.server";
import { seesIn, type Sees } from "~/features/templates/model/narrowed";
import { createEnv, lookupOf, type Env } from "~/features/templates/model/visibility";
import type { AnswerValue } from "~/features/templates/model/values";
import { getTemplateVersion, templateReferences, type TemplateVersion } from "~/features/templates/queries.server";
import { canonicalJson } from "~/lib/json";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Actor } from "~/lib/actor";
import { runSql, sql, type Database, type Sql, type Tx } from "~/platform/db/client.server";
import { isHeld, unitOf, type AnswerDto, type AnswerKey, type Hold, type ReportState, type SubmissionState, type SubmissionSummary } from "../model";
import type { ProposalState } from "../model/proposals";
import { canReport, partSeenBy, reachOf, reportsInPart, whyNotWritten, type Part, type ReportSubject } from "../policy";

/** The extensions of a party that stand. */
export const extensions = { where: { stands: true }, select: { cycleId: true, template: true, line: true, dueAt: true } } as const;

export const reportSelect = {
  id: true,
  template: true,
  templateVersionId: true,
  partyId: true,
  line: true,
  unit: true,
  language: true,
  state: true,
  revision: true,
  updatedAt: true,
  heldFrom: true,
  heldUntil: true,
  clearedHash: true,
  reopened: true,
  party: { select: { code: true, names: true, kind: true, unGroup: true, ituRegion: true, clearanceChain: { select: { partyId: true } }, extensions } },
  cycle: {
    select: {
      id: true,
      code: true,
      names: true,
      groupsOn: true,
      state: true,
      milestones: { where: { kind: "deadline" }, select: { kind: true, template: true, at: true } },
    },
  },
  submissions: {
    orderBy: { version: "desc" },
    take: 1,
    select: { id: true, version: true, state: true, receipt: true, symbol: true, submittedAt: true, late: true },
  },
} as const;

/** The version the same party last signed on the same template and line in an earlier cycle. */
export type Predecessor = {
  id: string;
  reportId: string;
  templateVersionId: string;
  cycle: Record<Language, string>;
  symbol: string;
  state: SubmissionState;
  submittedAt: string;
};
/** `before` and `hasProposals` (somebody has proposed an answer) are told where one report is asked for, not in lists. */
export type ReportRow = NonNullable<Awaited<ReturnType<typeof findAnyReport>>> & { before?: Predecessor | null; hasProposals?: boolean };

/** A report whoever it belongs to: for those who run the portal, never for a request. */
export const findAnyReport = (db: Pick<Tx, "report">, id: string) => db.report.findUnique({ where: { id }, select: reportSelect });

/** What a JSON column makes of the times in a row. */
type Unread = Omit<ReportRow, "cycle" | "submissions" | "party"> & {
  party: Omit<ReportRow["party"], "extensions"> & { extensions: (Omit<ReportRow["party"]["extensions"][number], "dueAt"> & { dueAt: string })[] };
  cycle: Omit<ReportRow["cycle"], "groupsOn" | "milestones"> & { groupsOn: string; milestones: { kind: string; template: string | null; at: string }[] };
  submissions: (Omit<ReportRow["submissions"][number], "submittedAt"> & { submittedAt: string })[];
};

/** Reports the actor sees as a whole, as a condition on the table `report`. */
const isWhole = (actor: Actor): Sql => {
  const { parties, lines } = reachOf(actor);
  return sql`(report.party_id = any(${parties}::uuid[]) or report.line = any(${lines}))`;
};

/** The same with those of which places are assigned to the actor. */
export const isInReach = (actor: Actor): Sql => sql`(${isWhole(actor)} or report.id = any(${reportsInPart(actor)}::uuid[]))`;

/** The row `reportSelect` describes, in one statement: every page of a report asks for it. */
async function findRow(db: Tx, id: string, reach: Sql): Promise<ReportRow | null> {
  const [row] = await runSql<Unread>(
    db,
    sql`
    select report.id, report.template, report.template_version_id as "templateVersionId", report.party_id as "partyId", report.line, report.unit, report.language, report.state, report.revision,
      report.updated_at as "updatedAt", report.held_from as "heldFrom", report.held_until as "heldUntil", report.cleared_hash as "clearedHash", report.reopened,
      jsonb_build_object('code', p.code, 'names', p.names, 'kind', p.kind, 'unGroup', p.un_group, 'ituRegion', p.itu_region,
        'clearanceChain', (select jsonb_build_object('partyId', k.party_id) from clearance_chain k where k.party_id = p.id),
        'extensions', coalesce((select jsonb_agg(jsonb_build_object('cycleId', e.cycle_id, 'template', e.template, 'line', e.line, 'dueAt', e.due_at))
                                from extension e where e.party_id = p.id and e.stands), '[]')) as party,
      jsonb_build_object('id', c.id, 'code', c.code, 'names', c.names, 'groupsOn', c.groups_on, 'state', c.state, 'milestones',
        coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'template', m.template, 'at', m.at))
                  from milestone m where m.cycle_id = c.id and m.kind = 'deadline'), '[]')) as cycle,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'version', s.version, 'state', s.state, 'receipt', s.receipt, 'symbol', s.symbol,
                                                    'submittedAt', s.submitted_at, 'late', s.late))
                from (select * from submission where report_id = report.id order by version desc limit 1) s), '[]') as submissions,
      (select jsonb_build_object('id', s.id, 'reportId', s.report_id, 'templateVersionId', e.template_version_id, 'cycle', d.names,
                                 'symbol', s.symbol, 'state', s.state, 'submittedAt', s.submitted_at)
       from report e join cycle d on d.id = e.cycle_id join submission s on s.report_id = e.id
       where e.party_id = report.party_id and e.template = report.template and e.line = report.line and d.position < c.position and s.state not in ('recalled', 'superseded')
       order by d.position desc, s.version desc limit 1) as before,
      exists (select 1 from proposed_answer a where a.report_id = report.id) as "hasProposals"
    from report join party p on p.id = report.party_id join cycle c on c.id = report.cycle_id
    where report.id = ${id}::uuid and ${reach}`,
  );
  if (!row) return null;
  const { cycle, submissions, party } = row;
  return {
    ...row,
    party: { ...party, extensions: party.extensions.map((one) => ({ ...one, dueAt: new Date(one.dueAt) })) },
    cycle: { ...cycle, groupsOn: new Date(cycle.groupsOn), milestones: cycle.milestones.map((step) => ({ ...step, at: new Date(step.at) })) },
    submissions: submissions.map((submission) => ({ ...submission, submittedAt: new Date(submission.submittedAt) })),
  };
}

export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * A report the actor sees as a whole. Another party's id, a malformed id and no id at all are the same: not found; so is a
 * report of which only places are assigned to the actor. What gives those asks `findPart`.
 */
export async function findReport(ctx: Pick<Ctx, "actor">, db: Tx, id: string): Promise<Result<ReportRow, Refusal>> {
  const row = UUID.test(id) ? await findRow(db, id, isWhole(ctx.actor)) : null;
  return row ? ok(row) : refuse({ code: "report.not_found" });
}

/** A report with what the actor sees of it. `loadReport` and `seesOf` keep to that. */
export type SeenRow = ReportRow & { part: Part };

/** The same where somebody may see a part: the one way to a report for whom only places of it are assigned to. */
export async function findPart(ctx: Pick<Ctx, "actor">, db: Tx, id: string): Promise<Result<SeenRow, Refusal>> {
  const row = UUID.test(id) ? await findRow(db, id, isInReach(ctx.actor)) : null;
  return row ? ok({ ...row, part: partSeenBy(ctx.actor, row) }) : refuse({ code: "report.not_found" });
}

/** Which answers of a report that was found the actor sees. */
export async function seesOf(db: Database, { part, templateVersionId }: Pick<SeenRow, "part" | "templateVersionId">): Promise<Sees> {
  return part ? seesIn((await getTemplateVersion(db, templateVersionId)).definition, part) : () => true;
}

/** Which of them the actor only proposes. */
export async function proposesOf(db: Database, { part, templateVersionId }: Pick<SeenRow, "part" | "templateVersionId">): Promise<Sees> {
  const apart = part?.filter(({ proposes }) => proposes) ?? [];
  return apart.length > 0 ? seesIn((await getTemplateVersion(db, templateVersionId)).definition, apart) : () => false;
}

/** What saving needs to know of a report. */
export type WorkingCopy = {
  id: string;
  partyId: string;
  line: string;
  state: ReportState;
  closed: boolean;
  language: Language;
  templateVersionId: string;
  part: Part;
  /** Units that are open while the rest stays as signed; empty where all are. */
  reopened: string[];
} & Hold;

/**
 * The little of a report that saving needs, found as `findPart` does. `lock` takes its row until the transaction ends:
 * saves of one report stand in line, and none slips past a signature.
 */
export async function findWorkingCopy(ctx: Pick<Ctx, "actor">, db: Tx, id: string, { lock }: { lock: boolean }): Promise<Result<WorkingCopy, Refusal>> {
  if (!UUID.test(id)) return refuse({ code: "report.not_found" });
  const [row] = await runSql<Omit<WorkingCopy, "part">>(
    db,
    sql`
    select report.id, party_id as "partyId", line, report.state, c.state <> 'open' as closed, held_from as "heldFrom", held_until as "heldUntil", language, template_version_id as "templateVersionId", reopened
    from report join cycle c on c.id = report.cycle_id
    where report.id = ${id}::uuid and ${isInReach(ctx.actor)} ${lock ? sql`for update of report` : sql``}`,
  );
  return row ? ok({ ...row, part: partSeenBy(ctx.actor, row) }) : refuse({ code: "report.not_found" });
}

/**
 * Takes the row of a report and holds its cycle as it stands until the transaction ends: no two sign it, and it is not
 * signed in a cycle that closes meanwhile. What was read before is read again after it.
 */
export async function lockReport(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select r.id from report r join cycle c on c.id = r.cycle_id where r.id = ${id}::uuid for update of r for share of c`;
}

/** Takes a report as `lockReport` does and gives it as it stands, when the actor may write it now; refuses as saving does. `find` says whether a part of it is enough. */
export async function lockForWriting(
  ctx: Pick<Ctx, "actor" | "now">,
  tx: Tx,
  id: string,
  find: (...found: Parameters<typeof findReport>) => Promise<Result<ReportRow, Refusal>> = findReport,
): Promise<Result<ReportRow, Refusal>> {
  await lockReport(tx, id);
  const found = await find(ctx, tx, id);
  if (!found.ok) return found;
  const subject = subjectOf(found.value, ctx.now());
  return canReport(ctx.actor, "write", subject) ? found : refuse(whyNotWritten(ctx.actor, subject));
}

/** When a report is due, with the extension its party was given; null when no deadline is set. */
export const dueOf = ({ cycle, template, line, party }: Pick<ReportRow, "cycle" | "template" | "line" | "party">): string | null =>
  deadlineOf(cycle, template, { line, extensions: party.extensions });

/** What policy needs to know of a report at a moment. */
export const subjectOf = (row: Pick<ReportRow, "partyId" | "line" | "state" | "submissions" | "cycle"> & Hold & { part?: Part }, now: Date): ReportSubject => ({
  partyId: row.partyId,
  line: row.line,
  state: row.state as ReportState,
  submission: (row.submissions[0]?.state as SubmissionState | undefined) ?? null,
  closed: row.cycle.state !== "open",
  held: isHeld(row, now),
  part: row.part,
});

/** What signing asks of a report's clearance. */
export const clearanceOf = ({ party, clearedHash }: Pick<ReportRow, "party" | "clearedHash">): { hasChain: boolean; clearedHash: string | null } => ({
  hasChain: party.clearanceChain !== null,
  clearedHash,
});

export const submissionOf = ({ submissions: [latest] }: Pick<ReportRow, "submissions">): SubmissionSummary | null =>
  latest ? { ...latest, state: latest.state as SubmissionState, submittedAt: latest.submittedAt.toISOString() } : null;

/**
 * A report with its template, reference data, answers and the engine's view of them. `answers` are those its row lets the
 * actor see, as `sees` says of any; `env` knows all of them and is not given away.
 */
export type LoadedReport = {
  row: ReportRow & { part?: Part };
  version: TemplateVersion;
  reference: ReferenceData;
  answers: AnswerDto[];
  sees: Sees | undefined;
  groups: string[];
  env: Env;
};

/** What a report is read by and does not change with it. */
export type Grounds = Pick<LoadedReport, "version" | "reference">;
export const readGrounds = async (ctx: Pick<Ctx, "db">, row: Pick<ReportRow, "templateVersionId">): Promise<Grounds> => ({
  version: await getTemplateVersion(ctx.db, row.templateVersionId),
  reference: await readReference(ctx.db),
});

/**
 * Reads all the form engine needs for one report. Inside a transaction it is what stands there under its locks; its
 * grounds are read before it, because on the embedded database a second connection waits for the transaction to end.
 */
export async function loadReport(ctx: Ctx, row: ReportRow & { part?: Part }, inside?: Grounds & { tx: Tx }): Promise<LoadedReport> {
  const { version, reference } = inside ?? (await readGrounds(ctx, row));
  const db = inside?.tx ?? ctx.db;
  const reads = [() => readAnswersOf(ctx, db, row), () => groupsOfParty(db, row.partyId, row.cycle.groupsOn)] as const;
  // A transaction has one connection, on which statements stand in line.
  const [all, groups] = inside ? [await reads[0](), await reads[1]()] : await Promise.all([reads[0](), reads[1]()]);
  const env = createEnv(version.definition, {
    answers: lookupOf(all),
    groups,
    references: templateReferences(reference),
    language: row.language as Language,
  });
  const sees = row.part ? seesIn(version.definition, row.part) : undefined;
  return { row, version, reference, answers: sees ? all.filter(sees) : all, sees, groups, env };
}

/** All answers of a working copy, or the one of a key. */
export async function readAnswers(db: Tx, reportId: string, only?: AnswerKey): Promise<AnswerDto[]> {
  const rows = await runSql<Omit<AnswerDto, "updatedAt"> & { updatedAt: Date }>(
    db,
    sql`select a.question, a.row, a.value, a.language, a.confidential, a.revision, a.hash, a.updated_at as "updatedAt", u.name as "updatedBy"
    from answer a join "user" u on u.id = a.updated_by_id
    where a.report_id = ${reportId}::uuid ${only ? sql`and a.question = ${only.question} and a.row = ${only.row}` : sql``} order by a.question, a.row`,
  );
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

/**
 * The answers of a report that was found, as the actor has them: in place of one they only propose their own text, and
 * where they have none yet, or it was taken, the report's to start from. For everybody else those of the working copy, in one query.
 */
export async function readAnswersOf(
  ctx: Pick<Ctx, "actor" | "db">,
  db: Tx,
  row: Pick<ReportRow, "id" | "templateVersionId"> & { part?: Part },
  only?: AnswerKey,
): Promise<AnswerDto[]> {
  const stands = await readAnswers(db, row.id, only);
  if (!row.part?.some(({ proposes }) => proposes)) return stands;
  const { id: userId, name } = ctx.actor!;
  const proposes = await proposesOf(ctx.db, { part: row.part, templateVersionId: row.templateVersionId });
  const proposed = new Map((await db.proposedAnswer.findMany({ where: { reportId: row.id, userId, ...only } })).map((own) => [unitOf(own), own]));
  const starts = stands.map((answer) => (proposes(answer) ? { ...answer, revision: proposed.get(unitOf(answer))?.revision ?? 0 } : answer));
  const own = [...proposed.values()].filter((text) => text.state !== ("taken" satisfies ProposalState) && proposes(text));
  const isReplaced = new Set(own.map(unitOf));
  return [
    ...starts.filter((answer) => !isReplaced.has(unitOf(answer))),
    ...own.map(({ question, row: repeat, value, language, confidential, revision, hash, updatedAt }) => ({
      ...{ question, row: repeat, value: value as AnswerValue, language: language as Language, confidential, revision, hash },
      updatedAt: updatedAt.toISOString(),
      updatedBy: name,
    })),
  ];
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Hash of one answer: over report, question, row, language and value. Everything downstream hangs on it. */
export const answerHash = (reportId: string, { question, row }: AnswerKey, language: string, value: AnswerValue): string =>
  sha256(canonicalJson({ report: reportId, question, row, language, value }));

/** Hash of a whole report as it would be signed: its template, language and every shown answer in template order. */
export const contentHash = (templateHash: string, language: string, answers: Pick<AnswerDto, "question" | "row" | "hash" | "confidential">[]): string =>
  sha256(
    canonicalJson({ template: templateHash, language, answers: answers.map(({ question, row, hash, confidential }) => [question, row, hash, confidential]) }),
  );
