import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { assessmentOf } from "~/features/reports/queries/assessment.server";
import { findReport, loadReport } from "~/features/reports/queries/load.server";
import { getReportPage } from "~/features/reports/queries/pages.server";
import { assess } from "~/features/templates/model/progress";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();

test("a kept assessment is that of the answers as they are: after a text, a mark beside it, an answer taken away, and of each report its own", async () => {
  const party = await makeParty(db);
  const ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const reportId = await makeReport(ctx, party.id);
  const look = async () => {
    const found = await findReport(ctx, db, reportId);
    if (!found.ok) throw new Error(found.error.code);
    const loaded = await loadReport(ctx, found.value);
    expect(assessmentOf(loaded)).toEqual(assess(loaded.env));
    expect(assessmentOf(loaded)).toBe(assessmentOf(loaded));
    return assessmentOf(loaded).problems.length;
  };
  const save = async (question: string, value: unknown, confidential = false) => {
    const { revision = 0 } = (await db.answer.findUnique({ where: { reportId_question_row: { reportId, question, row: "" } } })) ?? {};
    const operation = { opId: randomUUID(), question, row: "", baseRevision: revision, value: value as never, confidential };
    const saved = await saveAnswers(ctx, { reportId, via: "form", operations: [operation] });
    if (!saved.ok || saved.value.some(({ ok }) => !ok)) throw new Error(JSON.stringify(saved));
  };
  const empty = await look();
  await fillReport(ctx, reportId);
  expect(await look()).toBe(0);
  const page = await getReportPage(ctx, reportId, "F");
  const consent = (await db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId, question: "I1", row: "" } } })).value as object;
  await save("I1", { ...consent, publish: "all" });
  await look();
  // Only the mark changes: what the consent says no longer holds.
  await save("F2", (await db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId, question: "F2", row: "" } } })).value, true);
  expect(await look()).toBe(1);
  await save("B1", null);
  expect(await look()).toBe(2);
  expect(page.ok && page.value.complete).toBe(true);
  expect(empty).toBeGreaterThan(2);
});
