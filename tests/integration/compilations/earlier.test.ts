import { afterAll, beforeAll, expect, test } from "vitest";
import { getCross, getOpenCross } from "~/features/compilations/queries/cross.server";
import { crossTable, figureTable } from "~/features/compilations/queries/figure-table.server";
import { getFigures, getOpenFigures } from "~/features/compilations/queries/figures.server";
import { LANGUAGES } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** A database of its own: further cycles would stand in the lists of others. */
let own: OwnDatabase;
let desk: UserCtx;
const cycles: string[] = [];

beforeAll(async () => {
  own = await ownDatabase();
  const open = await own.db.cycle.findFirstOrThrow({ where: { state: "open" } });
  for (const back of [1, 2]) {
    const names = Object.fromEntries(LANGUAGES.map((language) => [language, `${back} back`]));
    const code = unique("c").replace(/[^a-z0-9]/g, "");
    const { id } = await own.db.cycle.create({ data: { code, names, groupsOn: new Date("2015-01-01"), state: "closed", position: open.position - back } });
    cycles.push(id);
  }
  desk = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["editor"] }) });
});
afterAll(() => own.close());

const asked = (question: string, more: object = {}) => ({ template: "national-report", question, row: "", filters: {}, by: "kind" as const, ...more });
const figuresOf = async (...given: Parameters<typeof asked>) => {
  const found = await getFigures(desk, asked(...given));
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};
async function then(cycle: string, value: string, more: object = {}): Promise<void> {
  const made = await makeSubmission(own.db, { symbol: unique("WSIS-").toUpperCase(), answers: [{ question: "C1", value }], ...more });
  await own.db.report.update({ where: { id: made.reportId }, data: { cycleId: cycle } });
}

test("choices stand beside those of the cycle before, of what was input then", async () => {
  for (const value of ["in_force", "none", "none"]) await makeSubmission(own.db, { groups: ["LDC"], answers: [{ question: "C1", value }] });
  expect((await figuresOf("C1")).before).toBeNull();
  await then(cycles[1]!, "expired");
  expect((await figuresOf("C1")).before).toMatchObject({ cycle: "2 back", answered: 1 });
  for (const value of ["in_force", "in_force", "none"]) await then(cycles[0]!, value, value === "none" ? { groups: ["LDC"] } : {});
  await then(cycles[0]!, "none", { state: "recalled" });
  const { rows, before } = await figuresOf("C1");
  const totals = Object.fromEntries(rows.map(({ key, total }, index) => [key, [total, before!.totals[index]]]));
  expect(before).toMatchObject({ cycle: "1 back", answered: 3 });
  expect(totals).toMatchObject({ in_force: [1, 2], none: [2, 1], expired: [0, 0] });
  expect((await figuresOf("C1", { filters: { group: "LDC" } })).before).toMatchObject({ answered: 1 });
});

test("the file has a column for it", async () => {
  const { columns, rows } = figureTable("en", await figuresOf("C1"));
  expect(columns.slice(2, 4)).toMatchObject([{ header: "1 back" }, { header: "Change (shares in percentage points)" }]);
  const lines: (readonly unknown[])[] = [];
  for await (const batch of rows) lines.push(...batch);
  for (const line of lines) expect(line).toHaveLength(columns.length);
  const at = (label: string) => lines.find(([name]) => name === label)!.slice(1, 4);
  expect(at("Answers given")).toEqual([3, 3, 0]);
  expect(at("Reports that answer")).toEqual([3, null, null]);
});

test("the change of shares and of medians stands beside them, on the page and in the file", async () => {
  const progress = (degree: string) => ({ question: "D1", value: { C2: { progress: degree } } });
  for (let index = 0; index < 10; index++) await makeSubmission(own.db, { unGroup: "change", answers: [progress(index < 5 ? "4" : "5")] });
  for (let index = 0; index < 5; index++) {
    const made = await makeSubmission(own.db, { unGroup: "change", symbol: unique("WSIS-").toUpperCase(), answers: [progress("3")] });
    await own.db.report.update({ where: { id: made.reportId }, data: { cycleId: cycles[0]! } });
  }
  const where = { field: "progress", item: "C2" };
  const page = await getFigures(desk, asked("D1", { filters: { region: "change" } }), where);
  const file = await getOpenFigures(desk, asked("D1", { filters: { region: "change" } }), where);
  if (!page.ok || !file.ok) throw new Error("not found");
  expect(page.value).toMatchObject({ measures: [{ total: 4.5 }], before: { answered: 5, measures: [3] } });
  const lines: (readonly unknown[])[] = [];
  for await (const batch of figureTable("en", file.value).rows) lines.push(...batch);
  expect(lines.find(([name]) => name === "Median")!.slice(1, 4)).toEqual([4.5, 3, 1.5]);
  expect(lines.find(([name]) => name === "Answers given")!.slice(1, 4)).toEqual([10, 5, 5]);
  // Five of five said it then, and nobody does now.
  expect(lines.map(([, , , change]) => change)).toContain(-100);
});

test("reports of then stand beside the rows of a table of reports", async () => {
  const table = { template: "national-report", rows: "D1..progress.C2", columns: "kind", filters: { region: "change" } };
  const found = await getCross(desk, table);
  if (!found.ok) throw new Error(found.error.code);
  const { rows, before } = found.value;
  expect(rows.map(({ key, total }, index) => [key, total, before?.totals[index]])).toEqual([
    ["4", 5, 0],
    ["5", 5, 0],
  ]);
  expect(before).toMatchObject({ cycle: "1 back", answered: 5 });
  const taken = await getOpenCross(desk, table);
  if (!taken.ok) throw new Error(taken.error.code);
  const lines: (readonly unknown[])[] = [];
  for await (const batch of crossTable("en", taken.value).rows) lines.push(...batch);
  expect(lines.map((line) => line.slice(1, 4))).toEqual([
    [5, 0, 50],
    [5, 0, 50],
    [10, 5, 5],
  ]);
});
