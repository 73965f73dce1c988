import { applierAtOnce, applySaves, type SaveResult, type UnitSave } from "~/features/saves/commands.server";
import type { SaveWay } from "~/features/saves/model";
import type { Operation } from "~/features/saves/schema";
import { asFiles, asRow, fieldsOf, isChoice, isFixed, type AnswerValue, type FileRef, type FormQuestion } from "~/features/templates/model/values";
import type { Sees } from "~/features/templates/model/narrowed";
import { parseStored, type StoreContext } from "~/features/templates/model/stored";
import { findQuestion, placesOf } from "~/features/templates/model/visibility";
import { getTemplateVersion, templateReferences } from "~/features/templates/queries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { sql, type Database, type Tx } from "~/platform/db/client.server";
import { isHeld, isOpenToWrite, keyOfUnit, lockedQuestion, scopeOf, unitOf, type AnswerKey } from "../model";
import { canReport, partSeenBy, whyNotWritten, type ReportSubject } from "../policy";
import { baseFor } from "../model/proposals";
import { answerHash, findWorkingCopy, proposesOf, seesOf, type WorkingCopy } from "../queries/load.server";
import { answerStore } from "./answer-store.server";
import { proposalStore } from "./proposal-store.server";

export type SaveAnswers = { reportId: string; via: SaveWay; operations: Operation[] };

/**
 * Saves answers of a report in order, one result per operation: accepted with its new revision, or refused
 * (`answer.conflict` with both texts, `answer.refused` with where and why, `question.unknown`, `save.*`) without touching
 * the others; `report.question_locked` is one of these, where only what the secretariat asked about is open. Refuses the whole call with `report.not_found`, `report.not_allowed`, `report.locked`,
 * `report.in_clearance` or `report.cycle_closed`. What the actor only proposes is saved by the same rules as a text of their own,
 * apart from the report. Every save is a row of the append-only history, which is the record of this command; see
 * docs/decisions.
 */
export async function saveAnswers(ctx: UserCtx, { reportId, via, operations }: SaveAnswers): Promise<Result<SaveResult[], Refusal>> {
  const call = { reportId, via, operations };
  const remembered = lastWritten(ctx.db, reportId);
  // Whoever sees a part of it may only propose: what they have is read first.
  const isWhole = remembered && partSeenBy(ctx.actor, remembered) === null;
  const again = isWhole && (await saveAtOnce(ctx, { ...remembered, part: null }, call));
  if (again && again.results) return ok(announced(ctx, reportId, operations, again.results));
  const found = await findWorkingCopy(ctx, ctx.db, reportId, { lock: false });
  if (!found.ok) return found;
  // Before the transaction: what is read on another connection inside it would wait for it on the embedded database.
  const proposes = await proposesOf(ctx.db, found.value);
  const { results: atOnce, checked } = await saveAtOnce(ctx, found.value, call, proposes);
  if (operations.some(proposes)) return saveWithProposed(ctx, call, { proposes, checked });
  if (atOnce) return ok(announced(ctx, reportId, operations, atOnce));
  const saved = await ctx.db.$transaction(async (tx) => {
    const locked = await lockCopy(ctx, tx, reportId);
    if (!locked.ok) return locked;
    const open = stillOpen(checked, locked.value);
    const results = inOrder(open, await applySaves(tx, ctx, answerStore(ctx, tx, reportId), accepted(open)));
    if (results.some(({ ok: accepted }) => accepted))
      await tx.$executeRaw`update report set revision = revision + 1, updated_at = ${ctx.now()} where id = ${reportId}::uuid`;
    return ok(results);
  });
  return saved.ok ? ok(announced(ctx, reportId, operations, saved.value)) : saved;
}

/** Reports written last, by what their answers are checked against. */
const MOST_REMEMBERED = 1_000;
const copies = new WeakMap<Database, Map<string, WorkingCopy>>();

/**
 * A report as it was when this process last wrote it. It may have changed since, and the actor may have no part in it:
 * the statement that writes says so, and then it is looked for.
 */
const lastWritten = (db: Database, reportId: string): WorkingCopy | undefined => copies.get(db)?.get(reportId);

function remember(db: Database, copy: WorkingCopy): void {
  let reports = copies.get(db);
  if (!reports) copies.set(db, (reports = new Map<string, WorkingCopy>()));
  reports.delete(copy.id);
  reports.set(copy.id, copy);
  if (reports.size > MOST_REMEMBERED) reports.delete(reports.keys().next().value!);
}

/** Checks operations and saves them in one statement; `results` is null where that does not do (some are kept apart, too), and nothing has changed. */
async function saveAtOnce(ctx: UserCtx, copy: WorkingCopy, { via, operations }: SaveAnswers, proposes: Sees = () => false) {
  const check = await checkerOf(ctx, copy, operations, proposes);
  const checked = operations.map((operation) => check(operation, via));
  const saves = accepted(checked);
  const mayTry = saves.length > 0 && !operations.some(proposes) && canReport(ctx.actor, "write", subjectOfCopy(copy, ctx.now()));
  const saved = mayTry ? await applyAtOnce(ctx.db, ctx, ownerOf(copy), saves) : null;
  if (saved) remember(ctx.db, copy);
  return { results: saved && inOrder(checked, saved), checked };
}

type Checked = Result<UnitSave, Refusal>;
const accepted = (checked: readonly Checked[]): UnitSave[] => checked.flatMap((result) => (result.ok ? [result.value] : []));

/** The same under the lock of the report: which answers are open may have changed since they were checked. */
const stillOpen = (checked: readonly Checked[], { reopened }: Pick<WorkingCopy, "reopened">): Checked[] =>
  checked.map((result) => {
    const key = result.ok ? keyOfUnit(result.value.unit) : null;
    return key && !isOpenToWrite(reopened, key) ? refuse(lockedQuestion(key)) : result;
  });

/** Those of the operations that propose are kept apart, the others saved in the report; the results come in the order they were sent. */
async function saveWithProposed(
  ctx: UserCtx,
  { reportId, via, operations }: SaveAnswers,
  { proposes, checked }: { proposes: Sees; checked: readonly Checked[] },
): Promise<Result<SaveResult[], Refusal>> {
  const proposed = checked.filter((_, index) => proposes(operations[index]!));
  const apart = await ctx.db.$transaction(async (tx) => {
    const locked = await lockCopy(ctx, tx, reportId);
    if (!locked.ok) return locked;
    const open = stillOpen(proposed, locked.value);
    return ok(inOrder(open, await applySaves(tx, ctx, proposalStore(ctx, tx, reportId), accepted(open))));
  });
  if (!apart.ok) return apart;
  const rest = operations.filter((operation) => !proposes(operation));
  const written = rest.length > 0 ? await saveAnswers(ctx, { reportId, via, operations: rest }) : ok([]);
  if (!written.ok) return written;
  const [kept, others] = [apart.value.values(), written.value.values()];
  return ok(operations.map((operation): SaveResult => (proposes(operation) ? kept : others).next().value!));
}

/** Tells open pages of the report what was saved; they ask for the text themselves, as whoever has them open. */
function announced(ctx: UserCtx, reportId: string, operations: readonly Operation[], results: SaveResult[]): SaveResult[] {
  const saved = results.flatMap((result, index) =>
    result.ok ? [{ question: operations[index]!.question, row: operations[index]!.row, revision: result.value.revision }] : [],
  );
  if (saved.length > 0) ctx.live.publish(scopeOf(reportId), { kind: "saved", saved });
  return results;
}

/** The results of those that could be tried, and the refusals of the others, in the order they were sent. */
function inOrder(checked: readonly Checked[], saved: readonly SaveResult[]): SaveResult[] {
  let next = 0;
  return checked.map((result) => (result.ok ? saved[next++]! : result));
}

/** Writing asks for the state of the working copy alone, not of a version signed from it. */
const subjectOfCopy = (copy: WorkingCopy, now: Date): ReportSubject => ({ ...copy, submission: null, held: isHeld(copy, now) });

async function lockCopy(ctx: UserCtx, tx: Tx, reportId: string): Promise<Result<WorkingCopy, Refusal>> {
  const found = await findWorkingCopy(ctx, tx, reportId, { lock: true });
  if (!found.ok) return found;
  const subject = subjectOfCopy(found.value, ctx.now());
  return canReport(ctx.actor, "write", subject) ? found : refuse(whyNotWritten(ctx.actor, subject));
}

/** Brings operations into stored form, or says why they cannot be stored. */
async function checkerOf(ctx: UserCtx, row: WorkingCopy, operations: readonly Operation[], proposes: Sees) {
  const { definition } = await getTemplateVersion(ctx.db, row.templateVersionId);
  const references = templateReferences(await readReference(ctx.db));
  const sees = await seesOf(ctx.db, row);
  const asksForFiles = operations.some(({ question }) => {
    const place = placesOf(definition).get(question);
    return place && fieldsOf(place.question).some(({ kind }) => kind === "file");
  });
  const attached = asksForFiles
    ? await ctx.db.attachment.findMany({
        where: { reportId: row.id },
        select: { question: true, row: true, sha256: true, name: true, file: { select: { size: true } } },
      })
    : [];
  const files = new Map(attached.filter(sees).map(({ sha256, name, file }): [string, FileRef] => [sha256, { sha256, name, size: file.size }]));
  const store: StoreContext = { references, files: new Set(files.keys()) };
  return (operation: Operation, via: SaveWay): Checked => {
    const key: AnswerKey = { question: operation.question, row: operation.row };
    const question = findQuestion(definition, key.question, key.row, references);
    // What the actor does not see of the report is not there for them.
    if (!question || !sees(key)) return refuse({ code: "question.unknown", params: { question: key.question } });
    if (!isOpenToWrite(row.reopened, key)) return refuse(lockedQuestion(key));
    if (isFixed(question)) return refuse({ code: "answer.fixed", params: { question: key.question } });
    if (operation.confidential && (isChoice(question) || question.confidential === "never"))
      return refuse({ code: "answer.confidentiality_fixed", params: { question: key.question } });
    const parsed = parseStored(question, operation.value, store);
    if (!parsed.ok) return refuse({ code: "answer.refused", params: { question: key.question }, detail: { reasons: parsed.error } });
    const value = withKnownFiles(question, parsed.value, files);
    const language: Language = operation.lang ?? row.language;
    return ok({
      opId: operation.opId,
      unit: unitOf(key),
      baseRevision: baseFor(proposes(key), operation.baseRevision),
      value,
      language,
      confidential: operation.confidential ?? false,
      hash: answerHash(row.id, key, language, value),
      via: operation.via ?? via,
    });
  };
}

/** Names and sizes of files are the portal's own record, whatever the sender wrote beside the hash. */
function withKnownFiles(question: FormQuestion, value: AnswerValue, files: ReadonlyMap<string, FileRef>): AnswerValue {
  const fileFields = fieldsOf(question).filter(({ kind }) => kind === "file");
  if (fileFields.length === 0 || value === null) return value;
  const known = (list: unknown): FileRef[] => asFiles(list).map((file) => files.get(file.sha256) ?? file);
  if (question.kind === "single") return known(value);
  return {
    ...asRow(value),
    ...Object.fromEntries(fileFields.filter(({ id }) => asRow(value)[id] !== undefined).map(({ id }) => [id, known(asRow(value)[id])])),
  };
}

/** What answers were checked against: they are written only where the report is still the same. */
const ownerOf = ({ id, state, partyId, line, language, templateVersionId, reopened }: WorkingCopy) => ({
  scope: scopeOf(id),
  id,
  state,
  partyId,
  line,
  language,
  templateVersionId,
  reopened,
});

/**
 * How one statement writes answers of drafts: the reports are claimed first, and only where they still are what the answers
 * were checked against. A report somebody else is writing is not waited for, so that nobody waits for another's report.
 */
const applyAtOnce = applierAtOnce({
  asked: sql`scope text, at timestamptz, id uuid, state text, "partyId" uuid, line text, language text, "templateVersionId" uuid, reopened text[]`,
  found: sql`select r.id, asked.scope, asked.at from asked join report r on r.id = asked.id and r.state = asked.state and r.party_id = asked."partyId"
        and r.line = asked.line and r.language = asked.language and r.template_version_id = asked."templateVersionId"
        and r.reopened = asked.reopened
      where (r.held_from is null or r.held_until <= asked.at) and exists (select 1 from cycle c where c.id = r.cycle_id and c.state = 'open')
      for no key update of r skip locked`,
  claim: sql`update report set revision = revision + 1, updated_at = found.at from found where report.id = found.id returning report.id, found.scope`,
  change: sql`update answer a set value = coalesce(given.value, 'null'), language = given.language, confidential = given.confidential, revision = given.revision,
        hash = given.hash, updated_at = "savedAt", updated_by_id = "authorId"
      from given join claimed using (scope)
      where a.report_id = claimed.id and a.question = split_part(unit, '/', 1) and a.row = split_part(unit, '/', 2) and a.revision = "baseRevision"
        and (a.hash <> given.hash or a.confidential <> given.confidential) returning 1`,
  add: sql`insert into answer (report_id, question, "row", value, language, confidential, revision, hash, updated_at, updated_by_id)
      select claimed.id, split_part(unit, '/', 1), split_part(unit, '/', 2), coalesce(value, 'null'), language, confidential, revision, hash, "savedAt", "authorId"
      from given join claimed using (scope) where "baseRevision" = 0
      on conflict (report_id, question, "row") do nothing returning 1`,
});
