import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { carryOver } from "~/features/reports/commands/carry-over.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import type { LastCycle } from "~/features/reports/model/last-cycle";
import { getReportPage } from "~/features/reports/queries/pages.server";
import type { Definition } from "~/features/templates/schema";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeParty, type MadeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeAttachment, makeSubmission, type SubmissionInput } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** A database of its own: a further cycle would stand in the lists of others. */
let own: OwnDatabase;
let db: Database;
const refusal = (code: string) => ({ ok: false, error: { code } });

/** An earlier cycle of its own with the national template, in which B1 was another kind of question and C1 had an option more. */
let earlier: { cycleId: string; templateVersionId: string };
beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  const code = unique("c").replace(/[^a-z0-9]/g, "");
  const open = await db.templateVersion.findFirstOrThrow({
    where: { template: "national-report", state: "open", cycle: { state: "open" } },
    include: { cycle: true },
    orderBy: { version: "desc" },
  });
  const { names } = open.cycle;
  const cycle = await db.cycle.create({ data: { code, names: names as object, groupsOn: new Date("2015-01-01"), state: "closed", position: -1 } });
  const definition = structuredClone(open.definition as Definition);
  for (const { questions } of definition.sections)
    for (const question of questions) {
      if (question.code === "B1" && question.kind === "single") question.field = { ...question.field, kind: "text" };
      if (question.code === "C1" && question.kind === "single") (question.field.options as string[]).push("unclear");
    }
  const version = await db.templateVersion.create({
    data: {
      cycleId: cycle.id,
      template: open.template,
      version: 1,
      state: "open",
      definition: definition as object,
      strings: open.strings as object,
      hash: code,
    },
  });
  earlier = { cycleId: cycle.id, templateVersionId: version.id };
});

afterAll(() => own.close());

/** A State with a version signed in the earlier cycle and a draft in this one. */
async function standing(answers: SubmissionInput["answers"], state: SubmissionInput["state"] = "published") {
  const party = await makeParty(db);
  const author = await makeUser(db, { name: "An Author", roles: [{ partyId: party.id, role: "focal_point" }] });
  const signed = await makeSubmission(db, { party, state, answers, language: "fr" });
  await db.report.update({ where: { id: signed.reportId }, data: earlier });
  const ctx = makeCtx({ db, actor: author });
  return { party, ctx, signed, report: await makeReport(ctx, party.code) };
}
async function lastOf(ctx: UserCtx, report: string, page: string): Promise<LastCycle | null> {
  const found = await getReportPage(ctx, report, page);
  if (!found.ok) throw new Error(found.error.code);
  return found.value.lastCycle;
}
const answerOf = (reportId: string, question: string, row = "") => db.answer.findUnique({ where: { reportId_question_row: { reportId, question, row } } });
const write = (ctx: UserCtx, reportId: string, question: string, value: string | null, baseRevision = 0) =>
  saveAnswers(ctx, { reportId, via: "form", operations: [{ opId: randomUUID(), question, row: "", baseRevision, value }] });

test("the form shows what the party said, in its language, with the words and buttons of the reader", async () => {
  const { ctx, report, signed } = await standing([
    { question: "E4", value: "Une enquête manque." },
    { question: "F2", value: "Écoles." },
  ]);
  const last = await lastOf(ctx, report, "E");
  expect(last).toMatchObject({ version: { href: `/en/submissions/${signed.symbol}` }, acts: { no_longer: "No longer" } });
  expect(Object.keys(last!.answers)).toEqual(["E4"]);
  expect(last!.answers.E4).toMatchObject({ language: "fr", pieces: [{ text: "Une enquête manque." }], acts: ["still_true", "update", "no_longer"] });
  expect(await lastOf(ctx, report, "G")).toBeNull();
  const reader = await lastOf({ ...ctx, language: "ru" }, report, "E");
  expect(reader!.acts.no_longer).toBe("Уже неверно");
});

test("still true copies the answer with its language and its files, into the history, once", async () => {
  const { ctx, report, signed } = await standing([{ question: "E4", value: "Une enquête manque.", confidential: true }]);
  expect(await carryOver(ctx, { reportId: report, page: "E", question: "E4", decision: "still_true" })).toEqual({ ok: true, value: { copied: true } });
  expect(await answerOf(report, "E4")).toMatchObject({ value: "Une enquête manque.", language: "fr", confidential: true, revision: 1 });
  expect(await db.save.findFirst({ where: { scope: `report:${report}`, unit: "E4" } })).toMatchObject({ via: "carried_over", authorName: "An Author" });
  expect(await db.carryOver.findMany({ where: { reportId: report } })).toMatchObject([
    { question: "E4", row: "", decision: "still_true", submissionId: signed.id, byId: ctx.actor.id },
  ]);
  expect(await carryOver(ctx, { reportId: report, page: "E", question: "E4", decision: "still_true" })).toEqual({ ok: true, value: { copied: false } });
  expect((await lastOf(ctx, report, "E"))!.answers.E4!.title).toContain("still true");
  const events = await db.auditEvent.findMany({ where: { subject: `report:${report}`, type: "report.answer_carried_over" }, orderBy: { id: "asc" } });
  expect(events.map(({ data }) => data)).toEqual([
    { unit: "E4", decision: "still_true", from: signed.id, copied: true },
    { unit: "E4", decision: "still_true", from: signed.id, copied: false },
  ]);

  await write(ctx, report, "E4", "Written since.", 1);
  expect((await lastOf(ctx, report, "E"))!.answers.E4!.title).toMatch(/update$/);
});

test("files come along with the answer they were given in", async () => {
  const { ctx, report, signed } = await standing([]);
  const file = await makeAttachment(db, { reportId: signed.reportId, question: "A5", field: "files" });
  const { definition } = await db.templateVersion.findUniqueOrThrow({ where: { id: earlier.templateVersionId }, select: { definition: true } });
  const a5 = (definition as Definition).sections[0]!.questions.find(({ code }) => code === "A5")!;
  const field = (a5.kind === "group" ? a5.fields : []).find(({ kind }) => kind === "file")!.id;
  const value = { [field]: [file] };
  await db.submittedAnswer.create({
    data: { submissionId: signed.id, position: 0, question: "A5", value, language: "fr", confidential: false, hash: randomUUID() },
  });
  expect(await carryOver(ctx, { reportId: report, page: "A", question: "A5", decision: "update" })).toEqual({ ok: true, value: { copied: true } });
  expect(await answerOf(report, "A5")).toMatchObject({ value });
  expect(await db.attachment.count({ where: { reportId: report, sha256: file.sha256 } })).toBe(1);
});

test("nothing that is written is replaced; no longer only marks; a decision can be changed", async () => {
  const { ctx, report } = await standing([{ question: "E4", value: "Avant." }]);
  await write(ctx, report, "E4", "Now.");
  const decide = (decision: "still_true" | "update" | "no_longer") => carryOver(ctx, { reportId: report, page: "E", question: "E4", decision });
  expect(await decide("still_true")).toMatchObject({ error: { code: "carry_over.written", params: { question: "E4" } } });
  expect(await db.carryOver.count({ where: { reportId: report } })).toBe(0);
  for (const decision of ["update", "no_longer"] as const) {
    expect(await decide(decision)).toEqual({ ok: true, value: { copied: false } });
    expect(await db.carryOver.findMany({ where: { reportId: report }, select: { decision: true } })).toEqual([{ decision }]);
  }
  expect(await answerOf(report, "E4")).toMatchObject({ value: "Now.", revision: 1 });
  await write(ctx, report, "E4", null, 1);
  expect(await decide("still_true")).toEqual({ ok: true, value: { copied: true } });
  expect(await answerOf(report, "E4")).toMatchObject({ value: "Avant.", revision: 3 });
});

test("what the question no longer takes is not copied, and the form says why", async () => {
  const { ctx, report } = await standing([
    { question: "B1", value: "Bref." },
    { question: "C1", value: "unclear" },
  ]);
  for (const [page, question, code] of [
    ["B", "B1", "carry_over.kind"],
    ["C", "C1", "carry_over.options"],
  ] as const) {
    expect(await carryOver(ctx, { reportId: report, page, question, decision: "still_true" })).toMatchObject({ error: { code } });
    expect(await carryOver(ctx, { reportId: report, page, question, decision: "update" })).toEqual({ ok: true, value: { copied: false } });
    expect(await answerOf(report, question)).toBeNull();
    expect((await lastOf(ctx, report, page))!.answers[question]).toMatchObject({ acts: ["update", "no_longer"] });
  }
});

test("only a version that stands counts, and only the party's own", async () => {
  const recalled = await standing([{ question: "E4", value: "Avant." }], "recalled");
  expect(await lastOf(recalled.ctx, recalled.report, "E")).toBeNull();
  const decide = (ctx: UserCtx, report: string, question = "E4", page = "E") => carryOver(ctx, { reportId: report, page, question, decision: "no_longer" });
  expect(await decide(recalled.ctx, recalled.report)).toEqual(refusal("answer.not_found"));
  const { ctx, report, party } = await standing([{ question: "E4", value: "Avant." }]);
  expect(await decide(recalled.ctx, report)).toEqual(refusal("report.not_found"));
  for (const [question, page] of [
    ["F2", "F"],
    ["E4", "F"],
    ["E4", "nowhere"],
  ] as const)
    expect(await decide(ctx, report, question, page)).toEqual(refusal("answer.not_found"));
  const observer = await contributorOf(party);
  expect(await decide(observer, report)).toMatchObject({ ok: true });
  await db.report.update({ where: { id: report }, data: { state: "submitted" } });
  expect(await decide(ctx, report)).toEqual(refusal("report.locked"));
  expect((await lastOf(ctx, report, "E"))!.answers.E4!.acts).toEqual([]);
});

const contributorOf = async ({ id }: MadeParty): Promise<UserCtx> =>
  makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: id, role: "contributor" }] }) });
