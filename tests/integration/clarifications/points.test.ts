import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { answerWithoutChange, writeReply } from "~/features/clarifications/commands/answer.server";
import { askAgain, askClarification } from "~/features/clarifications/commands/ask.server";
import { closePoint } from "~/features/clarifications/commands/close.server";
import { letterToParty } from "~/features/clarifications/queries/letters.server";
import { getDeskPoints, getReportPoints } from "~/features/clarifications/queries/points.server";
import type { Letter } from "~/features/clarifications/model";
import { fileOfPages } from "~/features/papers/queries/file.server";
import { openNewVersion } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { accept, assignOfficer } from "~/features/review/commands.server";
import { LANGUAGES } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { FAR_DUE, makeReviewed, type Clarified } from "../../factories/clarification";
import { makeParty, type MadeParty } from "../../factories/party";
import { signReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
let party: MadeParty;
let author: UserCtx;
let at: Clarified;
const origin = "http://localhost:3000";

beforeEach(async () => {
  party = await makeParty(db);
  author = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  at = await makeReviewed(db, author, party.id);
}, 60_000);

const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? "ok" : result.error!.code);
const answers = () => db.answer.findMany({ where: { reportId: at.reportId }, orderBy: [{ question: "asc" }, { row: "asc" }] });
const stateOf = async (id: string) => (await db.submission.findUniqueOrThrow({ where: { id } })).state;
const report = () => db.report.findUniqueOrThrow({ where: { id: at.reportId } });
const pointOf = (id: string) => db.clarificationPoint.findUniqueOrThrow({ where: { id } });
const revisionOf = async (id: string) => (await pointOf(id)).revision;
const eventsOf = async (subject: string) =>
  (await db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } })).map(({ type }) => type).filter((type) => !type.startsWith("report.answer"));
const save = async (question: string, value: string, by = author) => {
  const { revision } = (await db.answer.findUnique({ where: { reportId_question_row: { reportId: at.reportId, question, row: "" } } })) ?? { revision: 0 };
  const saved = await saveAnswers(by, {
    reportId: at.reportId,
    via: "form",
    operations: [{ opId: randomUUID(), question, row: "", baseRevision: revision, value }],
  });
  return codeOf(saved.ok ? saved.value[0]! : saved);
};
const signedIn = (submissionId: string) => db.submittedAnswer.findMany({ where: { submissionId }, orderBy: { position: "asc" } });
const close = async (point: string) => closePoint(at.desk, at.submission, { point, revision: await revisionOf(point) });

describe("asking", () => {
  test("opens that answer and no other, sends a letter in each reader's language and keeps it in six", async () => {
    const russian = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
    await db.user.update({ where: { id: russian.id }, data: { language: "ru" } });
    const { point, turn } = await at.ask("B1", "Which year is meant? <b>2024</b>");
    expect(await stateOf(at.submission)).toBe("clarification_requested");
    expect(await report()).toMatchObject({ state: "draft", reopened: ["B1"] });
    expect(await save("B2", "Another")).toBe("report.question_locked");
    expect(await save("B1", "Clearer")).toBe("ok");
    const { letter } = await db.clarificationTurn.findUniqueOrThrow({ where: { id: turn } });
    for (const language of LANGUAGES) {
      const { subject, paragraphs } = (letter as Letter)[language];
      expect(subject).toContain("B1");
      expect(paragraphs[1]).toBe("Which year is meant? <b>2024</b>");
      expect(paragraphs.join()).not.toMatch(/\{\{|undefined/);
    }
    const mail = await db.mail.findFirstOrThrow({ where: { to: russian.email, kind: "clarification.asked" } });
    expect(mail).toMatchObject({ language: "ru" });
    expect(mail.text).toContain("Секретариат рассматривает доклад");
    expect(mail.html).not.toContain("<b>2024</b>");
    expect(mail.text).toContain(`${origin}/ru/reports/${at.reportId}/clarifications`);
    expect(await eventsOf(`submission:${at.submission}`)).toEqual(["clarification.asked", "submission.clarification_requested"]);
    await expect(db.clarificationTurn.update({ where: { id: turn }, data: { text: "x" } })).rejects.toThrow();
    await expect(db.clarificationTurn.deleteMany({ where: { pointId: point } })).rejects.toThrow();
  });

  test("refuses unknown questions, past days, a second point on the same answer, strangers to the version and its other officers", async () => {
    const ask = (ctx: UserCtx, unit: string, due = FAR_DUE) => askClarification(ctx, at.submission, { unit, text: "Why?", due });
    expect(codeOf(await ask(at.desk, "ZZ"))).toBe("clarification.place_unknown");
    expect(codeOf(await ask(at.desk, "B1/C5"))).toBe("clarification.place_unknown");
    expect(codeOf(await ask(at.desk, "B1", "2020-01-01"))).toBe("clarification.due_invalid");
    expect(codeOf(await ask(author, "B1"))).toBe("submission.not_found");
    const reader = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
    expect(codeOf(await ask(reader, "B1"))).toBe("submission.not_allowed");
    const colleague = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
    await assignOfficer(at.desk, { id: at.submission, officerId: colleague.actor.id });
    expect(codeOf(await ask(at.desk, "B1"))).toBe("submission.another_officer");
    expect(codeOf(await ask(colleague, "B1"))).toBe("ok");
    expect(codeOf(await ask(colleague, "B1"))).toBe("clarification.point_exists");
    expect(codeOf(await ask(colleague, "B2"))).toBe("ok");
    expect(await report()).toMatchObject({ reopened: ["B1", "B2"] });
  });

  test("is refused while the party writes a further version of its own", async () => {
    expect(codeOf(await openNewVersion(author, at.reportId))).toBe("ok");
    expect(codeOf(await askClarification(at.desk, at.submission, { unit: "B1", text: "Why?", due: FAR_DUE }))).toBe("clarification.new_version_open");
  });
});

describe("answering", () => {
  test("by a change: the new version differs in the answers asked about and in nothing else, and counts as answered", async () => {
    await db.submission.update({ where: { id: at.submission }, data: { officerId: at.desk.actor.id } });
    const { point } = await at.ask("B1");
    const before = await signedIn(at.submission);
    await expect(signReport(author, at.reportId)).rejects.toThrow("report.clarification_unanswered");
    await writeReply(author, at.reportId, { point, revision: await revisionOf(point), text: "The year was missing." });
    expect(await save("B1", "In 2024, we did it.")).toBe("ok");
    const { receipt } = await signReport(author, at.reportId);
    const next = await db.submission.findUniqueOrThrow({ where: { receipt } });
    expect(next).toMatchObject({ version: 2, state: "answered", officerId: at.desk.actor.id });
    expect(await stateOf(at.submission)).toBe("superseded");
    const after = await signedIn(next.id);
    const hashes = (rows: typeof after) =>
      rows.filter(({ question }) => question !== "B1").map(({ question, row, hash, confidential }) => [question, row, hash, confidential]);
    expect(hashes(after)).toEqual(hashes(before));
    expect(after.find(({ question }) => question === "B1")!.hash).not.toBe(before.find(({ question }) => question === "B1")!.hash);
    expect(await report()).toMatchObject({ state: "submitted", reopened: [] });
    expect(await pointOf(point)).toMatchObject({ state: "answered", submissionId: next.id });
    const desk = await getDeskPoints(at.desk, next.id);
    expect(desk).toMatchObject({
      value: { points: [{ turns: [{ kind: "asked" }, { kind: "answered", text: "The year was missing.", changed: true, symbol: next.symbol }] }] },
    });
    expect(JSON.stringify(desk.ok && desk.value.points[0]!.change!.after)).toContain("In 2024");
    expect(await db.mail.count({ where: { to: at.desk.actor.email, kind: "clarification.answered" } })).toBe(1);
    // Nothing is accepted before the point is closed.
    expect(codeOf(await accept(at.desk, { id: next.id, origin }))).toBe("submission.points_open");
    expect(codeOf(await closePoint(at.desk, next.id, { point, revision: await revisionOf(point) }))).toBe("ok");
    expect(await stateOf(next.id)).toBe("answered");
    expect(codeOf(await accept(at.desk, { id: next.id, origin }))).toBe("ok");
  });

  test("without a change: with a reason, no new version, and what was typed is put back and kept in the history", async () => {
    const before = await answers();
    const { point } = await at.ask("B1");
    const other = await at.ask("B2");
    expect(await save("B1", "A draft that is given up")).toBe("ok");
    const stays = async (id: string, by = author) =>
      answerWithoutChange(by, at.reportId, { point: id, revision: await revisionOf(id), text: "It is right as it is." });
    const contributor = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "contributor" }] }) });
    expect(codeOf(await stays(point, contributor))).toBe("clarification.not_allowed");
    expect(codeOf(await stays(point))).toBe("ok");
    expect(await stateOf(at.submission)).toBe("clarification_requested");
    expect(await report()).toMatchObject({ state: "draft", reopened: ["B2"] });
    expect(await save("B1", "Once more")).toBe("report.question_locked");
    expect(codeOf(await stays(other.point))).toBe("ok");
    expect(await stateOf(at.submission)).toBe("answered");
    expect(await report()).toMatchObject({ state: "submitted", reopened: [] });
    expect((await answers()).map(({ question, row, hash }) => [question, row, hash])).toEqual(before.map(({ question, row, hash }) => [question, row, hash]));
    expect(await db.save.count({ where: { scope: `report:${at.reportId}`, unit: "B1", value: { equals: "A draft that is given up" } } })).toBe(1);
    expect(await db.submission.count({ where: { reportId: at.reportId } })).toBe(1);
    expect(await save("B2", "Locked again")).toBe("report.locked");
  });

  test("is asked about once more, on what stands then", async () => {
    const { point } = await at.ask("B1");
    await answerWithoutChange(author, at.reportId, { point, revision: await revisionOf(point), text: "It is right." });
    const again = { point, text: "Is it?", due: FAR_DUE };
    expect(codeOf(await askAgain(at.desk, at.submission, { ...again, revision: 1 }))).toBe("clarification.changed");
    expect(codeOf(await askAgain(at.desk, at.submission, { ...again, revision: await revisionOf(point) }))).toBe("ok");
    expect(await stateOf(at.submission)).toBe("clarification_requested");
    expect(await report()).toMatchObject({ state: "draft", reopened: ["B1"] });
    const seen = await getReportPoints(author, at.reportId);
    expect(seen).toMatchObject({ value: { points: [{ turns: [{ kind: "asked", by: "" }, { kind: "answered", by: author.actor.name }, { kind: "asked" }] }] } });
  });
});

test("closing the last open point leads back to the review, and locks the report as it was signed", async () => {
  const before = await answers();
  const { point } = await at.ask("B1");
  expect(await save("B1", "Not signed")).toBe("ok");
  expect(codeOf(await close(point))).toBe("ok");
  expect(await stateOf(at.submission)).toBe("under_review");
  expect(await report()).toMatchObject({ state: "submitted", reopened: [] });
  expect((await answers()).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
  expect(codeOf(await closePoint(at.desk, at.submission, { point, revision: await revisionOf(point) }))).toBe("clarification.changed");
});

test("a point that is closed while the party saves: whoever is first, the report ends as it was signed", async () => {
  const before = (await answers()).map(({ hash }) => hash);
  const { point } = await at.ask("B1");
  for (let round = 0; round < 4; round++) await save("B1", `Round ${round}`);
  const [closed, ...saved] = await Promise.all([close(point), save("B1", "Race 1"), save("B1", "Race 2")]);
  expect(codeOf(closed)).toBe("ok");
  for (const code of saved) expect(["ok", "answer.conflict", "report.locked", "report.question_locked"]).toContain(code);
  expect((await answers()).map(({ hash }) => hash)).toEqual(before);
  expect(await report()).toMatchObject({ state: "submitted", reopened: [] });
});

test("open points past their day are called overdue, and the letter is a PDF in each language", async () => {
  const { turn } = await at.ask("B1");
  const later = { ...author, now: () => new Date("2100-02-01T00:00:00Z") };
  expect(await getReportPoints(author, at.reportId)).toMatchObject({ value: { points: [{ isOverdue: false }] } });
  expect(await getReportPoints(later, at.reportId)).toMatchObject({ value: { points: [{ isOverdue: true }] } });
  for (const language of ["en", "ar", "zh"] as const) {
    const pages = await letterToParty({ ...author, language }, at.reportId, turn);
    if (!pages.ok) throw new Error(pages.error.code);
    const file = await fileOfPages(pages.value, "pdf");
    expect(file.ok && new TextDecoder().decode(file.value.bytes.slice(0, 5))).toBe("%PDF-");
  }
});
