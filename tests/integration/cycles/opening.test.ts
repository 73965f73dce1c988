import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loadCycles, moveCycle } from "~/features/cycles/commands.server";
import { findCycle, findOpenCycle, listStandings } from "~/features/cycles/queries.server";
import { recallReport } from "~/features/reports/commands/reopen.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import type { UserCtx } from "~/platform/context.server";
import { loader as list } from "~/routes/desk/cycles/index";
import { action, loader as show } from "~/routes/desk/cycles/show";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport, signReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite, type Site } from "../../support/pages";

// A database of its own: a cycle that closes, closes for everybody.
let own: OwnDatabase;
let site: Site;
let admin: UserCtx;
let author: UserCtx;
let reportId: string;
const CODE = "wsis20";

beforeAll(async () => {
  own = await ownDatabase();
  site = makeSite(own.db);
  admin = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["admin"] }) });
});
afterAll(() => own?.close());
beforeEach(async () => {
  await own.db.cycle.updateMany({ where: { code: CODE }, data: { state: "open" } });
  await own.db.cycle.updateMany({ where: { code: "followup2027" }, data: { state: "prepared" } });
  const { id, code } = await makeParty(own.db);
  author = makeCtx({ db: own.db, actor: await makeUser(own.db, { roles: [{ partyId: id, role: "focal_point" }] }) });
  reportId = await makeReport(author, code);
});

const stateOf = async (code = CODE): Promise<string> => (await own.db.cycle.findUniqueOrThrow({ where: { code } })).state;
const events = (type: string) => own.db.auditEvent.findMany({ where: { type }, orderBy: { id: "asc" } });
const statusOf = (answer: unknown): number =>
  answer instanceof Response ? answer.status : ((answer as { init?: { status?: number } | null }).init?.status ?? 200);
/** What is signed when the author accepts what the review page shows. */
async function signature() {
  const review = await getReviewPage(author, reportId);
  if (!review.ok) throw new Error(review.error.code);
  return { reportId, contentHash: review.value.contentHash, name: "A", function: "B", accepted: true };
}

test("an administrator closes a cycle and opens it again, each with an event; what changes nothing is refused", async () => {
  const { id } = await own.db.cycle.findUniqueOrThrow({ where: { code: CODE } });
  for (const [move, outcome] of [
    ["open", { error: { code: "cycle.already_open" } }],
    ["close", { ok: true, value: "closed" }],
    ["close", { error: { code: "cycle.already_closed" } }],
    ["open", { ok: true, value: "open" }],
  ] as const)
    expect(await moveCycle(admin, { code: CODE, move })).toMatchObject(outcome);
  expect(await moveCycle(admin, { code: "followup2027", move: "close" })).toMatchObject({ error: { code: "cycle.not_open" } });
  expect(await moveCycle(admin, { code: "nowhere", move: "open" })).toMatchObject({ error: { code: "cycle.not_found" } });
  const { position, groupsOn, names } = await own.db.cycle.findUniqueOrThrow({ where: { code: CODE } });
  await own.db.cycle.create({ data: { code: "bare", state: "prepared", position: position - 1, groupsOn, names: names as object } });
  expect(await moveCycle(admin, { code: "bare", move: "open" })).toMatchObject({ error: { code: "cycle.no_templates" } });
  expect([await stateOf(), await stateOf("followup2027"), await stateOf("bare")]).toEqual(["open", "prepared", "prepared"]);
  const happened = [...(await events("cycle.closed")), ...(await events("cycle.opened"))];
  expect(happened.map(({ type, subject, actorId, data }) => [type, subject, actorId, data])).toEqual([
    ["cycle.closed", `cycle:${id}`, admin.actor.id, { code: CODE, from: "open" }],
    ["cycle.opened", `cycle:${id}`, admin.actor.id, { code: CODE, from: "closed" }],
  ]);
  await own.db.cycle.delete({ where: { code: "bare" } });
});

test("of two who close a cycle at the same time one is told that it is closed", async () => {
  const outcomes = await Promise.all([1, 2].map(() => moveCycle(admin, { code: CODE, move: "close" })));
  expect(outcomes.map((outcome) => (outcome.ok ? "done" : outcome.error.code)).sort()).toEqual(["cycle.already_closed", "done"]);
});

test("a signature on its way while the cycle closes does not go through; nor does a recall", async () => {
  await fillReport(author, reportId);
  const signed = await signature();
  const whileClosing = async <T>(work: () => Promise<T>): Promise<T> => {
    let under: Promise<T> | undefined;
    await own.db.$transaction(async (tx) => {
      await tx.cycle.update({ where: { code: CODE }, data: { state: "closed" } });
      // It finds the cycle open as long as this is not committed, and waits.
      under = work();
      await wait(500);
    });
    return under!;
  };
  expect(await whileClosing(() => submitReport(author, signed))).toMatchObject({ ok: false, error: { code: "report.cycle_closed" } });
  expect(await own.db.submission.count({ where: { reportId } })).toBe(0);
  expect(await own.db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: "draft" });

  await moveCycle(admin, { code: CODE, move: "open" });
  await signReport(author, reportId);
  expect(await whileClosing(() => recallReport(author, reportId))).toMatchObject({ ok: false, error: { code: "report.cycle_closed" } });
  expect(await own.db.submission.findFirstOrThrow({ where: { reportId } })).toMatchObject({ state: "submitted" });
});

test("closing and signing at the same time end in one order or the other, and nothing hangs", async () => {
  await fillReport(author, reportId);
  const signed = await signature();
  const [outcome, closed] = await Promise.all([submitReport(author, signed), moveCycle(admin, { code: CODE, move: "close" })]);
  expect(closed).toMatchObject({ ok: true });
  expect(await own.db.submission.count({ where: { reportId } })).toBe(outcome.ok ? 1 : 0);
  if (outcome.ok) {
    const order = await own.db.auditEvent.findMany({ where: { type: { in: ["report.submitted", "cycle.closed"] } }, orderBy: { id: "desc" }, take: 2 });
    expect(order.map(({ type }) => type)).toEqual(["cycle.closed", "report.submitted"]);
  } else expect(outcome.error.code).toBe("report.cycle_closed");
});

test("by role: administrators decide, others in the secretariat see how cycles stand, a party sees nothing of it", async () => {
  const standings = await listStandings(admin);
  if (!standings.ok) throw new Error(standings.error.code);
  const counted = await own.db.report.count({ where: { state: "draft", cycle: { code: CODE } } });
  expect(standings.value.find(({ code }) => code === CODE)).toMatchObject({ state: "open", templates: 3, drafts: counted, moves: ["close"] });
  for (const role of ["desk_officer", "editor", "translator", "observer"] as const) {
    const who = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: [role] }) });
    expect(await moveCycle(who, { code: CODE, move: "close" })).toEqual({ ok: false, error: { code: "cycle.not_found" } });
    const seen = await listStandings(who);
    expect(seen.ok && seen.value.flatMap(({ moves }) => moves)).toEqual([]);
  }
  for (const who of [author, makeCtx({ db: own.db, actor: null })]) {
    expect(await moveCycle(who, { code: CODE, move: "close" })).toEqual({ ok: false, error: { code: "cycle.not_found" } });
    expect(await listStandings(who)).toEqual({ ok: false, error: { code: "cycle.not_found" } });
  }
  expect(await stateOf()).toBe("open");
});

test("the page asks before it closes, says what that means, and ends on the list", async () => {
  const path = `/es/desk/cycles/${CODE}`;
  const at = { path, params: { code: CODE } };
  const cookie = await cookieOf(site, admin.actor);
  const officer = await cookieOf(site, await makeUser(own.db, { secretariat: ["desk_officer"] }));
  const focal = await cookieOf(site, author.actor);
  for (const [who, listed, shown] of [
    [cookie, 200, 200],
    [officer, 200, 403],
    [focal, 403, 403],
  ] as const) {
    expect(statusOf(await call<unknown>(site, list, { path: "/es/desk/cycles", cookie: who }))).toBe(listed);
    expect(statusOf(await call<unknown>(site, show, { ...at, cookie: who }))).toBe(shown);
  }
  expect(await call<unknown>(site, show, { ...at, cookie })).toMatchObject({ cycle: { code: CODE, state: "open", moves: ["close"] }, others: [] });
  expect(statusOf(await call<unknown>(site, show, { path: "/es/desk/cycles/x", params: { code: "x" }, cookie }))).toBe(404);
  const post = (form: Record<string, string>, who = cookie) => call<unknown>(site, action, { ...at, cookie: who, form });
  expect(statusOf(await post({ intent: "close", confirmed: "on" }, officer))).toBe(403);
  expect(await post({ intent: "close" })).toMatchObject({ init: { status: 422 }, data: { refusal: { fields: { confirmed: "cycle.confirmation_required" } } } });
  expect(await post({ intent: "open", confirmed: "on" })).toMatchObject({ init: { status: 409 }, data: { refusal: { code: "cycle.already_open" } } });
  expect(await stateOf()).toBe("open");
  const done = await post({ intent: "close", confirmed: "on" });
  expect(done instanceof Response && [done.status, done.headers.get("location")]).toEqual([302, "/es/desk/cycles?done=close"]);
  expect(await stateOf()).toBe("closed");
  expect(await findOpenCycle(admin)).toBeNull();
});

test("a changed file brings names, dates and cycles it did not have, and leaves open what was opened and closed what was closed", async () => {
  await moveCycle(admin, { code: CODE, move: "close" });
  await moveCycle(admin, { code: "followup2027", move: "open" });
  const file = JSON.parse(readFileSync("prisma/seed/cycles.json", "utf8")) as { cycles: { code: string; state: string; names: Record<string, string> }[] };
  for (const cycle of file.cycles) cycle.names.en += " (revised)";
  const code = `c${randomUUID().slice(0, 8)}`;
  file.cycles.push({ ...structuredClone(file.cycles[0]!), code, state: "prepared" });
  expect(await loadCycles(own.db, JSON.stringify(file))).toBe(true);
  expect([await stateOf(), await stateOf("followup2027"), await stateOf(code)]).toEqual(["closed", "open", "prepared"]);
  const found = await findCycle(admin, CODE);
  expect(found).toMatchObject({ names: { en: expect.stringMatching(/\(revised\)$/) } });
  expect(found!.milestones.length).toBeGreaterThan(0);
});
