import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { changeAssignment, endAssignment } from "~/features/delegations/commands/assign.server";
import { decideProposal } from "~/features/delegations/commands/propose.server";
import { parsePlaceCode } from "~/features/delegations/model";
import { countWaiting, listWaiting } from "~/features/delegations/queries/proposals.server";
import type { ProposalInput } from "~/features/delegations/schema";
import { findActor } from "~/features/identity/queries.server";
import { attachFile } from "~/features/reports/commands/attach-file.server";
import { restoreAnswer } from "~/features/reports/commands/restore-answer.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { getAnswerHistory } from "~/features/reports/queries/answers.server";
import { getAnswer, getRevisions } from "~/features/reports/queries/live.server";
import { getReport, getReportPage, getReviewPage } from "~/features/reports/queries/pages.server";
import type { Saved } from "~/features/saves/commands.server";
import type { PartyRole } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { action as postSection } from "~/routes/reports/section";
import { assign, makeDelegating, makeMember } from "../../factories/delegation";
import { makeParty, type MadeParty } from "../../factories/party";
import { submitFilledReport } from "../../factories/report";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { expectIndexes } from "../../support/plans";

/** What a delegate proposes is kept apart from the report until somebody who writes the report takes it. */
const { db } = testDatabase();
const AT = new Date("2026-11-24T10:00:00.000Z");
const site = makeSite(db, () => AT);
const pdf = new TextEncoder().encode("%PDF-1.7\n%%EOF");
let party: MadeParty;
let focal: UserCtx;
let writer: UserCtx;
let id: string;
let assignment: string;

const member = (role: PartyRole, partyId = party.id) => makeMember(db, partyId, role, AT);
/** The same person as the next request finds them. */
const afresh = async (who: UserCtx): Promise<UserCtx> => ({ ...who, actor: (await findActor(db, who.actor.id, AT))! });
const refused = (code: string) => ({ ok: false, error: { code } });
async function save(who: UserCtx, question: string, value: string, baseRevision: number, opId: string = randomUUID()): Promise<Saved> {
  const saved = await saveAnswers(who, { reportId: id, via: "form", operations: [{ opId, question, row: "", baseRevision, value }] });
  const result = saved.ok ? saved.value[0]! : saved;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}
const trySave = async (who: UserCtx, question: string, value: string, baseRevision: number) => {
  const saved = await saveAnswers(who, { reportId: id, via: "form", operations: [{ opId: randomUUID(), question, row: "", baseRevision, value }] });
  return saved.ok ? saved.value[0] : saved;
};
const inReport = (question: string) => db.answer.findUnique({ where: { reportId_question_row: { reportId: id, question, row: "" } } });
const proposedBy = (who: UserCtx, question: string) =>
  db.proposedAnswer.findUnique({ where: { reportId_userId_question_row: { reportId: id, userId: who.actor.id, question, row: "" } } });
const decide = (who: UserCtx, input: ProposalInput) => decideProposal(who, { reportId: id, page: "B" }, input);
const take = (revision: number, base: number, person = writer.actor.id): ProposalInput => ({
  act: "take",
  question: "B1",
  person,
  revision,
  base,
  opId: randomUUID(),
});
const events = async () => (await db.auditEvent.findMany({ where: { subject: `report:${id}` }, orderBy: { id: "asc" } })).map(({ type }) => type);
async function page(who: UserCtx, of = "B") {
  const given = await getReportPage(who, id, of);
  if (!given.ok) throw new Error(given.error.code);
  return given.value;
}

beforeEach(async () => {
  ({ party, focal, writer, id } = await makeDelegating(db, AT));
  assignment = await assign(focal, id, writer.actor.id, ["B/B1", "F/F3"], { how: "proposes" });
  writer = await afresh(writer);
});

test("a proposed text is kept apart by the same rules as any: in no answer, hash, progress or page of the report", async () => {
  await save(focal, "B1", "The report's own text.", 0);
  const before = await getReviewPage(focal, id);
  const progress = await getReport(focal, id);
  // The report's text is where it starts, as one that was never saved.
  expect((await page(writer)).answers.find(({ question }) => question === "B1")).toMatchObject({ value: "The report's own text.", revision: 0 });
  const opId = randomUUID();
  const first = await save(writer, "B1", "A ministry's text.", 0, opId);
  expect(await save(writer, "B1", "A ministry's text.", 0, opId)).toEqual(first);
  const second = await save(writer, "B1", "A ministry's second text.", first.revision);
  expect(second.revision).toBe(first.revision + 1);
  expect(await trySave(writer, "B1", "Typed too early", first.revision)).toMatchObject(refused("answer.conflict"));
  expect((await page(writer)).answers.find(({ question }) => question === "B1")).toMatchObject({
    value: "A ministry's second text.",
    revision: second.revision,
  });
  expect(await getAnswer(writer, id, { question: "B1", row: "" })).toMatchObject({ value: { value: "A ministry's second text." } });

  expect(await inReport("B1")).toMatchObject({ value: "The report's own text.", revision: 1 });
  expect(await getAnswer(focal, id, { question: "B1", row: "" })).toMatchObject({ value: { value: "The report's own text.", revision: 1 } });
  expect(await getReviewPage(focal, id)).toEqual(before);
  expect(await getReport(focal, id)).toEqual(progress);
  expect(await db.save.count({ where: { scope: `report:${id}` } })).toBe(1);
  // Neither hears of the other's saves: an open page would put one text in the place of the other.
  expect(await getRevisions(writer, id)).toMatchObject({ value: { saved: [] } });
  expect(await getRevisions(focal, id)).toMatchObject({ value: { saved: [{ question: "B1", revision: 1 }] } });
});

test("files, restoring and history are those of the proposed text", async () => {
  await save(focal, "B1", "Only in the report.", 0);
  const first = await save(writer, "B1", "First.", 0);
  const second = await save(writer, "B1", "Second.", first.revision);
  const key = { question: "B1", row: "" };
  const history = await getAnswerHistory(writer, id, key, { limit: 10 });
  if (!history.ok) throw new Error(history.error.code);
  expect(history.value.items.map(({ value }) => value)).toEqual(["Second.", "First."]);
  const restored = await restoreAnswer(writer, { reportId: id, ...key, save: history.value.items[1]!.id, revision: second.revision, opId: randomUUID() });
  expect(restored).toMatchObject({ ok: true, value: { revision: second.revision + 1 } });
  expect(await proposedBy(writer, "B1")).toMatchObject({ value: "First." });
  expect(await inReport("B1")).toMatchObject({ value: "Only in the report.", revision: 1 });
  // A save of the report is none of that history's.
  const own = await db.save.findFirstOrThrow({ where: { scope: `report:${id}` } });
  const foreign = { reportId: id, ...key, save: String(own.id), revision: second.revision + 1, opId: randomUUID() };
  expect(await restoreAnswer(writer, foreign)).toMatchObject(refused("save.not_found"));

  await assign(focal, id, writer.actor.id, ["I"], { how: "proposes" });
  const wider = await afresh(writer);
  const file = { reportId: id, question: "I1", row: "", field: "annexes", name: "a.pdf", content: pdf };
  expect(await attachFile(wider, site.files, file)).toMatchObject({ ok: true });
  expect(await inReport("I1")).toBeNull();
  expect(await proposedBy(writer, "I1")).toMatchObject({ value: { annexes: [{ name: "a.pdf" }] } });
});

test("places of which one proposes beat those of which one writes, and one call may carry both", async () => {
  for (const place of ["B", "E", "F"]) await assign(focal, id, writer.actor.id, [place]);
  const both = await afresh(writer);
  const operation = (question: string) => ({ opId: randomUUID(), question, row: "", baseRevision: 0, value: `${question} by the ministry` });
  const saved = await saveAnswers(both, { reportId: id, via: "form", operations: [operation("E4"), operation("B1"), operation("A2"), operation("F3")] });
  expect(saved).toMatchObject({ ok: true, value: [{ ok: true, value: { revision: 1 } }, { ok: true }, refused("question.unknown"), { ok: true }] });
  expect(await inReport("E4")).toMatchObject({ value: "E4 by the ministry" });
  expect([await inReport("B1"), await inReport("F3"), await proposedBy(writer, "E4")]).toEqual([null, null, null]);
});

test("taken: the answer's next revision, whose history names who proposed it; from then on the report's text is the start again", async () => {
  await save(focal, "B1", "Before.", 0);
  const proposed = await save(writer, "B1", "From the ministry.", 0);
  const contributor = await member("contributor");
  for (const who of [focal, contributor])
    expect((await page(who)).proposals).toMatchObject([
      {
        question: "B1",
        person: { id: writer.actor.id, name: writer.actor.name },
        base: 1,
        pieces: [{ proposed: expect.arrayContaining([expect.objectContaining({ kind: "added" })]) as unknown }],
      },
    ]);
  expect(await countWaiting(focal, [id])).toEqual([{ reportId: id, count: 1, page: null }]);
  expect(await countWaiting(contributor, [id])).toEqual([{ reportId: id, count: 1, page: "B" }]);
  expect(await listWaiting(focal, id)).toMatchObject({
    value: { items: [{ person: writer.actor.name, place: { page: "B", question: "B1" }, isReady: false }] },
  });
  expect(await decide(writer, { act: "ready" })).toMatchObject({ ok: true });
  expect(await listWaiting(focal, id)).toMatchObject({ value: { items: [{ isReady: true }] } });

  expect(await decide(contributor, take(proposed.revision, 1))).toMatchObject({ ok: true });
  expect(await inReport("B1")).toMatchObject({ value: "From the ministry.", revision: 2, updatedById: contributor.actor.id });
  const history = await getAnswerHistory(focal, id, { question: "B1", row: "" }, { limit: 1 });
  expect(history).toMatchObject({ value: { items: [{ via: "proposal", author: contributor.actor.name, source: writer.actor.name, revision: 2 }] } });
  expect((await page(focal)).proposals).toEqual([]);
  expect(await countWaiting(focal, [id])).toEqual([]);
  expect(await decide(focal, take(proposed.revision, 2))).toMatchObject(refused("proposal.changed"));

  await save(focal, "B1", "Edited by hand.", 2);
  expect((await page(writer)).answers.find(({ question }) => question === "B1")).toMatchObject({ value: "Edited by hand.", revision: proposed.revision });
  // What was proposed before is a proposal again.
  await save(writer, "B1", "From the ministry.", proposed.revision);
  expect((await page(focal)).proposals).toMatchObject([{ revision: proposed.revision + 1, isReady: false }]);
  expect((await events()).filter((type) => type.startsWith("delegation.proposal"))).toEqual(["delegation.proposals_ready", "delegation.proposal_taken"]);
});

test("what changed since it was shown is not taken: the answer, or the proposal", async () => {
  const proposed = await save(writer, "B1", "Proposed.", 0);
  await save(focal, "B1", "Written meanwhile.", 0);
  const history = () => db.save.count({ where: { scope: `report:${id}` } });
  expect(await decide(focal, take(proposed.revision, 0))).toMatchObject(refused("proposal.answer_changed"));
  expect(await history()).toBe(1);
  await save(writer, "B1", "Proposed anew.", proposed.revision);
  expect(await decide(focal, take(proposed.revision, 1))).toMatchObject(refused("proposal.changed"));
  expect(await inReport("B1")).toMatchObject({ value: "Written meanwhile.", revision: 1 });
  // Two who take the same text at the same time have taken it once; the later is told so, or that it stands in the report already.
  const both = await Promise.all([decide(focal, take(proposed.revision + 1, 1)), decide(focal, take(proposed.revision + 1, 1))]);
  expect(both.some(({ ok }) => ok)).toBe(true);
  for (const one of both) if (!one.ok) expect(["proposal.answer_changed", "proposal.changed"]).toContain(one.error.code);
  expect((await events()).filter((type) => type === "delegation.proposal_taken")).toHaveLength(1);
  expect(await inReport("B1")).toMatchObject({ value: "Proposed anew.", revision: 2 });
});

test("given back with the reason: told by mail in the author's language, who goes on with their text; taken in by hand", async () => {
  await db.user.update({ where: { id: writer.actor.id }, data: { language: "fr" } });
  const proposed = await save(writer, "B1", "Long.", 0);
  const back = (revision: number): ProposalInput => ({ act: "back", question: "B1", person: writer.actor.id, revision, reason: "Shorter, please." });
  expect(await decide(focal, back(proposed.revision))).toMatchObject({ ok: true });
  const mail = await db.mail.findFirstOrThrow({ where: { to: writer.actor.email, kind: "delegation.given_back" } });
  expect(mail).toMatchObject({ language: "fr" });
  expect(mail.text).toContain("Shorter, please.");
  expect(mail.text).toContain("B/B1 ");
  expect((await page(focal)).proposals).toEqual([]);
  expect(await decide(focal, back(proposed.revision))).toMatchObject(refused("proposal.changed"));
  const own = await page(writer);
  expect(own.proposing).toMatchObject({
    codes: ["B1"],
    givenBack: { B1: { title: expect.stringContaining(focal.actor.name) as unknown, reason: "Shorter, please." } },
  });
  expect(own.answers.find(({ question }) => question === "B1")).toMatchObject({ value: "Long.", revision: proposed.revision });
  const next = await save(writer, "B1", "Short.", proposed.revision);
  expect((await page(focal)).proposals).toMatchObject([{ revision: next.revision, pieces: [{ proposed: [{ kind: "added", text: "Short." }] }] }]);
  expect(await decide(focal, { act: "hand", question: "B1", person: writer.actor.id, revision: next.revision })).toMatchObject({ ok: true });
  expect((await page(writer)).proposing?.givenBack).toEqual({});
  expect(await inReport("B1")).toBeNull();
  expect(await decide(writer, { act: "ready" })).toMatchObject(refused("proposal.nothing_written"));
});

test("an assignment that ends leaves its texts, which can still be taken; who turns to writing overwrites nothing unseen", async () => {
  const proposed = await save(writer, "B1", "Kept.", 0);
  await save(focal, "B1", "Of the report.", 0);
  const terms = { places: [parsePlaceCode("B/B1")], due: null, note: "", how: "writes" as const };
  expect(await changeAssignment(focal, id, { intent: "changed", id: assignment, revision: 1, ...terms })).toMatchObject({ ok: true });
  const turned = await afresh(writer);
  // Typed on a revision of the proposal, in a page that was open since.
  expect(await trySave(turned, "B1", "Typed on the proposal.", proposed.revision)).toMatchObject(refused("answer.conflict"));
  expect(await endAssignment(focal, id, assignment)).toMatchObject({ ok: true });
  expect(await trySave(await afresh(writer), "B1", "Late", proposed.revision)).toMatchObject(refused("report.not_found"));
  expect(await decide(focal, take(proposed.revision, 1))).toMatchObject({ ok: true });
  expect(await inReport("B1")).toMatchObject({ value: "Kept.", revision: 2 });
});

test("only delegates propose, and nobody but who writes the report decides", async () => {
  const contributor = await member("contributor");
  await expect(assign(focal, id, contributor.actor.id, ["C"], { how: "proposes" })).rejects.toThrow("delegation.proposes_whole");
  const proposed = await save(writer, "B1", "Proposed.", 0);
  const stranger = await member("focal_point", (await makeParty(db)).id);
  const other = await member("delegate");
  await assign(focal, id, other.actor.id, ["B"]);
  for (const who of [writer, await afresh(other), stranger]) {
    expect(await decide(who, take(proposed.revision, 0))).toMatchObject(refused("report.not_found"));
    expect(await decide(who, { act: "back", question: "B1", person: writer.actor.id, revision: proposed.revision, reason: "No" })).toMatchObject(
      refused("report.not_found"),
    );
    expect(await countWaiting(who, [id])).toEqual([]);
    expect(await listWaiting(who, id)).toMatchObject(refused("delegation.not_found"));
  }
  expect((await page(await afresh(other))).proposals).toEqual([]);
  expect(await decide(focal, take(proposed.revision, 0, other.actor.id))).toMatchObject(refused("proposal.not_found"));
  // A signed report is not written, by proposals neither.
  await submitFilledReport(focal, id);
  expect(await trySave(writer, "B1", "Late", proposed.revision)).toMatchObject(refused("report.locked"));
  expect(await decide(focal, take(proposed.revision, 1))).toMatchObject(refused("report.locked"));
  expect((await page(focal)).proposals).toEqual([]);
});

test("the list goes on from a place, newest first, by its index", async () => {
  for (const question of ["B1", "F3"]) await save({ ...writer, now: () => new Date(AT.getTime() + (question === "F3" ? 1000 : 0)) }, question, question, 0);
  const first = await listWaiting(focal, id, { limit: 1 });
  const second = await listWaiting(focal, id, { limit: 1, after: first.ok ? first.value.next : null });
  expect([first, second].map((given) => given.ok && given.value.items.map(({ place }) => place.question))).toEqual([["F3"], ["B1"]]);
  await expectIndexes([
    [
      `select id from proposed_answer where report_id = '${id}' and state in ('open', 'ready') order by created_at desc, id desc limit 51`,
      "proposed_answer_report_id_created_at_id_idx",
    ],
  ]);
});

test("the page without a script: what is pressed is done and ends on the page; a refusal keeps the reason that was typed", async () => {
  const at = { path: `/en/reports/${id}/sections/B`, params: { lang: "en", id, section: "B" } };
  const post = async (who: UserCtx, form: Record<string, string>) =>
    call<unknown>(site, postSection as never, { ...at, cookie: await cookieOf(site, who.actor), form });
  const leadsTo = (answer: unknown) => answer instanceof Response && [answer.status, answer.headers.get("location")];
  const proposed = await save(writer, "B1", "Proposed.", 0);
  expect(leadsTo(await post(writer, { proposal: "ready" }))).toEqual([302, `${at.path}?decided=ready`]);
  const button = (act: string, ...more: unknown[]) => [act, "B1", writer.actor.id, proposed.revision, ...more].join(":");
  expect(await post(focal, { proposal: button("back") })).toMatchObject({ init: { status: 422 }, data: { refusal: { code: "proposal.reason_required" } } });
  const reason = { [`reason.B1.${writer.actor.id}`]: "Kept, though refused" };
  expect(await post(focal, { proposal: button("back").replace(/\d+$/, "7"), ...reason })).toMatchObject({
    init: { status: 409 },
    data: { refusal: { code: "proposal.changed" }, typed: reason },
  });
  expect(await post(focal, { proposal: "take:B1" })).toMatchObject({ data: { refusal: { code: "request.invalid" } } });
  expect(leadsTo(await post(focal, { proposal: button("take", 0, randomUUID()) }))).toEqual([302, `${at.path}?decided=take#B1`]);
  expect(await inReport("B1")).toMatchObject({ value: "Proposed." });
});
