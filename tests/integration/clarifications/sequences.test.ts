import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerWithoutChange } from "~/features/clarifications/commands/answer.server";
import { askAgain, askClarification } from "~/features/clarifications/commands/ask.server";
import { closePoint } from "~/features/clarifications/commands/close.server";
import { openNewVersion, recallReport } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { submitReport } from "~/features/reports/commands/submit.server";
import { FIRST_STATES, SUBMISSION_STATES, SUBMISSION_TRANSITIONS, type SubmissionState } from "~/features/reports/model";
import { findReport, loadReport } from "~/features/reports/queries/load.server";
import { answersToSign } from "~/features/reports/queries/signing.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import { accept, acknowledge, declineToPublish, publish, sendToTranslation, startReview, withdraw } from "~/features/review/commands.server";
import { openAmendment } from "~/features/review/commands/amend.server";
import type { UserCtx } from "~/platform/context.server";
import { FAR_DUE } from "../../factories/clarification";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** Any order in which a party and an officer may press their buttons, whether the button is there or not. */
const { db } = testDatabase();
const origin = "http://localhost:3000";

type World = { author: UserCtx; desk: UserCtx; reportId: string };
type Step = (world: World, version: string) => Promise<unknown>;
const writing =
  (question: string): Step =>
  async ({ author, reportId }) => {
    const key = { reportId, question, row: "" };
    const now = await db.answer.findUniqueOrThrow({ where: { reportId_question_row: key } });
    const operation = { opId: randomUUID(), question, row: "", baseRevision: now.revision, value: `Text ${randomUUID()}` };
    return saveAnswers(author, { reportId, via: "form", operations: [operation] });
  };
const onPoint =
  (act: (world: World, version: string, point: { point: string; revision: number }) => Promise<unknown>): Step =>
  async (world, version) => {
    const found = await db.clarificationPoint.findFirst({ where: { reportId: world.reportId, state: { not: "closed" } }, orderBy: { id: "asc" } });
    return found && act(world, version, { point: found.id, revision: found.revision });
  };
const asking =
  (unit: string): Step =>
  ({ desk }, version) =>
    askClarification(desk, version, { unit, text: "Which year?", due: FAR_DUE });

const STEPS: Record<string, Step> = {
  sign: async ({ author, reportId }) => {
    const review = await getReviewPage(author, reportId);
    if (!review.ok) throw new Error(review.error.code);
    return submitReport(author, { reportId, contentHash: review.value.contentHash, name: "A", function: "B", accepted: true });
  },
  writeB1: writing("B1"),
  writeF2: writing("F2"),
  recall: ({ author, reportId }) => recallReport(author, reportId),
  newVersion: ({ author, reportId }) => openNewVersion(author, reportId),
  stays: onPoint(({ author, reportId }, _, at) => answerWithoutChange(author, reportId, { ...at, text: "It stays." })),
  acknowledge: ({ desk }, id) => acknowledge(desk, { id, origin }),
  start: ({ desk }, id) => startReview(desk, { id, origin }),
  askB1: asking("B1"),
  askF2: asking("F2"),
  again: onPoint(({ desk }, version, at) => askAgain(desk, version, { ...at, text: "Once more?", due: FAR_DUE })),
  close: onPoint(({ desk }, version, at) => closePoint(desk, version, at)),
  accept: ({ desk }, id) => accept(desk, { id, origin }),
  translate: ({ desk }, id) => sendToTranslation(desk, { id, origin }),
  publish: ({ desk }, id) => publish(desk, { id, origin }),
  decline: ({ desk }, id) => declineToPublish(desk, { id, origin, reason: "Not now." }),
  withdraw: ({ desk }, id) => withdraw(desk, { id, origin, reason: "By mistake." }),
  amend: ({ desk }, id) => openAmendment(desk, { id, origin, reason: "A figure." }),
};
const names = Object.keys(STEPS);
/** What leads on more often than not, so that the far states are reached. */
const FORWARD = ["sign", "start", "askB1", "writeB1", "stays", "close", "accept", "publish", "amend"];

/** Ways that reach every state, tried besides those made at random. */
const WHOLE_WAYS = [
  "acknowledge start askB1 writeB1 sign close accept translate publish amend writeF2 sign start askF2 stays close accept publish",
  "start askB1 askF2 stays close writeF2 sign again writeB1 close writeF2 stays close close accept decline publish withdraw newVersion sign recall",
];

test("no sequence leads a version out of its table, each move is one event, and only open points are open", { timeout: 240_000 }, async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...names), fc.constantFrom(...FORWARD)), { minLength: 10, maxLength: 30 }), async (steps) => {
      const party = await makeParty(db);
      const author = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
      const world = {
        author,
        desk: makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) }),
        reportId: await makeReport(author, party.id),
      };
      await fillReport(author, world.reportId);
      for (const step of ["sign", ...steps]) {
        const latest = await db.submission.findFirst({ where: { reportId: world.reportId }, orderBy: { version: "desc" } });
        await STEPS[step]!(world, latest?.id ?? randomUUID());
      }
      await holdsTogether(world, reached);
    }),
    { numRuns: 8, examples: WHOLE_WAYS.map((way) => [way.split(" ")]) },
  );
  expect([...reached]).toEqual(expect.arrayContaining([...SUBMISSION_STATES]));
});

/** Reads what became of a report and its versions, and holds record, states, points and working copy against each other. */
async function holdsTogether({ author, reportId }: World, reached: Set<string>): Promise<void> {
  const versions = await db.submission.findMany({ where: { reportId }, orderBy: { version: "asc" } });
  const signed = await db.auditEvent.findMany({ where: { subject: `report:${reportId}`, type: "report.submitted" } });
  expect(signed).toHaveLength(versions.length);
  for (const { id, state, stateRevision } of versions) {
    const entry = signed.find(({ data }) => (data as { submission: string }).submission === id)!;
    let at = ((entry.data as { state?: string }).state ?? "submitted") as SubmissionState;
    expect(FIRST_STATES).toContain(at);
    reached.add(at);
    const events = await db.auditEvent.findMany({ where: { subject: `submission:${id}` }, orderBy: { id: "asc" } });
    const moves = events.filter(({ data }) => (data as { from?: string }).from !== undefined);
    for (const { type, data } of moves) {
      const to = type.replace("submission.", "") as SubmissionState;
      expect((data as { from: string }).from).toBe(at);
      expect(SUBMISSION_TRANSITIONS[at]).toContain(to);
      at = to;
      reached.add(at);
    }
    expect({ state, moves: stateRevision }).toEqual({ state: at, moves: moves.length });
  }
  const report = await db.report.findUniqueOrThrow({ where: { id: reportId } });
  const open = await db.clarificationPoint.findMany({ where: { reportId, state: "open" }, orderBy: { id: "asc" } });
  expect([...report.reopened].sort()).toEqual(open.map(({ question }) => question).sort());
  const latest = versions.at(-1)!;
  expect(latest.state === "clarification_requested").toBe(open.length > 0);
  if (open.length > 0) expect(report.state).toBe("draft");
  // What is not open is as it was signed.
  if (open.length > 0 || report.state === "submitted") {
    const inVersion = await db.submittedAnswer.findMany({ where: { submissionId: latest.id } });
    const found = await findReport(author, db, reportId);
    if (!found.ok) throw new Error(found.error.code);
    const copies = answersToSign(await loadReport(author, found.value));
    for (const { question, row, hash } of inVersion.filter((answer) => !report.reopened.includes(answer.question)))
      expect([question, row, copies.find((copy) => copy.question === question && copy.row === row)?.hash]).toEqual([question, row, hash]);
  }
}
