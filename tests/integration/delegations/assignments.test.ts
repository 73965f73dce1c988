import { beforeEach, expect, test } from "vitest";
import { assignPlaces, changeAssignment, endAssignment } from "~/features/delegations/commands/assign.server";
import { MAX_NOTE, parsePlaceCode, placeCode } from "~/features/delegations/model";
import { getDelegationPage, listAssigned } from "~/features/delegations/queries.server";
import { delegationSchema } from "~/features/delegations/schema";
import { findActor } from "~/features/identity/queries.server";
import { getReport } from "~/features/reports/queries/pages.server";
import type { PartyRole } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { action as postDelegation, loader as readDelegation } from "~/routes/reports/delegation";
import { loader as readReports } from "~/routes/reports/index";
import { assign, makeDelegating, makeMember } from "../../factories/delegation";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { expectIndexes } from "../../support/plans";

/** Places of a report are assigned, changed and ended: by whom, to whom, on what was shown, and who is told. */
const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
const site = makeSite(db, () => AT);
let party: MadeParty;
let focal: UserCtx;
let writer: UserCtx;
let id: string;

const member = (role: PartyRole, partyId = party.id) => makeMember(db, partyId, role, AT);
const terms = (places: string[], due: string | null = null, note = "") => ({ places: places.map(parsePlaceCode), due, note, how: "writes" as const });
const give = (who: UserCtx, person: string, places: string[], due: string | null = null) =>
  assignPlaces(who, id, { intent: "assigned", person, ...terms(places, due) });
const refused = (code: string) => ({ ok: false, error: { code } });
const events = async () =>
  (await db.auditEvent.findMany({ where: { subject: `report:${id}`, type: { startsWith: "delegation." } }, orderBy: { id: "asc" } })).map(({ type }) => type);
const mails = async (to: UserCtx) => db.mail.findMany({ where: { to: to.actor.email }, orderBy: { createdAt: "asc" } });
async function page(who = focal) {
  const given = await getDelegationPage(who, id);
  if (!given.ok) throw new Error(given.error.code);
  return given.value;
}

beforeEach(async () => {
  ({ party, focal, writer, id } = await makeDelegating(db, AT));
});

test("assigned, changed and ended: each on record, each told by mail in the reader's language and zone, and shown where it is asked", async () => {
  await db.user.update({ where: { id: writer.actor.id }, data: { language: "fr", timeZone: "Asia/Kathmandu" } });
  const assignment = await assign(focal, id, writer.actor.id, ["C", "B/B2", "B/B1", "B/B1"], { due: "2026-12-01", note: "Merci.\n\nDeux pages." });
  const [shown] = (await page()).assignments;
  expect(shown).toMatchObject({
    id: assignment,
    revision: 1,
    person: { id: writer.actor.id, isMember: true },
    isOverdue: false,
    note: "Merci.\n\nDeux pages.",
  });
  expect(shown!.places.map(placeCode)).toEqual(["B/B1", "B/B2", "C"]);
  expect(shown!.places.every(({ label }) => label.length > 3)).toBe(true);
  // The day ends where whoever set it is.
  expect(shown!.dueAt).toBe("2026-12-01T22:59:00.000Z");
  const [mail] = await mails(writer);
  expect(mail).toMatchObject({ language: "fr", kind: "delegation.assigned" });
  expect(mail!.text).toContain("B/B1 ");
  expect(mail!.text).toContain("2 décembre 2026");
  expect(mail!.text).toContain("Deux pages.");
  expect(mail!.text).toContain("/fr/reports");

  expect(await changeAssignment(focal, id, { intent: "changed", id: assignment, revision: 1, ...terms(["D"]) })).toMatchObject({ ok: true });
  const actor = (await findActor(db, writer.actor.id))!;
  expect(actor.assigned).toEqual([{ reportId: id, page: "D", question: "", proposes: false }]);
  expect(await listAssigned({ ...writer, actor }, [id])).toMatchObject([{ reportId: id, dueAt: null, note: "", places: [{ page: "D" }] }]);
  expect(await endAssignment(focal, id, assignment)).toMatchObject({ ok: true });
  expect((await page()).assignments).toEqual([]);
  expect((await findActor(db, writer.actor.id))!.assigned).toEqual([]);
  expect(await listAssigned(writer, [id])).toEqual([]);
  expect((await mails(writer)).map(({ kind }) => kind)).toEqual(["delegation.assigned", "delegation.changed", "delegation.ended"]);
  expect(await events()).toEqual(["delegation.assigned", "delegation.changed", "delegation.ended"]);
});

test("who signs for the party assigns; for everybody else there is nothing to find", async () => {
  const assignment = await assign(await member("approver"), id, writer.actor.id, ["B"]);
  const other = await makeParty(db);
  for (const who of [
    await member("contributor"),
    writer,
    await member("focal_point", other.id),
    makeCtx({ db, actor: await makeUser(db, { secretariat: ["admin"] }), now: AT }),
  ]) {
    expect(await getDelegationPage(who, id)).toMatchObject(refused("delegation.not_found"));
    expect(await give(who, writer.actor.id, ["A"])).toMatchObject(refused("delegation.not_found"));
    expect(await changeAssignment(who, id, { intent: "changed", id: assignment, revision: 1, ...terms(["A"]) })).toMatchObject(refused("delegation.not_found"));
    expect(await endAssignment(who, id, assignment)).toMatchObject(refused("delegation.not_found"));
  }
  expect(await events()).toEqual(["delegation.assigned"]);
});

test("what is not in the form, and who is not of the party, is refused; so is what is no longer as it was shown", async () => {
  for (const place of ["Z", "B/A2", "D-C99", "A/A1", ""])
    expect(await give(focal, writer.actor.id, ["B", place])).toMatchObject(refused("delegation.place_unknown"));
  const stranger = await member("delegate", (await makeParty(db)).id);
  for (const person of [stranger.actor.id, "00000000-0000-4000-8000-000000000000"])
    expect(await give(focal, person, ["B"])).toMatchObject(refused("delegation.person_unknown"));
  const assignment = await assign(focal, id, writer.actor.id, ["B"]);
  const change = (revision: number, places = ["C"]) => changeAssignment(focal, id, { intent: "changed", id: assignment, revision, ...terms(places) });
  const both = await Promise.all([change(1), change(1, ["D"])]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject(refused("delegation.changed"));
  const report = await makeReport(focal, party.id).catch(() => null);
  expect(report).toBeNull();
  expect(await endAssignment(focal, id, assignment)).toMatchObject({ ok: true });
  for (const again of [await endAssignment(focal, id, assignment), await change(2), await endAssignment(focal, id, id)])
    expect(again).toMatchObject(refused("delegation.not_found"));
});

test("an assignment of another report is not this one's", async () => {
  const there = await makeParty(db);
  const theirs = await member("focal_point", there.id);
  const elsewhere = await makeReport(theirs, there.id);
  const other = await assign(theirs, elsewhere, theirs.actor.id, ["B"]);
  expect(await changeAssignment(focal, id, { intent: "changed", id: other, revision: 1, ...terms(["A"]) })).toMatchObject(refused("delegation.not_found"));
  expect(await endAssignment(focal, id, other)).toMatchObject(refused("delegation.not_found"));
  expect((await db.delegation.findUniqueOrThrow({ where: { id: other } })).endedAt).toBeNull();
});

test("in a signed report nothing is assigned; what is assigned can be ended, and its writer reads it", async () => {
  const assignment = await assign(focal, id, writer.actor.id, ["B"]);
  await submitFilledReport(focal, id);
  expect(await give(focal, writer.actor.id, ["C"])).toMatchObject(refused("delegation.closed"));
  expect(await changeAssignment(focal, id, { intent: "changed", id: assignment, revision: 1, ...terms(["C"]) })).toMatchObject(refused("delegation.closed"));
  expect((await page()).isWritten).toBe(false);
  expect(await endAssignment(focal, id, assignment)).toMatchObject({ ok: true });
});

test("who has left the party is shown as such and hears nothing; nobody is told of what they assigned to themselves", async () => {
  await assign(focal, id, writer.actor.id, ["B"]);
  const own = await assign(focal, id, focal.actor.id, ["C"]);
  await db.membership.updateMany({ where: { userId: writer.actor.id }, data: { endedAt: AT } });
  const { assignments } = await page();
  expect(assignments.map(({ person }) => person.isMember).sort()).toEqual([false, true]);
  const left = assignments.find(({ person }) => !person.isMember)!;
  expect(await endAssignment(focal, id, left.id)).toMatchObject({ ok: true });
  expect(await endAssignment(focal, id, own)).toMatchObject({ ok: true });
  expect((await mails(writer)).map(({ kind }) => kind)).toEqual(["delegation.assigned"]);
  expect(await mails(focal)).toEqual([]);
});

test("the list goes on from a place, newest first, and the soonest asked comes first for its writer", async () => {
  for (const [place, due] of [
    ["A", null],
    ["B", "2026-12-03"],
    ["C", "2026-11-20"],
  ] as const)
    await assign(focal, id, writer.actor.id, [place], { due });
  const first = await getDelegationPage(focal, id, { limit: 2 });
  if (!first.ok) throw new Error(first.error.code);
  const second = await getDelegationPage(focal, id, { limit: 2, after: first.value.next });
  if (!second.ok) throw new Error(second.error.code);
  const pages = [first.value, second.value].map(({ assignments }) => assignments.map(({ places }) => places[0]!.page));
  expect(pages).toEqual([["C", "B"], ["A"]]);
  expect(second.value.next).toBeNull();
  // One that stands further down is changed all the same.
  const down = second.value.assignments[0]!.id;
  const asked = async (change: string) => getDelegationPage(focal, id, { limit: 1, change });
  expect(await asked(down)).toMatchObject({ value: { changing: { id: down } } });
  for (const change of ["x", id]) expect(await asked(change)).toMatchObject({ value: { changing: null } });
  const mine = await listAssigned({ ...writer, actor: (await findActor(db, writer.actor.id))! }, [id]);
  expect(mine.map(({ places, isOverdue }) => [places[0]!.page, isOverdue])).toEqual([
    ["C", true],
    ["B", false],
    ["A", false],
  ]);
});

test("lists of assignments are found by their indexes", async () => {
  await expectIndexes([
    [
      `select id from delegation where report_id = '${id}' and ended_at is null order by assigned_at desc, id desc limit 51`,
      "delegation_report_id_assigned_at_id_idx",
    ],
    [`select id from delegation where user_id = '${id}' and report_id in ('${id}')`, "delegation_user_id_report_id_idx"],
  ]);
});

test("the forms: what is missing is said beside its field with what was typed, and each act ends on the page", async () => {
  const cookie = await cookieOf(site, focal.actor);
  const at = { path: `/en/reports/${id}/delegation`, params: { lang: "en", id }, cookie };
  const post = (form: Record<string, string>) => call<unknown>(site, postDelegation as never, { ...at, form });
  const leadsTo = (answer: unknown) => answer instanceof Response && [answer.status, answer.headers.get("location")];
  expect(await post({ intent: "assigned", person: "", due: "soon", note: "x".repeat(MAX_NOTE + 1) })).toMatchObject({
    init: { status: 422 },
    data: {
      refusal: {
        fields: { person: "delegation.person_required", places: "delegation.place_required", due: "delegation.due_invalid", note: "delegation.note_too_long" },
      },
      typed: { due: "soon" },
    },
  });
  const unknown = await post({ intent: "assigned", person: writer.actor.id, places: "Z", due: "", note: "Kept" });
  expect(unknown).toMatchObject({
    data: { refusal: { fields: { places: "delegation.place_unknown" } }, typed: { places: "Z", note: "Kept", person: writer.actor.id } },
  });
  expect(leadsTo(await post({ intent: "assigned", person: writer.actor.id, places: "B", due: "2026-11-23", note: "" }))).toEqual([
    302,
    `${at.path}?done=assigned`,
  ]);
  const shown = (await call(site, readDelegation as never, at)) as unknown as { page: Awaited<ReturnType<typeof page>> };
  const [assignment] = shown.page.assignments;
  expect(assignment).toMatchObject({ isOverdue: true });
  expect(shown.page.choices.find((choice) => choice.page === "B")!.questions.map(({ code }) => code)).toEqual(["B1", "B2", "B3"]);
  const reports = await call(site, readReports as never, { path: "/en/reports", params: { lang: "en" }, cookie: await cookieOf(site, writer.actor) });
  expect(reports).toMatchObject({ reports: [{ id, isPart: true }], assigned: [{ reportId: id, isOverdue: true }], startable: [] });
  expect(leadsTo(await post({ intent: "changed", id: assignment!.id, revision: "1", places: "B/B1", due: "", note: "" }))).toEqual([
    302,
    `${at.path}?done=changed`,
  ]);
  expect(await post({ intent: "changed", id: assignment!.id, revision: "1", places: "B/B1", due: "", note: "" })).toMatchObject({
    init: { status: 409 },
    data: { refusal: { code: "delegation.changed" }, typed: { id: assignment!.id } },
  });
  expect(leadsTo(await post({ intent: "ended", id: assignment!.id }))).toEqual([302, `${at.path}?done=ended`]);
  expect(delegationSchema.safeParse({ intent: "ended", id: "x" }).success).toBe(false);
});

test("whoever sees the whole goes on seeing it, assigned or not", async () => {
  const { id: person } = (await member("contributor")).actor;
  await assign(focal, id, person, ["B/B1"]);
  const whole = await getReport(focal, id);
  if (!whole.ok) throw new Error(whole.error.code);
  expect(await getReport(makeCtx({ db, actor: (await findActor(db, person))! }), id)).toMatchObject({
    ok: true,
    value: { isPart: false, pages: whole.value.pages },
  });
});
