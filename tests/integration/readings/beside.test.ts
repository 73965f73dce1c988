import { afterAll, beforeAll, expect, test } from "vitest";
import { getBeside } from "~/features/readings/queries/beside.server";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { unique } from "../../factories/unique";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** A database of its own: a further cycle would stand in the lists of others. */
let own: OwnDatabase;
let db: Database;
let officer: UserCtx;
let earlier: string;

beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  const open = await db.cycle.findFirstOrThrow({ where: { state: "open" } });
  const code = unique("c").replace(/[^a-z0-9]/g, "");
  const names = Object.fromEntries(["ar", "zh", "en", "fr", "ru", "es"].map((language) => [language, `Before, ${language}`]));
  ({ id: earlier } = await db.cycle.create({ data: { code, names, groupsOn: new Date("2015-01-01"), state: "closed", position: open.position - 1 } }));
  officer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
});
afterAll(() => own.close());

test("each answer stands beside the one of the last cycle, in the words of that form; what both left empty is left out", async () => {
  const before = await makeSubmission(db, {
    state: "published",
    symbol: unique("WSIS15-").toUpperCase(),
    answers: [
      { question: "B1", value: "What was said then." },
      { question: "C3", value: "Answered then alone." },
    ],
  });
  await db.report.update({ where: { id: before.reportId }, data: { cycleId: earlier } });
  const now = await makeSubmission(db, {
    party: before.party,
    answers: [
      { question: "B1", value: "What is said now." },
      { question: "E4", value: "Answered now alone." },
    ],
  });
  const page = await getBeside(officer, now.id);
  if (!page.ok) throw new Error(page.error.code);
  expect(page.value.last).toMatchObject({ id: before.id, cycle: "Before, en" });
  const pairs = page.value.sections.flatMap(({ pairs: own }) => own.map(({ now: is, then }) => [is.question.code, is.value, then?.value ?? null]));
  expect(pairs.filter(([, value, then]) => typeof value === "string" || typeof then === "string")).toEqual(
    expect.arrayContaining([
      ["B1", "What is said now.", "What was said then."],
      ["C3", null, "Answered then alone."],
      ["E4", "Answered now alone.", null],
    ]),
  );
  expect(pairs.map(([code]) => code)).not.toContain("F2");
});

test("what was recalled or belongs to somebody else stands beside nothing", async () => {
  const recalled = await makeSubmission(db, { state: "recalled", symbol: unique("WSIS15-").toUpperCase(), answers: [{ question: "B1", value: "taken back" }] });
  await db.report.update({ where: { id: recalled.reportId }, data: { cycleId: earlier } });
  const now = await makeSubmission(db, { party: recalled.party, answers: [{ question: "B1", value: "now" }] });
  expect(await getBeside(officer, now.id)).toMatchObject({ ok: true, value: { last: null } });
});
