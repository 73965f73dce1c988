import { beforeEach, describe, expect, test } from "vitest";
import { getPublished, listPublished } from "~/features/publication/queries/published.server";
import { stakeholderBoard } from "~/features/publication/queries/stakeholder-board.server";
import { answerCosign } from "~/features/reports/commands/cosign.server";
import { openNewVersion, recallReport } from "~/features/reports/commands/reopen.server";
import { COSIGN_DAYS } from "~/features/reports/model";
import { listCosignatories, readCosign } from "~/features/reports/queries/cosign.server";
import { accept, acknowledge, publish, startReview } from "~/features/review/commands.server";
import { getSubmission } from "~/features/review/queries/submission.server";
import type { UserCtx } from "~/platform/context.server";
import { digest } from "~/platform/auth/sessions.server";
import { action, loader } from "~/routes/account/cosign";
import { loader as apiSubmission } from "~/routes/api/public/submission";
import { loader as show } from "~/routes/public/submissions/show";
import { loader as verify } from "~/routes/public/verify/show";
import { tokenFrom } from "../../factories/registration";
import { signReport, submitContribution, type ContributionInput } from "../../factories/report";
import { makeParty, type MadeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { EXPORT_FORMATS, exported } from "../../support/exports";
import { call, makeSite } from "../../support/pages";

const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
const DAY = 86_400_000;
const site = makeSite(db, () => AT);
const nobody = (now = AT) => makeCtx({ db, actor: null, now });
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const text = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (part instanceof Map || part instanceof Set ? [...part] : part));

/** Words the public may never be given, and those it may. */
const SILENT = "CANARY-SILENT";
const DECLINED = "CANARY-DECLINED";
const PERSON = "CANARY-PERSON";
const CONFIRMED = "CONFIRMED-ORGANISATION";

let party: MadeParty;
let ctx: UserCtx;
let desk: UserCtx;
let emails: Record<"yes" | "no" | "silent", string>;

beforeEach(async () => {
  party = await makeParty(db, { kind: "organisation", code: unique("ORG").toUpperCase() });
  ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }), now: AT });
  desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: AT });
  emails = { yes: `${unique("canary-yes")}@example.org`, no: `${unique("canary-no")}@example.org`, silent: `${unique("canary-silent")}@example.org` };
});

const rows = () => [
  { id: "yes", organisation: CONFIRMED, country: "KEN", name: `${PERSON} One`, email: emails.yes },
  { id: "no", organisation: DECLINED, name: `${PERSON} Two`, email: emails.no },
  { id: "silent", organisation: SILENT, country: "CHE", name: `${PERSON} Three`, email: emails.silent },
];

async function joint(input: ContributionInput = {}) {
  const submitted = await submitContribution(ctx, party.code, { cosignatories: rows(), ...input });
  const { id, symbol } = await db.submission.findUniqueOrThrow({ where: { receipt: submitted.receipt } });
  const token = async (who: keyof typeof emails) => tokenFrom(db, emails[who], "report.cosign");
  return { ...submitted, id, symbol, tokens: { yes: await token("yes"), no: await token("no"), silent: await token("silent") } };
}

async function publishIt(id: string): Promise<void> {
  for (const step of [acknowledge, startReview, accept, publish]) {
    const done = await step(desk, { id, origin: ctx.origin });
    if (!done.ok) throw new Error(done.error.code);
  }
}

const events = async (id: string) =>
  (await db.auditEvent.findMany({ where: { subject: `submission:${id}`, type: { startsWith: "submission.cosign" } }, orderBy: { id: "asc" } })).map(
    ({ type }) => type,
  );

describe("asking", () => {
  test("signing asks each co-signatory by a mail of its own, in the language of the text; only hashes of the links are kept", async () => {
    const { id, tokens } = await joint();
    const kept = await db.cosignature.findMany({ where: { submissionId: id }, orderBy: { position: "asc" } });
    expect(kept).toMatchObject([
      { row: "yes", organisation: CONFIRMED, country: "KEN", state: "asked", tokenHash: digest(tokens.yes), answeredAt: null },
      { row: "no", organisation: DECLINED, country: "" },
      { row: "silent", organisation: SILENT },
    ]);
    for (const token of Object.values(tokens)) expect(JSON.stringify(kept)).not.toContain(token);
    const mails = await db.mail.findMany({ where: { to: { in: Object.values(emails) } } });
    expect(mails.map(({ kind, language }) => [kind, language])).toEqual(Array(3).fill(["report.cosign", "en"]));
    const other = mails.find(({ to }) => to === emails.yes)!;
    for (const word of [DECLINED, SILENT, PERSON, emails.no]) expect(other.text).not.toContain(word);
    const signed = await db.auditEvent.findFirstOrThrow({ where: { type: "report.submitted", data: { path: ["submission"], equals: id } } });
    expect(signed.data).toMatchObject({ cosignatories: 3 });
    expect(JSON.stringify(signed.data)).not.toContain("@example.org");
  });

  test("a contribution signed alone asks nobody", async () => {
    const { id } = await db.submission.findFirstOrThrow({ where: { receipt: (await submitContribution(ctx, party.code)).receipt } });
    expect(await db.cosignature.count({ where: { submissionId: id } })).toBe(0);
  });
});

describe("the link", () => {
  test("shows the text as it was signed, confidential answers too, and no means to reach anybody", async () => {
    const { tokens } = await joint({
      answers: [
        { question: "B1", value: "The summary to sign." },
        { question: "D2", value: "A confidential passage.", confidential: true },
        { question: "A5", value: { name: `${PERSON} Contact`, email: "canary-contact@example.org", phone: "+41 22 999 88 77" } },
      ],
    });
    const read = await readCosign(nobody(), tokens.yes);
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value).toMatchObject({ organisation: CONFIRMED, state: "asked", summary: "The summary to sign.", party: `${party.code} (en)` });
    const seen = text(read.value.sections);
    expect(seen).toContain("A confidential passage.");
    expect(seen).toContain(CONFIRMED);
    for (const word of [SILENT, DECLINED, PERSON, "canary-contact", "999 88 77", "CANARY", ...Object.values(emails)]) expect(seen).not.toContain(word);
  });

  test("confirms or declines, as often as it is pressed, and changes its mind while it works; every change is recorded", async () => {
    const { id, tokens } = await joint();
    const answers = await Promise.all([1, 2, 3].map(() => answerCosign(nobody(), tokens.yes, "confirmed")));
    expect(answers).toEqual(Array(3).fill({ ok: true, value: "confirmed" }));
    expect(await events(id)).toEqual(["submission.cosign_confirmed"]);
    expect(await answerCosign(nobody(), tokens.yes, "declined")).toEqual({ ok: true, value: "declined" });
    expect(await answerCosign(nobody(), tokens.yes, "confirmed")).toEqual({ ok: true, value: "confirmed" });
    expect(await events(id)).toEqual(["submission.cosign_confirmed", "submission.cosign_declined", "submission.cosign_confirmed"]);
    expect(await db.cosignature.findMany({ where: { submissionId: id }, orderBy: { position: "asc" }, select: { state: true } })).toEqual([
      { state: "confirmed" },
      { state: "asked" },
      { state: "asked" },
    ]);
  });

  test("is not found when it is unknown, past its date, or another kind of link", async () => {
    const { id, tokens } = await joint();
    const end = new Date(AT.getTime() + COSIGN_DAYS * DAY);
    for (const [token, now] of [
      ["x".repeat(43), AT],
      [id, AT],
      [tokens.yes, end],
    ] as const) {
      expect(await readCosign(nobody(now), token)).toEqual(refusal("cosign.not_found"));
      expect(await answerCosign(nobody(now), token, "confirmed")).toEqual(refusal("cosign.not_found"));
    }
    expect((await readCosign(nobody(new Date(end.getTime() - 1)), tokens.yes)).ok).toBe(true);
    expect(await events(id)).toEqual([]);
  });

  test("of a recalled version shows and takes nothing; the next version asks again", async () => {
    const { id, reportId, tokens } = await joint();
    expect((await answerCosign(nobody(), tokens.no, "declined")).ok).toBe(true);
    expect((await recallReport(ctx, reportId)).ok).toBe(true);
    for (const token of [tokens.yes, tokens.no]) {
      expect(await readCosign(nobody(), token)).toEqual(refusal("cosign.ended"));
      expect(await answerCosign(nobody(), token, "confirmed")).toEqual(refusal("cosign.ended"));
    }
    expect(await db.cosignature.count({ where: { submissionId: id, state: "confirmed" } })).toBe(0);
    await signReport(ctx, reportId);
    const again = await tokenFrom(db, emails.yes, "report.cosign");
    expect(again).not.toBe(tokens.yes);
    expect((await answerCosign(nobody(), again, "confirmed")).ok).toBe(true);
  });

  test("of a replaced version has ended too", async () => {
    const { id, reportId, tokens } = await joint();
    for (const step of [acknowledge, startReview]) await step(desk, { id, origin: ctx.origin });
    expect((await openNewVersion(ctx, reportId)).ok).toBe(true);
    expect((await readCosign(nobody(), tokens.yes)).ok).toBe(true);
    await signReport(ctx, reportId);
    expect(await answerCosign(nobody(), tokens.yes, "confirmed")).toEqual(refusal("cosign.ended"));
  });

  test("works on its page without an account and without a script", async () => {
    const { id, tokens } = await joint();
    const at = { path: `/fr/cosign/${tokens.yes}`, params: { token: tokens.yes } };
    expect(await call<unknown>(site, loader, at)).toMatchObject({ data: { request: { organisation: CONFIRMED }, refusal: null } });
    const done = await call<unknown>(site, action, { ...at, form: { intent: "confirmed" } });
    expect(done instanceof Response && [done.status, done.headers.get("location")]).toEqual([302, `/fr/cosign/${tokens.yes}`]);
    expect(await events(id)).toEqual(["submission.cosign_confirmed"]);
    expect(await call<unknown>(site, loader, { path: "/fr/cosign/none", params: { token: "none" } })).toMatchObject({
      data: { request: null, refusal: { code: "cosign.not_found" } },
      init: { status: 404 },
    });
  });
});

describe("who sees what", () => {
  test("the party and the desk see every co-signatory with its state; other parties and other staff of none", async () => {
    const { id, reportId, tokens } = await joint();
    await answerCosign(nobody(), tokens.yes, "confirmed");
    await answerCosign(nobody(), tokens.no, "declined");
    const expected = [
      { organisation: CONFIRMED, country: "Kenya", state: "confirmed", email: emails.yes, answeredAt: AT.toISOString() },
      { organisation: DECLINED, country: "", state: "declined" },
      { organisation: SILENT, country: "Switzerland", state: "asked", answeredAt: null },
    ];
    expect(await listCosignatories(ctx, reportId)).toMatchObject({ ok: true, value: expected });
    const read = await getSubmission(desk, id);
    expect(read).toMatchObject({ ok: true, value: { cosignatories: expected } });
    expect(read.ok && read.value.trail.at(-1)).toMatchObject({ type: "submission.cosign_declined", actor: DECLINED });
    const foreign = await makeParty(db, { kind: "organisation" });
    const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: foreign.id, role: "focal_point" }] }), now: AT });
    expect(await listCosignatories(stranger, reportId)).toEqual(refusal("report.not_found"));
    expect(await listCosignatories(nobody(), reportId)).toEqual(refusal("report.not_found"));
    // What a party took back, its co-signatories included, is no longer read at the desk.
    await recallReport(ctx, reportId);
    expect(text(await getSubmission(desk, id))).not.toContain(SILENT);
  });

  test.each([
    ["organisation_only", false],
    ["name_published", true],
  ] as const)("the public sees confirmed co-signatories only; with consent %s their persons: %s; never an address", async (consent, named) => {
    const { id, symbol, tokens } = await joint({ publish: consent });
    await answerCosign(nobody(), tokens.no, "declined");
    await publishIt(id);
    const page = async () => text(await call(site, show, { path: `/en/submissions/${symbol}`, params: { symbol } }));
    const before = await page();
    for (const word of [CONFIRMED, DECLINED, SILENT, PERSON]) expect({ word, seen: before.includes(word) }).toEqual({ word, seen: false });
    await answerCosign(nobody(), tokens.yes, "confirmed");
    const program = (await call<unknown>(site, apiSubmission, { path: `/api/v1/submissions/${symbol}`, params: { symbol } })) as Response;
    const exports = await Promise.all(EXPORT_FORMATS.map((format) => exported(site, `party=${party.code}`, format)));
    for (const seen of [await page(), text(await getPublished(nobody(), symbol)), await program.text(), ...exports]) {
      for (const word of [DECLINED, SILENT, `${PERSON} Two`, `${PERSON} Three`, ...Object.values(emails)])
        expect({ word, seen: seen.includes(word) }).toEqual({ word, seen: false });
      expect(seen).toContain(CONFIRMED);
      expect(seen.includes(`${PERSON} One`)).toBe(named);
    }
    expect(text(await listPublished(nobody(), { party: party.code }))).not.toContain("CANARY");
    const found = await getPublished(nobody(), symbol);
    const list = found.ok ? found.value.sections.flatMap(({ answers }) => answers) : [];
    expect(list.find(({ question }) => question.code === "A6")?.value).toEqual([
      { id: "yes", organisation: CONFIRMED, country: "KEN", ...(named && { name: `${PERSON} One` }) },
    ]);
    // Who withdraws is no longer there.
    await answerCosign(nobody(), tokens.yes, "declined");
    expect(await page()).not.toContain(CONFIRMED);
  });

  test("a contribution that is not for publication is nowhere public, whatever the database says", async () => {
    const { id, symbol, receipt, tokens } = await joint({ publish: "not_published", answers: [{ question: "B1", value: "CANARY-SUMMARY" }] });
    await answerCosign(nobody(), tokens.yes, "confirmed");
    for (const step of [acknowledge, startReview, accept]) await step(desk, { id, origin: ctx.origin });
    expect(await publish(desk, { id, origin: ctx.origin })).toEqual(refusal("submission.release_withheld"));
    const places = async () => [
      await call(site, verify, { path: `/en/verify/${receipt}`, params: { receipt } }),
      await stakeholderBoard(nobody(), {}),
      await listPublished(nobody(), { party: party.code }),
      await getPublished(nobody(), symbol),
    ];
    const check = async () => {
      const seen = text(await places());
      for (const word of ["CANARY-SUMMARY", CONFIRMED, SILENT, PERSON, "A. Signatory", ...Object.values(emails)])
        expect({ word, seen: seen.includes(word) }).toEqual({ word, seen: false });
      expect(seen).toContain("submission.not_found");
    };
    await check();
    await db.submission.update({ where: { id }, data: { state: "published", publishedAt: AT } });
    await check();
  });
});
