import { randomUUID } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { paperOfAnyReport } from "~/features/papers/queries/reports.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import type { jsonValue } from "~/features/saves/schema";
import { HISTORY_PAGE } from "~/features/reports/model/history";
import { getHistories, getHistoryPage } from "~/features/reports/queries/history.server";
import { plainOf } from "~/lib/paper";
import type { UserCtx } from "~/platform/context.server";
import { loader as ofReport } from "~/routes/api/reports/export";
import { assign } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { wordsOfDocument } from "../../support/word-documents";
import { rowsIn, sheetsIn } from "../../support/workbooks";

type JsonValue = z.infer<typeof jsonValue>;

const { db } = testDatabase();
const now = () => new Date("2026-11-20T09:30:00Z");
const site = makeSite(db, now);

let anna: UserCtx;
let omar: UserCtx;
let delegate: UserCtx;
let reportId: string;
const at = (ctx: UserCtx, time: string): UserCtx => ({ ...ctx, now: () => new Date(time) });

async function save(ctx: UserCtx, question: string, baseRevision: number, value: JsonValue): Promise<void> {
  const operations = [{ opId: randomUUID(), question, row: "", baseRevision, value }];
  const done = await saveAnswers(ctx, { reportId, via: "form", operations });
  if (!done.ok) throw new Error(done.error.code);
}

beforeAll(async () => {
  const party = await makeParty(db);
  const roles = [{ partyId: party.id, role: "focal_point" as const }];
  anna = makeCtx({ db, actor: await makeUser(db, { roles, name: "Anna Focal" }), now });
  omar = makeCtx({ db, actor: await makeUser(db, { roles, name: "عمر الكاتب" }), now });
  delegate = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "delegate" }] }), now });
  reportId = await makeReport(anna, party.id);
  await assign(anna, reportId, delegate.actor.id, ["B"]);
  await save(at(anna, "2026-11-10T08:00:00Z"), "B1", 0, "Broadband reaches half of the villages");
  await save(at(omar, "2026-11-11T08:00:00Z"), "B1", 1, "Broadband reaches most of the villages");
  await save(at(anna, "2026-11-12T08:00:00Z"), "B1", 1, "KEPT-ASIDE");
  await save(at(anna, "2026-11-12T09:00:00Z"), "A3", 0, { focal_point: { name: "SECRET-CONTACT", email: "x@example.org" } });
});

const path = (query: string) => `/api/v1/reports/${reportId}/export?${query}`;
async function got(ctx: UserCtx, query: string): Promise<{ status: number; bytes: Uint8Array }> {
  const answer = (await call(site, ofReport, { path: path(query), params: { id: reportId }, cookie: await cookieOf(site, ctx.actor) })) as Response;
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

test("a Word document says who saved which text when and how, the difference, and what was kept aside", async () => {
  const { bytes } = await got(anna, "format=docx&history=1");
  const text = wordsOfDocument(bytes);
  for (const part of ["Anna Focal", "عمر الكاتب", "Revision 2", "10 November 2026", "in the form", "Kept aside in a conflict", "KEPT-ASIDE"])
    expect(text).toContain(part);
  expect(text).toContain("Broadband reaches half of the villages");
  expect(text).toContain("[–half–][+most+]");
  expect(text).toContain("[+ and +]");
});

test("without being asked for it is in no paper, and only 1 asks for it", async () => {
  const { bytes } = await got(anna, "format=docx");
  expect(wordsOfDocument(bytes)).not.toContain("KEPT-ASIDE");
  expect((await got(anna, "format=docx&history=yes")).status).toBe(422);
});

test("a PDF holds the same", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "history-")), "history.pdf");
  writeFileSync(file, (await got(anna, "format=pdf&history=1&lang=ar")).bytes);
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  for (const part of ["Anna Focal", "KEPT-ASIDE", "Broadband reaches"]) expect(text).toContain(part);
});

test("a workbook has a sheet of it: a row for each piece that was changed, times as times", async () => {
  const sheets = await sheetsIn((await got(anna, "format=xlsx&history=1")).bytes);
  const sheet = sheets.find(({ name }) => name === "History")!;
  const rows = rowsIn(sheet).filter(([code]) => code === "B1");
  expect(rows.map(([, , revision, author, savedAt, , , change]) => ({ revision, author, savedAt, change }))).toEqual([
    {
      revision: "Kept aside in a conflict",
      author: "Anna Focal",
      savedAt: new Date("2026-11-12T08:00:00Z"),
      change: expect.stringContaining("KEPT-ASIDE") as string,
    },
    { revision: "Revision 2", author: "عمر الكاتب", savedAt: new Date("2026-11-11T08:00:00Z"), change: "Broadband reaches [–half–][+most+] of the villages" },
    { revision: "Revision 1", author: "Anna Focal", savedAt: new Date("2026-11-10T08:00:00Z"), change: "Broadband reaches half of the villages" },
  ]);
  expect((await sheetsIn((await got(anna, "format=xlsx")).bytes)).map(({ name }) => name)).not.toContain("History");
});

test("it is what the page of each answer shows, and nobody else's: a delegate has their part of it, strangers nothing", async () => {
  const histories = await getHistories(anna, reportId);
  const page = await getHistoryPage(anna, reportId, { question: "B1", row: "" }, { before: null, restore: null });
  expect(histories.ok && page.ok && histories.value.get("B1")?.items).toEqual(page.ok && page.value.items);
  const theirs = await getHistories(
    { ...delegate, actor: { ...delegate.actor, assigned: [{ reportId, page: "B", question: "", proposes: false }] } },
    reportId,
  );
  expect(theirs.ok && [...theirs.value.keys()]).toEqual(["B1"]);
  // There is no paper of a part.
  expect((await got(delegate, "format=docx&history=1")).status).toBe(404);
  const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }), now });
  expect((await got(stranger, "format=docx&history=1")).status).toBe(404);
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now });
  expect([403, 404]).toContain((await got(desk, "format=docx&history=1")).status);
});

test("the machine's own paper has it without contacts", async () => {
  const made = await paperOfAnyReport({ ...anna, actor: null }, reportId, "full", { history: true });
  const text = made.ok ? plainOf(made.value.paper().blocks) : "";
  expect(text).toContain("KEPT-ASIDE");
  expect(text).not.toContain("SECRET-CONTACT");
});

test("of many saves the newest are shown, and it says that there are older ones", async () => {
  for (let revision = 2; revision < HISTORY_PAGE + 2; revision += 1) await save(omar, "B1", revision, `Broadband, text ${revision}`);
  const text = wordsOfDocument((await got(anna, "format=docx&history=1")).bytes);
  expect(text).toContain("Older versions are shown on the history page");
  expect(text).not.toContain("KEPT-ASIDE");
});

test("a signed version has the history of its answers", async () => {
  const { receipt } = await submitFilledReport(anna, reportId);
  const text = wordsOfDocument((await got(anna, "format=docx&history=1")).bytes);
  expect(text).toContain(receipt);
  expect(text).toContain("in the form");
});
