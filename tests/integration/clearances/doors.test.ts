import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { findActor } from "~/features/identity/queries.server";
import { holdOf } from "~/features/clearances/model";
import { listAsked } from "~/features/clearances/queries/pages.server";
import { attachFile } from "~/features/reports/commands/attach-file.server";
import { chooseUnit } from "~/features/reports/commands/choose-unit.server";
import { copyAnswers } from "~/features/reports/commands/copy-answers.server";
import { importReport } from "~/features/reports/commands/import-report.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { lockReport } from "~/features/reports/queries/load.server";
import { getReport, getReportDetail, getReviewPage } from "~/features/reports/queries/pages.server";
import { SAVE_WAYS } from "~/features/saves/model";
import type { UserCtx } from "~/platform/context.server";
import { action as putAnswer } from "~/routes/api/reports/answer";
import { action as postFile } from "~/routes/api/reports/files";
import { action as postSaves } from "~/routes/api/reports/saves";
import { action as postSubmit } from "~/routes/api/reports/submit";
import { action as postClearance, loader as readClearance } from "~/routes/reports/clearance";
import { loader as readReports } from "~/routes/reports/index";
import { action as postSection, loader as readSection } from "~/routes/reports/section";
import { act, makeChain } from "../../factories/clearance";
import { makeParty, type MadeParty } from "../../factories/party";
import { fillReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite, send } from "../../support/pages";

/** Every way an answer is written, while its report is held for clearance: all of them are closed, by one lock, in any order. */
const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
const site = makeSite(db, () => AT);
const held = { ok: false, error: { code: "report.in_clearance" } };
let entity: MadeParty;
let focal: UserCtx;
let authority: UserCtx;
let cookie: string;
let id: string;
let other: string;

beforeEach(async () => {
  entity = await makeParty(db, { kind: "un_entity" });
  await db.facilitation.createMany({ data: ["C2", "C5"].map((line) => ({ line, role: "lead", partyId: entity.id })) });
  focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: entity.id, role: "focal_point" }] }), now: AT });
  authority = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: entity.id, role: "approver" }] }), now: AT });
  cookie = await cookieOf(site, focal.actor);
  [id, other] = [await started("C2"), await started("C5")];
  await fillReport(focal, id);
  await put(other, "From the other line");
  await makeChain(focal, entity.code, [[authority.actor.id]]);
});

async function started(line: string): Promise<string> {
  const report = await startReport(focal, { template: "facilitator-report", party: entity.id, line, language: "en" });
  if (!report.ok) throw new Error(report.error.code);
  return report.value.id;
}
const answerOf = (reportId: string) => db.answer.findUnique({ where: { reportId_question_row: { reportId, question: "B1", row: "" } } });
async function put(
  reportId: string,
  value: string,
  { via = "form", opId = randomUUID() as string, base }: { via?: (typeof SAVE_WAYS)[number]; opId?: string; base?: number } = {},
) {
  const baseRevision = base ?? (await answerOf(reportId))?.revision ?? 0;
  return saveAnswers(focal, { reportId, via, operations: [{ opId, question: "B1", row: "", baseRevision, value }] });
}
const pdf = new TextEncoder().encode("%PDF-1.7\n%%EOF");
const attach = () => attachFile(focal, site.files, { reportId: id, question: "I1", row: "", field: "files", name: "annex.pdf", content: pdf });
const copy = async () => copyAnswers(focal, { reportId: id, from: other, units: new Map([["B1", (await answerOf(id))!.revision]]) });
const bring = async () =>
  importReport(focal, {
    kind: "report",
    format: 1,
    report: { id },
    answers: [{ question: "B1", row: "", value: "Brought", confidential: false, revision: (await answerOf(id))!.revision }],
  });
const hashOf = async (): Promise<string> => {
  const detail = await getReportDetail(focal, id);
  if (!detail.ok) throw new Error(detail.error.code);
  return detail.value.contentHash;
};
const sign = async (contentHash: string) => submitReport(focal, { reportId: id, contentHash, name: "A", function: "B", accepted: true });
const written = () =>
  Promise.all([
    db.save.count({ where: { scope: `report:${id}` } }),
    db.attachment.count({ where: { reportId: id } }),
    db.report.findUniqueOrThrow({ where: { id }, select: { unit: true } }),
    hashOf(),
  ]);

test("asked for and cleared: no door writes, by a person, a program, a file or another report; returned, all are open", async () => {
  const json = { "content-type": "application/json" };
  const refused = { status: 423, code: "report.in_clearance" };
  const first = randomUUID();
  expect(await put(id, "Kept", { opId: first })).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(await act(focal, id, "ask")).toMatchObject({ ok: true });
  const before = await written();
  for (const state of ["asked", "cleared"]) {
    if (state === "cleared") expect(await act(authority, id, "clear")).toMatchObject({ ok: true });
    for (const via of SAVE_WAYS) expect(await put(id, `Late by ${via}`, { via })).toMatchObject(held);
    // The next revision takes the one statement; these take the way around it: overtaken, ahead, sent before.
    expect(await put(id, "Overtaken", { base: 0 })).toMatchObject(held);
    expect(await put(id, "Ahead", { base: 99 })).toMatchObject(held);
    expect(await put(id, "Kept", { opId: first })).toMatchObject(held);
    expect(await attach()).toMatchObject(held);
    expect(await copy()).toMatchObject(held);
    expect(await bring()).toMatchObject(held);
    expect(await chooseUnit(focal, { reportId: id, unit: "" })).toMatchObject(held);

    const api = `/api/v1/reports/${id}`;
    const base = (await answerOf(id))!.revision;
    const save = {
      method: "PUT",
      body: JSON.stringify({ value: "Late" }),
      headers: { ...json, "idempotency-key": randomUUID(), "if-match": `"${base}"` },
      cookie,
    };
    expect(await send(site, putAnswer, `${api}/answers/B1`, { id, question: "B1" }, save)).toEqual(refused);
    const queue = JSON.stringify([{ opId: randomUUID(), question: "B1", baseRevision: base, value: "Late" }]);
    expect(await send(site, postSaves, `${api}/saves`, { id }, { method: "POST", body: queue, headers: json, cookie })).toEqual(refused);
    const file = new FormData();
    for (const [name, value] of Object.entries({ question: "I1", row: "", field: "files" })) file.set(name, value);
    file.set("file", new File([pdf], "annex.pdf", { type: "application/pdf" }));
    expect(await send(site, postFile, `${api}/files`, { id }, { method: "POST", body: file, cookie })).toEqual(refused);
    const path = `/en/reports/${id}/sections/B`;
    const at = { path, params: { lang: "en", id, section: "B" }, cookie };
    const page = await call(site, postSection as never, { ...at, form: { "rev.B1": String(base), B1: "Late", "was.B1": "x", intent: "save" } });
    expect(page).toMatchObject({ init: { status: 423 }, data: { outcome: { whole: { code: "report.in_clearance" }, kept: { B1: { value: "Late" } } } } });
    expect(await call(site, readSection as never, at)).toMatchObject({
      hold: expect.stringMatching(
        state === "asked"
          ? /with \u2068Ministry of Health\u2069 for clearance since 24 Nov/
          : /has been cleared \(\u2068Ministry of Health\u2069; asked for on 24 Nov/,
      ),
      page: { isHeld: true, allowances: { write: false } },
    });
    expect(await written()).toEqual(before);
  }
  expect(await act(focal, id, "cancel")).toMatchObject({ ok: true });
  expect(await getReport(focal, id)).toMatchObject({ value: { isHeld: false, allowances: { write: true } } });
  expect(await put(id, "Open again")).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(await attach()).toMatchObject({ ok: true });
  expect(await copy()).toMatchObject({ ok: true, value: { copied: ["B1"] } });
  expect(await bring()).toMatchObject({ ok: true, value: [{ outcome: "saved" }] });
  expect(await chooseUnit(focal, { reportId: id, unit: "" })).toMatchObject({ ok: true });
});

test("a program that signs is told that the chain has not cleared the report", async () => {
  const body = JSON.stringify({ contentHash: await hashOf(), declaration: { name: "A", function: "B", accepted: true } });
  const post = () =>
    send(site, postSubmit, `/api/v1/reports/${id}/submit`, { id }, { method: "POST", body, headers: { "content-type": "application/json" }, cookie });
  expect(await post()).toEqual({ status: 409, code: "clearance.missing" });
  await act(focal, id, "ask");
  expect(await post()).toEqual({ status: 409, code: "clearance.missing" });
  await act(authority, id, "clear");
  expect(await getReviewPage(focal, id)).toMatchObject({ value: { uncleared: null, allowances: { submit: true } } });
  expect((await post()).code).toBeUndefined();
});

/** Does something while another transaction holds the report and is about to keep it for clearance. */
async function whileHolding<T>(work: () => Promise<T>): Promise<T> {
  let under: Promise<T> | undefined;
  await db.$transaction(async (tx) => {
    await lockReport(tx, id);
    under = work();
    await wait(300);
    const hold = holdOf({ at: "asked", step: 1, hash: "h", until: new Date(AT.getTime() + 1_000) }, AT);
    await tx.report.update({ where: { id }, data: { ...hold, revision: { increment: 1 } } });
  });
  return under!;
}

test.each([
  ["a save in one statement", () => put(id, "Slips by")],
  ["a save the long way round", () => put(id, "Slips by", { base: 0 })],
  ["an upload", () => attach()],
  ["a copy", () => copy()],
  ["an import", () => bring()],
  ["a choice of unit", () => chooseUnit(focal, { reportId: id, unit: "" })],
] as const)("%s that waits for the report while clearance is asked for finds it held", async (_, work) => {
  const before = await written();
  expect(await whileHolding<unknown>(work)).toMatchObject(held);
  expect(await written()).toEqual(before);
});

test("saves and a request at once: what is held is exactly what was asked for, whoever came first", async () => {
  for (let round = 0; round < 6; round++) {
    const base = (await answerOf(id))!.revision;
    const [asked, ...saved] = await Promise.all([act(focal, id, "ask"), ...[1, 2, 3].map((part) => put(id, `Round ${round}, ${part}`, { base }))]);
    expect(asked).toMatchObject({ ok: true });
    for (const one of saved) if (!one.ok) expect(one.error.code).toBe("report.in_clearance");
    const { contentHash } = await db.clearance.findFirstOrThrow({ where: { reportId: id }, orderBy: { id: "desc" } });
    expect(await hashOf()).toBe(contentHash);
    expect(await put(id, "After")).toMatchObject(held);
    expect(await act(focal, id, "cancel")).toMatchObject({ ok: true });
  }
});

test("clearing and saving at once: only what was asked for is cleared and signed", async () => {
  await act(focal, id, "ask");
  const [cleared, saved] = await Promise.all([act(authority, id, "clear"), put(id, "Meanwhile")]);
  expect([cleared.ok, saved.ok]).toEqual([true, false]);
  const row = await db.report.findUniqueOrThrow({ where: { id } });
  expect(row.clearedHash).toBe(await hashOf());
  expect(await sign(row.clearedHash!)).toMatchObject({ ok: true, value: { hash: row.clearedHash } });
});

test("signing and taking the clearance back at once end in one order or the other", async () => {
  await act(focal, id, "ask");
  await act(authority, id, "clear");
  const hash = await hashOf();
  const [signed, taken] = await Promise.all([sign(hash), act(authority, id, "withdraw", "One more look.")]);
  expect([signed.ok, taken.ok].sort()).toEqual([false, true]);
  if (signed.ok) expect(taken).toMatchObject({ error: { code: "clearance.wrong_state" } });
  else expect(signed.error.code).toBe("clearance.missing");
  expect(await db.submission.count({ where: { reportId: id } })).toBe(signed.ok ? 1 : 0);
});

test("signing and returning at once: what is still asked for is not signed, and the report is open after", async () => {
  await act(focal, id, "ask");
  const [signed, returned] = await Promise.all([sign(await hashOf()), act(authority, id, "return", "Not yet.")]);
  expect([signed.ok, returned.ok]).toEqual([false, true]);
  expect(await put(id, "Open again")).toMatchObject({ ok: true });
});

test("a co-facilitator of another party finds the report held, and nothing of who clears it", async () => {
  const partner = await makeParty(db, { kind: "un_entity" });
  await db.facilitation.create({ data: { line: "C2", role: "co", partyId: partner.id } });
  const { id: userId } = await makeUser(db, { roles: [{ partyId: partner.id, role: "focal_point" }] });
  const co = makeCtx({ db, actor: (await findActor(db, userId))!, now: AT });
  await act(focal, id, "ask");
  const save = {
    reportId: id,
    via: "form" as const,
    operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: (await answerOf(id))!.revision, value: "Late" }],
  };
  expect(await saveAnswers(co, save)).toMatchObject(held);
  expect(await act(co, id, "cancel")).toMatchObject({ ok: false, error: { code: "clearance.not_found" } });
  const its = { params: { lang: "en", id, section: "B" }, path: `/en/reports/${id}/sections/B`, cookie: await cookieOf(site, co.actor) };
  expect(await call(site, readSection as never, its)).toMatchObject({ hold: expect.not.stringContaining("Ministry") });
  expect(await call(site, readClearance as never, its)).toMatchObject({ status: 404 });
});

test("the page: asking and clearing end on it, a return without a reason says so beside what was typed, and the list tells whose turn it is", async () => {
  const path = `/fr/reports/${id}/clearance`;
  const params = { lang: "fr", id };
  const markOf = async (): Promise<string> =>
    ((await call(site, readClearance as never, { path, params, cookie })) as unknown as { panel: { mark: string } }).panel.mark;
  const post = async (form: Record<string, string>, as = cookie) =>
    call<unknown>(site, postClearance as never, { path, params, cookie: as, form: { mark: await markOf(), text: "", ...form } });
  const leadsTo = (answer: unknown) => answer instanceof Response && [answer.status, answer.headers.get("location")];
  expect(leadsTo(await post({ intent: "ask", text: "S'il vous plaît" }))).toEqual([302, `${path}?done=ask`]);
  const theirs = await cookieOf(site, authority.actor);
  expect(await post({ intent: "return" }, theirs)).toMatchObject({
    init: { status: 422 },
    data: { refusal: { code: "clearance.reason_required" }, typed: { intent: "return" } },
  });
  expect(await post({ intent: "clear", text: "x".repeat(2_001) }, theirs)).toMatchObject({
    data: { refusal: { fields: { text: "clearance.text_too_long" } } },
  });
  expect(await post({ intent: "clear" })).toMatchObject({ init: { status: 403 }, data: { refusal: { code: "clearance.not_allowed" } } });
  expect(await post({ intent: "clear", mark: "stale" }, theirs)).toMatchObject({ init: { status: 409 } });
  expect(await call(site, readReports as never, { path: "/fr/reports", params: { lang: "fr" }, cookie: theirs })).toMatchObject({
    asked: [{ reportId: id, stepName: "Ministry of Health" }],
  });
  expect(leadsTo(await post({ intent: "clear" }, theirs))).toEqual([302, `${path}?done=clear`]);
  expect(await listAsked(authority, [id])).toEqual([]);
  const stranger = await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] });
  expect(await post({ intent: "cancel" }, await cookieOf(site, stranger))).toMatchObject({ init: { status: 404 } });
});
