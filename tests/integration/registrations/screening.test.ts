import { expect, test } from "vitest";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { answerQuestion, register } from "~/features/registrations/commands/register.server";
import { acceptRegistration, askApplicant, declineRegistration } from "~/features/registrations/commands/screen.server";
import { getRegistration, listRegistrations, readQuestion } from "~/features/registrations/queries.server";
import { LANGUAGES } from "~/lib/languages";
import { openSessions } from "~/platform/auth/sessions.server";
import { verifyChain } from "~/platform/audit/record.server";
import { loader as list } from "~/routes/desk/registrations/index";
import { action, loader as show } from "~/routes/desk/registrations/show";
import { askedQuestion, makeRegistration, PASSWORD, registrationForm } from "../../factories/registration";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
const sessions = openSessions(db, { secure: false });
const start = new Date("2026-11-04T10:00:00Z");
const nobody = (now = start) => makeCtx({ db, actor: null, now });
const officerCtx = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: start });
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const rowOf = (id: string) => db.registration.findUniqueOrThrow({ where: { id } });
const statusOf = (answer: unknown): number =>
  answer instanceof Response ? answer.status : ((answer as { init?: { status?: number } | null }).init?.status ?? 200);

test("accepting makes the organisation, the account with the chosen password and its focal point, and tells the applicant", async () => {
  const ctx = await officerCtx();
  const { id, form } = await makeRegistration(nobody(), { language: "es" });
  const accepted = await acceptRegistration(ctx, id);
  if (!accepted.ok) throw new Error(accepted.error.code);
  const { code } = accepted.value;
  expect(code).toMatch(/^ORG-NFI-[2-9A-Z]{4}$/);
  const party = await db.party.findUniqueOrThrow({ where: { code } });
  expect(party).toMatchObject({
    kind: "organisation",
    facts: {
      acronym: "NFI",
      website: form.website,
      category: "civil-society",
      scope: "several_countries",
      countries: ["CHE", "KEN"],
      accreditation: ["wsis_accredited"],
    },
  });
  expect(party.names).toEqual(Object.fromEntries(LANGUAGES.map((language) => [language, form.organisation])));
  const signed = await signIn(nobody(), sessions, { email: form.email, password: PASSWORD });
  expect(signed).toMatchObject({
    ok: true,
    value: { user: { name: form.name, language: "es", secretariat: [], memberships: [{ partyCode: code, role: "focal_point" }] } },
  });
  expect(await rowOf(id)).toMatchObject({ state: "accepted", partyId: party.id, passwordHash: null, openEmail: null });
  const mail = await db.mail.findFirstOrThrow({ where: { to: form.email, kind: "registration.accepted" } });
  expect(mail).toMatchObject({ language: "es" });
  expect(mail.text).toContain("/es/sign-in");
  expect(await db.auditEvent.findMany({ where: { subject: `registration:${id}` }, orderBy: { id: "asc" } })).toMatchObject([
    { type: "registration.received", actorId: null },
    { type: "registration.confirmed", actorId: null },
    { type: "registration.accepted", actorId: ctx.actor.id },
  ]);
});

test("an account that came to be meanwhile keeps its password; a closed one is not opened by it", async () => {
  const ctx = await officerCtx();
  const known = await makeRegistration(nobody());
  const user = await makeUser(db, { email: known.form.email, password: "the password they have" });
  expect((await acceptRegistration(ctx, known.id)).ok).toBe(true);
  expect((await signIn(nobody(), sessions, { email: user.email, password: PASSWORD })).ok).toBe(false);
  expect((await signIn(nobody(), sessions, { email: user.email, password: "the password they have" })).ok).toBe(true);
  expect(await db.membership.count({ where: { userId: user.id, role: "focal_point" } })).toBe(1);
  expect(await db.mail.count({ where: { to: user.email, kind: "registration.accepted_known" } })).toBe(1);

  const closed = await makeRegistration(nobody());
  await makeUser(db, { email: closed.form.email });
  await db.user.update({ where: { email: closed.form.email }, data: { disabledAt: start } });
  expect(await acceptRegistration(ctx, closed.id)).toEqual(refusal("registration.account_disabled"));
  expect(await rowOf(closed.id)).toMatchObject({ state: "confirmed", partyId: null });
});

test("two officers who decide at once: one wins, the other is refused, and there is one organisation", async () => {
  const [one, two] = [await officerCtx(), await officerCtx()];
  for (const second of [(id: string) => acceptRegistration(two, id), (id: string) => declineRegistration(two, id, "No.")]) {
    const { id, form } = await makeRegistration(nobody());
    const outcomes = await Promise.all([acceptRegistration(one, id), second(id)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual(refusal("registration.wrong_state"));
    const { state } = await rowOf(id);
    const made = await db.party.count({ where: { names: { path: ["en"], equals: form.organisation } } });
    expect(made).toBe(state === "accepted" ? 1 : 0);
    expect(await db.mail.count({ where: { to: form.email, kind: { in: ["registration.accepted", "registration.declined"] } } })).toBe(1);
  }
});

test("a question goes by mail, its answer comes by the link, once, and the registration is to be screened again", async () => {
  const ctx = await officerCtx();
  const made = await makeRegistration(nobody(), { language: "fr" });
  const token = await askedQuestion(ctx, made, "Where is your seat?");
  expect(await rowOf(made.id)).toMatchObject({ state: "asked", openEmail: made.form.email });
  const mail = await db.mail.findFirstOrThrow({ where: { to: made.form.email, kind: "registration.asked" } });
  expect(mail.text).toContain("Where is your seat?");
  expect(mail.text).toContain(`/fr/register/answer/${token}`);
  expect(await readQuestion(nobody(), token)).toMatchObject({ value: { question: "Where is your seat?", answered: false } });
  const outcomes = await Promise.all([1, 2].map((turn) => answerQuestion(nobody(), token, `In Geneva, ${turn}.`)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await rowOf(made.id)).toMatchObject({ state: "confirmed", answer: expect.stringMatching(/^In Geneva/) });
  expect(await answerQuestion(nobody(), token, "again")).toEqual(refusal("registration.wrong_state"));
  expect(await readQuestion(nobody(), token)).toMatchObject({ value: { answered: true } });
  const page = await getRegistration(ctx, made.id);
  expect(page.ok && page.value.trail.map(({ type, text }) => [type, text])).toEqual([
    ["registration.received", null],
    ["registration.confirmed", null],
    ["registration.asked", "Where is your seat?"],
    ["registration.answered", expect.stringMatching(/^In Geneva/)],
  ]);
  expect(await verifyChain(db)).toMatchObject({ ok: true });
});

test("tokens have one purpose: a newer question ends the older link, and no link does another's work", async () => {
  const ctx = await officerCtx();
  const made = await makeRegistration(nobody());
  const first = await askedQuestion(ctx, made, "First?");
  const second = await askedQuestion(ctx, made, "Second?");
  expect(await answerQuestion(nobody(), first, "late")).toEqual(refusal("registration.link_invalid"));
  expect(await readQuestion(nobody(), first)).toEqual(refusal("registration.link_invalid"));
  const confirm = /register\/([\w-]{20,})/.exec((await db.mail.findFirstOrThrow({ where: { to: made.form.email, kind: "registration.confirm" } })).text)![1]!;
  expect(await answerQuestion(nobody(), confirm, "x")).toEqual(refusal("registration.link_invalid"));
  expect(await declineRegistration(ctx, made.id, "Closed meanwhile.")).toMatchObject({ ok: true });
  expect(await answerQuestion(nobody(), second, "too late")).toEqual(refusal("registration.wrong_state"));
});

test("declining tells the reason, forgets the password, opens nothing, and the address may register again", async () => {
  const ctx = await officerCtx();
  const { id, form } = await makeRegistration(nobody());
  expect(await declineRegistration(ctx, id, "Not a legal person.")).toEqual({ ok: true, value: null });
  expect(await rowOf(id)).toMatchObject({ state: "declined", reason: "Not a legal person.", passwordHash: null, openEmail: null });
  expect((await db.mail.findFirstOrThrow({ where: { to: form.email, kind: "registration.declined" } })).text).toContain("Not a legal person.");
  expect(await db.user.count({ where: { email: form.email } })).toBe(0);
  expect(await acceptRegistration(ctx, id)).toEqual(refusal("registration.wrong_state"));
  await register(nobody(new Date(start.getTime() + 60_000)), form);
  expect(await db.mail.count({ where: { to: form.email, kind: "registration.confirm" } })).toBe(2);
});

test("registrations exist for those who screen, and for nobody else; an address that is not confirmed for none", async () => {
  const { id } = await makeRegistration(nobody());
  const unconfirmed = registrationForm();
  await register(nobody(), unconfirmed);
  const hidden = await db.registration.findFirstOrThrow({ where: { email: unconfirmed.email } });
  const strangers = [
    nobody(),
    makeCtx({ db, actor: await makeUser(db), now: start }),
    ...(await Promise.all(
      (["editor", "translator", "observer"] as const).map(async (role) => makeCtx({ db, actor: await makeUser(db, { secretariat: [role] }) })),
    )),
  ];
  for (const ctx of strangers) {
    expect((await listRegistrations(ctx)).items).toEqual([]);
    expect(await getRegistration(ctx, id)).toEqual(refusal("registration.not_found"));
    if (!ctx.actor) continue;
    const user = { ...ctx, actor: ctx.actor };
    for (const result of [await acceptRegistration(user, id), await askApplicant(user, id, "?"), await declineRegistration(user, id, "no")])
      expect(result).toEqual(refusal("registration.not_found"));
  }
  expect(await rowOf(id)).toMatchObject({ state: "confirmed", stateRevision: 1 });
  const ctx = await officerCtx();
  for (const other of [hidden.id, "x", "00000000-0000-7000-8000-000000000000"]) {
    expect(await getRegistration(ctx, other)).toEqual(refusal("registration.not_found"));
    expect(await acceptRegistration(ctx, other)).toEqual(refusal("registration.not_found"));
  }
  expect((await listRegistrations(ctx, { limit: 1_000 })).items.map((item) => item.id)).not.toContain(hidden.id);
});

test("the queue pages without gaps or repeats, by state", async () => {
  const ctx = await officerCtx();
  const made: string[] = [];
  for (let index = 0; index < 5; index++) {
    const { id } = await makeRegistration(nobody(new Date(Date.UTC(2030, 0, 1 + Math.floor(index / 2)))));
    await declineRegistration(ctx, id, "x");
    made.push(id);
  }
  const seen: string[] = [];
  for (let after: string | null = null; seen.length < 5;) {
    const page = await listRegistrations(ctx, { state: "declined", after, limit: 2 });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
    expect(page.counts.declined).toBeGreaterThanOrEqual(5);
  }
  expect(new Set(seen.slice(0, 5))).toEqual(new Set(made));
});

test("an organisation that takes part already is pointed out to whoever screens", async () => {
  const ctx = await officerCtx();
  const first = await makeRegistration(nobody());
  const accepted = await acceptRegistration(ctx, first.id);
  const second = await makeRegistration(nobody(), { organisation: first.form.organisation, acronym: "OTHER" });
  const page = await getRegistration(ctx, second.id);
  expect(page.ok && accepted.ok && page.value.similar.map(({ code }) => code)).toEqual([accepted.ok && accepted.value.code]);
  const own = await getRegistration(ctx, first.id);
  expect(own.ok && own.value.similar.map(({ code }) => code)).not.toContain(accepted.ok && accepted.value.code);
});

test("pages: for those who decide; a refused decision says why and keeps what was typed", async () => {
  const site = makeSite(db, () => start);
  const { id } = await makeRegistration(nobody());
  const at = { path: `/en/desk/registrations/${id}`, params: { id } };
  const observer = await cookieOf(site, await makeUser(db, { secretariat: ["observer"] }));
  const desk = await cookieOf(site, await makeUser(db, { secretariat: ["desk_officer"] }));
  for (const [loader, page] of [
    [list, { path: "/en/desk/registrations" }],
    [show, at],
  ] as const) {
    expect(statusOf(await call<unknown>(site, loader, page))).toBe(302);
    expect(statusOf(await call<unknown>(site, loader, { ...page, cookie: observer }))).toBe(403);
    expect(statusOf(await call<unknown>(site, loader, { ...page, cookie: desk }))).toBe(200);
  }
  expect(statusOf(await call<unknown>(site, action, { ...at, cookie: observer, form: { intent: "accept" } }))).toBe(403);
  expect(await call<unknown>(site, action, { ...at, cookie: desk, form: { intent: "decline", reason: " " } })).toMatchObject({
    data: { refusal: { fields: { reason: "registration.reason_required" } } },
    init: { status: 422 },
  });
  const done = await call<unknown>(site, action, { ...at, cookie: desk, form: { intent: "ask", question: "Why?" } });
  expect(done instanceof Response && done.headers.get("location")).toBe(`/en/desk/registrations/${id}?done=ask`);
  expect(await rowOf(id)).toMatchObject({ state: "asked", question: "Why?" });
});

test.each([
  ["zh", /\p{Script=Han}/u],
  ["ru", /[а-я]/],
] as const)("an applicant who wrote in %s is asked, accepted and declined in it", async (language, script) => {
  const ctx = await officerCtx();
  const [asked, declined] = [await makeRegistration(nobody(), { language }), await makeRegistration(nobody(), { language })];
  await askedQuestion(ctx, asked, "Where?");
  expect((await acceptRegistration(ctx, asked.id)).ok).toBe(true);
  expect((await declineRegistration(ctx, declined.id, "No.")).ok).toBe(true);
  for (const [{ form }, kind] of [
    [asked, "registration.confirm"],
    [asked, "registration.asked"],
    [asked, "registration.accepted"],
    [declined, "registration.declined"],
  ] as const) {
    const mail = await db.mail.findFirstOrThrow({ where: { to: form.email, kind } });
    expect(mail).toMatchObject({ language, subject: expect.stringMatching(script), text: expect.stringMatching(script) });
    expect(mail.text).not.toMatch(/\{\{|\b(?:the|your|registration)\b/);
    expect(mail.html).toContain(`lang="${language}"`);
    if (kind !== "registration.declined") expect(mail.text).toContain(`/${language}/`);
  }
});
