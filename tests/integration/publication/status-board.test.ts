import { afterAll, beforeAll, expect, test } from "vitest";
import { boardSummary } from "~/features/publication/queries/board.server";
import { getTemplate, listTemplates, publicTimeline } from "~/features/publication/queries/consultation.server";
import { facilitatorBoard } from "~/features/publication/queries/facilitator-board.server";
import { stakeholderBoard } from "~/features/publication/queries/stakeholder-board.server";
import { stateBoard } from "~/features/publication/queries/state-board.server";
import type { Database } from "~/platform/db/client.server";
import { makeRegistration } from "../../factories/registration";
import { makeSubmission, type SubmissionInput } from "../../factories/submission";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

const NOW = new Date("2026-11-20T09:00:00Z");

/** Counts are of all States, so these tests have a database to themselves. */
let own: OwnDatabase;
beforeAll(async () => void (own = await ownDatabase()), 180_000);
afterAll(() => own.close(), 60_000);

test("the board counts each State once, by region and group, and says nothing of drafts", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: null, now: NOW });
  const partyOf = (code: string) => db.party.findUniqueOrThrow({ where: { code }, select: { id: true, code: true } });
  const before = (await stateBoard(ctx, { by: "un", show: "all" }))!;
  expect(before).toMatchObject({ submitted: 0, total: await db.party.count({ where: { kind: "state" } }) });
  expect(before.regions.reduce((sum, { total }) => sum + total, 0)).toBe(before.total);

  const kenya = await makeSubmission(db, { party: await partyOf("KEN"), state: "published", submittedAt: new Date("2026-11-03T10:00:00Z") });
  await makeSubmission(db, {
    party: await partyOf("KEN"),
    reportId: kenya.reportId,
    version: 2,
    state: "under_review",
    submittedAt: new Date("2026-11-10T10:00:00Z"),
  });
  await makeSubmission(db, { party: await partyOf("NPL"), state: "submitted", submittedAt: new Date("2026-11-04T10:00:00Z") });
  await makeSubmission(db, { party: await partyOf("CHE"), state: "recalled" });
  await db.report.create({ data: { ...(await draftOf(db)), partyId: (await partyOf("FRA")).id } });

  const board = (await stateBoard(ctx, { by: "un", show: "all" }))!;
  expect(board.submitted).toBe(2);
  const region = (code: string) => board.regions.find((one) => one.code === code)!;
  const state = (code: string) => board.regions.flatMap(({ states }) => states).find((one) => one.code === code);
  expect(region("african")).toMatchObject({ submitted: 1, total: region("african").states.length });
  expect(region("asia-pacific").submitted).toBe(1);
  expect(region("weog").submitted).toBe(0);
  expect(state("KEN")).toEqual({ code: "KEN", name: "Kenya", submittedAt: "2026-11-03T10:00:00.000Z", symbol: kenya.symbol });
  expect(state("NPL")).toEqual({ code: "NPL", name: "Nepal", submittedAt: "2026-11-04T10:00:00.000Z", symbol: null });
  // A recalled report, a draft and nothing at all cannot be told apart.
  expect(state("CHE")).toEqual({ code: "CHE", name: "Switzerland", submittedAt: null, symbol: null });
  expect(state("FRA")).toEqual({ code: "FRA", name: "France", submittedAt: null, symbol: null });

  const shown = (await stateBoard(ctx, { by: "un", show: "submitted" }))!;
  expect(shown.regions.flatMap(({ states }) => states.map(({ code }) => code))).toEqual(["KEN", "NPL"]);
  expect(shown.regions.map(({ total }) => total)).toEqual(board.regions.map(({ total }) => total));
  const missing = (await stateBoard(ctx, { by: "itu", show: "not_submitted" }))!;
  expect(missing.regions.flatMap(({ states }) => states.map(({ code }) => code))).not.toContain("KEN");
  expect(missing.regions.flatMap(({ states }) => states)).toHaveLength(board.total - 2);

  const groups = (await stateBoard(ctx, { by: "group", show: "all" }))!;
  const ldc = groups.regions.find(({ code }) => code === "LDC")!;
  expect(ldc.submitted).toBe(1);
  expect(ldc.states.find(({ code }) => code === "NPL")).toMatchObject({ submittedAt: "2026-11-04T10:00:00.000Z" });
  // Bhutan left the list in 2023, before the reference date of the cycle.
  expect(ldc.states.map(({ code }) => code)).not.toContain("BTN");
  expect(groups).toMatchObject({ submitted: 2, total: board.total });
});

async function draftOf(db: Database) {
  const { id, cycleId, template } = await db.templateVersion.findFirstOrThrow({ where: { template: "national-report", cycle: { state: "open" } } });
  return { cycleId, template, templateVersionId: id, language: "fr", createdById: id };
}

test("States stand in the reader's alphabetical order", async () => {
  const { db } = own;
  const namesIn = async (language: "es" | "zh" | "en") =>
    (await stateBoard(makeCtx({ db, actor: null, now: NOW, language }), { by: "un", show: "all" }))!.regions
      .find(({ code }) => code === "weog")!
      .states.map(({ name }) => name);
  for (const [language, tag] of [
    ["en", "en"],
    ["es", "es"],
    ["zh", "zh-Hans-CN"],
  ] as const) {
    const names = await namesIn(language);
    expect(names).toEqual([...names].sort(new Intl.Collator(tag).compare));
  }
});

test("the timeline says where each step stands, and the template can be read by anyone", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: null, now: NOW, language: "fr" });
  const timeline = (await publicTimeline(ctx))!;
  const stands = Object.fromEntries(timeline.steps.map(({ code, stands: where }) => [code, where]));
  expect(stands).toMatchObject({ modalities: "past", reporting: "current", "national-report-deadline": "coming", "review-phase": "coming" });
  expect(timeline.name).toBe("Examen SMSI+20");
  expect((await listTemplates(ctx)).map(({ template, deadline }) => [template, deadline])).toContainEqual(["national-report", "2027-01-29T16:00:00.000Z"]);
  const template = await getTemplate(ctx, "national-report");
  if (!template.ok) throw new Error(template.error.code);
  expect(template.value.lists.find(({ set }) => set === "action-lines")!.entries).toHaveLength(18);
  expect(template.value.texts["B1.guidance"]).toBeTruthy();
  for (const unknown of ["", "x", "../etc", "national-report'"])
    expect(await getTemplate(ctx, unknown)).toMatchObject({ ok: false, error: { code: "template.not_found" } });
});

test("facilitators stand by line and by entity, each assignment with its role and whether it is reported on", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: null, now: NOW });
  const itu = await db.party.findUniqueOrThrow({ where: { code: "ITU" }, select: { id: true, code: true } });
  const before = (await facilitatorBoard(ctx, { by: "line", show: "all" }))!;
  expect(before.submitted).toBe(0);
  expect(before.holders.map(({ code }) => code)).toHaveLength(18);
  const c2 = await makeSubmission(db, {
    template: "facilitator-report",
    party: itu,
    line: "C2",
    state: "published",
    submittedAt: new Date("2026-11-03T10:00:00Z"),
  });
  await makeSubmission(db, { template: "facilitator-report", party: itu, line: "C4", state: "recalled" });
  await makeSubmission(db, { template: "facilitator-report", party: itu, line: "C5", state: "accepted", submittedAt: new Date("2026-11-05T10:00:00Z") });

  const byLine = (await facilitatorBoard(ctx, { by: "line", show: "all" }))!;
  expect(byLine).toMatchObject({ submitted: 2, total: before.total });
  const line = (code: string) => byLine.holders.find((holder) => holder.code === code)!;
  expect(line("C2").assignments).toMatchObject([
    { entity: { code: "ITU" }, role: "sole", reports: true, submittedAt: "2026-11-03T10:00:00.000Z", symbol: c2.symbol },
  ]);
  expect(line("C5").assignments[0]).toMatchObject({ submittedAt: "2026-11-05T10:00:00.000Z", symbol: null });
  // A recalled report and none at all look the same; a partner is not asked for one.
  expect(line("C4").assignments.map(({ entity, role, reports, submittedAt }) => [entity.code, role, reports, submittedAt])).toEqual([
    ["ITU", "sole", true, null],
    ["UNCTAD", "partner", false, null],
    ["UNDP", "partner", false, null],
    ["UNESCO", "partner", false, null],
  ]);
  // Of an assignment that has ended nothing is left: UNDP led C6 until 2008.
  expect(
    line("C6")
      .assignments.filter(({ reports }) => reports)
      .map(({ entity }) => entity.code),
  ).toEqual(["ITU"]);

  const byEntity = (await facilitatorBoard(ctx, { by: "entity", show: "all" }))!;
  expect(byEntity).toMatchObject({ submitted: 2, total: before.total });
  const holder = byEntity.holders.find(({ code }) => code === "ITU")!;
  expect(holder).toMatchObject({ submitted: 2, total: 4 });
  expect(holder.assignments.slice(0, 4).map(({ line: { code } }) => code)).toEqual(["C2", "C4", "C5", "C6"]);
  const names = byEntity.holders.map(({ name }) => name);
  expect(names).toEqual([...names].sort(new Intl.Collator("en").compare));

  const shown = (await facilitatorBoard(ctx, { by: "line", show: "submitted" }))!;
  expect(shown.holders.flatMap(({ assignments }) => assignments.map(({ line: { code } }) => code))).toEqual(["C2", "C5"]);
  const missing = (await facilitatorBoard(ctx, { by: "line", show: "not_submitted" }))!;
  expect(missing.holders.flatMap(({ assignments }) => assignments)).toHaveLength(before.total - 2);
});

test("stakeholders are counted by category and scope, and named once they are public", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: null, now: NOW });
  expect(await stakeholderBoard(ctx, {})).toMatchObject({ submitted: 0, categories: [], published: { items: [] } });
  const contribution = (input: SubmissionInput) => makeSubmission(db, { template: "stakeholder-contribution", ...input });
  const open = await contribution({ state: "published", category: "youth", scope: "global" });
  const waiting = await contribution({ state: "under_review", category: "youth", scope: "local" });
  const silent = await contribution({ state: "not_published", category: "academia", release: "not_published" });
  await contribution({ state: "recalled", category: "media", scope: "national" });
  // Of two versions that stand the later one counts, once.
  const first = await contribution({ state: "published", category: "academia", scope: "national" });
  await contribution({ party: first.party, reportId: first.reportId, version: 2, state: "submitted", category: "academia", scope: "regional" });
  const screened = await makeRegistration(makeCtx({ db, actor: null, now: NOW }), { category: "media" });
  await db.party.create({ data: { code: "ORG-DRAFTING", kind: "organisation", names: { en: "Drafting only" } } });

  const board = (await stakeholderBoard(ctx, {}))!;
  expect(board.submitted).toBe(4);
  expect(board.categories.map(({ code, submitted, scopes }) => [code, submitted, scopes])).toEqual([
    ["academia", 2, { "": 1, regional: 1 }],
    ["youth", 2, { global: 1, local: 1 }],
  ]);
  expect(board.published.items.map(({ symbol }) => symbol).sort()).toEqual([open.symbol, first.symbol].sort());
  const told = JSON.stringify(board);
  for (const name of [waiting.party.code, silent.party.code, screened.form.organisation, "Drafting only"]) expect(told).not.toContain(name);
  expect((await stakeholderBoard(ctx, { category: "youth" }))!.published.items.map(({ symbol }) => symbol)).toEqual([open.symbol]);

  const { kinds } = (await boardSummary(ctx))!;
  expect(kinds.map(({ audience, submitted }) => [audience, submitted])).toEqual([
    ["state", 2],
    ["un_entity", 2],
    ["organisation", 4],
  ]);
  expect(kinds.find(({ audience }) => audience === "organisation")!.total).toBeNull();
});
