import { expect, test } from "vitest";
import { getCompilation } from "~/features/compilations/queries/compilation.server";
import { getCross, getOpenCross } from "~/features/compilations/queries/cross.server";
import { crossTable } from "~/features/compilations/queries/figure-table.server";
import { getFigures } from "~/features/compilations/queries/figures.server";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const desk = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }) });
const asked = (rows: string, columns: string, region: string) => ({ template: "national-report", rows, columns, filters: { region } });
const POLICY = "C1..value.";
const PROGRESS = "D1..progress.C5";

/** Four reports of one region: three say how their policy stands, two how far they have come on C5. */
async function fill(): Promise<string> {
  const unGroup = unique("region");
  const progress = (degree: string) => ({ question: "D1", value: { C5: { progress: degree }, C2: { progress: "1" } } });
  await makeSubmission(db, { unGroup, groups: ["LDC", "SIDS"], gdc: ["O1", "O2"], answers: [{ question: "C1", value: "in_force" }, progress("3")] });
  await makeSubmission(db, { unGroup, groups: ["LDC"], answers: [{ question: "C1", value: "in_force" }, progress("5")] });
  await makeSubmission(db, { unGroup, gdc: ["O2"], answers: [{ question: "C1", value: "none" }] });
  await makeSubmission(db, { unGroup });
  return unGroup;
}

test("reports are counted by any two attributes: who gave them, what they name, what they chose", async () => {
  const [ctx, region] = [await desk(), await fill()];
  const table = async (rows: string, columns: string) => {
    const found = await getCross(ctx, asked(rows, columns, region));
    if (!found.ok) throw new Error(found.error.code);
    const { answered, columns: across, rows: down } = found.value;
    return { answered, columns: across.map(({ key, count }) => [key, count]), rows: down.map(({ key, total, counts }) => [key, total, counts]) };
  };
  const policies = [
    ["in_force", 2],
    ["none", 1],
    ["", 1],
  ];
  const byGroup = await table("group", POLICY);
  expect(byGroup).toMatchObject({ answered: 4, columns: policies });
  expect(byGroup.rows.sort()).toEqual([
    ["", 2, [0, 1, 1]],
    ["LDC", 2, [2, 0, 0]],
    ["SIDS", 1, [1, 0, 0]],
  ]);
  expect(await table(POLICY, PROGRESS)).toMatchObject({
    columns: [
      ["3", 1],
      ["5", 1],
      ["", 2],
    ],
    rows: [
      ["in_force", 2, [1, 1, 0]],
      ["none", 1, [0, 0, 1]],
      ["", 1, [0, 0, 1]],
    ],
  });
  expect((await table("gdc", "kind")).rows).toEqual([
    ["O1", 1, [1]],
    ["O2", 2, [2]],
    ["", 2, [2]],
  ]);
});

test("behind each cell is the list of just its reports", async () => {
  const [ctx, region] = [await desk(), await fill()];
  const cellOf = async (row: string | null, column: string | null) => {
    const found = await getCross(ctx, asked(POLICY, "group", region), { row, column, after: null });
    return found.ok ? found.value.cell : null;
  };
  const whole = await getCross(ctx, asked(POLICY, "group", region));
  if (!whole.ok) throw new Error(whole.error.code);
  for (const { key, total, counts } of whole.value.rows) {
    expect(await cellOf(key, null)).toMatchObject({ count: total, next: null });
    for (const [index, column] of whole.value.columns.entries()) {
      const cell = await cellOf(key, column.key);
      expect(new Set(cell?.items.map(({ submission }) => submission)).size).toBe(counts[index]);
    }
  }
  expect((await cellOf(null, null))?.count).toBe(4);
});

test("a long list comes in screens that name each report once", async () => {
  const [ctx, unGroup] = [await desk(), unique("region")];
  for (let index = 0; index < 53; index++) await makeSubmission(db, { unGroup });
  const named: string[] = [];
  for (let after: string | null = null, screens = 0; screens < 2; screens++) {
    const found = await getCross(ctx, asked("kind", "un", unGroup), { row: "state", column: null, after });
    if (!found.ok) throw new Error(found.error.code);
    named.push(...found.value.cell!.items.map(({ submission }) => submission));
    after = found.value.cell!.next;
    expect(after === null).toBe(screens === 1);
  }
  expect(new Set(named).size).toBe(53);
});

test("attributes offered are those that can be counted, and each of them can be", async () => {
  const [ctx, region] = [await desk(), await fill()];
  const found = await getCross(ctx, asked("kind", "un", region));
  if (!found.ok) throw new Error(found.error.code);
  const names = found.value.attributes.flatMap(({ options }) => options.map(({ value }) => value));
  expect(names).toEqual(expect.arrayContaining(["kind", "group", "line", "sdg", "gdc", "language", POLICY, PROGRESS]));
  expect(new Set(names).size).toBe(names.length);
  // One of each question: the others differ by their field or row.
  const asks = new Map(names.map((name) => [name.split(".")[0], name]));
  for (const name of asks.values()) expect({ name, ok: (await getCross(ctx, asked(name, "kind", region))).ok }).toEqual({ name, ok: true });
});

test("a table of names holds no invisible marks, and what is not there is not found", async () => {
  const [ctx, region] = [await desk(), await fill()];
  const found = await getCross(ctx, asked("gdc", POLICY, region));
  if (!found.ok) throw new Error(found.error.code);
  const { columns, rows } = crossTable("en", found.value);
  const lines = [];
  for await (const batch of rows) lines.push(...batch);
  expect(JSON.stringify([columns, lines])).not.toMatch(/[\u2066\u2069]/);
  expect(lines.at(-1)).toEqual(["Reports", 4, 2, 1, 1]);
  for (const wrong of [asked("nothing", "kind", region), asked("A3..email.", "kind", region), { ...asked("kind", "un", region), template: "none" }])
    expect(await getCross(ctx, wrong)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
  expect(await getCross(makeCtx({ db, actor: await makeUser(db, {}) }), asked("kind", "un", region))).toMatchObject({ ok: false });
});

test("years and numbers are attributes in classes, and trends are attributes like other choices", async () => {
  const ctx = await desk();
  const unGroup = unique("region");
  for (const year of [2019, 2024, 2025])
    await makeSubmission(db, {
      unGroup,
      answers: [
        { question: "F1", value: { gap: year - 2000, year } },
        { question: "D1", value: { C5: { trend: year === 2019 ? "down" : "up" } } },
      ],
    });
  await makeSubmission(db, { unGroup });
  const table = async (rows: string) => {
    const found = await getCross(ctx, asked(rows, "kind", unGroup), { row: "", column: null, after: null });
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  };
  const years = await table("F1..year.");
  expect(years.rows.map(({ label, total }) => [label, total])).toEqual([
    ["2019", 1],
    ["2024", 1],
    ["2025", 1],
    ["Not stated", 1],
  ]);
  expect(years.cell?.count).toBe(1);
  expect((await table("F1..gap.")).rows.reduce((sum, { total }) => sum + total!, 0)).toBe(4);
  expect((await table("D1..trend.C5")).rows.map(({ key, total }) => [key, total])).toEqual([
    ["up", 2],
    ["down", 1],
    ["", 1],
  ]);
});

test("what is said in confidence, and what few say, does not leave the desk in a table of reports", async () => {
  const unGroup = unique("region");
  const give = (value: string, groups: string[], more: object = {}) => makeSubmission(db, { unGroup, groups, answers: [{ question: "C1", value, ...more }] });
  for (let index = 0; index < 6; index++) await give("in_force", ["LDC"]);
  for (let index = 0; index < 7; index++) await give("none", ["LDC"]);
  await give("expired", ["SIDS"]);
  for (let index = 0; index < 5; index++) await give("expired", ["LDC"], { confidential: true });
  const found = await getOpenCross(await desk(), asked(POLICY, "group", unGroup));
  if (!found.ok) throw new Error(found.error.code);
  const { answered, columns, rows } = found.value;
  expect(answered).toBe(19);
  expect(columns.map(({ key, count }) => [key, count])).toEqual([
    ["LDC", null],
    ["SIDS", null],
  ]);
  const row = (key: string) => rows.find((one) => one.key === key)!;
  // What is confidential is not stated; the one that expired is hidden among the smallest other number.
  expect(row("expired")).toMatchObject({ total: null, counts: [0, null] });
  expect(row("")).toMatchObject({ total: null });
  expect(row("none").total).toBe(7);
  const lines = [];
  for await (const batch of crossTable("en", found.value).rows) lines.push(...batch);
  expect(lines.at(-1)).toEqual(["Reports", 19, "withheld", "withheld"]);
});

test("each count of the figures of a question leads to just its answers, also of one group of countries", async () => {
  const [ctx, region] = [await desk(), await fill()];
  const question = { template: "national-report", question: "C1", row: "", filters: { region }, by: "group" as const };
  const figures = await getFigures(ctx, question);
  if (!figures.ok) throw new Error(figures.error.code);
  const { field, columns, rows } = figures.value;
  for (const { key, counts } of rows)
    for (const [index, column] of columns.entries()) {
      const list = await getCompilation(ctx, { ...question, choice: { field, item: "", code: key }, part: column.key }, null);
      expect(list.ok && list.value.count).toBe(counts[index]);
    }
});
