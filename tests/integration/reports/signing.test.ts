import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { openNewVersion, recallReport } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReport, getReportPage, getReviewPage, listReports, listStartable } from "~/features/reports/queries/pages.server";
import { getReceipt } from "~/features/reports/queries/receipt.server";
import { publish } from "~/features/review/commands.server";
import type { UserCtx } from "~/platform/context.server";
import { openDatabase } from "~/platform/db/client.server";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport, makeReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db, url } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
let party: MadeParty;
let ctx: UserCtx;
let contributor: UserCtx;
let stranger: UserCtx;
let reportId: string;

beforeEach(async () => {
  party = await makeParty(db, { groups: ["LDC"] });
  ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }), now: AT });
  contributor = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "contributor" }] }), now: AT });
  stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }), now: AT });
  reportId = await makeReport(ctx, party.id);
});

const reviewHash = async (): Promise<string> => {
  const review = await getReviewPage(ctx, reportId);
  if (!review.ok) throw new Error(review.error.code);
  return review.value.contentHash;
};
const sign = (contentHash: string, rest: Partial<Parameters<typeof submitReport>[1]> = {}, who = ctx) =>
  submitReport(who, { reportId, contentHash, name: "A. Signatory", function: "Director", accepted: true, ...rest });
const write = async (value: string, who = ctx) => {
  const now = await db.answer.findUnique({ where: { reportId_question_row: { reportId, question: "B1", row: "" } } });
  return saveAnswers(who, { reportId, via: "form", operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: now?.revision ?? 0, value }] });
};
const events = (subject: string) => db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } }).then((rows) => rows.map(({ type }) => type));

test("a report that is not complete is not submitted, and the refusal counts what is missing", async () => {
  const refused = await sign(await reviewHash());
  expect(refused).toMatchObject({ ok: false, error: { code: "report.incomplete" } });
  expect(await db.submission.count({ where: { reportId } })).toBe(0);
});

test("a process that has just started signs and saves: nothing is read beside a transaction that holds the only turn", async () => {
  await submitFilledReport(ctx, reportId);
  expect(await recallReport(ctx, reportId)).toMatchObject({ ok: true });
  const contentHash = await reviewHash();
  // Nothing is in this process's memory: neither the template nor the reference data.
  const fresh = openDatabase(url, { connections: 8 });
  try {
    const cold = makeCtx({ db: fresh, actor: ctx.actor, now: AT });
    expect(await sign(contentHash, {}, cold)).toMatchObject({ ok: true });
  } finally {
    await fresh.$disconnect();
  }
});

test("a signed report is an immutable version with a receipt, frozen groups, a mail, and a locked working copy", async () => {
  const submitted = await submitFilledReport(ctx, reportId);
  const version = await db.submission.findUniqueOrThrow({ where: { receipt: submitted.receipt }, include: { answers: true } });
  expect(version).toMatchObject({
    reportId,
    version: 1,
    state: "submitted",
    groups: ["LDC"],
    late: false,
    signedName: "A. Signatory",
    submittedAt: AT,
    contentHash: submitted.hash,
  });
  expect(version.answers.length).toBeGreaterThan(40);
  expect(await write("later")).toMatchObject({ ok: false, error: { code: "report.locked" } });
  expect(await db.mail.findMany({ where: { to: ctx.actor.email, kind: "report.receipt" } })).toMatchObject([
    { text: expect.stringContaining(submitted.receipt) },
  ]);
  expect(await events(`report:${reportId}`)).toEqual(["report.started", "report.submitted"]);
  await expect(db.submittedAnswer.deleteMany({ where: { submissionId: version.id } })).rejects.toThrow();
});

/** What the secretariat decides about a version; every other column is the version. */
const STANDING = [
  "state",
  "state_revision",
  "officer_id",
  "published_at",
  "not_published_reason",
  "withdrawn_reason",
  "withdrawn_by_party",
  "late_accepted_at",
  "state_since",
  "due_at",
  "officer_via",
];

test("no column of a signed version but where it stands can be changed, and no table of signed texts emptied", async () => {
  const { receipt } = await submitFilledReport(ctx, reportId);
  const columns = await db.$queryRaw<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns where table_schema = 'public' and table_name = 'submission' order by 1`;
  const other: Record<string, string> = {
    ARRAY: "array['x']",
    boolean: "not late",
    integer: "42",
    jsonb: "'{}'",
    uuid: "gen_random_uuid()",
    date: "'2001-01-01'",
  };
  const changed: string[] = [];
  for (const { name, type } of columns) {
    const value =
      name === "state" ? "'acknowledged'" : name === "officer_id" ? "signed_by_id" : (other[type] ?? (type.startsWith("timestamp") ? "now()" : "'x'"));
    const update = db.$executeRawUnsafe(`update submission set "${name}" = ${value} where receipt = '${receipt}'`);
    if (
      await update.then(
        () => true,
        (error: Error) => (expect(error.message).toMatch(/signed version|submission_state/), false),
      )
    )
      changed.push(name);
  }
  expect(columns.length).toBeGreaterThan(25);
  expect(changed.sort()).toEqual([...STANDING].sort());
  for (const table of ["save", "submission", "submitted_answer"])
    await expect(db.$executeRawUnsafe(`truncate "${table}" cascade`)).rejects.toThrow(/append-only/);
});

test("anyone can verify the receipt, also as people type it, and learns no answer from it", async () => {
  const submitted = await submitFilledReport(ctx, reportId);
  const typed = ` ${submitted.receipt.toLowerCase().replaceAll("-", " ")} `;
  const receipt = await getReceipt({ db }, typed);
  expect(receipt).toMatchObject({
    ok: true,
    value: {
      receipt: submitted.receipt,
      hash: submitted.hash,
      submittedAt: submitted.submittedAt,
      state: "submitted",
      version: 1,
      party: { code: party.code },
    },
  });
  expect(JSON.stringify(receipt)).not.toContain("Signatory");
  expect(await getReceipt({ db }, "WSIS20-0000-0000-0000")).toMatchObject({ ok: false, error: { code: "receipt.not_found" } });
});

test("what changed between review and signature refuses the signature, whoever changed it", async () => {
  await fillReport(ctx, reportId);
  const seen = await reviewHash();
  expect(await write("changed by a colleague", contributor)).toMatchObject({ ok: true });
  expect(await sign(seen)).toMatchObject({ ok: false, error: { code: "report.changed_since_review" } });
  expect(await sign(await reviewHash())).toMatchObject({ ok: true });
});

test("a double click gives one receipt", async () => {
  await fillReport(ctx, reportId);
  const hash = await reviewHash();
  const [first, second] = await Promise.all([sign(hash), sign(hash)]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual(first);
  expect(await db.submission.count({ where: { reportId } })).toBe(1);
});

test("a signature needs a name, a function and the declaration, and a role that signs", async () => {
  await fillReport(ctx, reportId);
  const hash = await reviewHash();
  for (const missing of [{ name: " " }, { function: "" }, { accepted: false }])
    expect(await sign(hash, missing)).toMatchObject({ ok: false, error: { code: "report.declaration_required" } });
  expect(await sign(hash, {}, contributor)).toMatchObject({ ok: false, error: { code: "report.not_allowed" } });
  expect(await sign(hash, {}, stranger)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await db.submission.count({ where: { reportId } })).toBe(0);
});

test("a report can be recalled until its review starts, and then only replaced by a new version", async () => {
  const first = await submitFilledReport(ctx, reportId);
  expect(await openNewVersion(ctx, reportId)).toMatchObject({ ok: false, error: { code: "report.not_submitted" } });
  expect(await recallReport(contributor, reportId)).toMatchObject({ ok: false, error: { code: "report.not_allowed" } });
  expect(await recallReport(ctx, reportId)).toEqual({ ok: true, value: { version: 1 } });
  expect(await write("after the recall")).toMatchObject({ ok: true });
  expect(await recallReport(ctx, reportId)).toMatchObject({ ok: false, error: { code: "report.not_recallable" } });

  const second = await sign(await reviewHash());
  expect(second).toMatchObject({ ok: true, value: { version: 2 } });
  await db.submission.updateMany({ where: { reportId, version: 2 }, data: { state: "under_review" } });
  expect(await recallReport(ctx, reportId)).toMatchObject({ ok: false, error: { code: "report.not_recallable" } });
  expect(await openNewVersion(ctx, reportId)).toEqual({ ok: true, value: { version: 3 } });
  expect(await write("third version")).toMatchObject({ ok: true });
  expect(await sign(await reviewHash())).toMatchObject({ ok: true, value: { version: 3 } });
  expect(await db.submission.findMany({ where: { reportId }, orderBy: { version: "asc" }, select: { version: true, state: true } })).toEqual([
    { version: 1, state: "recalled" },
    { version: 2, state: "superseded" },
    { version: 3, state: "submitted" },
  ]);
  expect(await getReceipt({ db }, first.receipt)).toMatchObject({ ok: true, value: { state: "recalled" } });
  const versions = await db.submission.findMany({ where: { reportId }, orderBy: { version: "asc" }, select: { id: true, symbol: true } });
  const told = await Promise.all(
    versions.map(({ id }) => db.auditEvent.findMany({ where: { subject: `submission:${id}` }, select: { type: true, data: true } })),
  );
  expect(told).toMatchObject([
    [{ type: "submission.recalled", data: { from: "submitted", version: 1 } }],
    [{ type: "submission.superseded", data: { from: "under_review", by: versions[2]!.symbol } }],
    [],
  ]);
});

test("a version that is published while the next one is signed stays published", async () => {
  await submitFilledReport(ctx, reportId);
  const version = await db.submission.findFirstOrThrow({ where: { reportId, version: 1 } });
  await db.submission.update({ where: { id: version.id }, data: { state: "accepted", stateRevision: { increment: 1 } } });
  expect(await openNewVersion(ctx, reportId)).toMatchObject({ ok: true });
  const officer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: AT });
  const [published, signed] = await Promise.all([publish(officer, { id: version.id, origin: officer.origin }), reviewHash().then((hash) => sign(hash))]);
  expect(signed).toMatchObject({ ok: true });
  const { state } = await db.submission.findUniqueOrThrow({ where: { id: version.id } });
  // Whichever came first: the two never end in a public version that the record calls replaced by one nobody may read.
  expect([published.ok, state]).toEqual(published.ok ? [true, "published"] : [false, "superseded"]);
});

test("unchanged answers keep their hash from version to version, changed ones do not", async () => {
  await submitFilledReport(ctx, reportId);
  await recallReport(ctx, reportId);
  await write("another summary");
  await sign(await reviewHash());
  const hashes = async (version: number) => {
    const { answers } = await db.submission.findFirstOrThrow({ where: { reportId, version }, include: { answers: true } });
    return new Map(answers.map((answer) => [`${answer.question}/${answer.row}`, answer.hash]));
  };
  const [before, after] = [await hashes(1), await hashes(2)];
  expect([...after].filter(([key, hash]) => before.get(key) !== hash).map(([key]) => key)).toEqual(["B1/"]);
});

test.each([
  ["a second before the deadline", "2027-01-29T15:59:59.000Z", false],
  ["a second after the deadline", "2027-01-29T16:00:01.000Z", true],
])("a report submitted %s by the server's clock: late is %s", async (_, at, late) => {
  const timed = makeCtx({ db, actor: ctx.actor, now: new Date(at) });
  const { receipt } = await submitFilledReport(timed, reportId);
  expect(await db.submission.findUnique({ where: { receipt }, select: { late: true } })).toEqual({ late });
});

test("one report per party, template and cycle", async () => {
  const again = await startReport(ctx, { template: "national-report", party: party.code, line: "", language: "fr" });
  expect(again).toMatchObject({ ok: false, error: { code: "report.exists", detail: { id: reportId } } });
  expect(await listStartable(ctx)).toEqual([]);
  expect(await listStartable(stranger)).toMatchObject([{ template: "national-report" }]);
});

test("a template is only for its kind of party, and other parties do not exist for a stranger", async () => {
  const entity = await makeParty(db, { kind: "un_entity" });
  const agent = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: entity.id, role: "focal_point" }] }) });
  const start = (who: UserCtx, target: string, template = "national-report") => startReport(who, { template, party: target, line: "", language: "en" });
  expect(await start(agent, entity.code)).toMatchObject({ ok: false, error: { code: "report.wrong_party_kind" } });
  expect(await start(stranger, party.code)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await start(ctx, party.code, "no-such-template")).toMatchObject({ ok: false, error: { code: "report.template_closed" } });
});

test("every page and list of a report is not found for a stranger", async () => {
  await fillReport(ctx, reportId);
  expect(await listReports(stranger)).toEqual({ items: [], next: null });
  for (const result of [
    await getReport(stranger, reportId),
    await getReportPage(stranger, reportId, "A"),
    await getReviewPage(stranger, reportId),
    await recallReport(stranger, reportId),
    await openNewVersion(stranger, reportId),
  ])
    expect(result).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await getReportPage(ctx, reportId, "Z")).toMatchObject({ ok: false, error: { code: "report.not_found" } });
});

test("every page the overview lists can be opened and knows its neighbours", async () => {
  await fillReport(ctx, reportId);
  const overview = await getReport(ctx, reportId);
  if (!overview.ok) throw new Error(overview.error.code);
  const ids = overview.value.pages.map(({ id }) => id);
  expect(ids.slice(0, 5)).toEqual(["A", "B", "C", "D", "D-C1"]);
  expect(overview.value.complete).toBe(true);
  for (const [index, id] of ids.entries())
    expect(await getReportPage(ctx, reportId, id)).toMatchObject({
      ok: true,
      value: { page: { id }, previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null },
    });
});

test("of two that start the same report at once, the slower is told which one there is", async () => {
  const other = await makeParty(db);
  const actor = await makeUser(db, { roles: [{ partyId: other.id, role: "focal_point" }] });
  const both = makeCtx({ db, actor, now: AT });
  const started = await Promise.all(
    Array.from({ length: 4 }, () => startReport(both, { template: "national-report", party: other.code, line: "", language: "en" })),
  );
  const [first, ...rest] = started.filter(({ ok }) => ok);
  if (!first?.ok) throw new Error("none was started");
  expect(rest).toEqual([]);
  for (const refused of started.filter(({ ok }) => !ok)) expect(refused).toMatchObject({ error: { code: "report.exists", detail: { id: first.value.id } } });
});

test("an organisation makes one contribution in a cycle, whoever of it starts the second", async () => {
  const organisation = await makeParty(db, { kind: "organisation" });
  const as = async (role: "focal_point" | "contributor") =>
    makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: organisation.id, role }] }), now: AT });
  const input = { template: "stakeholder-contribution", party: organisation.code, line: "", language: "en" } as const;
  const focal = await as("focal_point");
  const first = await startReport(focal, input);
  if (!first.ok) throw new Error(first.error.code);
  for (const who of [focal, await as("contributor")]) {
    expect(await listStartable(who)).toEqual([]);
    expect(await startReport(who, { ...input, language: "fr" })).toMatchObject({ error: { code: "report.exists", detail: { id: first.value.id } } });
    expect(await startReport(who, { ...input, line: "C5" })).toMatchObject({ error: { code: "report.line_not_facilitated" } });
  }
  await submitFilledReport(focal, first.value.id);
  expect(await startReport(focal, input)).toMatchObject({ error: { code: "report.exists", detail: { id: first.value.id } } });
  expect(await db.report.count({ where: { partyId: organisation.id } })).toBe(1);
});
