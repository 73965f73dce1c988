import { expect, test } from "vitest";
import { noteRead, readsWritten } from "~/features/audit/commands/note-read.server";
import type { AuditFilters } from "~/features/audit/model";
import { getSubmissionHistory } from "~/features/audit/queries/history.server";
import { exportEvents, listEvents } from "~/features/audit/queries/log.server";
import { eventWords, typeGroups } from "~/features/audit/queries/words.server";
import { assignThread, settleThread } from "~/features/comments/commands/settle.server";
import { editComment } from "~/features/comments/commands/write.server";
import { acknowledge, assignOfficer, startReview } from "~/features/review/commands.server";
import { LANGUAGES } from "~/lib/languages";
import { recordEvent, type AuditInput } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { begin, replyIn } from "../../factories/comment";
import { makeParty } from "../../factories/party";
import { submitFilledReport, makeReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();
const admin = async (now?: Date): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { name: unique("Admin"), secretariat: ["admin"] }), now });
const record = (ctx: UserCtx, event: AuditInput) => db.$transaction((tx) => recordEvent(tx, ctx, event));

async function list(ctx: UserCtx, filters: AuditFilters, more: { after?: string | null; limit?: number } = {}) {
  const page = await listEvents(ctx, filters, more);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}
const typesOf = async (ctx: UserCtx, filters: AuditFilters) => (await list(ctx, filters)).items.map(({ type }) => type);

test("every type of event has words in every language, none of them its own name", () => {
  const types = typeGroups("en").flatMap((group) => group.types.map(({ type }) => type));
  expect(types.length).toBeGreaterThan(70);
  for (const language of LANGUAGES) {
    expect(typeGroups(language).flatMap((group) => group.types.map(({ type }) => type))).toEqual(types);
    for (const type of types)
      expect({ language, type, words: eventWords(type, language) }).not.toMatchObject({ words: expect.stringMatching(/^$|_|\w\.\w/) as string });
  }
});

test("the log is for administrators alone; nobody else finds it, not even a desk officer", async () => {
  const refusal = { ok: false, error: { code: "audit.not_found" } };
  const party = await makeParty(db);
  for (const secretariat of ["desk_officer", "editor", "translator", "observer"] as const) {
    const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: [secretariat] }) });
    expect(await listEvents(ctx, {})).toEqual(refusal);
    expect(await exportEvents(ctx, {})).toEqual(refusal);
  }
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  expect(await listEvents(focal, {})).toEqual(refusal);
  expect((await listEvents(await admin(), {})).ok).toBe(true);
});

test("it is narrowed by person, subject, type and day, and goes on page by page without losing or repeating an entry", async () => {
  const ctx = await admin(new Date("2026-05-10T22:30:00Z"));
  const { id, symbol, party } = await makeSubmission(db);
  await record(ctx, { type: "submission.officer_assigned", subject: `submission:${id}`, data: { name: "An Officer" } });
  await record({ ...ctx, now: () => new Date("2026-05-11T09:00:00Z") }, { type: "submission.under_review", subject: `submission:${id}`, data: { version: 1 } });
  await record({ ...ctx, now: () => new Date("2026-05-12T09:00:00Z") }, { type: "identity.signed_in", subject: `user:${ctx.actor.id}` });
  const who = ctx.actor.name;
  expect(await typesOf(ctx, { who })).toEqual(["identity.signed_in", "submission.under_review", "submission.officer_assigned"]);
  expect(await typesOf(ctx, { who: ctx.actor.email })).toHaveLength(3);
  expect(await typesOf(ctx, { who: unique("nobody") })).toEqual([]);
  for (const subject of [symbol, party.code, `submission:${id}`])
    expect({ subject, types: await typesOf(ctx, { who, subject }) }).toEqual({ subject, types: ["submission.under_review", "submission.officer_assigned"] });
  expect(await typesOf(ctx, { who, subject: "WSIS20-NOTHING" })).toEqual([]);
  expect(await typesOf(ctx, { who, type: "submission" })).toHaveLength(2);
  expect(await typesOf(ctx, { who, type: "identity.signed_in" })).toEqual(["identity.signed_in"]);
  // Days are those of the reader's zone: in Geneva the first event is of 11 May.
  expect(await typesOf(ctx, { who, until: "2026-05-10" })).toEqual([]);
  expect(await typesOf(ctx, { who, from: "2026-05-11", until: "2026-05-11" })).toEqual(["submission.under_review", "submission.officer_assigned"]);
  expect(await typesOf(ctx, { who, from: "2026-05-12" })).toEqual(["identity.signed_in"]);
  expect(await typesOf(ctx, { who, from: "2026-99-99", until: "yesterday" })).toHaveLength(3);
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const page: { items: { id: string }[]; next: string | null } = await list(ctx, { who }, { after, limit: 1 });
    seen.push(...page.items.map((entry) => entry.id));
    if (!page.next) break;
    after = page.next;
  }
  expect(seen).toEqual((await list(ctx, { who })).items.map((entry) => entry.id));
  const [, , assigned] = (await list({ ...ctx, language: "fr" }, { who })).items;
  expect(assigned).toMatchObject({
    actor: who,
    words: "Le responsable du dossier a changé",
    subject: { label: symbol, submissionId: id },
    facts: [{ name: "officer", value: "An Officer" }],
  });
});

test("no answer, address or secret stands in it, whatever an event carries; the file says the same as the page", async () => {
  const canary = unique("canary");
  const ctx = await admin();
  const { party } = await makeSubmission(db);
  const author = makeCtx({ db, actor: await makeUser(db, { name: unique("Author"), roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const reportId = await makeReport(author, party.code).catch(async () => (await db.report.findFirstOrThrow({ where: { partyId: party.id } })).id);
  for (const event of [
    { type: "delegation.assigned", subject: `report:${reportId}`, data: { note: canary, places: [canary], userId: canary } },
    { type: "clearance.returned", subject: `report:${reportId}`, data: { text: canary, stepName: canary, hash: canary } },
    { type: "delegation.proposal_given_back", subject: `report:${reportId}`, data: { reason: canary, unit: "B1" } },
    { type: "report.file_added", subject: `report:${reportId}`, data: { name: canary, question: "A5" } },
    { type: "identity.invited", subject: "invitation:x", data: { email: canary, token: canary, role: "focal_point" } },
  ] as const)
    await record(author, event);
  const { items } = await list(ctx, { who: author.actor.name });
  expect(items.length).toBeGreaterThanOrEqual(5);
  expect(JSON.stringify(items)).not.toContain(canary);
  const file = await exportEvents(ctx, { who: author.actor.name });
  if (!file.ok) throw new Error(file.error.code);
  let text = "";
  for await (const part of file.value) text += part;
  expect(text).not.toContain(canary);
  const lines = text.split("\r\n").slice(0, -1);
  expect(lines[0]).toBe("\ufeffid,at,actor,type,event,subject,facts");
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(items.map(({ id }) => id));
});

test("what an administrator does is in it: reading it, too", async () => {
  const ctx = await admin();
  noteRead(ctx, { type: "audit.read", subject: "audit" });
  await readsWritten(db);
  expect(await typesOf(ctx, { who: ctx.actor.email })).toEqual(["audit.read"]);
});

test("a version's history tells of all versions and the report, and not of what the party does inside", async () => {
  const party = await makeParty(db, { kind: "state" });
  const author = makeCtx({ db, actor: await makeUser(db, { name: "An Author", roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const reportId = await makeReport(author, party.code);
  await record(author, { type: "delegation.assigned", subject: `report:${reportId}`, data: {} });
  await record(author, { type: "clearance.asked", subject: `report:${reportId}`, data: {} });
  await submitFilledReport(author, reportId);
  const { id } = await db.submission.findFirstOrThrow({ where: { reportId } });
  const officer = makeCtx({ db, actor: await makeUser(db, { name: "An Officer", secretariat: ["desk_officer"] }) });
  await acknowledge(officer, { id, origin: "https://portal.example" });
  await startReview(officer, { id, origin: "https://portal.example" });
  await assignOfficer(officer, { id, officerId: officer.actor.id });
  noteRead(officer, { type: "submission.read", subject: `submission:${id}` });
  await readsWritten(db);
  const history = await getSubmissionHistory(officer, id);
  if (!history.ok) throw new Error(history.error.code);
  expect(history.value.entries.map(({ type, actor, version }) => `${type} ${actor} ${version}`)).toEqual([
    "submission.read An Officer 1",
    "submission.officer_assigned An Officer 1",
    "submission.under_review An Officer 1",
    "submission.acknowledged An Officer 1",
    "report.submitted An Author null",
    "report.started An Author null",
  ]);
  const first = await getSubmissionHistory(officer, id, { limit: 2 });
  const rest = first.ok ? await getSubmissionHistory(officer, id, { after: first.value.next }) : first;
  expect(rest.ok && rest.value.entries.length).toBe(4);
  expect(await getSubmissionHistory(author, id)).toEqual({ ok: false, error: { code: "submission.not_found" } });
});

test("a history tells of the comments its reader reads, each with its thread, and of no others", async () => {
  const { id, reportId, party } = await makeSubmission(db, { answers: [{ question: "B1", value: "Said" }] });
  const officer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const insider = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"], roles: [{ partyId: party.id, role: "contributor" }] }) });
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const desk = { submission: id };
  const shared = await begin(officer, desk, { text: "Which year is meant?" });
  await replyIn(focal, { report: reportId }, shared.thread, { text: "The last one." });
  const hidden = await begin(officer, desk, { kind: "internal", place: "", text: "Among ourselves" });
  await editComment(officer, desk, { comment: hidden.comment, revision: 1, text: "Among us" });
  await assignThread(officer, desk, { thread: hidden.thread, revision: 1, person: officer.actor.id });
  await settleThread(officer, desk, { intent: "resolved", thread: shared.thread, revision: 1 });
  await settleThread(officer, desk, { intent: "reopened", thread: shared.thread, revision: 2 });
  const told = async (ctx: UserCtx) => {
    const history = await getSubmissionHistory(ctx, id);
    if (!history.ok) throw new Error(history.error.code);
    expect(JSON.stringify(history.value)).not.toMatch(/Among|Which year|The last/);
    return history.value.entries.map(({ type, version, thread, facts }) => [type, version, thread, ...facts.map(({ value }) => value)]);
  };
  const [later, earlier] = [
    [
      ["comment.reopened", 1, shared.thread],
      ["comment.resolved", 1, shared.thread],
    ],
    [
      ["comment.replied", 1, shared.thread],
      ["comment.started", 1, shared.thread, "B1"],
    ],
  ];
  const internal = ["assigned", "edited", "started"].map((act) => [`comment.${act}`, 1, hidden.thread]);
  expect(await told(officer)).toEqual([...later, ...internal, ...earlier]);
  expect(await told(insider)).toEqual([...later, ...earlier]);
  expect((await getSubmissionHistory(officer, id.toUpperCase())).ok).toBe(true);
  expect(await getSubmissionHistory(focal, id)).toEqual({ ok: false, error: { code: "submission.not_found" } });
});

test("the pages of the log and the history find their rows by indexes", async () => {
  await expectIndexes([
    [`select id from audit_event where actor_id = '${crypto.randomUUID()}' order by id desc limit 51`, "audit_event_"],
    [`select id from audit_event where subject in ('report:a', 'submission:b') order by id desc limit 51`, "audit_event_"],
    [`select id from audit_event where type = 'cycle.opened' order by id desc limit 51`, "audit_event_"],
    [`select id from audit_event where at >= '2099-01-01' order by at, id limit 1`, "audit_event_"],
  ]);
});
