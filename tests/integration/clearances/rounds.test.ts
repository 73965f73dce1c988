import { beforeEach, expect, test } from "vitest";
import { actOnClearance, recordLapsed } from "~/features/clearances/commands/act.server";
import { configureChain } from "~/features/clearances/commands/configure.server";
import { findClearance, getChainPage, getClearance, holdWords, listAsked, listTrail } from "~/features/clearances/queries/pages.server";
import { endMembership } from "~/features/identity/commands/end-membership.server";
import { recallReport } from "~/features/reports/commands/reopen.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import type { PartyRole } from "~/lib/actor";
import { LANGUAGES } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { act, makeChain } from "../../factories/clearance";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const HOUR = 3_600_000;
const START = new Date("2026-11-24T10:00:00.000Z");
let clock: Date;
let party: MadeParty;
let focal: UserCtx;
let author: UserCtx;
let ministry: UserCtx;
let authority: UserCtx;
let stranger: UserCtx;
let reportId: string;

const person = async (partyId: string, role: PartyRole): Promise<UserCtx> =>
  makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId, role }] }), now: () => clock });
const later = (hours: number): Date => (clock = new Date(clock.getTime() + hours * HOUR));
const refusal = (code: string) => ({ ok: false, error: { code } });

beforeEach(async () => {
  clock = START;
  party = await makeParty(db);
  [focal, author] = [await person(party.id, "focal_point"), await person(party.id, "contributor")];
  [ministry, authority] = [await person(party.id, "approver"), await person(party.id, "approver")];
  stranger = await person((await makeParty(db)).id, "focal_point");
  reportId = await makeReport(focal, party.id);
  await makeChain(focal, party.code, [[ministry.actor.id], [authority.actor.id]]);
});

const sign = async (who = focal) => {
  const review = await getReviewPage(who, reportId);
  if (!review.ok) throw new Error(review.error.code);
  return submitReport(who, { reportId, contentHash: review.value.contentHash, name: "A. Signatory", function: "Director", accepted: true });
};
const panelOf = async (who: UserCtx) => (await findClearance(who, reportId))!;
const mails = (who: UserCtx) => db.mail.findMany({ where: { to: who.actor.email }, orderBy: { id: "asc" }, select: { kind: true, text: true } });
const events = () => db.auditEvent.findMany({ where: { subject: `report:${reportId}`, type: { startsWith: "clearance." } }, orderBy: { id: "asc" } });

test("from the draft through both steps to a signature: each is told, the record says who did what, and only then it is signed", async () => {
  await fillReport(author, reportId);
  expect(await sign()).toMatchObject(refusal("clearance.missing"));
  expect(await act(author, reportId, "ask", "Please look at section C.")).toEqual({ ok: true, value: null });
  expect(await sign()).toMatchObject(refusal("clearance.missing"));
  expect(await panelOf(ministry)).toMatchObject({ at: "asked", step: 1, askedBy: author.actor.name, may: ["clear", "return"] });
  expect(await panelOf(authority)).toMatchObject({ may: [] });
  expect(await mails(ministry)).toMatchObject([{ kind: "clearance.asked", text: expect.stringContaining("Please look at section C.") }]);
  expect((await mails(ministry))[0]!.text).toContain(`http://localhost:3000/en/reports/${reportId}/clearance`);

  later(1);
  expect(await act(ministry, reportId, "clear")).toMatchObject({ ok: true });
  expect(await panelOf(authority)).toMatchObject({
    at: "asked",
    step: 2,
    until: new Date(clock.getTime() + 7 * 24 * HOUR).toISOString(),
    may: ["clear", "return"],
  });
  expect(await mails(authority)).toMatchObject([{ kind: "clearance.asked" }]);
  expect(await sign()).toMatchObject(refusal("clearance.missing"));

  later(1);
  expect(await act(authority, reportId, "clear", "Cleared without changes.")).toMatchObject({ ok: true });
  expect(await mails(author)).toMatchObject([{ kind: "clearance.cleared" }]);
  const submitted = await sign();
  expect(submitted).toMatchObject({ ok: true, value: { version: 1 } });
  expect(await panelOf(focal)).toMatchObject({ at: "signed", may: [] });
  const trail = await listTrail(focal, reportId);
  expect(trail.ok && trail.value.items.map(({ action, stepName, by, text }) => [action, stepName, by, text])).toEqual([
    ["clear", "Authority", authority.actor.name, "Cleared without changes."],
    ["clear", "Ministry of Health", ministry.actor.name, ""],
    ["ask", "Ministry of Health", author.actor.name, "Please look at section C."],
  ]);
  const hash = submitted.ok ? submitted.value.hash : "";
  expect(await events()).toMatchObject(["asked", "cleared", "cleared"].map((type) => ({ type: `clearance.${type}`, data: { hash } })));
  // A version taken back is drafted again: the clearance of the one before does not sign the next.
  expect(await recallReport(focal, reportId)).toMatchObject({ ok: true });
  expect(await panelOf(author)).toMatchObject({ at: "drafted", may: ["ask"] });
  expect(await sign()).toMatchObject(refusal("clearance.missing"));
});

test("a return and a withdrawal need a reason, open the report and are told; the next request begins with the first step", async () => {
  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  expect(await act(ministry, reportId, "return")).toMatchObject({
    ok: false,
    error: { code: "clearance.reason_required", fields: { text: "clearance.reason_required" } },
  });
  expect(await act(ministry, reportId, "return", "Section B is thin.")).toMatchObject({ ok: true });
  expect(await panelOf(author)).toMatchObject({ at: "drafted", last: { action: "return", text: "Section B is thin.", by: ministry.actor.name } });
  expect(await mails(author)).toMatchObject([{ kind: "clearance.returned", text: expect.stringContaining("Section B is thin.") }]);

  await act(author, reportId, "ask");
  await act(ministry, reportId, "clear");
  expect(await act(ministry, reportId, "withdraw")).toMatchObject(refusal("clearance.reason_required"));
  expect(await act(ministry, reportId, "withdraw", "New figures.")).toMatchObject({ ok: true });
  expect(await panelOf(author)).toMatchObject({ at: "drafted", last: { action: "withdraw" } });
  await act(author, reportId, "ask");
  expect(await panelOf(author)).toMatchObject({ at: "asked", step: 1 });
  await act(ministry, reportId, "clear");
  await act(authority, reportId, "clear");
  expect(await act(authority, reportId, "withdraw", "One more look.")).toMatchObject({ ok: true });
  expect(await sign()).toMatchObject(refusal("clearance.missing"));
});

test("whoever asked cancels, and a focal point for them; others do not", async () => {
  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  expect(await act(ministry, reportId, "cancel")).toMatchObject(refusal("clearance.not_allowed"));
  expect(await act(author, reportId, "cancel")).toMatchObject({ ok: true });
  expect((await mails(ministry)).map(({ kind }) => kind)).toEqual(["clearance.asked", "clearance.cancelled"]);
  await act(author, reportId, "ask");
  await act(ministry, reportId, "clear");
  await act(authority, reportId, "clear");
  expect(await act(focal, reportId, "cancel")).toMatchObject({ ok: true });
  expect(await panelOf(focal)).toMatchObject({ at: "drafted" });
});

test("a request lapses by the clock before anything has recorded it, is recorded once, and is told once", async () => {
  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  later(7 * 24 - 1);
  expect(await panelOf(ministry)).toMatchObject({ at: "asked" });
  later(1);
  expect(await panelOf(author)).toMatchObject({ at: "drafted", may: ["ask"], last: { action: "lapse" } });
  expect(await act(ministry, reportId, "clear")).toMatchObject(refusal("clearance.wrong_state"));
  expect(await recordLapsed({ ...focal, actor: null })).toBeGreaterThanOrEqual(1);
  await recordLapsed({ ...focal, actor: null });
  expect((await mails(author)).map(({ kind }) => kind)).toEqual(["clearance.lapsed"]);
  expect((await events()).map(({ type }) => type)).toEqual(["clearance.asked", "clearance.lapsed"]);
  // Asked for anew before the job has come round: the lapse is recorded with it.
  await act(author, reportId, "ask");
  later(7 * 24);
  expect(await act(author, reportId, "ask")).toMatchObject({ ok: true });
  expect((await events()).map(({ type }) => type).slice(2)).toEqual(["clearance.asked", "clearance.lapsed", "clearance.asked"]);
  expect(await panelOf(ministry)).toMatchObject({ at: "asked", step: 1, may: ["clear", "return"] });
});

test("what is incomplete is not asked for; a page that was overtaken acts on nothing, and a second click clears no second step", async () => {
  expect(await act(author, reportId, "ask")).toMatchObject(refusal("clearance.incomplete"));
  await fillReport(author, reportId);
  await makeChain(focal, party.code, [[ministry.actor.id], [ministry.actor.id]]);
  await act(author, reportId, "ask");
  const { mark } = await panelOf(ministry);
  const click = () => actOnClearance(ministry, reportId, { intent: "clear", mark, text: "" });
  const clicks = await Promise.all([click(), click()]);
  expect(clicks.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(clicks.find(({ ok }) => !ok)).toMatchObject(refusal("clearance.wrong_state"));
  expect(await panelOf(ministry)).toMatchObject({ at: "asked", step: 2 });
});

test("what a report says may change under a clearance only with its template or reference data: then it is not signed", async () => {
  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  await act(ministry, reportId, "clear");
  await act(authority, reportId, "clear");
  await db.report.update({ where: { id: reportId }, data: { clearedHash: "0".repeat(64) } });
  expect(await sign()).toMatchObject(refusal("clearance.outdated"));
});

test("who clears must belong to the party when they do; when all have left, a focal point opens the report again", async () => {
  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  const membership = await db.membership.findFirstOrThrow({ where: { userId: ministry.actor.id } });
  await endMembership(focal, membership.id);
  expect((await panelOf(focal)).chain.steps[0]).toMatchObject({ people: [] });
  const gone = { ...ministry, actor: { ...ministry.actor, memberships: [] } };
  expect(await act(gone, reportId, "clear")).toMatchObject(refusal("clearance.not_found"));
  expect(await act(focal, reportId, "cancel")).toMatchObject({ ok: true });
});

test("the chain is a focal point's or approver's to set, by people who clear, and stays while a report is held", async () => {
  const input = { steps: 1, days: 3, name1: "Ministry", people1: [ministry.actor.id], name2: "", people2: [] };
  expect(await configureChain(author, party.code, input)).toMatchObject(refusal("clearance.not_found"));
  expect(await configureChain(stranger, party.code, input)).toMatchObject(refusal("clearance.not_found"));
  for (const [wrong, fields] of [
    [{ ...input, name1: "" }, { name1: "clearance.step_name_required" }],
    [{ ...input, people1: [] }, { people1: "clearance.people_required" }],
    [{ ...input, people1: [author.actor.id] }, { people1: "clearance.person_unknown" }],
    [{ ...input, people1: [stranger.actor.id] }, { people1: "clearance.person_unknown" }],
    [
      { ...input, steps: 2 },
      { name2: "clearance.step_name_required", people2: "clearance.people_required" },
    ],
  ] as const)
    expect(await configureChain(focal, party.code, { ...wrong, people1: [...wrong.people1] })).toMatchObject({ ok: false, error: { fields } });
  expect(await configureChain(ministry, party.code, input)).toMatchObject({ ok: true });
  expect(await getChainPage(focal, party.code)).toMatchObject({
    ok: true,
    value: { chain: { days: 3, steps: [{ name: "Ministry", people: [{ id: ministry.actor.id }] }] }, openReports: 0 },
  });
  const [last] = await db.auditEvent.findMany({ where: { subject: `party:${party.id}`, type: "clearance.configured" }, orderBy: { id: "desc" }, take: 1 });
  expect(last).toMatchObject({ data: { days: 3, before: { days: 7, steps: [{ name: "Ministry of Health" }, { name: "Authority" }] } } });

  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  expect(await configureChain(focal, party.code, { ...input, steps: 0 })).toMatchObject({
    ok: false,
    error: { code: "clearance.chain_in_use", params: { count: 1 } },
  });
  await act(ministry, reportId, "clear");
  expect(await configureChain(focal, party.code, { ...input, steps: 0 })).toMatchObject(refusal("clearance.chain_in_use"));
  await act(author, reportId, "cancel");
  expect(await configureChain(focal, party.code, { ...input, steps: 0 })).toMatchObject({ ok: true });
  expect(await findClearance(focal, reportId)).toBeNull();
  expect(await sign()).toMatchObject({ ok: true });
});

test("a request and a change of the chain at once: the one that comes second finds the other", async () => {
  await fillReport(author, reportId);
  const [asked, changed] = await Promise.all([
    act(author, reportId, "ask"),
    configureChain(focal, party.code, { steps: 0, days: 7, name1: "", people1: [], name2: "", people2: [] }),
  ]);
  expect([asked.ok, changed.ok].sort()).toEqual([false, true]);
  expect(await db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ heldFrom: asked.ok ? clock : null });
});

test("another party and the secretariat find nothing of it; the form says by whom and since when in each language", async () => {
  await fillReport(author, reportId);
  await act(author, reportId, "ask");
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: clock });
  for (const outsider of [stranger, desk]) {
    expect(await getClearance(outsider, reportId)).toMatchObject(refusal("clearance.not_found"));
    expect(await listTrail(outsider, reportId)).toMatchObject(refusal("clearance.not_found"));
    expect(await getChainPage(outsider, party.code)).toMatchObject(refusal("clearance.not_found"));
    expect(await listAsked(outsider, [reportId])).toEqual([]);
    expect(await act(outsider, reportId, "cancel")).toMatchObject(refusal("clearance.not_found"));
  }
  expect(await listAsked(ministry, [reportId])).toMatchObject([{ reportId, stepName: "Ministry of Health" }]);
  for (const nobodysTurn of [author, authority, focal]) expect(await listAsked(nobodysTurn, [reportId])).toEqual([]);
  for (const language of LANGUAGES) {
    const words = await holdWords({ ...author, language }, reportId);
    expect(words).toContain("Ministry of Health");
    expect(words).toMatch(/2026/);
  }
});

test("the record is read page by page and cannot be changed", async () => {
  await fillReport(author, reportId);
  for (let round = 0; round < 3; round++) {
    await act(author, reportId, "ask");
    await act(author, reportId, "cancel");
  }
  const first = await listTrail(author, reportId, { limit: 4 });
  const rest = first.ok ? await listTrail(author, reportId, { limit: 4, after: first.value.next }) : first;
  const ids = [first, rest].flatMap((page) => (page.ok ? page.value.items.map(({ id }) => id) : []));
  expect([ids.length, new Set(ids).size]).toEqual([6, 6]);
  await expect(db.clearanceEntry.deleteMany({ where: { reportId } })).rejects.toThrow();
  await expect(db.clearanceEntry.updateMany({ where: { reportId }, data: { text: "x" } })).rejects.toThrow();
});
