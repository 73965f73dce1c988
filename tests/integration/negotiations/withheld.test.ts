import { describe, expect, test } from "vitest";
import { numbersOf } from "~/features/documents/queries/documents.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import { readVersion } from "~/features/documents/queries/versions.server";
import { closeConsultation } from "~/features/negotiations/commands/consultations.server";
import { decide } from "~/features/negotiations/commands/decisions.server";
import { answerInput, publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import { propose, support } from "~/features/negotiations/commands/inputs.server";
import { proposeFromReport } from "~/features/negotiations/commands/sources.server";
import type { State } from "~/features/negotiations/model";
import type { BracketsPage } from "~/features/negotiations/model/pages";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { dispositionTable, getDispositions, getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { byParagraph } from "~/features/negotiations/model/standing";
import { standingProposals } from "~/features/negotiations/queries/standing.server";
import { proposalsData, proposalsPaper } from "~/features/papers/model/proposals-paper";
import { wordsIn } from "~/features/papers/queries/words.server";
import { draftForm } from "~/features/redrafts/model/draft-form";
import { RELEASE_WITHHELD } from "~/features/reports/model";
import type { UserCtx } from "~/platform/context.server";
import { makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** What a report proposed, on every page and in every file of a draft, once the report says it no more in the open. */

const { db } = testDatabase();
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

const TEXT = "Zebras must be counted.";
const WHY = "Because of zebras.";
const row = (change: "ADD" | "MOD", text = TEXT) => ({ id: "a1", topic: "Access", paragraph: "1", change, text, reason: WHY });
const answersOf = (change: "ADD" | "MOD", text = TEXT, confidential = false) => [{ question: "H5", value: [row(change, text)] as never, confidential }];

async function ground(change: "ADD" | "MOD") {
  const desk: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const document = await makePublished(desk, ["Access has grown in rural areas."]);
  const paragraph = (await document.paragraphs())[0]!.id;
  const other = await makeParty(db);
  const focal = await makeMember(db, other.id, "focal_point", new Date());
  const draft = { document: document.id, number: 1 };
  const report = await makeSubmission(db, { state: "published", answers: answersOf(change) });
  const { hash } = await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: report.id, question: "H5" } });
  const input = valueOf(await proposeFromReport(desk, draft, { submission: report.id, question: "H5", row: "a1", hash, paragraph })).id;
  const move = async (from: State, to: State) => codeOf(await decide(desk, draft, { intent: "move", input, from, to }));
  return { desk, document, draft, other, focal, report, input, asked: { ...draft, paragraph }, move };
}
type Ground = Awaited<ReturnType<typeof ground>>;

const further = ({ party, reportId }: MadeSubmission, given: Parameters<typeof makeSubmission>[1]) =>
  makeSubmission(db, { version: 2, party, reportId, ...given });
const superseded = ({ id }: MadeSubmission) => db.submission.update({ where: { id }, data: { state: "superseded" } });

/** What can become of a report, and whether it still says in the open what it proposed. */
const FATES: [string, boolean, (report: MadeSubmission, change: "ADD" | "MOD") => Promise<unknown>][] = [
  ["nothing", true, () => Promise.resolve()],
  ["a further version that says it too is on its way", true, (report, change) => further(report, { state: "accepted", answers: answersOf(change) })],
  [
    "a further version that says it too took its place",
    true,
    async (report, change) => [await superseded(report), await further(report, { state: "published", answers: answersOf(change) })],
  ],
  ["it was withdrawn", false, ({ id }) => db.submission.update({ where: { id }, data: { state: "withdrawn", withdrawnReason: "Asked for." } })],
  ["it was made confidential", false, (report, change) => further(report, { state: "accepted", answers: answersOf(change, TEXT, true) })],
  ["it was changed", false, (report, change) => further(report, { state: "accepted", answers: answersOf(change, "Other words.") })],
  [
    "a further version is not released",
    false,
    async (report, change) => [await superseded(report), await further(report, { state: "published", release: RELEASE_WITHHELD, answers: answersOf(change) })],
  ],
];

/** All that pages and files of a draft say, as text. */
async function everything({ desk, draft, asked, focal }: Ground): Promise<Record<string, string>> {
  const page: BracketsPage = valueOf(await getBrackets(desk, draft.document, 1));
  const source = { page, version: valueOf(await readVersion(desk, draft.document, 1)) };
  const options = { words: wordsIn("en"), now: desk.now() };
  const cells: unknown[] = [];
  const dispositions = valueOf(await getDispositions(desk, draft.document, 1));
  for await (const rows of dispositionTable(dispositions, "en").rows) cells.push(...rows.flat());
  const seen = {
    desk: page,
    data: proposalsData(source, desk.now()),
    brackets: proposalsPaper(source, "brackets", options),
    clean: proposalsPaper(source, "clean", options),
    dispositions,
    table: cells,
    party: valueOf(await getDraftParagraph(focal, asked.document, 1, asked.paragraph)),
  };
  return Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, JSON.stringify(value)]));
}

describe.each(["ADD", "MOD"] as const)("%s of a report", (change) => {
  test.each(FATES)("where %s: said in the open is %s", async (_, isOpen, become) => {
    const made = await ground(change);
    const { desk, draft, asked, other, focal, report, input, move } = made;
    const said = await everything(made);
    for (const name of ["desk", "data", "brackets", "dispositions", "table", "party"]) expect([name, said[name]!.includes(TEXT)]).toEqual([name, true]);
    await become(report, change);
    const now = await everything(made);
    for (const [name, text] of Object.entries(now)) {
      expect([name, text.includes(TEXT)]).toEqual([name, isOpen && name !== "clean"]);
      if (!isOpen) expect([name, text.includes(WHY)]).toEqual([name, false]);
    }
    expect(now.brackets!.includes("text withheld")).toBe(!isOpen);
    const [shown] = valueOf(await getBrackets(desk, draft.document, 1)).chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ inputs }) => inputs));
    expect(shown).toMatchObject({ withheld: !isOpen });
    const refused = isOpen ? "ok" : "negotiation.source_withheld";
    expect(valueOf(await getDraftParagraph(focal, asked.document, 1, asked.paragraph)).proposals.map(({ joinable }) => joinable)).toEqual([isOpen]);
    expect(codeOf(await support(focal, asked, { party: other.id, group: "", input }))).toBe(refused);
    expect(await move("proposed", "ad_referendum")).toBe(refused);
    expect(await move(isOpen ? "ad_referendum" : "proposed", "agreed")).toBe(refused);
    expect(codeOf(await decide(desk, draft, { intent: "take", input }))).toBe(isOpen ? "ok" : "negotiation.move_impossible");
  });

  test("one that was agreed on before is not taken, nor marked as taken, and is in no clean text", async () => {
    const made = await ground(change);
    const { desk, draft, report, input, move, document } = made;
    await move("proposed", "agreed");
    expect((await everything(made)).clean).toContain(TEXT);
    await db.submission.update({ where: { id: report.id }, data: { state: "withdrawn", withdrawnReason: "Asked for." } });
    expect((await everything(made)).clean).not.toContain(TEXT);
    for (const act of [{ intent: "take", input } as const, { intent: "mark_taken", input, reason: "Why." } as const])
      expect(codeOf(await decide(desk, draft, act))).toBe("negotiation.source_withheld");
    expect((await document.paragraphs()).map(({ text }) => text)).toEqual(["Access has grown in rural areas."]);
    expect(await move("agreed", "proposed")).toBe("ok");
    expect(await move("proposed", "not_agreed")).toBe("ok");
  });
});

test("the draft on its way out as a form has no word of what is withheld", async () => {
  const { desk, draft, report } = await ground("MOD");
  const form = async () => {
    const working = (await loadDraft(db, draft.document))!;
    return JSON.stringify(draftForm(working, numbersOf(working), byParagraph(await standingProposals(desk, working)), wordsIn("en")));
  };
  expect(await form()).toContain(TEXT);
  await db.submission.update({ where: { id: report.id }, data: { state: "withdrawn", withdrawnReason: "Asked for." } });
  expect(await form()).not.toContain(TEXT);
});

test("the public table has nothing of it either", async () => {
  const { desk, draft, report, input } = await ground("ADD");
  await answerInput(desk, draft, { input, disposition: "noted", answer: "Noted." });
  await closeConsultation(desk, draft);
  await publishDispositions(desk, draft);
  const read = async () => JSON.stringify(valueOf(await getPublicDispositions(makeCtx({ db, actor: null }), draft.document, 1)));
  expect(await read()).toContain(TEXT);
  await superseded(report);
  await further(report, { state: "published", release: RELEASE_WITHHELD, answers: answersOf("ADD") });
  const now = await read();
  expect([now.includes(TEXT), now.includes(WHY)]).toEqual([false, false]);
});

test("nobody joins a proposal that has its answer, is withdrawn or agreed on; nor is it offered", async () => {
  const { desk, draft, asked, other, focal } = await ground("ADD");
  const third = await makeParty(db);
  const proposer = await makeMember(db, third.id, "focal_point", new Date());
  const said = { party: third.id, group: "", kind: "NOC" as const, words: "", language: "en" as const, text: "", reason: "Why." };
  const make = async () => valueOf(await propose(proposer, asked, said)).id;
  const [free, answered, agreed] = [await make(), await make(), await make()];
  await answerInput(desk, draft, { input: answered, disposition: "noted", answer: "Noted." });
  await decide(desk, draft, { intent: "move", input: agreed, from: "proposed", to: "agreed" });
  const shown = valueOf(await getDraftParagraph(focal, asked.document, 1, asked.paragraph)).proposals;
  expect([free, answered, agreed].map((id) => shown.find((one) => one.id === id)?.joinable)).toEqual([true, false, false]);
  const join = async (input: string) => codeOf(await support(focal, asked, { party: other.id, group: "", input }));
  expect([await join(free), await join(answered), await join(agreed)]).toEqual(["ok", "negotiation.answered", "negotiation.move_impossible"]);
});
