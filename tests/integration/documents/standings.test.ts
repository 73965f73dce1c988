import { afterAll, beforeAll, expect, test } from "vitest";
import { setAside } from "~/features/documents/commands/set-aside.server";
import { citeAnswer } from "~/features/documents/commands/ties.server";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
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
});
