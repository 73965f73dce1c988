import { expect, test } from "vitest";
import { ANYTHING } from "~/features/compilations/model/picks";
import { getCompilation } from "~/features/compilations/queries/compilation.server";
import { figureTable } from "~/features/compilations/queries/figure-table.server";
import type { FigureRow } from "~/features/compilations/model/figures";
import { getFigures, getOpenFigures } from "~/features/compilations/queries/figures.server";
import { loader as crossFile } from "~/routes/desk/compilation/cross-file";
import { loader as figuresFile } from "~/routes/desk/compilation/figures-file";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);
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
  expect(batches.map(([label, total]) => [label, total])).toEqual([
    ...rows.map(({ label, total }) => [label, total]),
    ["Answers given", 4],
    ["Reports that answer", 4],
    ["Reports in all", 4],
  ]);
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
  expect(measures).toMatchObject([{ key: "median", total: 3, each: [3, null] }]);
  expect(lines.filter(([, total]) => total === "withheld")).toHaveLength(2);
  // Nor do they where somebody looks at them by another grouping.
  expect((await taken({ by: "kind" })).lines.filter(([, total]) => total === "withheld")).toHaveLength(2);
  const page = await getFigures(await desk(), asked("D1", unGroup), place);
  expect(page).toMatchObject({ value: { answered: 12 } });
});

test("numbers of several indicators and units are counted and measured apart, and each leads to its answers", async () => {
  const unGroup = unique("region");
  const ctx = await desk();
  const target = (await getFigures(ctx, asked("E1", unGroup), { field: "value" })) as { value: { items: { key: string }[] } };
  const [first, second] = target.value.items.map(({ key }) => key);
  for (let index = 1; index <= 6; index++)
    await makeSubmission(db, {
      unGroup,
      answers: [{ question: "E1", value: { [first!]: { value: index * 10, unit: "%" }, [second!]: { value: index * 1000, unit: "USD" } } }],
    });
  const found = await getFigures(ctx, asked("E1", unGroup), { field: "value" });
  if (!found.ok) throw new Error(found.error.code);
  const { rows, measures, columns } = found.value;
  expect(rows.map(({ key, total }) => [key, total])).toEqual([
    [`${first}@%`, 6],
    [`${second}@USD`, 6],
  ]);
  expect(measures.map(({ key, of, total }) => [of.key, key, total])).toEqual([
    [`${first}@%`, "median", 35],
    [`${first}@%`, "least", 10],
    [`${first}@%`, "most", 60],
    [`${second}@USD`, "median", 3500],
    [`${second}@USD`, "least", 1000],
    [`${second}@USD`, "most", 6000],
  ]);
  // One of them alone stands in classes.
  const one = await getFigures(ctx, asked("E1", unGroup), { field: "value", item: first });
  if (!one.ok) throw new Error(one.error.code);
  expect(one.value.rows.reduce((sum, { total }) => sum + total!, 0)).toBe(6);
  const listed = async (item: string, code: string, more: object = {}) => {
    const list = await getCompilation(ctx, asked("E1", unGroup, { choice: { field: "value", item, code }, ...more }), null);
    return list.ok && list.value.count;
  };
  for (const { key, total } of one.value.rows) expect(await listed(first!, key)).toBe(total);
  for (const { key, total } of rows) expect(await listed("", key, { part: columns[0]!.key })).toBe(total);
  expect(await listed("", ANYTHING)).toBe(6);
});

test("what was ranked has its mean rank, and coverage counts the reports that might have answered", async () => {
  const unGroup = unique("region");
  const found = await getFigures(await desk(), asked("H2", unGroup));
  if (!found.ok) throw new Error(found.error.code);
  const [first, second] = found.value.rows.map(({ key }) => key) as [string, string];
  for (let index = 0; index < 6; index++)
    await makeSubmission(db, { unGroup, groups: ["LDC"], answers: [{ question: "H2", value: { issues: index < 3 ? [first, second] : [second, first] } }] });
  for (let index = 0; index < 2; index++) await makeSubmission(db, { unGroup, groups: ["SIDS"] });
  const ranked = await getFigures(await desk(), asked("H2", unGroup, { by: "group" }));
  if (!ranked.ok) throw new Error(ranked.error.code);
  expect(ranked.value.measures.slice(0, 2)).toMatchObject([
    { key: "rank", of: { key: first }, total: 1.5, each: [1.5, null] },
    { key: "rank", of: { key: second }, total: 1.5 },
  ]);
  expect(ranked.value.columns.map(({ key, count }) => [key, count])).toEqual([
    ["LDC", 6],
    ["SIDS", 0],
  ]);
  expect(ranked.value.coverage).toEqual([
    { reports: 6, of: 8 },
    { reports: 6, of: 6 },
    { reports: 0, of: 2 },
  ]);
});

test("figures and tables of reports are taken away as CSV, as a workbook and as a drawing that says in words what it shows", async () => {
  const unGroup = unique("region");
  for (let index = 0; index < 12; index++)
    await makeSubmission(db, { unGroup, groups: ["LDC"], answers: [{ question: "C1", value: index < 7 ? "in_force" : "none" }] });
  const cookie = await cookieOf(site, await makeUser(db, { secretariat: ["editor"] }));
  const take = async (loader: typeof figuresFile, page: string, format: string) => {
    const answer = await call<Response>(site, loader, { path: `/en/desk/compilation/${page}&kind=national-report&region=${unGroup}&format=${format}`, cookie });
    return { type: answer.headers.get("content-type"), bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const figures = "figures/file?question=C1";
  const cross = "cross/file?rows=C1..value.&columns=group";
  const drawn = await take(figuresFile, figures, "svg");
  expect(drawn.type).toMatch(/^image\/svg\+xml/);
  expect(drawn.bytes.toString()).toMatch(/aria-label="C1 [^"]+; [^"]*: 7 of 12[^"]*: 5 of 12/);
  expect((await take(figuresFile, figures, "csv")).bytes.toString()).toMatch(/Answers given,12,12\r?\nReports that answer,12,12\r?\nReports in all,12,12/);
  expect((await take(figuresFile, figures, "xlsx")).bytes.subarray(0, 2).toString()).toBe("PK");
  const crossed = (await take(crossFile, cross, "svg")).bytes.toString();
  expect(crossed).toMatch(/aria-label="[^"]*: [^"]* 7;[^"]*: [^"]* 5"/);
  expect(crossed.match(/url\(#cross-fill-0\)/g)).toHaveLength(3);
  expect((await take(crossFile, cross, "csv")).bytes.toString()).toMatch(/Reports,12,12/);
  expect((await take(crossFile, cross, "xlsx")).bytes.subarray(0, 2).toString()).toBe("PK");
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
