import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideProposal } from "~/features/delegations/commands/propose.server";
import { takeAnswers } from "~/features/imports/commands/take.server";
import { findActor } from "~/features/identity/queries.server";
import { attachFile } from "~/features/reports/commands/attach-file.server";
import { carryOver } from "~/features/reports/commands/carry-over.server";
import { chooseUnit } from "~/features/reports/commands/choose-unit.server";
import { copyItemsFrom } from "~/features/reports/commands/copy-answers.server";
import { importReport } from "~/features/reports/commands/import-report.server";
import { openNewVersion, recallReport } from "~/features/reports/commands/reopen.server";
import { restoreAnswer } from "~/features/reports/commands/restore-answer.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { SAVE_WAYS } from "~/features/saves/model";
import { allQuestionsOf } from "~/features/templates/model/texts";
import type { Definition } from "~/features/templates/schema";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { underReview } from "../../factories/clarification";
import { assign, makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport, signReport } from "../../factories/report";
import { makeSubmission } from "../../factories/submission";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { cookieOf, makeSite } from "../../support/pages";
import { askRoute } from "../../support/report-routes";

/** While the secretariat waits for a clarification of B1, no way leads to any other answer. */
/** A database of its own: a further cycle would stand in the lists of others. */
let own: OwnDatabase;
let db: Database;
let site: ReturnType<typeof makeSite>;
const pdf = new TextEncoder().encode("%PDF-1.7\n%%EOF");
let author: UserCtx;
let ministry: UserCtx;
let id: string;
let cookie: string;

beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  site = makeSite(db);
  const party = await makeParty(db);
  const now = new Date();
  author = await makeMember(db, party.id, "focal_point", now);
  ministry = await makeMember(db, party.id, "delegate", now);
  cookie = await cookieOf(site, author.actor);
  // Something to carry over: the same party's report of an earlier cycle.
  const earlier = await makeSubmission(db, { party, version: 9, state: "published", answers: [{ question: "F2", value: "Said before" }] });
  const names = { ar: "س", zh: "中", en: "Before", fr: "Avant", ru: "До", es: "Antes" };
  const cycle = await db.cycle.create({
    data: { code: `c${randomUUID().slice(0, 8)}`, names, groupsOn: new Date("2015-01-01"), state: "closed", position: -1 },
  });
  await db.report.update({ where: { id: earlier.reportId }, data: { cycleId: cycle.id } });
  id = await makeReport(author, party.id);
  await fillReport(author, id);
  await assign(author, id, ministry.actor.id, ["F"], { how: "proposes" });
  ministry = makeCtx({ db, actor: (await findActor(db, ministry.actor.id))! });
  // A first text for the history, and one that waits to be taken.
  expect(await put("F2", "An earlier text")).toBe("ok");
  expect(await put("F2", "As signed")).toBe("ok");
  expect(await put("F2", "Proposed", { by: ministry })).toBe("ok");
  const at = await underReview(db, (await signReport(author, id)).receipt);
  await at.ask("B1");
}, 120_000);
afterAll(() => own.close());

const stored = (question: string) => db.answer.findUnique({ where: { reportId_question_row: { reportId: id, question, row: "" } } });
async function put(question: string, value: string, { by = author, via = "form" as (typeof SAVE_WAYS)[number], confidential = false } = {}): Promise<string> {
  const stands = by === author ? await stored(question) : null;
  const operation = { opId: randomUUID(), question, row: "", baseRevision: stands?.revision ?? 0, value, confidential };
  const saved = await saveAnswers(by, { reportId: id, via, operations: [operation] });
  const result = saved.ok ? saved.value[0]! : saved;
  return result.ok ? "ok" : result.error.code;
}
/** Everything of the report but the answer that is open, and the place of its attachments. */
const rest = async () => ({
  answers: await db.answer.findMany({ where: { reportId: id, question: { not: "B1" } }, orderBy: [{ question: "asc" }, { row: "asc" }] }),
  files: await db.attachment.count({ where: { reportId: id } }),
  unit: (await db.report.findUniqueOrThrow({ where: { id } })).unit,
  told: await db.carryOver.count({ where: { reportId: id } }),
  saves: await db.save.count({ where: { scope: `report:${id}`, unit: { not: "B1" } } }),
});
const LOCKED = "report.question_locked";
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? "ok" : result.error!.code);

test("every way to an answer that is not asked about is refused, and all of it stays as signed", async () => {
  const before = await rest();
  const f2 = (await stored("F2"))!;
  for (const via of SAVE_WAYS) expect([via, await put("F2", `By ${via}`, { via })]).toEqual([via, LOCKED]);
  expect(await put("F2", f2.value as string, { confidential: !f2.confidential })).toBe(LOCKED);
  // Several at once, the open one among them, on the fast way and on the slow one.
  for (let round = 0; round < 2; round++) {
    const b1 = (await stored("B1"))!;
    const both = [
      { opId: randomUUID(), question: "B1", row: "", baseRevision: b1.revision, value: `Open ${round}` },
      { opId: randomUUID(), question: "F2", row: "", baseRevision: f2.revision, value: "Beside it" },
    ];
    const saved = await saveAnswers(author, { reportId: id, via: "api", operations: both });
    expect(saved.ok && saved.value.map(codeOf)).toEqual(["ok", LOCKED]);
  }
  const [first] = await db.save.findMany({ where: { scope: `report:${id}`, unit: "F2", value: { equals: "An earlier text" } } });
  const restore = { reportId: id, question: "F2", row: "", save: String(first!.id), revision: f2.revision, opId: randomUUID() };
  expect(codeOf(await restoreAnswer(author, restore))).toBe(LOCKED);
  const file = { kind: "report", format: 1, report: { id }, answers: [{ question: "F2", row: "", value: "Brought", revision: f2.revision }] };
  expect(await importReport(author, file)).toMatchObject({ value: [{ outcome: "refused", refusal: { code: LOCKED } }] });
  const shown = { question: "F2", row: "", language: "en" as const, revision: f2.revision, value: "Taken", confidential: false };
  expect(await takeAnswers(author, id, [shown])).toMatchObject({ value: { taken: [], refused: [{ refusal: { code: LOCKED } }] } });
  expect(codeOf(await carryOver(author, { reportId: id, page: "F", question: "F2", decision: "no_longer" }))).toBe(LOCKED);
  const { definition } = await db.templateVersion.findFirstOrThrow({ where: { reports: { some: { id } } } });
  const question = allQuestionsOf(definition as Definition).find(({ code }) => code === "F2")! as never;
  const item = { question, row: "", value: "Copied", language: "en" as const, confidential: false, revision: f2.revision };
  expect(codeOf(await copyItemsFrom(author, { reportId: id, from: id, items: [item] }))).toBe(LOCKED);
  const upload = { reportId: id, question: "I1", row: "", field: "annexes", name: "a.pdf", content: pdf };
  expect(codeOf(await attachFile(author, site.files, upload))).toBe(LOCKED);
  expect(codeOf(await chooseUnit(author, { reportId: id, unit: "" }))).toBe("report.unit_locked");
  const proposed = await db.proposedAnswer.findFirstOrThrow({ where: { reportId: id, question: "F2" } });
  const take = { act: "take" as const, question: "F2", person: ministry.actor.id, revision: proposed.revision, base: f2.revision, opId: randomUUID() };
  expect(codeOf(await decideProposal(author, { reportId: id, page: "F" }, take))).toBe(LOCKED);
  expect(await put("F2", "Proposed again", { by: ministry })).toBe(LOCKED);
  expect(codeOf(await openNewVersion(author, id))).toBe("report.not_submitted");
  expect(codeOf(await recallReport(author, id))).toBe("report.not_recallable");
  expect(await rest()).toEqual(before);
});

test("so do the addresses: a call, a queue, and the page posted without a script", async () => {
  const before = await rest();
  const f2 = (await stored("F2"))!;
  const headers = { "idempotency-key": randomUUID(), "if-match": `"${f2.revision}"` };
  const json = { value: "By PUT" };
  const at = `/api/v1/reports/${id}`;
  const asked = { method: "PUT", json, headers, as: cookie, params: { id, question: "F2" } };
  expect(await askRoute(site, "api/reports/answer.ts", `${at}/answers/F2`, asked)).toMatchObject({ status: 423, body: { code: LOCKED } });
  const queue = [{ opId: randomUUID(), question: "F2", baseRevision: f2.revision, value: "In a queue" }];
  const sent = await askRoute(site, "api/reports/saves.ts", `${at}/saves`, { method: "POST", json: queue, as: cookie, params: { id } });
  expect(sent).toMatchObject({ body: { results: [{ status: 423, code: LOCKED }] } });
  const form = new URLSearchParams({ "rev.F2": String(f2.revision), F2: "Without a script", "was.F2": "x", intent: "save" });
  const path = `/en/reports/${id}/sections/F`;
  const posted = await askRoute(site, "reports/section.tsx", path, { method: "POST", form, as: cookie, params: { id, section: "F" } });
  expect(posted).toMatchObject({ status: 423, body: { outcome: { refusals: { F2: { code: LOCKED } } } } });
  expect(await rest()).toEqual(before);
});
