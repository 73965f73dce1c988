import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemoAccounts } from "~/features/identity/commands/demo-accounts.server";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { DEMO_PASSWORD } from "~/features/identity/model";
import { findActorByEmail, listDemoAccounts } from "~/features/identity/queries.server";
import { readMailbox } from "~/features/notifications/queries/mailbox.server";
import { verifyChain } from "~/platform/audit/record.server";
import { openSessions } from "~/platform/auth/sessions.server";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** Account -> its roles, as everybody outside relies on them. */
const EXPECTED: Record<string, string> = {
  "che.focal": "focal_point CHE",
  "che.contributor": "contributor CHE",
  "che.approver": "approver CHE",
  "ken.focal": "focal_point KEN",
  "egy.focal": "focal_point EGY",
  "chn.focal": "focal_point CHN",
  "rus.focal": "focal_point RUS",
  "bra.focal": "focal_point BRA",
  "irl.focal": "focal_point IRL",
  "itu.facilitator": "focal_point ITU",
  "unesco.facilitator": "focal_point UNESCO",
  "ngo.focal": "focal_point NGO-DEMO",
  "academia.focal": "focal_point UNI-DEMO",
  "youth.focal": "focal_point YOUTH-DEMO",
  desk: "desk_officer",
  editor: "editor",
  translator: "translator",
  observer: "observer",
  admin: "admin",
};

let own: OwnDatabase;
beforeAll(async () => void (own = await ownDatabase()));
afterAll(() => own.close());

test("no demo account is there until it is asked for; then exactly those of the list, once", async () => {
  const { db } = own;
  expect(await db.user.count()).toBe(0);
  expect(await loadDemoAccounts(db)).toBe(true);
  expect(await loadDemoAccounts(db)).toBe(false);
  const users = await db.user.findMany({ include: { memberships: { include: { party: true } }, secretariat: true } });
  const found = users.map(({ email, memberships, secretariat }) => [
    email.replace("@demo.example", ""),
    [...memberships.map(({ role, party }) => `${role} ${party.code}`), ...secretariat.map(({ role }) => role)].join(", "),
  ]);
  expect(Object.fromEntries(found)).toEqual(EXPECTED);
  expect(users.every(({ demo, language, timeZone }) => demo && language && timeZone)).toBe(true);
  expect(new Set(users.map(({ passwordHash }) => passwordHash)).size).toBe(users.length);
  expect(new Set(users.map(({ language }) => language))).toEqual(new Set(["ar", "zh", "en", "fr", "ru", "es"]));
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});

test("the listed password signs in", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: null });
  for (const local of ["che.focal", "ngo.focal", "admin"]) {
    const signedIn = await signIn(ctx, openSessions(db, { secure: false }), { email: `${local}@demo.example`, password: DEMO_PASSWORD });
    expect(signedIn.ok).toBe(true);
  }
  expect((await findActorByEmail(ctx, "ngo.focal@demo.example"))?.memberships).toMatchObject([{ partyCode: "NGO-DEMO" }]);
});

test("neither the list nor the mailbox is there outside of a demo", async () => {
  const ctx = makeCtx({ db: own.db, actor: null });
  expect(await listDemoAccounts(ctx, true)).toHaveLength(Object.keys(EXPECTED).length);
  expect(await listDemoAccounts(ctx, false)).toEqual([]);
  expect((await readMailbox(ctx, true, null)).ok).toBe(true);
  expect(await readMailbox(ctx, false, null)).toEqual({ ok: false, error: { code: "mail.not_found" } });
  expect(await readMailbox(ctx, true, "00000000-0000-7000-8000-000000000000")).toEqual({ ok: false, error: { code: "mail.not_found" } });
});
