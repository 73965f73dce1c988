import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { restoreAnswer } from "~/features/reports/commands/restore-answer.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { getHistoryPage } from "~/features/reports/queries/history.server";
import type { Operation } from "~/features/saves/schema";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeAuthor, makeColleague, type Author } from "../../support/author";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { startEdge, type Edge } from "../../support/edge";
import { postedBy, textOf } from "../../support/html-form";

const { db } = testDatabase();
let edge: Edge;
let author: Author;
let colleague: UserCtx;

beforeAll(async () => {
  edge = await startEdge(db);
});
afterAll(() => edge?.stop());
beforeEach(async () => {
  author = await makeAuthor(db, edge.origin);
  colleague = await makeColleague(author);
});

const B1 = { question: "B1", row: "" };
const save = async (who: UserCtx, baseRevision: number, value: unknown, rest: Partial<Operation> = {}) => {
  const operation: Operation = { opId: randomUUID(), ...B1, baseRevision, value: value as never, ...rest };
  const saved = await saveAnswers(who, { reportId: author.reportId, via: "form", operations: [operation] });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value[0]!;
};
const history = async (who: UserCtx = author.ctx, asked: { before?: string; restore?: string } = {}, key = B1) => {
  const page = await getHistoryPage(who, author.reportId, key, { before: null, restore: null, ...asked });
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
};
const restore = (who: UserCtx, save: string, revision: number, opId = randomUUID()) =>
  restoreAnswer(who, { reportId: author.reportId, ...B1, save, revision, opId });
const answer = () => db.answer.findUnique({ where: { reportId_question_row: { reportId: author.reportId, ...B1 } } });
const events = () => db.auditEvent.count({ where: { subject: `report:${author.reportId}`, type: "report.answer_restored" } });

const addressOf = (query = "", question = "B1"): string => `${edge.origin}/en/reports/${author.reportId}/history/${question}${query}`;
const open = async (query = "") => {
  const response = await fetch(addressOf(query), { headers: author.browser });
  return { status: response.status, html: await response.text() };
};
const post = async (html: string, query: string) => {
  const response = await fetch(addressOf(query), {
    method: "POST",
    body: postedBy(html, 'method="post" action="/en/reports'),
    headers: author.browser,
    redirect: "manual",
  });
  return { status: response.status, html: await response.text(), location: response.headers.get("location") };
};

test("each save stands beside the revision before it, one kept aside beside the one it was typed on", async () => {
  await save(author.ctx, 0, "The plan covers schools.", { lang: "fr" });
  await save(colleague, 1, "The plan covers all schools.");
  await save(author.ctx, 1, "The plan covers clinics.", { confidential: true });
  await save(author.ctx, 0, "The plan covers all schools.");
  const { items, current } = await history();
  expect(items.map(({ revision, comparedWith, author: name, language, via, pieces }) => [revision, comparedWith, name, language, via, pieces.length])).toEqual([
    [2, 2, author.ctx.actor.name, "en", "form", 0],
    [null, 1, author.ctx.actor.name, "en", "form", 1],
    [2, 1, colleague.actor.name, "en", "form", 1],
    [1, 0, author.ctx.actor.name, "fr", "form", 1],
  ]);
  expect(items[2]!.pieces[0]!.changes).toEqual([
    { kind: "same", text: "The plan covers " },
    { kind: "added", text: "all " },
    { kind: "same", text: "schools." },
  ]);
  expect(items[1]).toMatchObject({ confidential: true, changesMark: true });
  expect(current).toMatchObject({ revision: 2, author: colleague.actor.name });
});

test("a table is compared by its cells", async () => {
  const key = { question: "B2", row: "" };
  await save(author.ctx, 0, [{ id: "r1", title: "A law" }], key);
  await save(
    author.ctx,
    1,
    [
      { id: "r1", title: "A new law" },
      { id: "r2", title: "A fund" },
    ],
    key,
  );
  const [latest] = (await history(author.ctx, {}, key)).items;
  expect(latest!.pieces.map(({ changes }) => changes.filter(({ kind }) => kind !== "same"))).toEqual([
    [{ kind: "added", text: "new " }],
    [{ kind: "added", text: "A fund" }],
  ]);
});

test("a history is read twenty saves at a time, from the newest to the first", async () => {
  for (let revision = 0; revision < 45; revision++) await save(author.ctx, revision, `Text ${revision + 1}`);
  const seen: (number | null)[] = [];
  let before: string | undefined;
  for (let page = await history(); ; page = await history(author.ctx, { before })) {
    expect(page.items.length).toBeLessThanOrEqual(20);
    seen.push(...page.items.map(({ revision }) => revision));
    if (!page.next) break;
    before = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => 45 - index));
  // A broken link shows the start.
  expect((await history(author.ctx, { before: "x", restore: "9".repeat(30) })).items[0]!.revision).toBe(45);
  const { html } = await open(`?before=${before}`);
  expect(textOf(html)).toContain("Revision 5");
  expect(textOf(html)).not.toContain("Revision 6");
});

test("an earlier text is put back as the next revision, once, with an event", async () => {
  await save(author.ctx, 0, "First", { lang: "es" });
  await save(author.ctx, 1, "Second", { lang: "en" });
  const first = (await history()).items.at(-1)!;
  const opId = randomUUID();
  const once = await restore(colleague, first.id, 2, opId);
  expect(once).toMatchObject({ ok: true, value: { revision: 3 } });
  expect(await restore(colleague, first.id, 2, opId)).toEqual(once);
  expect(await answer()).toMatchObject({ value: "First", revision: 3, language: "es" });
  expect((await history()).items[0]).toMatchObject({ revision: 3, via: "restore", author: colleague.actor.name });
  expect(await events()).toBe(1);
});

test("a text kept aside in a conflict is put back", async () => {
  await save(author.ctx, 0, "Theirs");
  await save(colleague, 0, "Kept aside");
  const [aside] = (await history()).items;
  expect(aside!.revision).toBeNull();
  expect(await restore(author.ctx, aside!.id, 1)).toMatchObject({ ok: true, value: { revision: 2 } });
  expect(await answer()).toMatchObject({ value: "Kept aside" });
});

test("an answer that is confidential now stays so when an earlier text is put back", async () => {
  await save(author.ctx, 0, "Public");
  await save(author.ctx, 1, "Secret", { confidential: true });
  expect(await restore(author.ctx, (await history()).items[1]!.id, 2)).toMatchObject({ ok: true });
  expect(await answer()).toMatchObject({ value: "Public", confidential: true });
});

test("without a script: looked at, refused with both texts when somebody saved in between, then put back", async () => {
  await save(author.ctx, 0, "First text");
  await save(author.ctx, 1, "Second text");
  const first = (await history()).items[1]!;
  const query = `?restore=${first.id}`;
  const looked = await open(query);
  expect(textOf(looked.html)).toContain("Restore this text?");
  expect(await save(colleague, 2, "Third text")).toMatchObject({ ok: true });
  const refused = await post(looked.html, query);
  expect(refused.status).toBe(409);
  for (const shown of ["Nothing was restored", colleague.actor.name, "First", "Third"]) expect(textOf(refused.html)).toContain(shown);
  expect(await answer()).toMatchObject({ value: "Third text", revision: 3 });
  expect(await events()).toBe(0);
  const restored = await post(refused.html, query);
  expect(restored).toMatchObject({ status: 302, location: `/en/reports/${author.reportId}/history/B1?restored=4` });
  expect(textOf((await open("?restored=4")).html)).toContain("The text has been restored as revision 4.");
  expect(await answer()).toMatchObject({ value: "First text", revision: 4 });
});

test("another party's history, another question's text and a question that is none are not found", async () => {
  await save(author.ctx, 0, "Text");
  await save(author.ctx, 0, "Ministry", { question: "A2" });
  const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }) });
  const notFound = { ok: false, error: { code: "report.not_found" } };
  const asked = { before: null, restore: null };
  const [own] = (await history()).items;
  expect(await getHistoryPage(stranger, author.reportId, B1, asked)).toMatchObject(notFound);
  expect(await restore(stranger, own!.id, 1)).toMatchObject(notFound);
  for (const key of [
    { question: "Z9", row: "" },
    { question: "A1", row: "" },
    { question: "B1", row: "C5" },
  ])
    expect(await getHistoryPage(author.ctx, author.reportId, key, asked)).toMatchObject(notFound);
  const [other] = (await history(author.ctx, {}, { question: "A2", row: "" })).items;
  for (const id of [other!.id, "nonsense", "999999999999"])
    expect(await restore(author.ctx, id, 1)).toMatchObject({ ok: false, error: { code: "save.not_found" } });
  expect((await history(author.ctx, { restore: other!.id })).chosen).toBeNull();
  expect((await fetch(addressOf("", "Z9"), { headers: author.browser })).status).toBe(404);
});

test("a locked report shows its history without a way to change anything", async () => {
  await save(author.ctx, 0, "First");
  await save(author.ctx, 1, "Second");
  expect(textOf((await open()).html)).toContain("Restore revision 1");
  await db.report.update({ where: { id: author.reportId }, data: { state: "submitted" } });
  const first = (await history()).items[1]!;
  const { status, html } = await open(`?restore=${first.id}`);
  expect(status).toBe(200);
  expect(textOf(html)).toContain("Revision 1");
  expect(textOf(html)).not.toContain("Restore");
  expect(await restore(author.ctx, first.id, 2)).toMatchObject({ ok: false, error: { code: "report.locked" } });
});

test("an answer in conflict comes with the text it was typed on, also when the refusal is asked for again", async () => {
  await save(author.ctx, 0, "one two three");
  await save(colleague, 1, "one two four");
  const opId = randomUUID();
  const refusal = {
    ok: false,
    error: { code: "answer.conflict", detail: { current: { value: "one two four" }, base: { value: "one two three" }, yours: "zero two three" } },
  };
  expect(await save(author.ctx, 1, "zero two three", { opId })).toMatchObject(refusal);
  expect(await save(author.ctx, 1, "zero two three", { opId })).toMatchObject(refusal);
  expect(await save(author.ctx, 0, "new")).toMatchObject({ error: { detail: { base: { value: null } } } });
});

test("without a script the proposed merge is taken by a button, and the history says that it is one", async () => {
  const section = `${edge.origin}/en/reports/${author.reportId}/sections/B`;
  const send = async (html: string, typed: Record<string, string>) => {
    const body = postedBy(html, 'id="answers"');
    for (const [name, value] of Object.entries(typed)) body.set(name, value);
    const response = await fetch(section, { method: "POST", body, headers: author.browser, redirect: "manual" });
    return { status: response.status, html: await response.text() };
  };
  await save(author.ctx, 0, "The plan covers schools. It ends in 2025.");
  const opened = await (await fetch(section, { headers: author.browser })).text();
  await save(colleague, 1, "The plan covers schools. It ends in 2030.");
  const conflict = await send(opened, { B1: "The plan covers clinics. It ends in 2025.", intent: "save" });
  expect(conflict.status).toBe(409);
  expect(textOf(conflict.html)).toContain("Proposed merge");
  const taken = await send(conflict.html, { intent: "merge:B1" });
  expect(taken.status).toBe(302);
  expect(await answer()).toMatchObject({ value: "The plan covers clinics. It ends in 2030.", revision: 3 });
  expect((await history()).items.map(({ revision, via }) => [revision, via])).toEqual([
    [3, "merge"],
    [null, "form"],
    [2, "form"],
    [1, "form"],
  ]);
});
