import { beforeAll, expect, test } from "vitest";
import type { UserCtx } from "~/platform/context.server";
import { loader as ofReport } from "~/routes/api/reports/export";
import { loader as ofVersion } from "~/routes/desk/submissions/export";
import { begin, replyIn } from "../../factories/comment";
import { makeMember } from "../../factories/delegation";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { wordsOfDocument } from "../../support/word-documents";
import { rowsIn, sheetsIn } from "../../support/workbooks";

const { db } = testDatabase();
const NOW = new Date("2026-11-20T10:00:00Z");
const site = makeSite(db, () => NOW);
let made: MadeSubmission;
let officer: UserCtx;
let focal: UserCtx;

beforeAll(async () => {
  made = await makeSubmission(db, {
    answers: [
      { question: "B1", value: "First summary" },
      { question: "F2", value: "Second answer" },
    ],
  });
  officer = makeCtx({ db, actor: await makeUser(db, { name: "Olga Officer", secretariat: ["desk_officer"] }), now: NOW });
  focal = await makeMember(db, made.party.id, "focal_point", NOW);
  const { thread } = await begin(officer, { submission: made.id }, { text: "Which **year** is meant?" });
  await replyIn(focal, { report: made.reportId }, thread, { text: "السنة 2025 (ITU-T)" });
  await begin(officer, { submission: made.id }, { kind: "internal", text: "INTERNAL-NOTE" });
  await begin(officer, { submission: made.id }, { place: "", text: "On the whole" });
});

async function atDesk(query: string): Promise<Uint8Array> {
  const path = `/en/desk/submissions/${made.id}/export?${query}`;
  const answer = (await call(site, ofVersion, { path, params: { lang: "en", id: made.id }, cookie: await cookieOf(site, officer.actor) })) as Response;
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}
async function atHome(query: string): Promise<Uint8Array> {
  const path = `/api/v1/reports/${made.reportId}/export?${query}`;
  const answer = (await call(site, ofReport, { path, params: { id: made.reportId }, cookie: await cookieOf(site, focal.actor) })) as Response;
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

test("the desk's document has every discussion its reader may see, below the answer it refers to, and those on the whole at the end", async () => {
  const text = wordsOfDocument(await atDesk("format=docx&comments=1"));
  const places = ["First summary", "Which year is meant?", "السنة 2025 (ITU-T)", "INTERNAL-NOTE", "Second answer", "The version as a whole", "On the whole"];
  const found = places.map((part) => text.indexOf(part));
  expect(places.filter((_, index) => found[index]! < 0)).toEqual([]);
  expect(text.indexOf("INTERNAL-NOTE")).toBeLessThan(text.indexOf("Second answer"));
  expect(text.indexOf("On the whole")).toBeGreaterThan(text.indexOf("Second answer"));
});

test("the party's document has what is shared and nothing internal; nothing where nothing was asked for", async () => {
  const own = wordsOfDocument(await atHome("format=docx&comments=1"));
  expect(own).toContain("Which year is meant?");
  expect(own).not.toContain("INTERNAL-NOTE");
  for (const plain of [await atHome("format=docx"), await atDesk("format=docx")]) expect(wordsOfDocument(plain)).not.toContain("Which year");
});

test("a workbook has a sheet of comments, a row for each, and says who wrote it when", async () => {
  const sheets = await sheetsIn(await atDesk("format=xlsx&comments=1"));
  const sheet = sheets.find(({ name }) => name === "Comments");
  const rows = rowsIn(sheet!);
  expect(rows.map((row) => row.at(-1))).toEqual(expect.arrayContaining(["Which **year** is meant?", "السنة 2025 (ITU-T)", "INTERNAL-NOTE", "On the whole"]));
  expect(rows.flat()).toContain("Olga Officer");
  expect((await sheetsIn(await atDesk("format=xlsx"))).map(({ name }) => name)).not.toContain("Comments");
});
