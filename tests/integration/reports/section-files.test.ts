import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import type { UserCtx } from "~/platform/context.server";
import { makeAuthor, makeColleague, type Author } from "../../support/author";
import { testDatabase } from "../../support/database";
import { startEdge, type Edge } from "../../support/edge";
import { postedBy, textOf } from "../../support/html-form";

/** Files posted without a script, beside an answer that cannot be saved as it is: read from the page, sent by its form. */
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

const pdf = (name: string): File => new File([`%PDF-1.7\n%${name}\n%%EOF`], `${name}.pdf`, { type: "application/pdf" });
const addressOf = (section: string): string => `${edge.origin}/en/reports/${author.reportId}/sections/${section}`;
const open = async (section = "A"): Promise<string> => (await fetch(addressOf(section), { headers: author.browser })).text();

/** Sends the page's form as it stands, but for what is typed, chosen and pressed. */
async function post(html: string, typed: Record<string, string> = {}, { section = "A", intent = "save", files = {} as Record<string, File[]> } = {}) {
  const form = postedBy(html, 'id="answers"');
  for (const [name, value] of Object.entries({ ...typed, intent })) form.set(name, value);
  for (const [name, chosen] of Object.entries(files)) for (const file of chosen) form.append(name, file);
  const response = await fetch(addressOf(section), { method: "POST", body: form, headers: author.browser, redirect: "manual" });
  return { status: response.status, html: await response.text(), location: response.headers.get("location") };
}

const answer = async (question: string) =>
  db.answer.findUnique({ where: { reportId_question_row: { reportId: author.reportId, question, row: "" } }, select: { value: true, revision: true } });
const namesIn = (value: unknown, field = "files"): string[] => ((value as Record<string, { name: string }[]>)[field] ?? []).map(({ name }) => name);
const colleagueWrites = async (question: string, value: unknown): Promise<void> => {
  const baseRevision = (await answer(question))?.revision ?? 0;
  const operation = { opId: randomUUID(), question, row: "", baseRevision, value: value as never };
  expect(await saveAnswers(colleague, { reportId: author.reportId, via: "form", operations: [operation] })).toMatchObject({ ok: true, value: [{ ok: true }] });
};

test.each([
  ["keeps their own text", "save", "Mine."],
  ["takes the other one", "theirs:A5", "Theirs."],
])("files chosen beside a text in conflict stay in the answer when the author %s", async (_, intent, note) => {
  const page = await open();
  await colleagueWrites("A5", { note: "Theirs." });
  const conflict = await post(page, { "A5.note": "Mine." }, { files: { "upload.A5.files": [pdf("one"), pdf("two")] } });
  expect(conflict.status).toBe(409);
  expect(textOf(conflict.html)).toContain("Theirs");
  expect(postedBy(conflict.html, 'id="answers"').get("A5.note")).toBe("Mine.");

  expect(await post(conflict.html, {}, { intent })).toMatchObject({ status: 302 });
  const saved = await answer("A5");
  expect(saved?.value).toMatchObject({ note });
  expect(namesIn(saved?.value)).toEqual(["one.pdf", "two.pdf"]);
});

test("a third text saved while the author reads the conflict is shown as well, and the file stays", async () => {
  const page = await open();
  await colleagueWrites("A5", { note: "Theirs." });
  const first = await post(page, { "A5.note": "Mine." }, { files: { "upload.A5.files": [pdf("one")] } });
  const { files } = (await answer("A5"))!.value as { files: object[] };
  await colleagueWrites("A5", { note: "Theirs, once more.", files });
  const second = await post(first.html);
  expect(second.status).toBe(409);
  expect(textOf(second.html)).toContain("once more");
  expect(await post(second.html)).toMatchObject({ status: 302 });
  const saved = await answer("A5");
  expect(saved?.value).toMatchObject({ note: "Mine." });
  expect(namesIn(saved?.value)).toEqual(["one.pdf"]);
});

test("a file beside a text that is refused stays, and so does what the author typed", async () => {
  const refused = await post(await open(), { "A5.note": "Mine.\u0000" }, { files: { "upload.A5.files": [pdf("one")] } });
  expect(refused.status).toBe(422);
  expect(await post(refused.html, { "A5.note": "Mine." })).toMatchObject({ status: 302 });
  const saved = await answer("A5");
  expect(saved?.value).toMatchObject({ note: "Mine." });
  expect(namesIn(saved?.value)).toEqual(["one.pdf"]);
});

test("a refused text is not saved over one a colleague wrote meanwhile", async () => {
  const page = await open();
  await colleagueWrites("A5", { note: "Theirs." });
  const refused = await post(page, { "A5.note": "Mine.\u0000" });
  expect(refused.status).toBe(422);
  const conflict = await post(refused.html, { "A5.note": "Mine." });
  expect(conflict.status).toBe(409);
  expect(textOf(conflict.html)).toContain("Theirs");
});

test("a file of one question is kept while another question is refused", async () => {
  const refused = await post(await open(), { A2: "Ministry\u0000", "A5.note": "Mine." }, { files: { "upload.A5.files": [pdf("one")] } });
  expect(refused.status).toBe(422);
  expect(await post(refused.html, { A2: "Ministry" })).toMatchObject({ status: 302 });
  expect(await answer("A2")).toMatchObject({ value: "Ministry", revision: 1 });
  const saved = await answer("A5");
  expect(saved?.value).toMatchObject({ note: "Mine." });
  expect(namesIn(saved?.value)).toEqual(["one.pdf"]);
});

test("a file beside a text over its limit is kept with the whole text, and the page says what is over", async () => {
  const official = "o".repeat(350);
  const sent = await post(await open("I"), { "I1.official": official }, { section: "I", files: { "upload.I1.annexes": [pdf("one")] } });
  expect(sent).toMatchObject({ status: 302, location: expect.stringContaining("saved&check") });
  const saved = await answer("I1");
  expect(saved?.value).toMatchObject({ official });
  expect(namesIn(saved?.value, "annexes")).toEqual(["one.pdf"]);
  const after = await (await fetch(new URL(sent.location!, edge.origin), { headers: author.browser })).text();
  const form = postedBy(after, 'id="answers"');
  expect(form.get("I1.official")).toBe(official);
  expect(form.getAll("I1.annexes").map((file) => JSON.parse(String(file)) as object)).toMatchObject([{ name: "one.pdf" }]);
  expect(textOf(after)).toContain("350");
});
