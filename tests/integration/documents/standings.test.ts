import { afterAll, beforeAll, expect, test } from "vitest";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { setAside } from "~/features/documents/commands/set-aside.server";
import { citeAnswer } from "~/features/documents/commands/ties.server";
import { countSentences } from "~/features/documents/model";
import { listSources } from "~/features/documents/queries/paragraph.server";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
import { listDocuments } from "~/features/documents/queries/documents.server";
import { makeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** More versions than one statement looks through, in a database whose answers can be counted. */
const VERSIONS = 110;
const SENTENCE = "Access has grown.";

let own: OwnDatabase;
beforeAll(async () => void (own = await ownDatabase()));
afterAll(() => own.close());

test("of more reports than one statement looks through, each answer is listed once, and as many as are counted", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const made = [];
  for (let index = 0; index < VERSIONS; index++) made.push(await makeSubmission(db, { answers: [{ question: "B1", value: `Text ${index}.` }] }));
  // What is cited and set aside leaves whole stretches of the list without an answer that is unread.
  const bySymbol = [...made].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const [cited, aside] = [bySymbol.slice(0, 55), bySymbol.slice(55, 70)];
  const { id, draft, paragraphs } = await makeDocument(ctx, [SENTENCE]);
  const paragraph = (await paragraphs())[0]!.id;
  for (const { symbol } of cited)
    expect(await citeAnswer(ctx, { document: id, paragraph }, { at: 0, sentence: SENTENCE, symbol, question: "B1", row: "", quote: [] })).toMatchObject({
      ok: true,
    });
  for (const { id: submission } of aside)
    expect(await setAside(ctx, id, { submission, question: "B1", row: "", reason: "Said elsewhere." })).toMatchObject({ ok: true });
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  const expected = { unread: bySymbol.slice(70), cited, aside };
  for (const standing of ["unread", "cited", "aside"] as const) {
    const listed: string[] = [];
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const list = await listAnswerStandings(ctx, id, { chapter, standing, after });
      if (!list.ok) throw new Error(list.error.code);
      const { counts } = list.value.chapters.find((one) => one.id === chapter)!;
      expect(counts).toEqual({ unread: VERSIONS - 70, cited: 55, aside: 15 });
      listed.push(...list.value.items.map(({ symbol }) => symbol));
      after = list.value.next;
    }
    expect(listed).toEqual(expected[standing].map(({ symbol }) => symbol));
  }
  // Consolidating goes on when reporting has ended: nothing that is unread disappears with it.
  await db.cycle.updateMany({ where: { state: "open" }, data: { state: "closed" } });
  const closed = await listAnswerStandings(ctx, id, { chapter, standing: "unread", after: null });
  expect(closed.ok && closed.value.chapters.find((one) => one.id === chapter)?.counts.unread).toBe(VERSIONS - 70);
  // What a sentence can be tied to is of the document's cycle, with none open and with the next one.
  for (const isNextOpen of [false, true]) {
    if (isNextOpen) await db.cycle.create({ data: { code: "next", state: "open", position: 99, names: {}, groupsOn: new Date("2028-01-01") } });
    const asked = { template: "national-report", question: "B1", row: "", filters: {}, by: "kind" as const };
    const sources = await listSources(ctx, id, paragraph, { at: 0, asked, after: null });
    if (!sources.ok) throw new Error(sources.error.code);
    expect(sources.value.questions.map(({ question }) => question)).toContain("B1");
    const { symbol } = sources.value.answers!.items[0]!;
    expect(await citeAnswer(ctx, { document: id, paragraph }, { at: 0, sentence: SENTENCE, symbol, question: "B1", row: "", quote: [] })).toMatchObject({
      ok: true,
    });
    if (isNextOpen) await db.cycle.delete({ where: { code: "next" } });
  }
  expect((await listDocuments(ctx)).documents.map(({ id: listed }) => listed)).toEqual([id]);
  expect(await freezeVersion(ctx, id, { stage: "elements", waive: [], reason: "" })).toMatchObject({ error: { code: "document.answers_unread" } });
  const last = { submission: bySymbol.at(-1)!.id, question: "B1", row: "", reason: "Said elsewhere." };
  expect(await setAside(ctx, id, last)).toMatchObject({ ok: true });
  await db.cycle.updateMany({ where: { code: "wsis20" }, data: { state: "open" } });
});

test("a sentence rests on an answer only as long as some version that counts says it in the open", async () => {
  const { db } = own;
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const answers = [{ question: "B1", value: "We connected every school." }];
  const made = await makeSubmission(db, { answers });
  const { id, paragraphs, draft } = await makeDocument(ctx, [SENTENCE]);
  const asked = { document: id, paragraph: (await paragraphs())[0]!.id };
  const cite = { at: 0, sentence: SENTENCE, symbol: made.symbol, question: "B1", row: "", quote: ["every school"] };
  for (let time = 0; time < 2; time++) expect(await citeAnswer(ctx, asked, cite)).toMatchObject({ ok: true });
  expect(await db.sentenceTie.count({ where: { paragraphId: asked.paragraph } })).toBe(1);
  const counts = async () => countSentences(await draft());
  expect(await counts()).toMatchObject({ tied: 1, neither: 0 });
  const next = { reportId: made.reportId, party: made.party };
  await makeSubmission(db, { ...next, version: 2, answers });
  expect(await counts(), "the next version says the same").toMatchObject({ tied: 1, neither: 0 });
  await makeSubmission(db, { ...next, version: 3, answers: answers.map((answer) => ({ ...answer, confidential: true })) });
  expect(await counts(), "what was made confidential is nobody's evidence").toMatchObject({ tied: 0, neither: 1 });
  const frozen = await freezeVersion(ctx, id, { stage: "elements", waive: ["unread", "bare"], reason: "A first look." });
  expect(frozen).toMatchObject({ ok: true });
  expect(JSON.stringify(await db.documentVersion.findMany({ where: { documentId: id } }))).not.toContain("every school");
});
