import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { getChangesToSign } from "~/features/readings/queries/changes.server";
import { openNewVersion } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import type { UserCtx } from "~/platform/context.server";
import { loader as review } from "~/routes/reports/review";
import { underReview } from "../../factories/clarification";
import { assign, makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport, signReport } from "../../factories/report";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

/** Before a report is signed again its party sees what differs from what it signed last. */
const { db } = testDatabase();
const site = makeSite(db);

async function put(ctx: UserCtx, reportId: string, question: string, value: string, confidential = false): Promise<void> {
  const stands = await db.answer.findUniqueOrThrow({ where: { reportId_question_row: { reportId, question, row: "" } } });
  const operation = { opId: randomUUID(), question, row: "", baseRevision: stands.revision, value, confidential };
  expect(await saveAnswers(ctx, { reportId, via: "form", operations: [operation] })).toMatchObject({ ok: true, value: [{ ok: true }] });
}
const told = async (ctx: UserCtx, reportId: string) => {
  const found = await getChangesToSign(ctx, reportId);
  if (!found.ok) return found.error.code;
  return found.value && { ...found.value, answers: found.value.answers.map(({ question, kind, marked }) => [question, kind, marked]) };
};

test(
  "nothing before the first signature; then each answer that was asked about, changed or not; of an amendment all that differs",
  { timeout: 60_000 },
  async () => {
    const party = await makeParty(db);
    const author = await makeMember(db, party.id, "focal_point", new Date());
    const id = await makeReport(author, party.id);
    await fillReport(author, id);
    expect(await told(author, id)).toBeNull();
    const { receipt } = await signReport(author, id);
    const at = await underReview(db, receipt);
    await at.ask("B1");
    await at.ask("F2");
    expect(await told(author, id)).toMatchObject({ version: 1, answers: [], files: [], unchanged: [{ question: "B1", row: "" }, { question: "F2" }] });
    await put(author, id, "B1", "Another summary");
    expect(await told(author, id)).toMatchObject({ version: 1, answers: [["B1", "changed", null]], unchanged: [{ question: "F2" }] });
    const page = await call(site, review, { path: `/en/reports/${id}/review`, params: { id }, cookie: await cookieOf(site, author.actor) });
    expect(page).toMatchObject({ changes: { version: 1, answers: [{ question: "B1", pieces: [{ changes: expect.any(Array) }] }] } });

    await put(author, id, "F2", "Another text");
    await signReport(author, id);
    await db.submission.updateMany({ where: { reportId: id, version: 2 }, data: { state: "published", publishedAt: new Date() } });
    expect(await openNewVersion(author, id)).toMatchObject({ ok: true });
    expect(await told(author, id)).toMatchObject({ version: 2, answers: [], unchanged: [] });
    await put(author, id, "B1", "A third summary");
    await put(author, id, "F6", "Kept aside", true);
    expect(await told(author, id)).toMatchObject({
      version: 2,
      answers: [
        ["B1", "changed", null],
        ["F6", "changed", true],
      ],
      unchanged: [],
    });

    const delegate = await makeMember(db, party.id, "delegate", new Date());
    await assign(author, id, delegate.actor.id, ["B"]);
    const stranger = await makeMember(db, (await makeParty(db)).id, "focal_point", new Date());
    for (const other of [delegate, stranger, at.desk]) expect(await told(other, id)).toBe("report.not_found");
  },
);
