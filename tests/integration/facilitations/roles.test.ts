import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addFacilitation, correctFacilitation, endFacilitation } from "~/features/facilitations/commands.server";
import { getFacilitation, listFacilitations } from "~/features/facilitations/queries.server";
import { findActor } from "~/features/identity/queries.server";
import { loadReference } from "~/features/reference/commands.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { getReport, listStartable } from "~/features/reports/queries/pages.server";
import { verifyChain } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { makeParty, type MadeParty } from "../../factories/party";
import { submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

// A database of its own: the lines have the roles of the reference data, and those of this file.
let own: OwnDatabase;
let desk: UserCtx;
let entity: MadeParty;
const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
/** A lead is free on C8 until UNESCO's role there has been ended. */
const LINE = "C8";

beforeAll(async () => {
  own = await ownDatabase();
  desk = makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: ["desk_officer"] }), now: new Date() });
  const { id } = await own.db.facilitation.findFirstOrThrow({ where: { line: LINE } });
  expect(await endFacilitation(desk, id, "2025-06-30")).toEqual({ ok: true, value: null });
});
afterAll(() => own?.close());
beforeEach(async () => {
  await own.db.facilitation.deleteMany({ where: { line: LINE, party: { code: { not: "UNESCO" } } } });
  entity = await makeParty(own.db, { kind: "un_entity" });
});

type Terms = Partial<Parameters<typeof addFacilitation>[1]>;
const add = (terms: Terms, who = desk) => addFacilitation(who, { entity: entity.code, line: LINE, role: "co", from: "2026-01-01", until: null, ...terms });
async function added(terms: Terms): Promise<string> {
  const made = await add(terms);
  if (!made.ok) throw new Error(made.error.code);
  return made.value.id;
}
const memberOf = async ({ id }: MadeParty): Promise<UserCtx> => {
  const { id: userId } = await makeUser(own.db, { roles: [{ partyId: id, role: "focal_point" }] });
  return makeCtx({ db: own.db, actor: (await findActor(own.db, userId))!, now: new Date() });
};
/** The same person as the next request finds them. */
const again = async (ctx: UserCtx): Promise<UserCtx> => ({ ...ctx, actor: (await findActor(own.db, ctx.actor.id))! });
const eventsOf = (id: string) => own.db.auditEvent.findMany({ where: { subject: `facilitation:${id}` }, orderBy: { id: "asc" } });

test("a role is added, corrected and ended, each with an event that says what stood before", async () => {
  const id = await added({ line: "\u04218", entity: entity.code.toLowerCase(), from: "2026-01-01" });
  expect(await getFacilitation(desk, id)).toMatchObject({
    ok: true,
    value: { line: { code: LINE }, entity: { code: entity.code }, role: "co", from: "2026-01-01", until: null, standing: "present" },
  });
  expect(await correctFacilitation(desk, id, { role: "partner", from: "2025-12-31", until: null })).toMatchObject({ ok: true });
  expect(await endFacilitation(desk, id, day(0))).toMatchObject({ ok: true });
  expect(await own.db.facilitation.findUniqueOrThrow({ where: { id } })).toMatchObject({ role: "partner", to: new Date(`${day(1)}T00:00:00Z`) });
  expect(await getFacilitation(desk, id)).toMatchObject({ value: { from: "2025-12-31", until: day(0), standing: "present" } });
  expect((await eventsOf(id)).map(({ type, actorId, data }) => [type, actorId, (data as { before?: object }).before])).toEqual([
    ["facilitation.added", desk.actor.id, undefined],
    ["facilitation.corrected", desk.actor.id, { entity: entity.code, line: LINE, role: "co", from: "2026-01-01", to: null }],
    ["facilitation.ended", desk.actor.id, { entity: entity.code, line: LINE, role: "partner", from: "2025-12-31", to: null }],
  ]);
  expect(await verifyChain(own.db)).toMatchObject({ ok: true });
});

test("what cannot be is refused, and leaves nothing", async () => {
  const state = await makeParty(own.db);
  const lead = await makeParty(own.db, { kind: "un_entity" });
  const leadId = await added({ entity: lead.code, role: "lead", from: "2026-01-01" });
  const mine = await added({ role: "co", from: "2026-01-01", until: "2026-06-30" });
  const count = () => Promise.all([own.db.facilitation.count(), own.db.auditEvent.count()]);
  const before = await count();
  for (const [terms, code] of [
    [{ entity: "NOBODY" }, "facilitation.entity_unknown"],
    [{ entity: state.code }, "facilitation.entity_unknown"],
    [{ line: "C12" }, "facilitation.line_unknown"],
    [{ line: "C7" }, "facilitation.line_unknown"],
    [{ from: "2027-01-02", until: "2027-01-01" }, "facilitation.dates_reversed"],
    [{ role: "partner", from: "2026-06-30" }, "facilitation.overlap"],
    [{ role: "lead", from: "2027-01-01" }, "facilitation.two_leads"],
    [{ role: "sole", from: "2026-07-01" }, "facilitation.two_leads"],
  ] as const)
    expect(await add(terms), code).toMatchObject({ ok: false, error: { code } });
  expect(await correctFacilitation(desk, mine, { role: "sole", from: "2026-01-01", until: null })).toMatchObject({
    error: { code: "facilitation.two_leads", params: { entity: lead.code } },
  });
  expect(await correctFacilitation(desk, leadId, { role: "sole", from: "2026-01-01", until: null })).toMatchObject({
    error: { code: "facilitation.sole_beside", params: { entity: entity.code } },
  });
  expect(await endFacilitation(desk, mine, "2025-12-31")).toMatchObject({ error: { code: "facilitation.dates_reversed" } });
  for (const id of [randomUUID(), "x"]) expect(await endFacilitation(desk, id, day(0))).toMatchObject({ error: { code: "facilitation.not_found" } });
  expect(await count()).toEqual(before);
  // The first day after the old role is free for a new one, of the same kind too.
  expect(await add({ role: "co", from: "2026-07-01" })).toMatchObject({ ok: true });
});

test("of two leads given at the same time one is refused", async () => {
  const others = await Promise.all([1, 2, 3].map(() => makeParty(own.db, { kind: "un_entity" })));
  const outcomes = await Promise.all(others.map(({ code }) => add({ entity: code, role: "lead" })));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await own.db.facilitation.count({ where: { line: LINE, role: "lead", to: null } })).toBe(1);
});

test("by role: the desk and administrators manage, others in the secretariat read, a lead facilitator does neither", async () => {
  const id = await added({ role: "lead" });
  const lead = await memberOf(entity);
  const inRole = async (role: "admin" | "editor" | "translator" | "observer") =>
    makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: [role] }), now: new Date() });
  const refused = { ok: false, error: { code: "facilitation.not_found" } };
  const readers = [await inRole("editor"), await inRole("translator"), await inRole("observer")];
  for (const who of [lead, ...readers]) {
    expect(await add({ from: "2030-01-01" }, who)).toEqual(refused);
    expect(await endFacilitation(who, id, day(0))).toEqual(refused);
    expect(await correctFacilitation(who, id, { role: "co", from: null, until: null })).toEqual(refused);
    expect(await getFacilitation(who, id)).toEqual(refused);
  }
  expect(await listFacilitations(lead)).toEqual(refused);
  for (const who of readers) expect(await listFacilitations(who)).toMatchObject({ ok: true, value: { mayManage: false } });
  expect(await endFacilitation(await inRole("admin"), id, day(0))).toMatchObject({ ok: true });
});

test("all 18 lines are listed, with what was, is and is to come in this order", async () => {
  await added({ role: "lead", from: day(-10) });
  const next = await makeParty(own.db, { kind: "un_entity" });
  await added({ entity: next.code, role: "co", from: day(10) });
  const listed = await listFacilitations(desk);
  if (!listed.ok) throw new Error(listed.error.code);
  expect(listed.value.lines).toHaveLength(18);
  expect(listed.value.lines.find(({ code }) => code === LINE)!.items.map((item) => [item.entity.code, item.role, item.standing])).toEqual([
    [entity.code, "lead", "present"],
    [next.code, "co", "planned"],
    ["UNESCO", "lead", "past"],
  ]);
  expect(listed.value.entities.map(({ code }) => code)).toContain(entity.code);
});

test("a lead that has ended starts nothing new, and keeps and signs what it has begun; who joined in sees it no more", async () => {
  const leadRole = await added({ role: "lead" });
  const co = await makeParty(own.db, { kind: "un_entity" });
  const coRole = await added({ entity: co.code, role: "co" });
  const [lead, joint] = [await memberOf(entity), await memberOf(co)];
  const started = await startReport(lead, { template: "facilitator-report", party: entity.id, line: LINE, language: "en" });
  if (!started.ok) throw new Error(started.error.code);
  const reportId = started.value.id;
  const put = (who: UserCtx, value: string, baseRevision: number) =>
    saveAnswers(who, { reportId, via: "form", operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision, value }] });
  expect(await put(joint, "Drafted together", 0)).toMatchObject({ ok: true, value: [{ ok: true }] });

  // Until the end of its last day a role holds.
  expect(await endFacilitation(desk, coRole, day(1))).toMatchObject({ ok: true });
  expect(await put(await again(joint), "Still drafted together", 1)).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(await endFacilitation(desk, coRole, day(-2))).toMatchObject({ ok: true });
  expect(await endFacilitation(desk, leadRole, day(-2))).toMatchObject({ ok: true });
  expect(await put(await again(joint), "Too late", 2)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  expect(await getReport(await again(joint), reportId)).toMatchObject({ ok: false, error: { code: "report.not_found" } });

  const after = await again(lead);
  expect(await listStartable(after)).toEqual([]);
  expect(await put(after, "Completed by the entity that began it", 2)).toMatchObject({ ok: true, value: [{ ok: true }] });
  await submitFilledReport(after, reportId);
  expect(await own.db.submission.count({ where: { reportId } })).toBe(1);
});

test("a changed file gives an entity a role it never had, and leaves alone what was decided at the desk", async () => {
  const folder = mkdtempSync(join(tmpdir(), "portal-reference-"));
  cpSync("prisma/seed/reference", folder, { recursive: true });
  const path = join(folder, "facilitators.json");
  const entries = JSON.parse(readFileSync(path, "utf8")) as object[];
  const state = () => own.db.facilitation.findMany({ orderBy: { id: "asc" } });
  const ended = await own.db.facilitation.findFirstOrThrow({ where: { line: "C10", party: { code: "UNESCO" } } });
  expect(await endFacilitation(desk, ended.id, "2026-03-31")).toMatchObject({ ok: true });
  const corrected = await own.db.facilitation.findFirstOrThrow({ where: { line: "C6", party: { code: "ECA" } } });
  expect(await correctFacilitation(desk, corrected.id, { role: "partner", from: "2009-01-01", until: "2010-12-31" })).toMatchObject({ ok: true });
  await added({ role: "partner" });
  const before = await state();

  // Nothing but a new order: it is read again, and changes nothing.
  writeFileSync(path, JSON.stringify([...entries].reverse()));
  expect(await loadReference(own.db, folder)).toBe(true);
  expect(await state()).toEqual(before);
  // What stands in the file for the first time is added, in each of its periods.
  const twice = [
    { line: "C9", party: "ECA", role: "co", from: "2010-01-01", to: "2012-01-01" },
    { line: "C9", party: "ECA", role: "partner", from: "2012-01-01" },
  ];
  writeFileSync(path, JSON.stringify([...entries, ...twice]));
  expect(await loadReference(own.db, folder)).toBe(true);
  const now = await state();
  expect(now.filter(({ id }) => before.some((one) => one.id === id))).toEqual(before);
  expect(
    now
      .filter(({ id }) => !before.some((one) => one.id === id))
      .map(({ line, role }) => `${line} ${role}`)
      .sort(),
  ).toEqual(["C9 co", "C9 partner"]);
  rmSync(folder, { recursive: true, force: true });
});
