import { beforeAll, expect, test } from "vitest";
import { fileOf } from "~/features/papers/queries/file.server";
import { paperOfAnyReport } from "~/features/papers/queries/reports.server";
import { importReport } from "~/features/reports/commands/import-report.server";
import { exportReport, type ReportFile } from "~/features/reports/queries/export.server";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { wordsOfDocument } from "../../support/word-documents";
import { rowsIn, sheetsIn } from "../../support/workbooks";

const { db } = testDatabase();
let author: UserCtx;
let reportId: string;
beforeAll(async () => {
  const { id: partyId, code } = await makeParty(db);
  author = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role: "focal_point" }] }) });
  reportId = await makeReport(author, code, "fr");
  await fillReport(author, reportId);
});

async function exported(id = reportId): Promise<ReportFile> {
  const file = await exportReport({ db }, id, "es");
  if (!file.ok) throw new Error(file.error.code);
  return JSON.parse(JSON.stringify(file.value)) as ReportFile;
}
const answerOf = (file: ReportFile, question: string) => file.answers.find((answer) => answer.question === question)!;
const savesOf = (id = reportId) => db.save.count({ where: { scope: `report:${id}` } });

test("an exported report holds every answer with its label in the language asked for, and no contact data", async () => {
  const file = await exported();
  expect(file.report).toMatchObject({ id: reportId, language: "fr", state: "draft", template: "national-report" });
  expect(file.answers.length).toBe((await db.answer.count({ where: { reportId } })) - 1);
  expect(answerOf(file, "A3")).toBeUndefined();
  expect(JSON.stringify(file)).not.toContain("@example.org");
  expect(answerOf(file, "B1").label).toMatch(/^¿/);
  expect(await exportReport({ db }, "no-such-report", "en")).toMatchObject({ ok: false, error: { code: "report.not_found" } });
});

test("the same as a document holds its answers and no contact data, for a report nobody has signed in for", async () => {
  const ctx = makeCtx({ db, actor: null, language: "es" });
  const paper = await paperOfAnyReport(ctx, reportId, "full");
  if (!paper.ok) throw new Error(paper.error.code);
  const file = await fileOf(paper.value, "docx");
  const words = file.ok ? wordsOfDocument(file.value.bytes) : "";
  expect(words).toContain("Informe nacional");
  expect(words).toContain("B1 ¿");
  expect(words).not.toContain("@example.org");
  const workbook = await fileOf(paper.value, "xlsx");
  const cells = workbook.ok ? (await sheetsIn(workbook.value.bytes)).flatMap(rowsIn).flat().join("\n") : "";
  for (const word of ["Informe nacional", "B1"]) expect(cells).toContain(word);
  expect(cells).not.toContain("@example.org");
  expect(await paperOfAnyReport(ctx, "no-such-report", "full")).toMatchObject({ ok: false, error: { code: "report.not_found" } });
});

test("brought in again, what was changed is saved on its revision with its way, the rest stands as it was", async () => {
  const file = await exported();
  answerOf(file, "B1").value = "Un autre texte.";
  const outcomes = await importReport(author, file);
  if (!outcomes.ok) throw new Error(outcomes.error.code);
  expect(outcomes.value.filter(({ outcome }) => outcome === "saved")).toEqual([{ question: "B1", row: "", outcome: "saved", revision: 2 }]);
  expect(outcomes.value.filter(({ outcome }) => outcome === "refused")).toEqual([]);
  expect(await db.save.findFirst({ where: { scope: `report:${reportId}`, unit: "B1" }, orderBy: { id: "desc" } })).toMatchObject({
    via: "import",
    revision: 2,
    value: "Un autre texte.",
  });

  const before = await savesOf();
  expect(await importReport(author, file)).toEqual(outcomes);
  expect(await savesOf()).toBe(before);
});

test("an answer that somebody changed since is a conflict: theirs stands, the other is kept in the history", async () => {
  const file = await exported();
  const stale = answerOf(file, "C3");
  stale.revision = 1;
  stale.value = "Premier texte.";
  await importReport(author, file);
  stale.value = "Second texte.";
  const outcomes = await importReport(author, { ...file, answers: [stale] });
  expect(outcomes).toMatchObject({ ok: true, value: [{ question: "C3", outcome: "refused", refusal: { code: "answer.conflict" } }] });
  expect(await db.answer.findFirst({ where: { reportId, question: "C3" } })).toMatchObject({ value: "Premier texte.", revision: 2 });
  expect(await db.save.count({ where: { scope: `report:${reportId}`, unit: "C3", revision: null } })).toBe(1);
});

test("unknown questions and shapes are refused one by one and do not stop the others", async () => {
  const file = await exported();
  const [good, shape] = [answerOf(file, "F2"), answerOf(file, "C1")];
  const answers = [
    { ...good, value: "Texte nouveau." },
    { ...shape, value: ["in_force"] },
    { ...good, question: "Z9" },
  ];
  expect(await importReport(author, { ...file, answers })).toMatchObject({
    ok: true,
    value: [
      { question: "F2", outcome: "saved" },
      { question: "C1", outcome: "refused", refusal: { code: "answer.refused" } },
      { question: "Z9", outcome: "refused", refusal: { code: "question.unknown" } },
    ],
  });
});

test("nobody brings answers into another party's report or a signed one, and nothing changes", async () => {
  const file = await exported();
  answerOf(file, "B1").value = "Intrusion.";
  const before = await savesOf();
  const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }) });
  expect(await importReport(stranger, file)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await importReport(author, { ...file, kind: "template" })).toMatchObject({ ok: false, error: { code: "report.file_unreadable" } });
  expect(await savesOf()).toBe(before);

  const party = await makeParty(db);
  const signer = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const signed = await makeReport(signer, party.code);
  await submitFilledReport(signer, signed);
  const locked = await exported(signed);
  answerOf(locked, "B1").value = "Too late.";
  const saves = await savesOf(signed);
  expect(await importReport(signer, locked)).toMatchObject({ ok: false, error: { code: "report.locked" } });
  expect(await savesOf(signed)).toBe(saves);
});
