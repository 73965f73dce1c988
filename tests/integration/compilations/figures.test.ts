import { expect, test } from "vitest";
import { getCompilation } from "~/features/compilations/queries/compilation.server";
import { figureTable } from "~/features/compilations/queries/figure-table.server";
import type { FigureRow } from "~/features/compilations/model/figures";
import { getFigures, getOpenFigures } from "~/features/compilations/queries/figures.server";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const desk = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }) });
const asked = (question: string, region: string, more: object = {}) => ({
  template: "national-report",
  question,
  row: "",
  filters: { region },
  by: "kind" as const,
  ...more,
});

test("choices are counted in all and for each group of countries, and each count leads to just those answers", async () => {
  const unGroup = unique("region");
  const answers = ["in_force", "in_force", "none", "expired"];
  for (const [index, value] of answers.entries())
    await makeSubmission(db, { unGroup, groups: index < 2 ? ["LDC", "LLDC"] : [], answers: [{ question: "C1", value }] });
  const ctx = await desk();
  const found = await getFigures(ctx, asked("C1", unGroup, { by: "group" }));
  if (!found.ok) throw new Error(found.error.code);
  const { answered, columns, rows, field } = found.value;
  expect(answered).toBe(4);
  expect(columns.map(({ key, count }) => [key, count]).sort()).toEqual([
    ["", 2],
    ["LDC", 2],
    ["LLDC", 2],
  ]);
  const counted = (key: string) => {
    const row = rows.find((one) => one.key === key)!;
    return [row.total, ...columns.map((_, index) => row.counts[index]!)];
  };
  expect(counted("in_force")[0]).toBe(2);
  expect(counted("none")[0]).toBe(1);
  for (const { key, total } of rows) {
    const list = await getCompilation(ctx, asked("C1", unGroup, { choice: { field, item: "", code: key } }), null);
    expect(list.ok && list.value.count).toBe(total);
  }
  const batches = [];
  for await (const batch of figureTable("en", found.value).rows) batches.push(...batch);
  expect(batches.map(([label, total]) => [label, total])).toEqual([...rows.map(({ label, total }) => [label, total]), ["Answers given", 4]]);
});

test("a matrix is counted whole or in one of its rows, and a scale has its middle", async () => {
  const unGroup = unique("region");
  for (const progress of ["3", "5", "0", "3", "5", "5"])
    await makeSubmission(db, { unGroup, answers: [{ question: "D1", value: { C2: { progress }, C5: { progress: "1" } } }] });
  const ctx = await desk();
  const whole = await getFigures(ctx, asked("D1", unGroup), { field: "progress" });
  const one = await getFigures(ctx, asked("D1", unGroup), { field: "progress", item: "C2" });
  if (!whole.ok || !one.ok) throw new Error("not found");
  const totals = (rows: readonly FigureRow[]) => Object.fromEntries(rows.filter(({ total }) => total !== 0).map(({ key, total }) => [key, total]));
  expect(totals(whole.value.rows)).toEqual({ "0": 1, "1": 6, "3": 2, "5": 3 });
  expect(totals(one.value.rows)).toEqual({ "0": 1, "3": 2, "5": 3 });
  expect(one.value.measures).toMatchObject([{ key: "median", total: 5 }]);
});

test("confidential answers, small numbers and their measures do not leave the desk", async () => {
  const unGroup = unique("region");
  const give = (progress: string, groups: string[], more: object = {}) =>
    makeSubmission(db, { unGroup, groups, answers: [{ question: "D1", value: { C2: { progress } }, ...more }] });
  for (let index = 0; index < 6; index++) await give("3", ["LDC"]);
  await give("5", ["SIDS"]);
  for (let index = 0; index < 5; index++) await give("1", ["SIDS"], { confidential: true });
  const place = { field: "progress", item: "C2" };
  const taken = async (more: object) => {
    const found = await getOpenFigures(await desk(), asked("D1", unGroup, more), place);
    if (!found.ok) throw new Error(found.error.code);
    const lines = [];
    for await (const batch of figureTable("en", found.value).rows) lines.push(...batch);
    return { columns: found.value.columns.map(({ key }) => key), lines, measures: found.value.measures };
  };
  const { columns, lines, measures } = await taken({ by: "group" });
  const at = (label: string) => lines.find(([name]) => name === label)!.slice(1);
  expect(columns).toEqual(["LDC", "SIDS"]);
  // One answer of SIDS is alone; with seven in all and six of LDC told, it would be told too.
  expect(at("Answers given")).toEqual([7, "withheld", "withheld"]);
  expect(measures).toEqual([{ key: "median", total: 3, each: [3, null] }]);
  expect(lines.filter(([, total]) => total === "withheld")).toHaveLength(2);
  // Nor do they where somebody looks at them by another grouping.
  expect((await taken({ by: "kind" })).lines.filter(([, total]) => total === "withheld")).toHaveLength(2);
  const page = await getFigures(await desk(), asked("D1", unGroup), place);
  expect(page).toMatchObject({ value: { answered: 12 } });
});

test("what cannot be counted has no figures, and nobody else reads any", async () => {
  const unGroup = unique("region");
  await makeSubmission(db, { unGroup, answers: [{ question: "C1", value: "in_force" }] });
  for (const [question, place] of [
    ["B1", {}],
    ["A3", {}],
    ["Z9", {}],
    ["C1", { field: "nothing" }],
  ] as const)
    expect(await getFigures(await desk(), asked(question, unGroup), place)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
  expect(await getFigures(makeCtx({ db, actor: await makeUser(db, {}) }), asked("C1", unGroup))).toMatchObject({ ok: false });
});
