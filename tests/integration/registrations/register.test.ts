import { expect, test } from "vitest";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { confirmRegistration, register } from "~/features/registrations/commands/register.server";
import { CONFIRM_HOURS } from "~/features/registrations/model";
import { readConfirmation } from "~/features/registrations/queries.server";
import type { RegistrationInput } from "~/features/registrations/schema";
import { digest, openSessions } from "~/platform/auth/sessions.server";
import { action as confirmPage } from "~/routes/account/register/confirm";
import { action, loader } from "~/routes/account/register/form";
import { makeRegistration, PASSWORD, registrationForm, tokenFrom } from "../../factories/registration";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, makeSite } from "../../support/pages";

const { db } = testDatabase();
const start = new Date("2026-11-03T10:00:00Z");
const nobody = (now = start) => makeCtx({ db, actor: null, now });
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const rows = (email: string) => db.registration.findMany({ where: { email }, orderBy: { id: "asc" } });
const mailsTo = async (to: string) => (await db.mail.findMany({ where: { to }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

test("a form becomes a registration nobody sees yet, and a mail in its language with a link; only hashes are kept", async () => {
  const form = registrationForm({ language: "ar" });
  expect(await register(nobody(), form)).toEqual({ ok: true, value: null });
  const [row] = await rows(form.email);
  const token = await tokenFrom(db, form.email, "registration.confirm");
  expect(row).toMatchObject({ state: "unconfirmed", organisation: form.organisation, countries: ["CHE", "KEN"], openEmail: null, confirmHash: digest(token) });
  expect(JSON.stringify(row)).not.toContain(token);
  expect(JSON.stringify(row)).not.toContain(PASSWORD);
  const mail = await db.mail.findFirstOrThrow({ where: { to: form.email } });
  expect(mail).toMatchObject({ language: "ar", kind: "registration.confirm" });
  expect(mail.html).toContain('dir="rtl"');
  expect(mail.text).toContain(`http://localhost:3000/ar/register/${token}`);
  // Whoever typed somebody else's address does not speak to them through the portal.
  expect(mail.text + mail.subject).not.toContain(form.organisation);
  expect(await db.user.count({ where: { email: form.email } })).toBe(0);
  expect(await db.auditEvent.findMany({ where: { subject: `registration:${row!.id}` } })).toMatchObject([{ type: "registration.received" }]);
});

test("whether an address has an account is said in the mail only: the answer is the same, and nothing is registered", async () => {
  const known = await makeUser(db, { password: "the password they have" });
  const invited = await makeUser(db);
  for (const { email } of [known, invited]) {
    const form = registrationForm({ email });
    expect(await register(nobody(), form)).toEqual({ ok: true, value: null });
    expect(await rows(email)).toEqual([]);
    expect(await mailsTo(email)).toEqual(["registration.exists"]);
    expect((await db.mail.findFirstOrThrow({ where: { to: email } })).text).not.toContain("/register/");
  }
  expect((await signIn(nobody(), openSessions(db, { secure: false }), { email: known.email, password: PASSWORD })).ok).toBe(false);
});

test("the pages give the same answer for an address with an account, with a registration, and with neither", async () => {
  const site = makeSite(db, () => start);
  const known = await makeUser(db, { password: "the password they have" });
  const open = await makeRegistration(nobody());
  const seen: unknown[] = [];
  for (const email of [known.email, open.form.email, `${unique("new")}@example.org`]) {
    const form = { ...(registrationForm({ email }) as unknown as Record<string, string>), countries: "CHE", accreditation: "wsis_accredited" };
    const answer = await call<unknown>(site, action, { path: "/fr/register", form });
    seen.push(answer instanceof Response && [answer.status, answer.headers.get("location")]);
  }
  expect(seen).toEqual(Array(3).fill([302, "/fr/register?sent"]));
  expect(await mailsTo(open.form.email)).toEqual(["registration.confirm", "registration.received", "registration.pending"]);
});

test("the link and the password together confirm, once; the registration goes to the secretariat", async () => {
  const form = registrationForm();
  await register(nobody(), form);
  const token = await tokenFrom(db, form.email, "registration.confirm");
  expect(await readConfirmation(nobody(), token)).toMatchObject({ ok: true, value: { organisation: form.organisation, confirmed: false } });
  expect(await confirmRegistration(nobody(), token, "another password entirely")).toEqual(refusal("registration.wrong_password"));
  expect((await rows(form.email))[0]).toMatchObject({ state: "unconfirmed" });
  const outcomes = await Promise.all([1, 2].map(() => confirmRegistration(nobody(), token, PASSWORD)));
  expect(outcomes).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  const [row] = await rows(form.email);
  expect(row).toMatchObject({ state: "confirmed", stateRevision: 1, openEmail: form.email, confirmedAt: start });
  expect(await db.auditEvent.count({ where: { subject: `registration:${row!.id}`, type: "registration.confirmed" } })).toBe(1);
  expect(await mailsTo(form.email)).toEqual(["registration.confirm", "registration.received"]);
  expect(await readConfirmation(nobody(), token)).toMatchObject({ value: { confirmed: true } });
  // Nobody has an account by it yet.
  expect(await db.user.count({ where: { email: form.email } })).toBe(0);
});

test("a link works for its hours, not after; what was never confirmed is forgotten", async () => {
  const form = registrationForm();
  await register(nobody(), form);
  const token = await tokenFrom(db, form.email, "registration.confirm");
  const end = start.getTime() + CONFIRM_HOURS * 3_600_000;
  const late = nobody(new Date(end));
  expect(await confirmRegistration(late, token, PASSWORD)).toEqual(refusal("registration.link_expired"));
  expect(await readConfirmation(late, token)).toEqual(refusal("registration.link_expired"));
  expect(await confirmRegistration(nobody(), "x".repeat(43), PASSWORD)).toEqual(refusal("registration.link_invalid"));
  await register(nobody(new Date(end + 1)), registrationForm());
  expect(await rows(form.email)).toEqual([]);
});

test("somebody else's form with one's own address does not become one's registration", async () => {
  const email = `${unique("victim")}@example.org`;
  await register(nobody(), registrationForm({ email, password: "chosen by somebody else" }));
  const theirs = await tokenFrom(db, email, "registration.confirm");
  expect(await confirmRegistration(nobody(), theirs, PASSWORD)).toEqual(refusal("registration.wrong_password"));
  // One's own form is not in its way, and once it is confirmed the other one has ended.
  await register(nobody(), registrationForm({ email }));
  const own = await tokenFrom(db, email, "registration.confirm");
  expect((await confirmRegistration(nobody(), own, PASSWORD)).ok).toBe(true);
  const minutesLater = nobody(new Date(start.getTime() + 3_600_000));
  expect(await confirmRegistration(minutesLater, theirs, "chosen by somebody else")).toEqual(refusal("registration.already_open"));
});

test("an account that came to be meanwhile is not registered over", async () => {
  const form = registrationForm();
  await register(nobody(), form);
  const token = await tokenFrom(db, form.email, "registration.confirm");
  await makeUser(db, { email: form.email });
  expect(await confirmRegistration(nobody(), token, PASSWORD)).toEqual(refusal("registration.already_open"));
});

test("governments and categories, States and statuses the form does not offer are refused", async () => {
  const sins: [field: string, input: Partial<RegistrationInput>][] = [
    ["category", { category: "government" }],
    ["category", { category: "no-such" }],
    ["countries", { countries: ["XXX"] }],
  ];
  for (const [field, input] of sins) {
    const form = registrationForm(input);
    expect(await register(nobody(), form)).toMatchObject({ ok: false, error: { fields: { [field]: "registration.choice_unknown" } } });
    expect(await rows(form.email)).toEqual([]);
  }
});

test("many forms with one address, and many passwords on one link, have to wait; sign-in does not", async () => {
  const form = registrationForm();
  for (let index = 0; index < 5; index++) expect((await register(nobody(), form)).ok).toBe(true);
  expect(await register(nobody(), form)).toEqual(refusal("identity.too_many_attempts"));
  expect(await mailsTo(form.email)).toHaveLength(5);
  const token = await tokenFrom(db, form.email, "registration.confirm");
  for (let index = 0; index < 5; index++)
    expect(await confirmRegistration(nobody(), token, `guess number ${index}`)).toEqual(refusal("registration.wrong_password"));
  expect(await confirmRegistration(nobody(), token, PASSWORD)).toEqual(refusal("identity.too_many_attempts"));
  expect(await db.signInAttempts.findUnique({ where: { accountKey: digest(form.email) } })).toBeNull();
});

test("without a script: a refused form comes back with what was typed, boxes too, and never the password", async () => {
  const site = makeSite(db, () => start);
  const page = await call(site, loader, { path: "/en/register" });
  if (page instanceof Response) throw new Error("no page");
  expect(page.options.categories.map(({ code }) => code)).not.toContain("government");
  expect(page.options.countries.length).toBeGreaterThan(190);
  const body = new URLSearchParams({ ...(registrationForm({ email: "no address" }) as unknown as Record<string, string>), website: "a b" });
  body.delete("countries");
  for (const code of ["KEN", "CHE"]) body.append("countries", code);
  body.set("accreditation", "wsis_accredited");
  const request = new Request("http://portal.example/en/register", { method: "POST", body });
  const answer = (await action({ request, params: { lang: "en" }, context: { world: site.world } } as never)) as {
    data: { refusal: { fields: Record<string, string> }; typed: Record<string, string> };
  };
  expect(answer.data.refusal.fields).toEqual({ email: "identity.email_invalid", website: "registration.website_invalid" });
  expect(answer.data.typed).toMatchObject({ organisation: expect.stringContaining("Network"), countries: "KEN\nCHE", accreditation: "wsis_accredited" });
  expect(JSON.stringify(answer.data)).not.toContain(PASSWORD);
});

test("the confirmation page posts without a script and ends on itself", async () => {
  const site = makeSite(db, () => start);
  const form = registrationForm();
  await register(nobody(), form);
  const token = await tokenFrom(db, form.email, "registration.confirm");
  const answer = await call<unknown>(site, confirmPage, {
    path: `/en/register/${token}`,
    params: { token },
    form: { password: PASSWORD, username: form.email },
  });
  expect(answer instanceof Response && [answer.status, answer.headers.get("location")]).toEqual([302, `/en/register/${token}`]);
});
