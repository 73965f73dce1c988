import { afterAll, beforeAll, expect, test } from "vitest";
import { figureTable } from "~/features/compilations/queries/figure-table.server";
import { getFigures } from "~/features/compilations/queries/figures.server";
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
  expect(columns[2]).toMatchObject({ header: "1 back" });
  const lines = [];
  for await (const batch of rows) lines.push(...batch);
  for (const line of lines) expect(line).toHaveLength(columns.length);
  expect(lines.at(-1)!.slice(0, 3)).toEqual(["Answers given", 3, 3]);
});
