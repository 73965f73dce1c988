import { beforeAll, expect, test } from "vitest";
import { inviteAgain } from "~/features/outreach/commands/invite-again.server";
import type { OutreachFilters, ReachedParty } from "~/features/outreach/model";
import { everyReached, listOutreach } from "~/features/outreach/queries/people.server";
import { statusBoard } from "~/features/outreach/queries/status.server";
import { outreachTable, statusTable } from "~/features/outreach/queries/tables.server";
import { liveBoard } from "~/features/publication/queries/live-board.server";
import { findOpenCycle } from "~/features/cycles/queries.server";
import type { SecretariatRole } from "~/lib/actor";
import { loader as exported } from "~/routes/desk/outreach/export";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { expectIndexes } from "../../support/plans";

// Figures count everything there is: this needs a database nobody else writes to.
let own: OwnDatabase;
const GROUP = "african";
const at = (iso: string): Date => new Date(iso);
let due: Date;
const daysBefore = (days: number): Date => new Date(due.getTime() - days * 86_400_000);
const deskCtx = async (now: Date, role: SecretariatRole = "desk_officer") =>
  makeCtx({ db: own.db, actor: await makeUser(own.db, { secretariat: [role] }), now });

const parties: Record<string, MadeParty> = {};
const emailOf: Record<string, string> = {};

async function makeStates(): Promise<void> {
  const { db } = own;
  for (const name of ["none", "invited", "joined", "signed", "begun", "submitted", "accepted", "published"])
    parties[name] = await makeParty(db, { code: `ZZ-${name.toUpperCase()}`, unGroup: GROUP, groups: name === "begun" ? ["LDC"] : [] });
  const inviter = await makeUser(db, { secretariat: ["admin"] });
  const invite = async (name: string, createdAt: Date, acceptedAt: Date | null): Promise<string> => {
    const email = (emailOf[name] ??= `${unique(name)}@example.org`);
    const expiresAt = new Date(createdAt.getTime() + 14 * 86_400_000);
    const row = { tokenHash: unique("hash"), email, partyId: parties[name]!.id, role: "focal_point", language: "ar", invitedById: inviter.id };
    return (await db.invitation.create({ data: { ...row, expiresAt, acceptedAt, createdAt } })).id;
  };
  await invite("invited", daysBefore(40), null);
  await invite("joined", daysBefore(40), daysBefore(39));
  await makeUser(db, { email: emailOf.joined, name: "Joan", roles: [{ partyId: parties.joined!.id, role: "focal_point" }] });
  const signed = await makeUser(db, { name: "Sina", roles: [{ partyId: parties.signed!.id, role: "focal_point" }] });
  await db.user.update({ where: { id: signed.id }, data: { lastSignInOn: daysBefore(20) } });
  const writer = await makeUser(db, { name: "=Bea", roles: [{ partyId: parties.begun!.id, role: "focal_point" }] });
  const report = await makeReport(makeCtx({ db, actor: writer, now: daysBefore(30) }), parties.begun!.code);
  await db.report.update({ where: { id: report }, data: { updatedAt: daysBefore(30), createdAt: daysBefore(30) } });
  const submittedAt = daysBefore(10);
  for (const state of ["submitted", "accepted", "published"] as const)
    await makeSubmission(db, { party: parties[state]!, state, unGroup: GROUP, submittedAt, publishedAt: state === "published" ? submittedAt : null });
  const taken = await makeParty(db, { code: "ZZ-RECALLED", unGroup: GROUP });
  parties.recalled = taken;
  await makeSubmission(db, { party: taken, state: "recalled", unGroup: GROUP, submittedAt });
  await db.report.updateMany({ where: { id: { not: report } }, data: { updatedAt: submittedAt, createdAt: submittedAt } });
}

beforeAll(async () => {
  own = await ownDatabase();
  const cycle = (await findOpenCycle({ db: own.db }))!;
  due = at(cycle.milestones.find(({ kind, template }) => kind === "deadline" && template === "national-report")!.at);
  await makeStates();
  return () => own.close();
}, 180_000);

const made = async (now: Date, filters: OutreachFilters = {}, role?: SecretariatRole): Promise<Map<string, ReachedParty>> => {
  const found = new Map<string, ReachedParty>();
  for await (const batch of everyReached(await deskCtx(now, role), filters))
    for (const party of batch) if (party.code.startsWith("ZZ-")) found.set(party.code.slice(3).toLowerCase(), party);
  return found;
};
const stepsOf = (found: Map<string, ReachedParty>) => Object.fromEntries([...found].map(([name, { step }]) => [name, step]));
const callsOf = (found: Map<string, ReachedParty>) => Object.fromEntries([...found].flatMap(([name, { call }]) => (call ? [[name, call]] : [])));

test("how far each party is, by the furthest it has come", async () => {
  expect(stepsOf(await made(daysBefore(5)))).toEqual({
    none: "none",
    invited: "invited",
    joined: "joined",
    signed: "signed_in",
    begun: "begun",
    recalled: "begun",
    submitted: "submitted",
    accepted: "submitted",
    published: "submitted",
  });
});

test("who needs a call, before the deadline and after it", async () => {
  const ends = { joined: "not_begun", signed: "not_begun", begun: "untouched" };
  expect(callsOf(await made(daysBefore(35)))).toEqual({});
  expect(callsOf(await made(daysBefore(32)))).toEqual({ invited: "not_reached" });
  expect(callsOf(await made(daysBefore(15)))).toMatchObject({ invited: "not_reached", ...ends });
  const late = callsOf(await made(due));
  expect(late).toMatchObject({ invited: "overdue", joined: "overdue", signed: "overdue", begun: "overdue" });
  for (const name of ["none", "submitted", "accepted", "published"]) expect(late).not.toHaveProperty(name);
});

test("filters narrow the list, pages go on after a code and name everybody once", async () => {
  const now = daysBefore(15);
  expect([...(await made(now, { step: "begun" })).keys()].sort()).toEqual(["begun", "recalled"]);
  expect([...(await made(now, { call: "untouched" })).keys()]).toEqual(["begun"]);
  expect([...(await made(now, { group: "LDC" })).keys()]).toEqual(["begun"]);
  expect([...(await made(now, { q: "zz-joined" })).keys()]).toEqual(["joined"]);
  expect([...(await made(now, { region: "nowhere" })).keys()]).toEqual([]);
  expect([...(await made(now, { kind: "organisation" })).keys()]).toEqual([]);
  const ctx = await deskCtx(now);
  const codes: string[] = [];
  for (let after: string | null = ""; after !== null;) {
    const page = await listOutreach(ctx, {}, { after, limit: 40 });
    codes.push(...page.parties.map(({ code }) => code));
    after = page.next;
  }
  expect(codes).toEqual([...new Set(codes)]);
  expect(codes).toHaveLength(await own.db.party.count({ where: { kind: { in: ["state", "un_entity", "organisation"] } } }));
});

test("people are shown with what is known of them; observers see no address, on no page and in no file", async () => {
  const { db } = own;
  await db.bouncedAddress.create({ data: { email: emailOf.invited!, reason: "550 unknown", bouncedAt: daysBefore(6) } });
  const seen = await made(daysBefore(5));
  expect(seen.get("invited")!.people).toMatchObject([{ email: emailOf.invited, expired: true, mail: "failed", joinedAt: null }]);
  expect(seen.get("joined")!.people).toMatchObject([{ name: "Joan", email: emailOf.joined, invitedAt: daysBefore(40).toISOString(), lastSignInOn: null }]);
  expect(seen.get("signed")!.people).toMatchObject([{ name: "Sina", lastSignInOn: daysBefore(20).toISOString().slice(0, 10), invitationId: null }]);
  for (const role of ["observer", "editor", "translator"] as const) {
    const watched = await made(daysBefore(5), {}, role);
    expect(JSON.stringify([...watched.values()])).not.toContain("@");
    const site = makeSite(db, () => daysBefore(5));
    const cookie = await cookieOf(site, await makeUser(db, { secretariat: [role] }));
    const file = (await call(site, exported, { path: "/en/desk/outreach/export?format=csv", cookie })) as Response;
    const text = await file.text();
    expect(text).toContain("Sina");
    expect(text).not.toContain("@");
  }
});

test("files hold the same as the pages, and nothing a spreadsheet runs", async () => {
  const ctx = await deskCtx(daysBefore(5));
  const site = makeSite(own.db, () => daysBefore(5));
  const cookie = await cookieOf(site, ctx.actor);
  const file = (await call(site, exported, { path: "/en/desk/outreach/export?step=begun&region=african", cookie })) as Response;
  const text = await file.text();
  expect(text).toContain("'=Bea");
  expect(text).not.toMatch(/(?:^|,)=Bea/m);
  expect(text).not.toContain("Sina");
  const { columns, rows } = outreachTable(ctx, {});
  for await (const batch of rows) for (const row of batch) expect(row).toHaveLength(columns.length);
});

test("an open invitation is sent again, and only that", async () => {
  const ctx = await deskCtx(daysBefore(3));
  const [person] = (await made(daysBefore(3))).get("invited")!.people;
  const before = person!.invitationId!;
  const again = await inviteAgain(ctx, before);
  expect(again.ok).toBe(true);
  expect(await own.db.invitation.findUniqueOrThrow({ where: { id: before } })).toMatchObject({ revokedAt: daysBefore(3) });
  expect(await own.db.mail.findFirstOrThrow({ where: { to: emailOf.invited, kind: "identity.invitation" } })).toMatchObject({ language: "ar" });
  const missing = { ok: false, error: { code: "outreach.not_found" } };
  const accepted = (await own.db.invitation.findFirstOrThrow({ where: { email: emailOf.joined } })).id;
  for (const id of [before, accepted, "x", parties.joined!.id]) expect(await inviteAgain(ctx, id)).toEqual(missing);
  const [open] = (await made(daysBefore(3))).get("invited")!.people;
  expect(await inviteAgain(await deskCtx(daysBefore(3), "observer"), open!.invitationId!)).toEqual(missing);
});

test("the figures of a region are those of its States, and what was taken back is not submitted", async () => {
  const ctx = await deskCtx(daysBefore(5));
  const board = (await statusBoard(ctx, "un"))!;
  const row = board.rows.find(({ code }) => code === GROUP)!;
  const states = await own.db.party.count({ where: { kind: "state", unGroup: GROUP } });
  expect(row).toMatchObject({ total: states, invited: 8, begun: 5, submitted: 3, accepted: 2, published: 1 });
  expect(board.all.total).toBe(await own.db.party.count({ where: { kind: "state" } }));
  expect((await statusBoard(ctx, "group"))!.rows.find(({ code }) => code === "LDC")).toMatchObject({ begun: 1, submitted: 0 });
  expect(board.trend.at(-1)).toMatchObject({ allBegun: 5, allSubmitted: 3 });
  for (const by of ["itu", "line", "category"] as const) expect(await statusBoard(ctx, by)).toMatchObject({ by });
  expect(await statusBoard(makeCtx({ db: own.db, actor: await makeUser(own.db), now: due }), "un")).toBeNull();
  const table = (await statusTable(ctx, "un"))!;
  for await (const batch of table.rows) expect(batch).toHaveLength(board.rows.length + 1);
});

test("the board of the meeting room says nothing but what the status board does", async () => {
  const board = (await liveBoard({ db: own.db, now: () => daysBefore(5), language: "en" }))!;
  expect(board.kinds.find(({ audience }) => audience === "state")).toMatchObject({ submitted: 3 });
  expect(board.latest.map(({ code }) => code).sort()).toEqual(["ZZ-ACCEPTED", "ZZ-PUBLISHED", "ZZ-SUBMITTED"]);
  await makeSubmission(own.db, { template: "stakeholder-contribution", submittedAt: daysBefore(4) });
  const later = (await liveBoard({ db: own.db, now: () => daysBefore(3), language: "en" }))!;
  expect(later.kinds.find(({ audience }) => audience === "organisation")).toMatchObject({ submitted: 1, total: null });
  expect(later.latest, "organisations are named once they are published").toHaveLength(3);
});

test("an index serves whatever is asked of one party, of an address and of the weeks", async () => {
  const id = parties.begun!.id;
  await expectIndexes(
    Object.entries({
      "select 1 from submission where party_code = 'X'": "submission_party_code_cycle_code_state_idx",
      "select submitted_at, state from submission where cycle_code = 'c' and version = 1 order by submitted_at desc limit 8":
        "submission_cycle_code_version_submitted_at_state_idx",
      [`select max(updated_at) from report where cycle_id = '${id}' and party_id = '${id}'`]: "report_",
      [`select created_at from report where cycle_id = '${id}'`]: "report_cycle_id",
      [`select max(created_at) from invitation where party_id = '${id}' and revoked_at is null`]: "invitation_party_id_idx",
      [`select 1 from membership where party_id = '${id}'`]: "membership_party_id_idx",
      "select id from party where code > 'CHE' order by code limit 26": "party_code_key",
      "select state from mail where \"to\" = 'a@example.org' order by created_at desc limit 1": "mail_to_created_at_idx",
      [`select line from invitation_list_row where list_id = '${id}' and plan = 'invite' and outcome is null order by line limit 100`]: "invitation_list_row",
    }),
  );
});
