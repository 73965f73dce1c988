import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { chooseUnit } from "~/features/reports/commands/choose-unit.server";
import { recallReport } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReport, getReviewPage, listStartable } from "~/features/reports/queries/pages.server";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { listTemplates } from "~/features/publication/queries/consultation.server";
import { allQuestionsOf } from "~/features/templates/model/texts";
import type { Definition } from "~/features/templates/schema";
import { LANGUAGES } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { action as putAnswer } from "~/routes/api/reports/answer";
import { action as postFile } from "~/routes/api/reports/files";
import { action as postSaves } from "~/routes/api/reports/saves";
import { action as postSection } from "~/routes/reports/section";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport, signReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite, send, type Site } from "../../support/pages";

const AT = new Date("2026-11-24T10:00:00.000Z");
let own: OwnDatabase;
let site: Site;
let cookie: string;
let entity: MadeParty;
let ctx: UserCtx;

beforeAll(async () => {
  own = await ownDatabase();
  site = makeSite(own.db, () => AT);
});
afterAll(() => own?.close());

beforeEach(async () => {
  await setState({ wsis20: "open", followup2027: "prepared" });
  entity = await makeParty(own.db, { kind: "un_entity" });
  await own.db.facilitation.createMany({ data: ["C2", "C5"].map((line) => ({ line, role: "lead", partyId: entity.id })) });
  const actor = await makeUser(own.db, { roles: [{ partyId: entity.id, role: "focal_point" }] });
  ctx = makeCtx({ db: own.db, actor, now: AT });
  cookie = await cookieOf(site, actor);
});

async function setState(states: Record<string, string>): Promise<void> {
  for (const [code, state] of Object.entries(states)) await own.db.cycle.update({ where: { code }, data: { state } });
}
async function started(line: string): Promise<string> {
  const report = await startReport(ctx, { template: "facilitator-report", party: entity.id, line, language: "en" });
  if (!report.ok) throw new Error(report.error.code);
  return report.value.id;
}
const put = (reportId: string, value: string, baseRevision = 0) =>
  saveAnswers(ctx, { reportId, via: "form", operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision, value }] });
const closed = { ok: false, error: { code: "report.cycle_closed" } };

const json = { "content-type": "application/json" };

test("what is typed in a cycle that is closed, or only prepared, is neither saved nor signed: by a program, on the page, as a file", async () => {
  const [id, signed] = [await started("C2"), await started("C5")];
  await put(id, "Kept");
  const { receipt, hash } = await submitFilledReport(ctx, signed);
  const count = () => Promise.all([own.db.save.count(), own.db.attachment.count(), own.db.submission.count(), own.db.auditEvent.count()]);
  const before = await count();
  const review = await getReviewPage(ctx, id);
  if (!review.ok) throw new Error(review.error.code);

  for (const state of ["closed", "prepared"]) {
    await setState({ wsis20: state });
    expect(await put(id, "Late", 1)).toMatchObject(closed);
    expect(await submitReport(ctx, { reportId: id, contentHash: review.value.contentHash, name: "A", function: "B", accepted: true })).toMatchObject(closed);
    expect(await chooseUnit(ctx, { reportId: id, unit: "" })).toMatchObject(closed);
    expect(await recallReport(ctx, signed)).toMatchObject(closed);
    expect(await startReport(ctx, { template: "facilitator-report", party: entity.id, line: "C5", language: "en" })).toMatchObject({
      error: { code: "report.template_closed" },
    });

    const refused = { status: 423, code: "report.cycle_closed" };
    const api = `/api/v1/reports/${id}`;
    const save = { method: "PUT", body: JSON.stringify({ value: "Late" }), headers: { ...json, "idempotency-key": randomUUID(), "if-match": '"1"' }, cookie };
    expect(await send(site, putAnswer, `${api}/answers/B1`, { id, question: "B1" }, save)).toEqual(refused);
    const queue = JSON.stringify([{ opId: randomUUID(), question: "B1", baseRevision: 1, value: "Late" }]);
    expect(await send(site, postSaves, `${api}/saves`, { id }, { method: "POST", body: queue, headers: json, cookie })).toEqual(refused);
    const file = new FormData();
    for (const [name, value] of Object.entries({ question: "I1", row: "", field: "files" })) file.set(name, value);
    file.set("file", new File(["%PDF-1.7\n%%EOF"], "annex.pdf", { type: "application/pdf" }));
    expect(await send(site, postFile, `${api}/files`, { id }, { method: "POST", body: file, cookie })).toEqual(refused);

    const path = `/en/reports/${id}/sections/B`;
    const form = { "rev.B1": "1", B1: "Late", "was.B1": "x", intent: "save" };
    const page = await call(site, postSection as never, { path, params: { lang: "en", id, section: "B" }, cookie, form });
    expect(page).toMatchObject({ init: { status: 423 }, data: { outcome: { whole: { code: "report.cycle_closed" }, kept: { B1: { value: "Late" } } } } });
    // It is read as before, and says why it is not written.
    expect(await getReport(ctx, id)).toMatchObject({ value: { isClosed: true, allowances: { write: false, submit: false, recall: false } } });
  }
  // A signature whose answer was lost is still told its receipt.
  const again = await submitReport(ctx, { reportId: signed, contentHash: hash, name: "A. Signatory", function: "Director", accepted: true });
  expect(again).toMatchObject({ ok: true, value: { receipt } });
  expect(await count()).toEqual(before);
  expect(await own.db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId: id, question: "B1", row: "" } } })).toMatchObject({
    value: "Kept",
    revision: 1,
  });

  await setState({ wsis20: "open" });
  expect(await put(id, "Open again", 1)).toMatchObject({ ok: true, value: [{ ok: true }] });
});

test("the cycle to come is prepared as data: templates, and steps that say they are provisional in every language", async () => {
  const cycle = await own.db.cycle.findUniqueOrThrow({ where: { code: "followup2027" }, include: { milestones: true, templates: true } });
  expect(cycle.templates.map(({ template, state }) => [template, state]).sort()).toEqual([
    ["facilitator-report", "open"],
    ["national-report", "open"],
    ["stakeholder-contribution", "open"],
  ]);
  const deadlines = cycle.milestones.filter(({ kind }) => kind === "deadline").map(({ template }) => template);
  expect(deadlines.sort()).toEqual(cycle.templates.map(({ template }) => template).sort());
  const phases = cycle.milestones.filter(({ kind }) => kind === "phase");
  expect(phases.map(({ code }) => code)).toEqual(expect.arrayContaining(["reporting", "review-phase", "consolidation-phase"]));
  for (const { at, until, zone, names } of cycle.milestones) {
    expect(zone).toBe("Europe/Zurich");
    if (until) expect(until.getTime()).toBeGreaterThan(at.getTime());
    for (const language of LANGUAGES) expect((names as Record<string, string>)[language]).toMatch(/provis|предварит|暂定|مؤقت/);
  }
});

test("one cycle is closed and the next opened without a change of code: a report is started, asked for its road map, and signed", async () => {
  const before = await findOpenCycle(ctx);
  await setState({ wsis20: "closed", followup2027: "open" });
  expect(before).toMatchObject({ code: "wsis20" });
  expect(await findOpenCycle(ctx)).toMatchObject({ code: "followup2027" });
  expect((await listTemplates(ctx)).map(({ deadline }) => deadline?.slice(0, 4))).toEqual(["2027", "2027", "2027"]);
  expect((await listStartable(ctx)).map(({ line }) => line).sort()).toEqual(["C2", "C5"]);

  const id = await started("C2");
  await fillReport(ctx, id);
  const map = await own.db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId: id, question: "H1", row: "" } } });
  const without = await saveAnswers(ctx, {
    reportId: id,
    via: "form",
    operations: [{ opId: randomUUID(), question: "H1", row: "", baseRevision: map.revision, value: null }],
  });
  expect(without).toMatchObject({ ok: true, value: [{ ok: true }] });
  const review = await getReviewPage(ctx, id);
  expect(review).toMatchObject({ ok: true, value: { problemList: [{ question: "H1", code: "required" }], complete: false } });
  await saveAnswers(ctx, {
    reportId: id,
    via: "form",
    operations: [{ opId: randomUUID(), question: "H1", row: "", baseRevision: map.revision + 1, value: map.value as never }],
  });
  await signReport(ctx, id);
  expect(await own.db.submission.findFirstOrThrow({ where: { reportId: id } })).toMatchObject({
    cycleCode: "followup2027",
    symbol: `FOLLOWUP2027-FR-${entity.code}-C2`,
    late: false,
  });

  // What a road map is in this cycle it need not be in the one before.
  const earlier = await own.db.templateVersion.findFirstOrThrow({ where: { template: "facilitator-report", cycle: { code: "wsis20" } } });
  const roadMap = allQuestionsOf(earlier.definition as Definition).find(({ code }) => code === "H1");
  expect(roadMap).toMatchObject({ code: "H1", required: false });
});
