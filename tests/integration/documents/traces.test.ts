import { expect, test } from "vitest";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { keepEarlierTraces, keepTraces } from "~/features/documents/commands/keep-traces.server";
import { setAside } from "~/features/documents/commands/set-aside.server";
import { citeAnswer } from "~/features/documents/commands/ties.server";
import type { VersionContent } from "~/features/documents/model";
import { listTraces } from "~/features/documents/queries/traces.server";
import { letterOfTraces } from "~/features/papers/queries/traces-letter.server";
import { plainOf } from "~/lib/paper";
import { makeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();

/** A version that cites an answer in three sentences of two paragraphs, and sets another one aside. */
async function frozen() {
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const made = await makeSubmission(db, {
    answers: [
      { question: "B1", value: "We connected every school." },
      { question: "B3", value: ["x"] },
      { question: "F6", value: "Nobody read this." },
      { question: "A3", value: { name: "Contact" } },
    ],
  });
  const { id, paragraphs } = await makeDocument(ctx, ["Access has grown. It was costly.", "Nobody knows.", "Schools are connected."]);
  const [first, , third] = await paragraphs();
  const cite = (paragraph: { id: string }, at: number, sentence: string) =>
    citeAnswer(ctx, { document: id, paragraph: paragraph.id }, { at, sentence, symbol: made.symbol, question: "B1", row: "", quote: ["every school"] });
  await cite(third!, 0, "Schools are connected.");
  await cite(first!, 0, "Access has grown.");
  await cite(first!, 1, "It was costly.");
  await setAside(ctx, id, { submission: made.id, question: "B3", row: "", reason: "Counted in the figures." });
  await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread", "bare"], reason: "First round." });
  const version = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } });
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  const traces = async () => {
    const found = await listTraces(focal, made.reportId);
    if (!found.ok) throw new Error(found.error.code);
    return found.value.map(({ question, revision, paragraphs: cited, reason, waived }) => [
      question,
      revision,
      cited.map(({ number }) => number),
      waived ? `Waived: ${reason}` : reason,
    ]);
  };
  return { version, traces, focal, made };
}

test("an answer is found once in each paragraph that cites it, in the order of the text, whatever was cited first", async () => {
  const { traces } = await frozen();
  expect(await traces()).toEqual([
    ["B1", 0, ["1", "3"], ""],
    ["B3", 0, [], "Counted in the figures."],
    ["F6", 0, [], "Waived: First round."],
  ]);
});

test("an answer that was left unread by waiver has its line, on the page and in the letter, without who waived it; a contact has none", async () => {
  const { version, traces, focal, made } = await frozen();
  expect((await traces()).filter(([question]) => question === "F6" || question === "A3")).toEqual([["F6", 0, [], "Waived: First round."]]);
  const letter = await letterOfTraces(focal, made.reportId);
  if (!letter.ok) throw new Error(letter.error.code);
  const text = plainOf(letter.value.paper().blocks);
  expect(text).toContain("F6 – Not considered in this version, as the Secretariat decided: First round.");
  expect(text).not.toContain(version.frozenName);
});

test("versions that were frozen before traces were kept are traced once, and nothing is traced twice", async () => {
  const { version, traces } = await frozen();
  const { documentId, content, hash, frozenById, frozenName, frozenAt } = version;
  const earlier = { documentId, number: 2, stage: "revision", revision: 1, content: content!, hash, frozenById, frozenName, frozenAt };
  const { id } = await db.documentVersion.create({ data: earlier, select: { id: true } });
  expect(await traces()).toHaveLength(3);
  expect(await keepEarlierTraces(db)).toBeGreaterThan(0);
  await keepTraces(db, { id, content: content as VersionContent });
  expect(await traces()).toEqual([
    ["B1", 0, ["1", "3"], ""],
    ["B1", 1, ["1", "3"], ""],
    ["B3", 0, [], "Counted in the figures."],
    ["B3", 1, [], "Counted in the figures."],
    ["F6", 0, [], "Waived: First round."],
    ["F6", 1, [], "Waived: First round."],
  ]);
  expect(await db.documentVersion.count({ where: { id, traces: { none: {} } } })).toBe(0);
});

test("where answers went is found by the answers, not by reading versions", async () => {
  const id = "'0190e6f0-0000-7000-8000-000000000000'";
  await expectIndexes([
    [
      `select t.* from submission s join submitted_answer a on a.submission_id = s.id join version_trace t on t.answer_hash = a.hash where s.report_id = ${id}`,
      "version_trace_pkey",
    ],
    [`select * from version_trace where version_id = ${id}`, "version_trace_version_id_idx"],
  ]);
});
