import { afterAll, beforeAll, expect, test } from "vitest";
import { statusBoard } from "~/features/publication/queries/board.server";
import { getTemplate, listTemplates, publicTimeline } from "~/features/publication/queries/consultation.server";
import type { Database } from "~/platform/db/client.server";
import { makeSubmission } from "../../factories/submission";
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
  const before = (await statusBoard(ctx, { by: "un", show: "all" }))!;
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

  const board = (await statusBoard(ctx, { by: "un", show: "all" }))!;
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

  const shown = (await statusBoard(ctx, { by: "un", show: "submitted" }))!;
  expect(shown.regions.flatMap(({ states }) => states.map(({ code }) => code))).toEqual(["KEN", "NPL"]);
  expect(shown.regions.map(({ total }) => total)).toEqual(board.regions.map(({ total }) => total));
  const missing = (await statusBoard(ctx, { by: "itu", show: "not_submitted" }))!;
  expect(missing.regions.flatMap(({ states }) => states.map(({ code }) => code))).not.toContain("KEN");
  expect(missing.regions.flatMap(({ states }) => states)).toHaveLength(board.total - 2);

  const groups = (await statusBoard(ctx, { by: "group", show: "all" }))!;
  const ldc = groups.regions.find(({ code }) => code === "LDC")!;
  expect(ldc.submitted).toBe(1);
  expect(ldc.states.find(({ code }) => code === "NPL")).toMatchObject({ submittedAt: "2026-11-04T10:00:00.000Z" });
  // Bhutan left the list in 2023, before the reference date of the cycle.
  expect(ldc.states.map(({ code }) => code)).not.toContain("BTN");
  expect(groups).toMatchObject({ submitted: 2, total: board.total });
});

async function draftOf(db: Database) {
  const { id, cycleId, template } = await db.templateVersion.findFirstOrThrow({ where: { template: "national-report" } });
  return { cycleId, template, templateVersionId: id, language: "fr", createdById: id };
}

test("States stand in the reader's alphabetical order", async () => {
  const { db } = own;
  const namesIn = async (language: "es" | "zh" | "en") =>
    (await statusBoard(makeCtx({ db, actor: null, now: NOW, language }), { by: "un", show: "all" }))!.regions
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
