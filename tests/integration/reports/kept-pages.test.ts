import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { carryOver } from "~/features/reports/commands/carry-over.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { findPageState, getKeptPage } from "~/features/reports/queries/kept-pages.server";
import { getReportPage } from "~/features/reports/queries/pages.server";
import type { UserCtx } from "~/platform/context.server";
import type { Database, Sql } from "~/platform/db/client.server";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** A database of its own: cycles and people are changed. */
let own: OwnDatabase;
let db: Database;
let ctx: UserCtx;
let reportId: string;
let partyId: string;
const PAGE = "B";

/** A State with a version signed in an earlier cycle and a whole draft in this one. */
beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  const party = await makeParty(db);
  partyId = party.id;
  ctx = makeCtx({ db, actor: await makeUser(db, { name: "An Author", roles: [{ partyId, role: "focal_point" }] }) });
  const signed = await makeSubmission(db, { party, state: "published", answers: [{ question: "B1", value: "Said before" }] });
  const names = { ar: "س", zh: "中", en: "Before", fr: "Avant", ru: "До", es: "Antes" };
  const cycle = await db.cycle.create({ data: { code: "before", names, groupsOn: new Date("2015-01-01"), state: "closed", position: -1 } });
  await db.report.update({ where: { id: signed.reportId }, data: { cycleId: cycle.id } });
  reportId = await makeReport(ctx, party.code);
  await fillReport(ctx, reportId);
});
afterAll(() => own.close());

const kept = async (by = ctx) => {
  const page = await getKeptPage(by, reportId, PAGE);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
};

test("an unchanged page is the very same, for whom and where it was made; to anyone else it is another or not found", async () => {
  const page = await kept();
  expect(page.lastCycle).not.toBeNull();
  expect(await kept()).toBe(page);
  expect(await kept({ ...ctx, language: "ar" })).not.toEqual(page);
  expect(await kept({ ...ctx, now: () => new Date(Date.now() + 86_400_000) })).not.toBe(page);
  const contributor = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role: "contributor" }] }) });
  expect((await kept(contributor)).allowances).not.toEqual(page.allowances);
  const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }) });
  for (const id of [reportId, randomUUID(), "x"])
    expect(await getKeptPage(stranger, id, PAGE)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await getKeptPage(ctx, reportId, "Z")).toMatchObject({ ok: false, error: { code: "report.not_found" } });
});

const save = async (question: string, value: unknown, confidential = false) => {
  const { revision = 0 } = (await db.answer.findUnique({ where: { reportId_question_row: { reportId, question, row: "" } } })) ?? {};
  const saved = await saveAnswers(ctx, {
    reportId,
    via: "form",
    operations: [{ opId: randomUUID(), question, row: "", baseRevision: revision, value: value as never, confidential }],
  });
  expect(saved).toMatchObject({ ok: true, value: [{ ok: true }] });
};
const propose = async () => {
  const { id: userId } = await makeUser(db, { name: "A Colleague" });
  const at = new Date();
  await db.proposedAnswer.create({
    data: { reportId, userId, question: "B1", value: "Proposed", language: "en", revision: 500_000_001, hash: "x", createdAt: at, updatedAt: at },
  });
};
const cycleId = async () => (await db.report.findUniqueOrThrow({ where: { id: reportId } })).cycleId;

test("whatever changes of what a page shows, the next one shows it", async () => {
  const changes: [string, () => Promise<unknown>][] = [
    ["an answer of the page", () => save("B1", "Another text")],
    ["an answer of another page", () => save("F1", null)],
    ["a mark beside an answer", () => save("B1", "Another text", true)],
    ["a decision on the cycle before", () => carryOver(ctx, { reportId, page: PAGE, question: "B1", decision: "no_longer" })],
    ["a proposed text", propose],
    ["the name of who wrote", () => db.user.update({ where: { id: ctx.actor.id }, data: { name: "A Writer" } })],
    ["a deadline", async () => db.milestone.updateMany({ where: { cycleId: await cycleId(), kind: "deadline" }, data: { at: new Date("2031-01-01") } })],
    [
      "the name of the party",
      () => db.party.update({ where: { id: partyId }, data: { names: { ar: "أ", zh: "甲", en: "Other", fr: "Autre", ru: "Другое", es: "Otro" } } }),
    ],
    ["a group of the party", () => db.partyGroup.create({ data: { partyId, group: "ldc" } })],
    ["a hold", () => db.report.update({ where: { id: reportId }, data: { heldFrom: new Date(0), heldUntil: new Date(Date.now() + 3_600_000) } })],
    ["its end", () => db.report.update({ where: { id: reportId }, data: { heldFrom: null, heldUntil: null } })],
    ["a cycle that closes", async () => db.cycle.update({ where: { id: await cycleId() }, data: { state: "closed" } })],
    ["the version before, recalled", () => db.submission.updateMany({ where: { report: { partyId } }, data: { state: "recalled" } })],
  ];
  for (const [name, change] of changes) {
    const before = await kept();
    await change();
    const after = await kept();
    expect(after, name).not.toBe(before);
    expect({ ok: true, value: after }, name).toEqual(await getReportPage(ctx, reportId, PAGE));
  }
});

test("a hold that runs out by the clock is over on the next page", async () => {
  const until = new Date(Date.now() + 60_000);
  await db.report.update({ where: { id: reportId }, data: { heldFrom: new Date(0), heldUntil: until } });
  const at = (ms: number) => ({ ...ctx, now: () => new Date(until.getTime() + ms) });
  const [held, free] = [await kept(at(-1)), await kept(at(1))];
  expect([held.isHeld, free.isHeld]).toEqual([true, false]);
});

/** A client that notes which tables the statements through it read. */
function reading(tables: Set<string>): Database {
  const note = ({ text }: Pick<Sql, "text">): void => {
    for (const [, table] of text.matchAll(/(?:\bfrom|\bjoin)\s+"?([a-z_]+)/g)) tables.add(table!);
  };
  return new Proxy(db, {
    get: (target, name: keyof Database) => {
      if (name === "$queryRaw") return (query: Sql) => (note(query), target.$queryRaw(query));
      if (typeof name === "string" && /^[a-z]/.test(name)) tables.add(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
      return target[name];
    },
  });
}

test("the state of a page covers every table that making it reads, but for what never changes or is kept with the reference data", async () => {
  const [read, covered] = [new Set<string>(), new Set<string>()];
  expect((await getReportPage({ ...ctx, db: reading(read) }, reportId, PAGE)).ok).toBe(true);
  await findPageState({ ...ctx, db: reading(covered) }, reportId);
  const immutable = ["template_version", "submitted_answer"];
  const reference = ["reference_item", "matrix_version", "party_unit"];
  expect(read).toContain("answer");
  expect([...read].filter((table) => ![...covered, ...immutable, ...reference].includes(table))).toEqual([]);
});
