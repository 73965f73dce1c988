import { expect, test } from "vitest";
import { acceptInvitation } from "~/features/identity/commands/accept-invitation.server";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { readInvitation } from "~/features/identity/queries.server";
import { confirmList, rehearseList, sendList, sendWaiting } from "~/features/outreach/commands/lists.server";
import { emptyFile } from "~/features/outreach/queries/empty-file.server";
import { getList } from "~/features/outreach/queries/lists.server";
import { LANGUAGES } from "~/lib/languages";
import { verifyChain } from "~/platform/audit/record.server";
import { openSessions } from "~/platform/auth/sessions.server";
import { readTable } from "~/platform/sheets/rows.server";
import { makeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const adminCtx = async (at = now) => makeCtx({ db, actor: await makeUser(db, { secretariat: ["admin"] }), now: at });
type Admin = Awaited<ReturnType<typeof adminCtx>>;
const csv = (...lines: string[]): Uint8Array => new TextEncoder().encode(["email;party;name;role;language", ...lines].join("\r\n"));
const address = (): string => `${unique("invited")}@example.org`;

async function rehearse(ctx: Admin, bytes: Uint8Array): Promise<string> {
  const read = await rehearseList(ctx, { name: "people.csv", bytes });
  if (!read.ok) throw new Error(read.error.code);
  return read.value.id;
}
async function shown(ctx: Admin, id: string) {
  const list = await getList(ctx, id);
  if (!list.ok) throw new Error(list.error.code);
  return list.value;
}
const mailsTo = (to: string) => db.mail.findMany({ where: { to }, select: { language: true, kind: true } });

test("a file is shown as what it would do, and nothing is sent until it is confirmed; then each line is carried out once", async () => {
  const ctx = await adminCtx();
  const party = await makeParty(db, { kind: "organisation" });
  const [one, other, member, invited, bounced] = [address(), address(), address(), address(), address()];
  await makeUser(db, { email: member, roles: [{ partyId: party.id, role: "focal_point" }] });
  await db.bouncedAddress.create({ data: { email: bounced, reason: "550 no such user", bouncedAt: now } });
  const first = await rehearse(ctx, csv(`${invited};${party.code};;;`));
  await confirmList(ctx, first);
  await sendList(ctx, first);

  const id = await rehearse(
    ctx,
    csv(
      `${one};${party.code};Иван;approver;ru`,
      `${other.toUpperCase()};Switzerland;;;Français`,
      `${one};${party.code};Again;approver;en`,
      `${member};${party.code};;;`,
      `${invited};${party.code};;;`,
      `${bounced};${party.code};;;`,
      `no address;${party.code};;;`,
      `${address()};Switserland;;;`,
      `${address()};${party.code};;king;`,
      `${address()};${party.code};;;xx`,
      `${address()};${party.code};=1+1;;`,
    ),
  );
  const rehearsed = await shown(ctx, id);
  expect(rehearsed.rows.map(({ line, plan }) => [line, plan])).toEqual([
    [2, "invite"],
    [3, "invite"],
    [4, "duplicate"],
    [5, "member"],
    [6, "pending"],
    [7, "bounced"],
    [8, "email_malformed"],
    [9, "party_unknown"],
    [10, "role_unknown"],
    [11, "language_unknown"],
    [12, "formula"],
  ]);
  expect(rehearsed.rows[7]!.near[0]).toEqual({ code: "CHE", name: "Switzerland" });
  expect(rehearsed).toMatchObject({ state: "rehearsed", left: 2, next: null });
  expect(rehearsed.languages).toEqual(
    expect.arrayContaining([
      { language: "ru", count: 1 },
      { language: "fr", count: 1 },
    ]),
  );
  expect([...(await mailsTo(one)), ...(await mailsTo(other))]).toEqual([]);
  expect(await sendList(ctx, id), "before it is confirmed").toEqual({ ok: true, value: { invited: 0 } });

  expect((await confirmList(ctx, id)).ok).toBe(true);
  expect(await confirmList(ctx, id)).toEqual({ ok: false, error: { code: "outreach.already_confirmed" } });

  const sent = await Promise.all([sendList(ctx, id), sendList(ctx, id)]);

  expect(sent.reduce((sum, result) => sum + (result.ok ? result.value.invited : 0), 0)).toBe(2);
  expect(await mailsTo(one)).toEqual([{ language: "ru", kind: "identity.invitation" }]);
  expect(await mailsTo(other)).toEqual([{ language: "fr", kind: "identity.invitation" }]);
  expect(await shown(ctx, id)).toMatchObject({ state: "done", left: 0, outcomes: { invited: 2, member: 0, pending: 0 } });
  const events = await db.auditEvent.findMany({ where: { subject: `invitation_list:${id}` }, orderBy: { id: "asc" }, select: { type: true } });
  expect(events.map(({ type }) => type)).toEqual(["outreach.list_read", "outreach.list_confirmed", "outreach.list_done"]);
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});

test("the same file again invites nobody", async () => {
  const ctx = await adminCtx();
  const party = await makeParty(db);
  const to = address();
  const file = csv(`${to};${party.code};;;`);
  const [first, second] = [await rehearse(ctx, file), await rehearse(ctx, file)];
  await confirmList(ctx, first);
  await sendList(ctx, first);
  // The second was read before the first was carried out: what was true then is looked at again.
  await confirmList(ctx, second);
  await sendList(ctx, second);
  expect((await shown(ctx, second)).rows[0]).toMatchObject({ plan: "invite", outcome: "pending" });
  const third = await rehearse(ctx, file);
  expect(await confirmList(ctx, third)).toEqual({ ok: false, error: { code: "outreach.nobody_to_invite" } });
  expect(await mailsTo(to)).toHaveLength(1);
});

test("whoever is invited with a name finds it in the form, and the day of signing in is all that is kept of it", async () => {
  const ctx = await adminCtx();
  const party = await makeParty(db);
  const to = address();
  const id = await rehearse(ctx, csv(`${to};${party.code};Ada Lovelace;;en`));
  await confirmList(ctx, id);
  await sendList(ctx, id);
  const sessions = openSessions(db, { secure: false });
  const mail = await db.mail.findFirstOrThrow({ where: { to, kind: "identity.invitation" } });
  const token = /\/invitations\/([\w-]{20,})/.exec(mail.text)![1]!;
  expect(await readInvitation(makeCtx({ db, actor: null, now }), token)).toMatchObject({ ok: true, value: { name: "Ada Lovelace" } });
  const accepted = await acceptInvitation(makeCtx({ db, actor: null, now }), sessions, token, { name: "Ada", password: "a sentence as a password" });
  expect(accepted.ok).toBe(true);
  const dayOf = async () => (await db.user.findUniqueOrThrow({ where: { email: to } })).lastSignInOn?.toISOString();
  expect(await dayOf()).toBe("2026-11-20T00:00:00.000Z");
  const later = makeCtx({ db, actor: null, now: new Date("2026-11-23T23:59:00Z") });
  expect((await signIn(later, sessions, { email: to, password: "a sentence as a password" })).ok).toBe(true);
  expect(await dayOf()).toBe("2026-11-23T00:00:00.000Z");
});

test("the clock goes on with what a stop left, and forgets what nobody confirmed", async () => {
  const ctx = await adminCtx();
  const party = await makeParty(db);
  const [to, other] = [address(), address()];
  const confirmed = await rehearse(ctx, csv(`${to};${party.code};;;`));
  await confirmList(ctx, confirmed);
  const forgotten = await rehearse(ctx, csv(`${other};${party.code};;;`));
  await sendWaiting(makeCtx({ db, actor: null, now: new Date("2026-11-26T10:00:00Z") }));
  expect(await mailsTo(to)).toHaveLength(1);
  expect((await shown(ctx, forgotten)).rows).toHaveLength(1);
  await sendWaiting(makeCtx({ db, actor: null, now: new Date("2026-11-28T10:00:00Z") }));
  expect(await getList(ctx, forgotten)).toEqual({ ok: false, error: { code: "outreach.not_found" } });
  expect(await db.invitationListRow.count({ where: { email: other } })).toBe(0);
  expect(await shown(ctx, confirmed)).toMatchObject({ state: "done" });
});

test("only administrators invite from files, and only their own", async () => {
  const ctx = await adminCtx();
  const party = await makeParty(db);
  const file = csv(`${address()};${party.code};;;`);
  const id = await rehearse(ctx, file);
  const missing = { ok: false, error: { code: "outreach.not_found" } };
  for (const secretariat of [["desk_officer"], ["observer"], []] as const) {
    const outsider = makeCtx({ db, actor: await makeUser(db, { secretariat: [...secretariat] }), now });
    expect(await rehearseList(outsider, { name: "x", bytes: file })).toEqual(missing);
  }
  const another = await adminCtx();
  for (const ask of [getList, confirmList, sendList]) expect(await ask(another, id)).toEqual(missing);
  for (const wrong of ["x", "00000000-0000-7000-8000-000000000000"]) expect(await getList(ctx, wrong)).toEqual(missing);
});

test.each(LANGUAGES)("the empty file in %s is read back with its own headings", async (language) => {
  const ctx = makeCtx({ db, actor: (await adminCtx()).actor, now, language });
  const { bytes } = await emptyFile(ctx);
  expect(await rehearseList(ctx, { name: "empty.xlsx", bytes })).toEqual({ ok: false, error: { code: "outreach.empty" } });
  const table = await readTable(bytes);
  expect(table.ok && table.value[0]!.cells).toHaveLength(5);
});
