import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { assignThread, settleThread } from "~/features/comments/commands/settle.server";
import { editComment, replyToThread, startThread } from "~/features/comments/commands/write.server";
import { EDIT_MINUTES } from "~/features/comments/model";
import { countOpen, getCommentsPage, listNotes, listThreads } from "~/features/comments/queries/pages.server";
import type { UserCtx } from "~/platform/context.server";
import { begin, replyIn } from "../../factories/comment";
import { makeMember } from "../../factories/delegation";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const NOW = new Date("2026-11-20T10:00:00Z");
const later = (ctx: UserCtx, minutes: number): UserCtx => ({ ...ctx, now: () => new Date(NOW.getTime() + minutes * 60_000) });
const answers = [
  { question: "B1", value: "First summary" },
  { question: "B2", value: "Kept" },
];
let made: MadeSubmission;
let officer: UserCtx;
let focal: UserCtx;
const desk = () => ({ submission: made.id });
const home = () => ({ report: made.reportId });

beforeAll(async () => {
  made = await makeSubmission(db, { answers });
  officer = makeCtx({ db, actor: await makeUser(db, { name: "Officer", secretariat: ["desk_officer"] }), now: NOW });
  focal = await makeMember(db, made.party.id, "focal_point", NOW);
});

const pageOf = async (ctx: UserCtx, door: Parameters<typeof getCommentsPage>[1], asked = {}) => {
  const page = await getCommentsPage(ctx, door, asked);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
};
const textsOf = (page: Awaited<ReturnType<typeof pageOf>>) =>
  page.groups.flatMap(({ threads }) => threads.flatMap(({ comments }) => comments.map(({ text }) => text)));
const mailsTo = (ctx: UserCtx) => db.mail.findMany({ where: { to: ctx.actor.email }, orderBy: { createdAt: "asc" } });
/** What was recorded of the threads of a version, whose own record it is no part of. */
const eventsOf = async (submission: string) => {
  const threads = await db.commentThread.findMany({ where: { submissionId: submission }, select: { id: true } });
  const events = await db.auditEvent.findMany({ where: { subject: { in: threads.map(({ id }) => `thread:${id}`) } }, orderBy: { id: "asc" } });
  expect(await db.auditEvent.count({ where: { subject: `submission:${submission}`, type: { startsWith: "comment." } } })).toBe(0);
  return events.map(({ type }) => type);
};

test("the desk asks, the party answers, and each sees what is theirs beside the question and its answer", async () => {
  const { thread } = await begin(officer, desk(), { text: "Which **year**?", mentions: [focal.actor.id] });
  await begin(officer, desk(), { kind: "internal", text: "Looks thin." });
  await replyIn(later(focal, 1), home(), thread, { text: "2025.", mentions: [officer.actor.id] });
  const atDesk = await pageOf(officer, desk());
  expect(atDesk.groups).toMatchObject([{ question: "B1", row: "", answer: { value: "First summary" } }]);
  expect(atDesk.groups[0]!.label).not.toBe("");
  expect(textsOf(atDesk).sort()).toEqual(["2025.", "Looks thin.", "Which **year**?"]);
  const atHome = await pageOf(focal, home());
  expect(textsOf(atHome)).toEqual(["Which **year**?", "2025."]);
  expect(atHome.counts).toMatchObject({ all: 1, open: 1, internal: 0, shared: 1, mine: 1, mentioned: 1 });
  expect(atDesk.counts).toMatchObject({ all: 2, open: 2, internal: 1, shared: 1, mine: 2, mentioned: 1 });
  expect(await countOpen(officer, made.id)).toEqual({ B1: 2 });
  expect(await countOpen(focal, made.id)).toEqual({});
  const [mail] = await mailsTo(focal);
  expect(mail!.text).toContain(`/reports/${made.reportId}/comments?thread=${thread}#c-`);
  expect(mail!.text).not.toContain("year");
  const [toOfficer] = await mailsTo(officer);
  expect(toOfficer!.text).toContain(`/desk/submissions/${made.id}/comments?thread=${thread}#c-`);
  expect(await eventsOf(made.id)).toEqual(["comment.started", "comment.started", "comment.replied"]);
});

test("who was told is told in their own language, and nobody is called who does not read the thread", async () => {
  const arabic = await makeMember(db, made.party.id, "contributor", NOW);
  await db.user.update({ where: { id: arabic.actor.id }, data: { language: "ar" } });
  await begin(officer, desk(), { mentions: [arabic.actor.id] });
  expect(await mailsTo(arabic)).toMatchObject([{ language: "ar", kind: "comment.mentioned", subject: expect.stringContaining("تعليق") as unknown }]);
  const refused = { error: { code: "comment.person_unknown", fields: { mentions: "comment.person_unknown" } } };
  const say = { id: randomUUID(), place: { question: "B1", row: "" }, text: "x" };
  expect(await startThread(officer, desk(), { ...say, kind: "internal", mentions: [focal.actor.id] })).toMatchObject(refused);
  const stranger = await makeUser(db);
  expect(await startThread(officer, desk(), { ...say, kind: "shared", mentions: [stranger.id] })).toMatchObject(refused);
  // The party calls of the secretariat only whom it has met there.
  expect(await startThread(focal, home(), { ...say, kind: "shared", mentions: [officer.actor.id] })).toMatchObject(refused);
  expect(await db.comment.count({ where: { text: "x" } })).toBe(0);
});

test("a form that is sent twice says it once", async () => {
  const id = randomUUID();
  const first = await begin(officer, desk(), { id, text: "Once" });
  expect(await begin(officer, desk(), { id, text: "Once" })).toEqual(first);
  const reply = randomUUID();
  await replyIn(focal, home(), first.thread, { id: reply, text: "Twice" });
  await replyIn(focal, home(), first.thread, { id: reply, text: "Twice" });
  expect(await db.comment.count({ where: { threadId: first.thread } })).toBe(2);
  // Somebody else's id opens nothing.
  await expect(replyToThread(officer, desk(), { id: reply, thread: first.thread, text: "Twice", mentions: [] })).rejects.toThrow();
});

test("a comment of one's own is changed within its minutes, and the text it had stays", async () => {
  const { thread, comment } = await begin(officer, desk(), { text: "Teh question" });
  const change = { comment, revision: 1, text: "The question" };
  expect(await editComment(focal, home(), change)).toMatchObject({ error: { code: "comment.not_found" } });
  expect(await editComment(later(officer, EDIT_MINUTES), desk(), change)).toMatchObject({ error: { code: "comment.too_late" } });
  expect(await editComment(later(officer, 5), desk(), change)).toMatchObject({ ok: true });
  expect(await editComment(later(officer, 5), desk(), { ...change, text: "Late" })).toMatchObject({ error: { code: "comment.changed" } });
  const page = await pageOf(focal, home(), { thread });
  expect(page.writing!.thread!.comments).toMatchObject([{ text: "The question", earlier: [{ text: "Teh question" }], revision: 2, isEditable: false }]);
  await expect(db.commentText.updateMany({ where: { commentId: comment }, data: { text: "gone" } })).rejects.toThrow();
  await expect(db.comment.deleteMany({ where: { id: comment } })).rejects.toThrow();
});

test("a thread is resolved and opened again with who and when, on what was shown; a reply opens it too", async () => {
  const { thread } = await begin(officer, desk());
  const settle = (ctx: UserCtx, door: Parameters<typeof settleThread>[1], intent: "resolved" | "reopened", revision: number) =>
    settleThread(ctx, door, { intent, thread, revision });
  expect(await settle(focal, home(), "resolved", 1)).toMatchObject({ ok: true });
  expect(await settle(officer, desk(), "resolved", 1)).toMatchObject({ error: { code: "comment.changed" } });
  expect(await settle(officer, desk(), "resolved", 2)).toMatchObject({ error: { code: "comment.changed" } });
  const shown = (await pageOf(officer, desk(), { thread })).writing!.thread!;
  expect(shown).toMatchObject({ state: "resolved", resolved: { by: focal.actor.name, at: NOW.toISOString() } });
  expect(await settle(officer, desk(), "reopened", 2)).toMatchObject({ ok: true });
  expect(await settle(officer, desk(), "resolved", 3)).toMatchObject({ ok: true });
  await replyIn(focal, home(), thread);
  expect((await pageOf(officer, desk(), { thread })).writing!.thread).toMatchObject({ state: "open", resolved: null, revision: 5 });
});

test("an internal thread is given to an officer, a shared one to a focal point of the party, and they are told", async () => {
  const other = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: NOW });
  const internal = await begin(officer, desk(), { kind: "internal" });
  const shared = await begin(officer, desk());
  const give = (thread: string, person: string, revision = 1, ctx = officer, door: Parameters<typeof assignThread>[1] = desk()) =>
    assignThread(ctx, door, { thread, person, revision });
  expect(await give(internal.thread, focal.actor.id)).toMatchObject({ error: { code: "comment.person_unknown" } });
  expect(await give(shared.thread, other.actor.id)).toMatchObject({ error: { code: "comment.person_unknown" } });
  expect(await give(internal.thread, other.actor.id)).toMatchObject({ ok: true });
  expect(await give(shared.thread, focal.actor.id)).toMatchObject({ ok: true });
  expect(await give(shared.thread, "")).toMatchObject({ error: { code: "comment.changed" } });
  expect(await give(shared.thread, "", 2, focal, home())).toMatchObject({ error: { code: "comment.not_allowed" } });
  expect(await mailsTo(other)).toMatchObject([{ kind: "comment.assigned" }]);
  expect((await pageOf(focal, home(), { filter: "assigned" })).groups.flatMap(({ threads }) => threads.map(({ id }) => id))).toEqual([shared.thread]);
  expect(await give(shared.thread, "", 2)).toMatchObject({ ok: true });
});

test("the kind of a thread and its place never change, whatever program writes", async () => {
  const { thread } = await begin(officer, desk(), { kind: "internal" });
  for (const data of [{ kind: "shared" }, { question: "B2" }, { answerHash: "x" }])
    await expect(db.commentThread.updateMany({ where: { id: thread }, data })).rejects.toThrow(/keeps its kind/);
});

test("an unchanged answer of a later version keeps its threads; a changed one shows them on the earlier text, with that text", async () => {
  const first = await makeSubmission(db, { answers, state: "superseded" });
  const people = await makeMember(db, first.party.id, "focal_point", NOW);
  await begin(officer, { submission: first.id }, { place: "B1", text: "On what changes" });
  await begin(officer, { submission: first.id }, { place: "B2", text: "On what stays" });
  await begin(officer, { submission: first.id }, { place: "", text: "On the whole" });
  const second = await makeSubmission(db, {
    party: first.party,
    reportId: first.reportId,
    version: 2,
    answers: [{ question: "B1", value: "Second summary" }, answers[1]!],
  });
  const page = await pageOf(officer, { submission: second.id });
  const standings = page.groups.map(({ question, threads }) => [question, threads.map(({ standing, version }) => [standing, version.number])]);
  expect(standings).toEqual([
    ["", [["whole", 1]]],
    ["B1", [["earlier", 1]]],
    ["B2", [["same", 1]]],
  ]);
  const moved = page.groups[1]!;
  expect(moved.answer).toMatchObject({ value: "Second summary" });
  expect(page.others[moved.threads[0]!.id]).toMatchObject({ value: "First summary", language: "en" });
  // The party reads by its report: the same, beside what it signed last.
  expect((await pageOf(people, { report: first.reportId })).others).toEqual(page.others);
  await begin(officer, { submission: second.id }, { place: "B1", text: "On the new text" });
  const back = (await pageOf(officer, { submission: first.id })).groups.find(({ question }) => question === "B1")!;
  expect(back.threads.map(({ standing }) => standing)).toEqual(["later", "same"]);
  const notes = await listNotes(people, { report: first.reportId });
  expect(notes.ok && notes.value.map(({ question, standing, comments }) => [question, standing, comments[0]!.text])).toEqual([
    ["", "whole", "On the whole"],
    ["B1", "earlier", "On what changes"],
    ["B1", "same", "On the new text"],
    ["B2", "same", "On what stays"],
  ]);
});

test("what was taken back is commented on no more, and its text is not shown at the desk", async () => {
  const taken = await makeSubmission(db, { answers });
  await begin(officer, { submission: taken.id }, { text: "Before it was taken back" });
  await db.submission.update({ where: { id: taken.id }, data: { state: "recalled" } });
  const say = { id: randomUUID(), kind: "internal" as const, place: { question: "B1", row: "" }, text: "x", mentions: [] };
  expect(await startThread(officer, { submission: taken.id }, say)).toMatchObject({ error: { code: "comment.no_version" } });
  const next = await makeSubmission(db, { party: taken.party, reportId: taken.reportId, version: 2, answers: [{ question: "B1", value: "Again" }] });
  expect(JSON.stringify(await pageOf(officer, { submission: taken.id }))).not.toContain("First summary");
  const page = await pageOf(officer, { submission: next.id });
  expect(textsOf(page)).toEqual(["Before it was taken back"]);
  expect(JSON.stringify(page)).not.toContain("First summary");
});

test("lists go on from a place without gaps or repeats, and so do the comments of a long thread", async () => {
  const own = await makeSubmission(db, { answers });
  const door = { submission: own.id };
  const ids: string[] = [];
  // Two begin in the same minute: equal times are told apart by the id.
  for (let index = 0; index < 5; index++) ids.push((await begin(later(officer, Math.floor(index / 2)), door, { text: `No. ${index}` })).thread);
  const seen: string[] = [];
  for (let after: string | undefined = ""; after !== undefined;) {
    const page = await listThreads(officer, door, { limit: 2, ...(after && { after }) });
    if (!page.ok) throw new Error(page.error.code);
    seen.push(...page.value.items.map(({ id }) => id));
    after = page.value.next ?? undefined;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen)).toEqual(new Set(ids));
  const [thread] = ids;
  for (let index = 1; index <= 12; index++) await replyIn(later(officer, index), door, thread!, { text: `Reply ${index}` });
  const listed = (await pageOf(officer, door)).groups[0]!.threads.find(({ id }) => id === thread)!;
  expect([listed.comments.length, listed.before, listed.comments.at(-1)!.text]).toEqual([10, 3, "Reply 12"]);
  const [earliest] = listed.comments;
  const before = (await pageOf(officer, door, { thread, before: `${Date.parse(earliest!.at)}_${earliest!.id}` })).writing!.thread!;
  expect(before.comments.map(({ text }) => text)).toEqual(["No. 0", "Reply 1", "Reply 2"]);
});
