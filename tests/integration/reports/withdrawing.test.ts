import { beforeEach, expect, test } from "vitest";
import { getPublished, listPublished } from "~/features/publication/queries/published.server";
import { openNewVersion } from "~/features/reports/commands/reopen.server";
import { withdrawReport } from "~/features/reports/commands/withdraw.server";
import { getReport } from "~/features/reports/queries/pages.server";
import { LANGUAGES } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { loader as apiExport } from "~/routes/api/public/export";
import { loader as apiSubmission } from "~/routes/api/public/submission";
import { loader as apiPaper } from "~/routes/api/public/submission-export";
import { loader as changes } from "~/routes/public/submissions/changes";
import { loader as show } from "~/routes/public/submissions/show";
import { action as receipt } from "~/routes/reports/receipt";
import { makeMember } from "../../factories/delegation";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

/** A party withdraws what is published; the public is told that it did, and nothing of the text. */
const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
const site = makeSite(db, () => AT);
const anyone = makeCtx({ db, actor: null, now: AT });
const TEXT = "CANARY-WITHDRAWN";
let party: MadeParty;
let focal: UserCtx;
let reportId: string;
let first: string;
let standing: { id: string; symbol: string };

beforeEach(async () => {
  party = await makeParty(db);
  focal = await makeMember(db, party.id, "focal_point", AT);
  reportId = await makeReport(focal, party.id);
  await submitFilledReport(focal, reportId);
  const answers = [{ question: "B1", value: TEXT }];
  // The signed one was public, and so was what came in its place.
  const signed = await db.submission.update({
    where: { reportId_version: { reportId, version: 1 } },
    data: { state: "superseded", publishedAt: new Date("2026-11-02T00:00:00Z"), stateSince: new Date("2026-11-05T00:00:00Z") },
  });
  first = signed.symbol;
  const officer = await makeUser(db, { secretariat: ["desk_officer"] });
  standing = await makeSubmission(db, {
    ...{ party, reportId, version: 2, state: "published", answers, officerId: officer.id },
    publishedAt: new Date("2026-11-05T00:00:00Z"),
  });
});

const standingOf = (symbol: string) => db.submission.findUniqueOrThrow({ where: { symbol } });
const withdrawn = () => withdrawReport(focal, reportId, " A figure is wrong. ");

test("the version is withdrawn with its reason, in the chain; its officer gets a mail, the party none of its own act", async () => {
  const mailsBefore = await db.mail.count({ where: { kind: "submission.withdrawn" } });
  expect(await withdrawn()).toEqual({ ok: true, value: { version: 2 } });
  expect(await standingOf(standing.symbol)).toMatchObject({
    state: "withdrawn",
    withdrawnReason: "A figure is wrong.",
    withdrawnByParty: true,
    stateSince: AT,
  });
  const events = await db.auditEvent.findMany({ where: { subject: `submission:${standing.id}` } });
  expect(events.map(({ type, actorId, data }) => [type, actorId, data])).toEqual([
    ["submission.withdrawn", focal.actor.id, expect.objectContaining({ from: "published", reason: "A figure is wrong." })],
  ]);
  const told = await db.mail.findMany({ where: { kind: "submission.withdrawn_by_party", text: { contains: standing.symbol } } });
  expect(told).toHaveLength(1);
  expect(told[0]!.text).not.toContain("A figure is wrong.");
  expect(await db.mail.count({ where: { kind: "submission.withdrawn" } })).toBe(mailsBefore);
  expect(await withdrawn()).toMatchObject({ ok: false, error: { code: "report.not_published" } });
  // A further version can be written, and the withdrawn one stays as it is.
  const state = await db.report.findUniqueOrThrow({ where: { id: reportId }, select: { state: true } });
  expect(state).toEqual({ state: "submitted" });
  expect(await openNewVersion(focal, reportId)).toMatchObject({ ok: true });
});

test("at both symbols that were public everyone is told the day of it, and lists and exports have nothing", async () => {
  await withdrawn();
  for (const symbol of [standing.symbol, first]) {
    const params = { symbol };
    for (const language of LANGUAGES) {
      const found = await getPublished({ ...anyone, language }, symbol);
      expect(found).toMatchObject({ ok: false, error: { code: "submission.withdrawn", params: { date: expect.stringContaining("24") } } });
      const page = await call(site, show, { path: `/${language}/submissions/${symbol}`, params: { lang: language, symbol } });
      expect(page).toMatchObject({ init: { status: 410 }, data: { report: null } });
      expect(JSON.stringify(page)).not.toContain(TEXT);
    }
    const others = [
      await call<unknown>(site, apiSubmission, { path: `/api/v1/submissions/${symbol}`, params }),
      await call<unknown>(site, apiPaper, { path: `/api/v1/submissions/${symbol}/export?format=pdf`, params }),
      await call<unknown>(site, changes, { path: `/en/submissions/${symbol}/changes`, params }),
    ] as Response[];
    expect(others.map(({ status }) => status)).toEqual([410, 410, 410]);
    expect(await others[0]!.json()).toMatchObject({ code: "submission.withdrawn", title: expect.stringContaining("24 November 2026") });
  }
  expect((await listPublished(anyone, { party: party.code })).items).toEqual([]);
  const rows = (await call<unknown>(site, apiExport, { path: `/api/v1/export?format=csv&party=${party.code}` })) as Response;
  expect(await rows.text()).not.toContain(TEXT);
});

test("a later version is readable, and what was withdrawn before it stays so", async () => {
  await withdrawn();
  const third = await makeSubmission(db, { party, reportId, version: 3, state: "published", publishedAt: AT });
  expect(await getPublished(anyone, third.symbol)).toMatchObject({ ok: true, value: { versions: [{ symbol: third.symbol }] } });
  for (const symbol of [standing.symbol, first]) expect(await getPublished(anyone, symbol)).toMatchObject({ error: { code: "submission.withdrawn" } });
});

test("one that waits for its date was never public: the public learns nothing of its withdrawal", async () => {
  const waiting = await makeSubmission(db, {
    party,
    reportId,
    version: 3,
    state: "published",
    publishedAt: AT,
    releaseAfter: new Date("2027-01-01T00:00:00Z"),
  });
  expect(await withdrawn()).toEqual({ ok: true, value: { version: 3 } });
  expect(await getPublished(anyone, waiting.symbol)).toMatchObject({ error: { code: "submission.not_found" } });
  // The one it would have replaced is withdrawn with it: the party has taken its report back.
  expect(await getPublished(anyone, standing.symbol)).toMatchObject({ error: { code: "submission.withdrawn" } });
});

test("only the focal points of the party withdraw, only what is published, only with a reason; a cycle that has closed changes nothing", async () => {
  const strangers = [await makeMember(db, (await makeParty(db)).id, "focal_point", AT), await makeMember(db, party.id, "delegate", AT)];
  for (const stranger of strangers) expect(await withdrawReport(stranger, reportId, "x")).toMatchObject({ error: { code: "report.not_found" } });
  for (const role of ["approver", "contributor"] as const)
    expect(await withdrawReport(await makeMember(db, party.id, role, AT), reportId, "x")).toMatchObject({ error: { code: "report.not_allowed" } });
  expect(await withdrawReport(focal, reportId, "  ")).toMatchObject({
    error: { code: "report.withdrawal_reason_required", fields: { reason: expect.any(String) } },
  });
  await makeSubmission(db, { party, reportId, version: 3, state: "under_review" });
  expect(await withdrawn()).toMatchObject({ error: { code: "report.not_published" } });
  expect(await getReport(focal, reportId)).toMatchObject({ value: { allowances: { withdraw: false } } });
  expect((await standingOf(standing.symbol)).state).toBe("published");

  const last = await makeSubmission(db, { party, reportId, version: 4, state: "published", publishedAt: AT });
  expect(await getReport(focal, reportId)).toMatchObject({ value: { allowances: { withdraw: true } } });
  const cookie = await cookieOf(site, focal.actor);
  const posted = { path: `/en/reports/${reportId}/receipt`, params: { lang: "en", id: reportId }, cookie };
  expect(await call<unknown>(site, receipt, { ...posted, form: { intent: "withdraw", reason: "" } })).toMatchObject({ init: { status: 422 } });
  const done = (await call<unknown>(site, receipt, { ...posted, form: { intent: "withdraw", reason: "Wrong" } })) as Response;
  expect([done.status, done.headers.get("location")]).toEqual([302, `/en/reports/${reportId}/receipt?done=withdrawn`]);
  // None comes to stand in the place of another.
  for (const symbol of [standing.symbol, last.symbol]) expect((await standingOf(symbol)).state).toBe("withdrawn");
});
