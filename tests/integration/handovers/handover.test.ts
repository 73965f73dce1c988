import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { handOver } from "~/features/handovers/commands/hand-over.server";
import { getHandoverFile, getHandoverPage } from "~/features/handovers/queries.server";
import type { HandoverInput } from "~/features/handovers/schema";
import { acceptInvitation } from "~/features/identity/commands/accept-invitation.server";
import { endMembership } from "~/features/identity/commands/end-membership.server";
import { revokeInvitation } from "~/features/identity/commands/invite.server";
import { findActor, readPartyPeople } from "~/features/identity/queries.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import type { PartyRole, User } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { openFileStore } from "~/platform/files/store.server";
import { makeChain } from "../../factories/clearance";
import { assign } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const files = openFileStore(mkdtempSync(join(tmpdir(), "portal-notes-")));
const NOW = new Date("2026-11-26T12:00:00Z");
const DAY = new Date("2026-12-01T00:00:00Z");
const as = (actor: User, now = NOW) => makeCtx({ db, actor, now });
const refusal = (code: string) => ({ ok: false, error: { code } });
const sessions = { open: () => Promise.resolve("cookie") };
const note = { name: "../Note verbale.pdf", content: new TextEncoder().encode(`%PDF-1.7\n${unique("note")}\n%%EOF`) };

async function delegation(...roles: PartyRole[]): Promise<{ party: { id: string; code: string }; people: User[] }> {
  const party = await makeParty(db);
  const people: User[] = [];
  for (const role of roles) people.push(await makeUser(db, { roles: [{ partyId: party.id, role }] }));
  return { party, people };
}
const focalOf = (user: User) => db.membership.findFirstOrThrow({ where: { userId: user.id, role: "focal_point" } });
const input = async (leaving: User, given: Partial<HandoverInput> = {}): Promise<HandoverInput> => ({
  leaving: (await focalOf(leaving)).id,
  to: "",
  email: "",
  language: "fr",
  day: "2026-12-01",
  note: "End of posting",
  file: note,
  ...given,
});
const rolesAt = async (user: { id: string }, at: Date) => (await findActor(db, user.id, at))!.memberships.map(({ role }) => role).sort();
const mailsTo = async (email: string) => (await db.mail.findMany({ where: { to: email }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

test("a member takes over on the day: the roles count by the clock, drafts stay, all concerned are told", async () => {
  const { party, people } = await delegation("focal_point", "contributor");
  const [leaving, successor] = people as [User, User];
  const desk = await makeUser(db, { secretariat: ["desk_officer"] });
  await makeReport(makeCtx({ db, actor: leaving }), party.code);
  const made = await handOver(as(leaving), files, party.code, await input(leaving, { to: successor.id }));
  expect(made).toMatchObject({ ok: true });
  const before = new Date(DAY.getTime() - 1);
  expect([await rolesAt(leaving, before), await rolesAt(successor, before)]).toEqual([["focal_point"], ["contributor"]]);
  expect([await rolesAt(leaving, DAY), await rolesAt(successor, DAY)]).toEqual([[], ["contributor", "focal_point"]]);
  expect(await mailsTo(leaving.email)).toEqual(["handover.leaving"]);
  expect(await mailsTo(successor.email)).toEqual(["handover.successor"]);
  expect(await mailsTo(desk.email)).toEqual(["handover.desk"]);
  expect(await db.auditEvent.findFirst({ where: { subject: `party:${party.id}`, type: "identity.handed_over" } })).toMatchObject({
    data: { from: leaving.id, to: successor.id, startsAt: DAY.toISOString() },
  });
  const page = await getHandoverPage(as(leaving), party.code);
  expect(page).toMatchObject({
    ok: true,
    value: {
      form: { leaving: [], drafts: [expect.any(String)] },
      handovers: [{ state: "ahead", successor: { name: successor.name }, file: "Note verbale.pdf" }],
    },
  });
  const list = await readPartyPeople(as(leaving), party.code);
  const roles = list.ok ? list.value.people.flatMap((one) => one.roles.filter(({ role }) => role === "focal_point")) : [];
  expect(roles.map(({ isAhead, until, mayEnd }) => [isAhead, until, mayEnd])).toEqual(
    expect.arrayContaining([
      [false, DAY.toISOString(), false],
      [true, null, false],
    ]),
  );
});

test("on the day the successor opens, saves and signs the draft, and whoever left no longer finds it", async () => {
  const { party, people } = await delegation("focal_point", "contributor");
  const [leaving, successor] = people as [User, User];
  const reportId = await makeReport(as(leaving), party.code);
  await fillReport(as(leaving), reportId);
  expect(await handOver(as(leaving), files, party.code, await input(leaving, { to: successor.id }))).toMatchObject({ ok: true });
  const on = async (user: User, day: Date) => as((await findActor(db, user.id, day))!, day);
  const answer = async (ctx: UserCtx, value: string) => {
    const { revision } = await db.answer.findFirstOrThrow({ where: { reportId, question: "B1" } });
    return saveAnswers(ctx, { reportId, via: "form", operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: revision, value }] });
  };
  const sign = async (ctx: UserCtx, contentHash: string) =>
    submitReport(ctx, { reportId, contentHash, name: "A. Signatory", function: "Director", accepted: true });

  // Until then each is what they were: one signs, the other writes.
  const before = new Date(DAY.getTime() - 1);
  const read = await getReviewPage(await on(successor, before), reportId);
  expect(await sign(await on(successor, before), read.ok ? read.value.contentHash : "")).toEqual(refusal("report.not_allowed"));
  expect(await answer(await on(leaving, before), "Written on the last day")).toMatchObject({ ok: true, value: [{ ok: true }] });

  const [next, gone] = [await on(successor, DAY), await on(leaving, DAY)];
  expect(await answer(next, "Written by the successor")).toMatchObject({ ok: true, value: [{ ok: true }] });
  const review = await getReviewPage(next, reportId);
  if (!review.ok) throw new Error(review.error.code);
  const { contentHash } = review.value;
  expect(review.value.answers.find(({ question }) => question === "B1")).toMatchObject({ value: "Written by the successor" });
  for (const found of [await getReviewPage(gone, reportId), await answer(gone, "Too late"), await sign(gone, contentHash)])
    expect(found).toEqual(refusal("report.not_found"));
  expect(await sign(next, contentHash)).toMatchObject({ ok: true, value: { version: 1 } });
  expect(await db.submission.findFirst({ where: { reportId } })).toMatchObject({ signedById: successor.id });
});

test("somebody who is invited takes over when they accept, not before the day; until then nothing ends", async () => {
  const { party, people } = await delegation("focal_point");
  const leaving = people[0]!;
  const email = `${unique("next")}@example.org`;
  await handOver(as(leaving), files, party.code, await input(leaving, { email }));
  expect(await rolesAt(leaving, new Date("2027-06-01"))).toEqual(["focal_point"]);
  expect(await getHandoverPage(as(leaving), party.code)).toMatchObject({ value: { handovers: [{ state: "waiting", successor: { email } }] } });
  const mail = await db.mail.findFirstOrThrow({ where: { to: email, kind: "identity.invitation" } });
  expect(mail.language).toBe("fr");
  const [, token] = /\/invitations\/([\w-]+)/.exec(mail.text)!;
  const late = new Date("2026-12-03T09:00:00Z");
  const accepted = await acceptInvitation({ ...as(leaving, late), actor: null }, sessions, token!, { name: "A Successor", password: "a-long-password" });
  if (!accepted.ok) throw new Error(accepted.error.code);
  expect(await rolesAt(accepted.value.user, late)).toEqual(["focal_point"]);
  expect([await rolesAt(leaving, DAY), await rolesAt(leaving, late)]).toEqual([["focal_point"], []]);
  expect(await getHandoverPage(as(accepted.value.user, late), party.code)).toMatchObject({ value: { handovers: [{ state: "done" }] } });
});

test("an invitation that is taken back, or of a day ahead, leaves the focal point in place until then", async () => {
  const { party, people } = await delegation("focal_point");
  const leaving = people[0]!;
  const [first, second] = [`${unique("next")}@example.org`, `${unique("next")}@example.org`];
  await handOver(as(leaving), files, party.code, await input(leaving, { email: first }));
  const { id } = await db.invitation.findFirstOrThrow({ where: { email: first } });
  expect(await revokeInvitation(as(leaving), id)).toMatchObject({ ok: true });
  expect(await getHandoverPage(as(leaving), party.code)).toMatchObject({ value: { handovers: [{ state: "lapsed" }] } });
  await handOver(as(leaving), files, party.code, await input(leaving, { email: second }));
  const mail = await db.mail.findFirstOrThrow({ where: { to: second, kind: "identity.invitation" } });
  const [, token] = /\/invitations\/([\w-]+)/.exec(mail.text)!;
  const accepted = await acceptInvitation({ ...as(leaving), actor: null }, sessions, token!, { name: "A Successor", password: "a-long-password" });
  if (!accepted.ok) throw new Error(accepted.error.code);
  const successor = accepted.value.user;
  expect([await rolesAt(leaving, NOW), await rolesAt(successor, NOW)]).toEqual([["focal_point"], []]);
  expect([await rolesAt(leaving, DAY), await rolesAt(successor, DAY)]).toEqual([[], ["focal_point"]]);
  // Neither can be ended: the party would be without, now or later.
  for (const person of [leaving, successor]) expect(await endMembership(as(leaving), (await focalOf(person)).id)).toEqual(refusal("identity.last_focal_point"));
});

test("today is at once; what is not right is refused and changes nothing", async () => {
  const { party, people } = await delegation("focal_point", "approver");
  const [leaving, successor] = people as [User, User];
  const stranger = (await delegation("focal_point")).people[0]!;
  const bad: [Partial<HandoverInput>, string][] = [
    [{ to: successor.id, day: "2026-11-25" }, "handover.date_past"],
    [{ to: successor.id, day: "2028-01-01" }, "handover.date_far"],
    [{ to: successor.id, file: null }, "handover.file_required"],
    [{ to: successor.id, file: { name: "note.pdf", content: new TextEncoder().encode("just words") } }, "file.type_not_allowed"],
    [{ to: stranger.id }, "handover.successor_required"],
    [{}, "handover.successor_required"],
    [{ to: leaving.id }, "handover.same_person"],
    [{ email: leaving.email }, "handover.same_person"],
    [{ to: successor.id, leaving: (await focalOf(stranger)).id }, "handover.leaving_unknown"],
  ];
  for (const [given, code] of bad) expect(await handOver(as(leaving), files, party.code, await input(leaving, given))).toMatchObject({ error: { code } });
  expect(await db.handover.count({ where: { partyId: party.id } })).toBe(0);
  expect(await rolesAt(leaving, new Date("2027-06-01"))).toEqual(["focal_point"]);

  expect(await handOver(as(leaving), files, party.code, await input(leaving, { email: successor.email, day: "2026-11-26" }))).toMatchObject({ ok: true });
  expect([await rolesAt(leaving, NOW), await rolesAt(successor, NOW)]).toEqual([[], ["approver", "focal_point"]]);
  expect(await handOver(as(stranger), files, party.code, await input(successor, { to: leaving.id }))).toEqual(refusal("handover.not_found"));
});

test("of two handovers of one role at the same moment one is made", async () => {
  const { party, people } = await delegation("focal_point", "contributor", "approver");
  const [leaving, one, other] = people as [User, User, User];
  const inputs = await Promise.all([one, other].map(({ id }) => input(leaving, { to: id })));
  const outcomes = await Promise.all(inputs.map((given) => handOver(as(leaving), files, party.code, given)));
  expect(outcomes.map((outcome) => (outcome.ok ? "made" : outcome.error.code)).sort()).toEqual(["handover.leaving_unknown", "made"]);
});

test("the record and its notes are the party's focal points' and the desk's; what will need somebody is told", async () => {
  const { party, people } = await delegation("focal_point", "contributor");
  const [leaving, contributor] = people as [User, User];
  await makeChain(as(leaving), party.code, [[leaving.id]]);
  const reportId = await makeReport(as(leaving), party.id);
  await assign(as(leaving), reportId, leaving.id, ["B"]);
  await assign(as(leaving), reportId, contributor.id, ["C"]);
  const page = await getHandoverPage(as(leaving), party.code);
  expect(page).toMatchObject({ value: { form: { leaving: [{ isSelf: true, steps: [{ alone: true }], asked: 0, assigned: 1 }] } } });
  const made = await handOver(as(leaving), files, party.code, await input(leaving, { to: contributor.id }));
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value;
  const [officer, admin, observer] = await Promise.all([
    makeUser(db, { secretariat: ["desk_officer"] }),
    makeUser(db, { secretariat: ["admin"] }),
    makeUser(db, { secretariat: ["observer"] }),
  ]);
  const stranger = (await delegation("focal_point")).people[0]!;
  for (const who of [leaving, officer, admin]) {
    expect(await getHandoverFile(as(who), id)).toMatchObject({ ok: true, value: { name: "Note verbale.pdf", type: "application/pdf" } });
    expect(await getHandoverPage(as(who), party.code)).toMatchObject({ ok: true, value: { form: who === officer ? null : expect.anything() } });
  }
  for (const who of [contributor, observer, stranger]) {
    expect(await getHandoverFile(as(who), id)).toEqual(refusal("file.not_found"));
    expect(await getHandoverPage(as(who), party.code)).toEqual(refusal("handover.not_found"));
  }
});
