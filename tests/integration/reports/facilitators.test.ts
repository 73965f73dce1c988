import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { findActor } from "~/features/identity/queries.server";
import { copyAnswers } from "~/features/reports/commands/copy-answers.server";
import { restoreAnswer } from "~/features/reports/commands/restore-answer.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getCopyPage } from "~/features/reports/queries/copying.server";
import { getHistoryPage } from "~/features/reports/queries/history.server";
import { getReport, getReportPage, getReviewPage, listReports, listStartable } from "~/features/reports/queries/pages.server";
import type { AnswerValue } from "~/features/templates/model/values";
import type { UserCtx } from "~/platform/context.server";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport } from "../../factories/report";
import { makeAttachment } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
const TEMPLATE = "facilitator-report";
const DAY = 86_400_000;
let entity: MadeParty;
let ctx: UserCtx;

type Line = { line: string; role: string; from?: Date; to?: Date };

/** A UN entity with its lines, and its focal point. */
async function makeEntity(lines: Line[], role: "focal_point" | "contributor" = "focal_point"): Promise<{ party: MadeParty; ctx: UserCtx }> {
  const party = await makeParty(db, { kind: "un_entity" });
  await db.facilitation.createMany({ data: lines.map((line) => ({ ...line, partyId: party.id })) });
  return { party, ctx: makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role }] }), now: AT }) };
}

beforeEach(async () => {
  ({ party: entity, ctx } = await makeEntity([
    { line: "C2", role: "sole" },
    { line: "C5", role: "lead" },
    { line: "C3", role: "co" },
  ]));
});

const start = (line: string, who = ctx, party = entity.id) => startReport(who, { template: TEMPLATE, party, line, language: "en" });
async function started(line: string, who = ctx, party = entity.id): Promise<string> {
  const report = await start(line, who, party);
  if (!report.ok) throw new Error(report.error.code);
  return report.value.id;
}
const put = (reportId: string, question: string, value: AnswerValue, who = ctx, baseRevision = 0, confidential = false) =>
  saveAnswers(who, { reportId, via: "form", operations: [{ opId: randomUUID(), question, row: "", baseRevision, value: value as never, confidential }] });
const answerOf = (reportId: string, question: string) => db.answer.findUnique({ where: { reportId_question_row: { reportId, question, row: "" } } });

test("an entity starts one report for each line it leads, and none on another", async () => {
  expect((await listStartable(ctx)).map(({ line }) => line).sort()).toEqual(["C2", "C5"]);
  expect(await start("")).toMatchObject({ error: { code: "report.line_required" } });
  expect(await start("C3")).toMatchObject({ error: { code: "report.line_not_facilitated" } });
  expect(await start("C9")).toMatchObject({ error: { code: "report.line_not_facilitated" } });
  const first = await started("C2");
  // A line code typed on a Cyrillic keyboard is the same line.
  expect(await start("\u04212")).toMatchObject({ error: { code: "report.exists", detail: { id: first } } });
  await started("C5");
  expect(await listStartable(ctx)).toEqual([]);
  expect((await listReports(ctx)).items.map(({ line, lineName }) => [line, lineName]).sort()).toEqual([
    ["C2", "Information and communication infrastructure"],
    ["C5", "Building confidence and security in the use of ICTs"],
  ]);
  const page = await getReportPage(ctx, first, "A");
  expect(page).toMatchObject({ ok: true, value: { fixed: "Information and communication infrastructure", line: "C2" } });
});

test("a role that has ended or not begun counts for nothing", async () => {
  const { party, ctx: other } = await makeEntity([
    { line: "C7-AGR", role: "lead", to: new Date(Date.now() - 2 * DAY) },
    { line: "C7-SCI", role: "lead", from: new Date(Date.now() + 2 * DAY) },
    { line: "C8", role: "lead", from: new Date(Date.now() - 2 * DAY), to: new Date(Date.now() + 2 * DAY) },
  ]);
  expect((await listStartable(other)).map(({ line }) => line)).toEqual(["C8"]);
  expect(await start("C7-AGR", other, party.id)).toMatchObject({ error: { code: "report.line_not_facilitated" } });
});

test("co-facilitators draft together, partners read, other entities see nothing", async () => {
  const { party: lead, ctx: leadCtx } = await makeEntity([{ line: "C3", role: "lead" }]);
  const reportId = await started("C3", leadCtx, lead.id);
  const { ctx: partner } = await makeEntity([{ line: "C3", role: "partner" }]);
  const { ctx: stranger } = await makeEntity([{ line: "C9", role: "lead" }]);

  expect(await put(reportId, "B1", "Written by the co-facilitator")).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(await answerOf(reportId, "B1")).toMatchObject({ value: "Written by the co-facilitator", updatedById: ctx.actor.id });
  expect(await getReport(ctx, reportId)).toMatchObject({ ok: true, value: { allowances: { write: true, submit: false, recall: false } } });
  expect((await listReports(ctx)).items.map(({ id }) => id)).toContain(reportId);
  expect(await put(reportId, "B1", "My own text", leadCtx, 1)).toMatchObject({ ok: true, value: [{ ok: true }] });

  expect(await getReport(partner, reportId)).toMatchObject({ ok: true, value: { allowances: { write: false, submit: false } } });
  expect(await put(reportId, "B1", "no", partner, 2)).toMatchObject({ ok: false, error: { code: "report.not_allowed" } });

  for (const read of [
    getReport(stranger, reportId),
    getReviewPage(stranger, reportId),
    getReportPage(stranger, reportId, "A"),
    getCopyPage(stranger, reportId, null),
  ])
    expect(await read).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await put(reportId, "B1", "no", stranger, 2)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await answerOf(reportId, "B1")).toMatchObject({ value: "My own text", revision: 2 });

  await fillReport(leadCtx, reportId);
  const review = await getReviewPage(ctx, reportId);
  if (!review.ok) throw new Error(review.error.code);
  const signature = { reportId, contentHash: review.value.contentHash, name: "A", function: "B", accepted: true };
  expect(await submitReport(ctx, signature)).toMatchObject({ ok: false, error: { code: "report.not_allowed" } });
  expect(await submitReport(leadCtx, signature)).toMatchObject({ ok: true });
  expect(await db.submission.findFirst({ where: { reportId } })).toMatchObject({ line: "C3", symbol: `WSIS20-FR-${lead.code}-C3` });
});

test("answers are copied to another line with their files and confidentiality, one by one, over what was shown and nothing newer", async () => {
  const [from, to] = [await started("C2"), await started("C5")];
  const photo = await makeAttachment(db, { reportId: from, question: "I1", field: "files" });
  await put(from, "B1", "Summary for C2");
  await put(from, "B2", "Purpose for C2");
  await put(from, "D3", "Gaps, in confidence", ctx, 0, true);
  await put(from, "I1", { files: [photo] } as never);
  await put(from, "I2", { publish: "all", official: "Somebody" });
  await put(to, "B1", "Summary for C5");
  await put(to, "B2", "Purpose for C2");

  const page = await getCopyPage(ctx, to, from);
  if (!page.ok) throw new Error(page.error.code);
  // What is the same already is not offered, and the decision on publication never is.
  expect(page.value.items.map(({ question, current }) => [question.code, current?.revision ?? 0])).toEqual([
    ["B1", 1],
    ["D3", 0],
    ["I1", 0],
  ]);
  expect(page.value).toMatchObject({ source: { line: "C2" }, sources: [{ id: from }] });

  await put(to, "B1", "A colleague was quicker", ctx, 1);
  const copied = await copyAnswers(ctx, {
    reportId: to,
    from,
    units: new Map([
      ["B1", 1],
      ["D3", 0],
      ["I1", 0],
      ["I2", 0],
    ]),
  });
  expect(copied).toMatchObject({ ok: true, value: { copied: ["D3", "I1"], refused: [{ unit: "B1", refusal: { code: "answer.conflict" } }] } });
  expect(await answerOf(to, "B1")).toMatchObject({ value: "A colleague was quicker" });
  expect(await answerOf(to, "D3")).toMatchObject({ value: "Gaps, in confidence", confidential: true });
  expect(await answerOf(to, "I1")).toMatchObject({ value: { files: [{ sha256: photo.sha256 }] } });
  expect(await answerOf(to, "I2")).toBeNull();
  expect(await db.attachment.count({ where: { reportId: to, sha256: photo.sha256 } })).toBe(1);
  expect(await db.save.count({ where: { scope: `report:${to}`, via: "carried_over" } })).toBe(3);
  expect(await db.auditEvent.findFirst({ where: { subject: `report:${to}`, type: "report.answers_copied" } })).toMatchObject({ data: { from } });
  // Sent twice: what is the same by now is passed over.
  expect(await copyAnswers(ctx, { reportId: to, from, units: new Map([["D3", 0]]) })).toEqual({ ok: true, value: { copied: [], refused: [] } });
});

test("what holds for the other line alone is not offered nor taken: its goals would be proposed as a change of this line's", async () => {
  const [from, to] = [await started("C2"), await started("C5")];
  await fillReport(ctx, from);
  const page = await getCopyPage(ctx, to, from);
  if (!page.ok) throw new Error(page.error.code);
  const offered = page.value.items.map(({ question }) => question.code);
  // The matrix, other mappings of the line, its indicators and its assessment; the decision on publication as ever.
  for (const code of ["F1", "F2", "F3", "D1", "D2", "I2"]) expect(offered).not.toContain(code);
  expect(offered).toEqual(expect.arrayContaining(["A5", "B1", "C2", "E3", "F4", "G4"]));
  expect(await answerOf(from, "F1")).not.toBeNull();
  expect(await copyAnswers(ctx, { reportId: to, from, units: new Map([["F1", 0]]) })).toEqual({ ok: true, value: { copied: [], refused: [] } });
  expect(await answerOf(to, "F1")).toBeNull();
});

test("nothing is copied from another entity's report, nor from another template or a report that is not there", async () => {
  const to = await started("C5");
  const { party, ctx: other } = await makeEntity([{ line: "C9", role: "lead" }]);
  const foreign = await started("C9", other, party.id);
  await put(foreign, "B1", "CANARY", other);
  const { party: lead, ctx: leadCtx } = await makeEntity([{ line: "C3", role: "lead" }]);
  const joined = await started("C3", leadCtx, lead.id);
  // A report one may read as a co-facilitator is still another entity's.
  for (const from of [foreign, joined, randomUUID(), to]) {
    expect(await getCopyPage(ctx, to, from)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
    expect(await copyAnswers(ctx, { reportId: to, from, units: new Map([["B1", 0]]) })).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  }
  expect(await getCopyPage(ctx, foreign, null)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await db.answer.count({ where: { reportId: to } })).toBe(0);
  const actor = (await findActor(db, ctx.actor.id))!;
  expect(actor.facilitations.map(({ line, role }) => `${line} ${role}`).sort()).toEqual(["C2 sole", "C3 co", "C5 lead"]);
});

test("a co-facilitator reads the history of the lead's report and puts texts back; a partner only reads it", async () => {
  const report = await started("C5");
  await put(report, "B1", "First");
  await put(report, "B1", "Second", ctx, 1);
  const asked = { before: null, restore: null };
  const page = await getHistoryPage(ctx, report, { question: "B1", row: "" }, asked);
  const first = page.ok ? page.value.items[1]!.id : "";
  const restore = (who: UserCtx) => restoreAnswer(who, { reportId: report, question: "B1", row: "", save: first, revision: 2, opId: randomUUID() });
  const [partner, stranger] = await Promise.all([makeEntity([{ line: "C5", role: "partner" }]), makeEntity([{ line: "C2", role: "co" }])]);
  const co = await makeEntity([{ line: "C5", role: "co" }], "contributor");
  expect(await getHistoryPage(partner.ctx, report, { question: "B1", row: "" }, asked)).toMatchObject({ ok: true, value: { items: [{}, { id: first }] } });
  expect(await restore(partner.ctx)).toMatchObject({ error: { code: "report.not_allowed" } });
  expect(await restore(stranger.ctx)).toMatchObject({ error: { code: "report.not_found" } });
  expect(await restore(co.ctx)).toMatchObject({ ok: true, value: { revision: 3 } });
  expect(await answerOf(report, "B1")).toMatchObject({ value: "First" });
});
