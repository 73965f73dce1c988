import { beforeEach, describe, expect, test } from "vitest";
import { acknowledge, assignOfficer } from "~/features/review/commands.server";
import { addRule, applyRules, assignArrived, removeRule } from "~/features/review/commands/rules.server";
import { setTarget } from "~/features/review/commands/targets.server";
import { removeView, saveView, setDefaultView } from "~/features/review/commands/views.server";
import { listQueue } from "~/features/review/queries/queue.server";
import { getRulesPage } from "~/features/review/queries/rules.server";
import { findDefaultView, listViews } from "~/features/review/queries/views.server";
import { QUEUE_SORTS } from "~/features/review/model";
import { dueAfter } from "~/lib/working-days";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const NOW = new Date("2026-11-20T09:00:00Z");
const desk = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: NOW });
const nobody = makeCtx({ db, actor: null, now: NOW });
const OPEN = { priority: 1, template: "", line: "", region: "", group: "", language: "" };
const officerOf = async (id: string) => await db.submission.findUniqueOrThrow({ where: { id }, select: { officerId: true, officerVia: true } });

describe("rules", () => {
  beforeEach(async () => {
    await db.officerRulePerson.deleteMany();
    await db.officerRule.deleteMany();
    await assignArrived(nobody);
  });

  test("give what arrives to the officer with least to do, once; a hand is never overwritten", async () => {
    const ctx = await desk();
    const busy = await desk();
    const unGroup = unique("region");
    await makeSubmission(db, { officerId: busy.actor.id });
    expect((await addRule(ctx, { ...OPEN, region: unGroup, officers: [busy.actor.id, ctx.actor.id] })).ok).toBe(true);
    const made = [await makeSubmission(db, { unGroup }), await makeSubmission(db, { unGroup }), await makeSubmission(db, { unGroup })];
    const byHand = await makeSubmission(db, { unGroup });
    await assignOfficer(ctx, { id: byHand.id, officerId: busy.actor.id });
    await assignOfficer(ctx, { id: byHand.id, officerId: null });
    const other = await makeSubmission(db, { unGroup: unique("region") });
    const page = await getRulesPage(ctx);
    expect(page.rules).toMatchObject([{ region: unGroup, wouldGive: 3 }]);
    expect(page.officers.find(({ id }) => id === busy.actor.id)).toMatchObject({ open: 1, wouldGet: expect.any(Number) as number });
    expect(await assignArrived(nobody)).toBe(3);
    const given = (await Promise.all(made.map(({ id }) => officerOf(id)))).map(({ officerId }) => officerId);
    // One is on the busy desk before: the first goes to the free one; the loads are equal then, and part by one at most in the end.
    expect(given.filter((id) => id === busy.actor.id).length).toBe(1);
    expect(given.filter((id) => id === ctx.actor.id).length).toBe(2);
    expect(await officerOf(byHand.id)).toEqual({ officerId: null, officerVia: "hand" });
    expect(await officerOf(other.id)).toEqual({ officerId: null, officerVia: "none" });
    expect(await assignArrived(nobody)).toBe(0);
    const events = await db.auditEvent.findMany({ where: { subject: `submission:${made[0]!.id}` } });
    expect(events).toMatchObject([{ type: "submission.officer_assigned", actorId: null, data: { rule: page.rules[0]!.id } }]);
  });

  test("a new rule gives what was left before only when somebody asks for it", async () => {
    const ctx = await desk();
    const unGroup = unique("region");
    const { id } = await makeSubmission(db, { unGroup });
    await assignArrived(nobody);
    const rule = await addRule(ctx, { ...OPEN, region: unGroup, officers: [ctx.actor.id] });
    await assignArrived(nobody);
    expect((await officerOf(id)).officerId).toBeNull();
    expect((await getRulesPage(ctx)).rules).toMatchObject([{ wouldGive: 1 }]);
    expect(await applyRules(ctx)).toEqual({ ok: true, value: { given: 1 } });
    expect(await officerOf(id)).toEqual({ officerId: ctx.actor.id, officerVia: "rule" });
    expect(rule.ok && (await removeRule(ctx, rule.value.id)).ok).toBe(true);
    expect((await officerOf(id)).officerId).toBe(ctx.actor.id);
    expect(await removeRule(ctx, "x")).toMatchObject({ error: { code: "queue.rule_not_found" } });
  });

  test("are made by those who decide, of officers who are there", async () => {
    const ctx = await desk();
    expect(await addRule(ctx, { ...OPEN, officers: [] })).toMatchObject({ error: { code: "queue.rule_officers_required" } });
    expect(await addRule(ctx, { ...OPEN, officers: [(await makeUser(db)).id] })).toMatchObject({ error: { code: "submission.officer_unknown" } });
    const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
    for (const refused of [
      addRule(observer, { ...OPEN, officers: [ctx.actor.id] }),
      removeRule(observer, "x"),
      applyRules(observer),
      setTarget(observer, { state: "submitted", workingDays: 1 }),
    ])
      expect(await refused).toMatchObject({ error: { code: "submission.not_allowed" } });
  });
});

describe("due dates", () => {
  test("come with each state, and a changed target works them out anew for what stands there", async () => {
    const ctx = await desk();
    const { id } = await makeSubmission(db);
    await acknowledge(ctx, { id, origin: ctx.origin });
    const due = async () => (await db.submission.findUniqueOrThrow({ where: { id } })).dueAt;
    expect(await due()).toEqual(dueAfter(NOW, 10));
    await setTarget(ctx, { state: "acknowledged", workingDays: 2 });
    expect(await due()).toEqual(dueAfter(NOW, 2));
    await setTarget(ctx, { state: "acknowledged", workingDays: 0 });
    expect(await due()).toBeNull();
    await setTarget(ctx, { state: "acknowledged", workingDays: 10 });
    expect(await due()).toEqual(dueAfter(NOW, 10));
  });

  test("narrow and order the queue: the longest overdue first, then what is due, then what has no date", async () => {
    const ctx = await desk();
    const unGroup = unique("region");
    const [late, later, soon, none] = [
      await makeSubmission(db, { unGroup }),
      await makeSubmission(db, { unGroup }),
      await makeSubmission(db, { unGroup }),
      await makeSubmission(db, { unGroup }),
    ];
    const dates: [string, string][] = [
      [late.id, "2026-11-10T22:59:00Z"],
      [later.id, "2026-11-18T22:59:00Z"],
      [soon.id, "2026-11-23T22:59:00Z"],
    ];
    for (const [id, at] of dates) await db.submission.update({ where: { id }, data: { dueAt: new Date(at) } });
    const filters = { region: unGroup };
    const pages = [];
    let after: string | null = null;
    do {
      const page = await listQueue(ctx, filters, { sort: "due", limit: 1, after });
      pages.push(...page.items);
      after = page.next;
    } while (after);
    expect(pages.map(({ id, overdueDays }) => [id, overdueDays])).toEqual([
      [late.id, 10],
      [later.id, 2],
      [soon.id, 0],
      [none.id, 0],
    ]);
    const overdue = await listQueue(ctx, { ...filters, overdue: true });
    expect(overdue.items.map(({ id }) => id).sort()).toEqual([late.id, later.id].sort());
    expect(overdue.overdue).toBe(2);
  });
});

test("every order shows every version once, page by page, and names as the reader's language sorts them", async () => {
  const ctx = await desk();
  const unGroup = unique("region");
  const names = ["Österreich", "Zypern", "Ägypten", "Ostland"];
  for (const name of names) {
    const party = await makeParty(db, {});
    await db.party.update({ where: { id: party.id }, data: { names: Object.fromEntries(["ar", "en", "es", "fr", "ru", "zh"].map((lng) => [lng, name])) } });
    for (let count = 0; count < 2; count++)
      await makeSubmission(db, {
        party,
        unGroup,
        officerId: count === 0 ? ctx.actor.id : null,
        submittedAt: new Date(Date.UTC(2026, 10, 1, count)),
        ...(count && { reportId: (await db.submission.findFirstOrThrow({ where: { partyCode: party.code } })).reportId, version: 2 }),
      });
  }
  for (const sort of QUEUE_SORTS) {
    const seen = [];
    let after: string | null = null;
    do {
      const page = await listQueue(ctx, { region: unGroup }, { sort, limit: 3, after });
      seen.push(...page.items);
      after = page.next;
    } while (after);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(8);
    expect(seen).toHaveLength(8);
    if (sort === "party") expect([...new Set(seen.map(({ party }) => party.name))]).toEqual(["Ägypten", "Österreich", "Ostland", "Zypern"]);
    if (sort === "officer")
      expect(seen.map(({ officer }) => officer)).toEqual([...Array.from({ length: 4 }, () => null), ...Array.from({ length: 4 }, () => ctx.actor.name)]);
  }
});

test("views belong to who made them unless the desk shares them; the queue opens with the one chosen", async () => {
  const [ctx, colleague] = [await desk(), await desk()];
  const view = async (name: string, shared: boolean) => {
    const saved = await saveView(ctx, { name, query: "state=submitted&sort=due", shared, opens: false });
    if (!saved.ok) throw new Error(saved.error.code);
    return saved.value.id;
  };
  const [own, shared] = [await view("Mine", false), await view("Ours", true)];
  expect(await saveView(ctx, { name: " Mine ", query: "", shared: false, opens: false })).toMatchObject({ error: { code: "queue.view_exists" } });
  expect(await saveView(ctx, { name: " ", query: "", shared: false, opens: false })).toMatchObject({ error: { code: "queue.view_name_required" } });
  expect((await listViews(ctx)).filter(({ isOwn }) => isOwn).map(({ name }) => name)).toEqual(["Mine", "Ours"]);
  expect((await listViews(colleague)).filter(({ id }) => [own, shared].includes(id))).toMatchObject([{ id: shared, isOwn: false }]);
  expect(await setDefaultView(colleague, own)).toMatchObject({ error: { code: "queue.view_not_found" } });
  await setDefaultView(colleague, shared);
  expect(await findDefaultView(colleague)).toEqual({ id: shared, query: "state=submitted&sort=due" });
  expect(await removeView(colleague, shared)).toMatchObject({ error: { code: "queue.view_not_found" } });
  await db.queueView.update({ where: { id: shared }, data: { shared: false } });
  expect(await findDefaultView(colleague)).toBeNull();
  await setDefaultView(colleague, null);
  expect((await removeView(ctx, shared)).ok).toBe(true);
  const outside = makeCtx({ db, actor: await makeUser(db) });
  expect(await listViews(outside)).toEqual([]);
  expect(await saveView(outside, { name: "x", query: "", shared: true, opens: true })).toMatchObject({ error: { code: "submission.not_allowed" } });
});
