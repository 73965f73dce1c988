import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideProposal, publishMatrix } from "~/features/matrix/commands.server";
import { latestMatrix, listProposals } from "~/features/matrix/queries.server";
import { recallReport } from "~/features/reports/commands/reopen.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { getReportPage } from "~/features/reports/queries/pages.server";
import { readReference } from "~/features/reference/queries.server";
import { verifyChain } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { openDatabase, type Database } from "~/platform/db/client.server";
import { makeParty } from "../../factories/party";
import { signReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

// A database of its own: a version of the matrix is seen by everybody.
let own: OwnDatabase;
let db: Database;
let desk: UserCtx;
let author: UserCtx;
const AT = new Date("2026-11-24T10:00:00.000Z");

beforeAll(async () => {
  own = await ownDatabase();
  db = own.db;
  desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }), now: AT });
});
afterAll(() => own?.close());

/** An entity's signed report on a line with these rows about the matrix. */
async function signed(line: string, rows: { sdg: string; targets?: string; change: string }[]): Promise<{ reportId: string; submissionId: string }> {
  const party = await makeParty(db, { kind: "un_entity" });
  await db.facilitation.create({ data: { partyId: party.id, line, role: "lead" } });
  author = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }), now: AT });
  const started = await startReport(author, { template: "facilitator-report", party: party.id, line, language: "en" });
  if (!started.ok) throw new Error(started.error.code);
  const reportId = started.value.id;
  await submitFilledReport(author, reportId, [
    { question: "F1", value: rows.map((row, index) => ({ id: `r${index}`, rationale: "The work of the line serves it.", ...row })) },
  ]);
  const { id } = await db.submission.findFirstOrThrow({ where: { reportId } });
  return { reportId, submissionId: id };
}
const proposalsOf = (submissionId: string) => db.matrixProposal.findMany({ where: { submissionId }, orderBy: [{ sdg: "asc" }] });

test("the form starts from the matrix as it is, and what is signed proposes only what would change it", async () => {
  const { reportId, submissionId } = await signed("C2", [
    { sdg: "9", targets: "9.1, 9.a, 9.c", change: "confirm" },
    { sdg: "9", targets: "9.1, 9.3", change: "add" },
    { sdg: "11", targets: "11.5", change: "remove" },
    { sdg: "17", change: "remove" },
  ]);
  expect((await readReference(db)).mapping.targets.C2).toContainEqual({ sdg: "9", targets: ["9.1", "9.a", "9.c"] });
  expect((await proposalsOf(submissionId)).map(({ sdg, targets, kind, state }) => [sdg, targets, kind, state])).toEqual([
    [9, ["9.3"], "add", "proposed"],
    [11, ["11.5"], "remove", "proposed"],
  ]);
  expect(await getReportPage(author, reportId, "F")).toMatchObject({ ok: true, value: { line: "C2" } });
  const listed = await listProposals(desk, "proposed", { after: null });
  expect(listed).toMatchObject({ ok: true, value: { mayDecide: true, accepted: 0 } });
});

test("each proposal is decided once, by the desk alone, and what is accepted makes a new version; the old one stays", async () => {
  const before = await latestMatrix(db);
  const { submissionId } = await signed("C8", [
    { sdg: "16", targets: "16.10", change: "add" },
    { sdg: "4", targets: "4.7", change: "remove" },
  ]);
  const proposals = await proposalsOf(submissionId);
  const [remove, add] = proposals.map(({ id }) => id) as [string, string];
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }), now: AT });
  for (const who of [author, observer]) expect(await decideProposal(who, { id: add, accept: true })).toMatchObject({ error: { code: "matrix.not_found" } });
  expect(await listProposals(author, "proposed", { after: null })).toMatchObject({ error: { code: "matrix.not_found" } });
  expect(await publishMatrix(author)).toMatchObject({ error: { code: "matrix.not_found" } });
  expect(await publishMatrix(desk)).toMatchObject({ error: { code: "matrix.nothing_accepted" } });

  const twice = await Promise.all([decideProposal(desk, { id: add, accept: true }), decideProposal(desk, { id: add, accept: false })]);
  expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true]);
  await db.matrixProposal.update({ where: { id: add }, data: { state: "accepted" } });
  expect(await decideProposal(desk, { id: remove, accept: false })).toMatchObject({ ok: true });
  for (const id of [randomUUID(), "not-an-id"]) expect(await decideProposal(desk, { id, accept: true })).toMatchObject({ error: { code: "matrix.not_found" } });

  expect(await publishMatrix(desk)).toMatchObject({ ok: true, value: { asOf: "2026-11-24T00:00:00.000Z", changes: 1 } });
  const after = await latestMatrix(db);
  const links = (entries: typeof after.entries) => entries.filter(({ line }) => line === "C8").map(({ sdg, targets }) => [sdg, targets]);
  expect(links(after.entries)).toEqual([...links(before.entries).filter(([sdg]) => sdg !== 16), [16, ["16.10"]]]);
  expect((await db.matrixVersion.findUniqueOrThrow({ where: { id: before.id } })).entries).toEqual(before.entries);
  expect(await db.matrixProposal.findUniqueOrThrow({ where: { id: add } })).toMatchObject({ matrixVersionId: after.id });
  expect(await publishMatrix(desk)).toMatchObject({ error: { code: "matrix.nothing_accepted" } });
  expect(await verifyChain(db)).toMatchObject({ ok: true });

  // Another process sees it: suggestions for the line are made from the new version.
  const fresh = openDatabase(own.url, { connections: 2 });
  expect((await readReference(fresh)).mapping.sdgs.C8).toContain("16");
  await fresh.$disconnect();
});

test("a version that was recalled proposes nothing any more", async () => {
  const { reportId, submissionId } = await signed("C9", [{ sdg: "13", change: "add" }]);
  const [proposal] = await proposalsOf(submissionId);
  expect(await recallReport(author, reportId)).toMatchObject({ ok: true });
  expect(await decideProposal(desk, { id: proposal!.id, accept: true })).toMatchObject({ error: { code: "matrix.not_found" } });
  const listed = await listProposals(desk, "proposed", { after: null });
  expect(listed.ok && listed.value.items.some(({ id }) => id === proposal!.id)).toBe(false);
  // Written again and signed again, it is proposed again, once.
  await saveAnswers(author, { reportId, via: "form", operations: [{ opId: randomUUID(), question: "D3", row: "", baseRevision: 1, value: "More on gaps" }] });
  await signReport(author, reportId);
  const again = await listProposals(desk, "proposed", { after: null });
  expect(again.ok && again.value.items.filter(({ line }) => line === "C9")).toHaveLength(1);
});
