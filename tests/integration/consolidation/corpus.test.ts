import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOpen } from "~/features/codings/commands/decide.server";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { layOutChapter } from "~/features/documents/commands/lay-out.server";
import { deleteParagraph, mergeParagraphs, moveParagraph, saveParagraph, splitParagraph } from "~/features/documents/commands/paragraphs.server";
import { countSentences, orphansOf, paragraphsOf, type Draft } from "~/features/documents/model";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
import { getDocument } from "~/features/documents/queries/documents.server";
import { getLayout } from "~/features/documents/queries/layout.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import { seededRandom } from "~/lib/random";
import type { UserCtx } from "~/platform/context.server";
import { makeCode, makeCoder } from "../../factories/coding";
import { makeDocument, type MadeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** What consolidating promises, on a corpus as large as a review's: 2,000 submissions in six languages. */
const COPIES = 333;
const PROPOSALS = 60;
const EDITS = 1_000;

/** What everybody says, and what each says apart. */
const SAID: Record<Language, readonly [string, string]> = {
  ar: ["تحتاج المدارس الريفية إلى توصيلية ميسورة التكلفة.", "وقد وُصلت # مدرسة."],
  zh: ["农村学校需要负担得起的连接。", "已连接#所学校。"],
  en: ["Rural schools need affordable connectivity.", "We connected # schools."],
  fr: ["Les écoles rurales ont besoin d’une connectivité abordable.", "Nous avons connecté # écoles."],
  ru: ["Сельским школам нужна доступная связь.", "Подключено # школ."],
  es: ["Las escuelas rurales necesitan conectividad asequible.", "Conectamos # escuelas."],
};

let own: OwnDatabase;
let ctx: UserCtx;
let document: MadeDocument;
let hidden: string;

/** So many more reports like one that was signed, each with its number in its answers. */
async function copyReport({ id, reportId, party }: Awaited<ReturnType<typeof makeSubmission>>, name: string, count: number): Promise<void> {
  const numbers = `generate_series(1, ${count}) n`;
  const idOf = (kind: string): string => `md5('${name} ${kind} ' || n)::uuid`;
  const copy = (table: string, changed: string, of: string): string =>
    `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${changed}))).* from ${table} t, ${numbers} where t.id = '${of}'`;
  for (const statement of [
    copy("party", `'id', ${idOf("p")}, 'code', '${name}' || n`, party.id),
    copy("report", `'id', ${idOf("r")}, 'party_id', ${idOf("p")}`, reportId),
    copy(
      "submission",
      `'id', ${idOf("s")}, 'report_id', ${idOf("r")}, 'receipt', '${name}-' || n, 'symbol', 'WSIS20-${name}-' || n, 'party_code', '${name}' || n`,
      id,
    ),
    `insert into submitted_answer select ${idOf("s")}, position, question, "row", replace(value::text, '#', n::text)::jsonb, language, confidential,
       md5(hash || n) || md5(n || hash) from submitted_answer t, ${numbers} where t.submission_id = '${id}'`,
  ])
    await own.db.$executeRawUnsafe(statement);
}

const proposal = {
  id: "r1",
  topic: "Schools",
  paragraph: "12",
  change: "ADD",
  text: "Establish fund # for schools in group # of countries.",
  reason: "Needed.",
};

beforeAll(async () => {
  own = await ownDatabase();
  const { db } = own;
  ctx = await makeCoder(db, "admin");
  const codes = [await makeCode(ctx, "Access"), await makeCode(ctx, "Schools"), await makeCode(ctx, "Costs")];
  for (const language of LANGUAGES) {
    const [first, second] = SAID[language];
    const made = await makeSubmission(db, { language, answers: [{ question: "B1", value: `${first} ${second}`, language }] });
    await copyReport(made, language.toUpperCase(), COPIES);
    await db.$executeRaw`
      insert into code_mark (id, code_id, hash, place, start_offset, end_offset, quote, coder_id, coder_name, at)
      select gen_random_uuid(), (${codes}::uuid[])[1 + abs(hashtext(hash)) % 3], hash, '', 0, ${first.length}, ${first}, ${ctx.actor.id}::uuid, ${ctx.actor.name}, ${ctx.now()}
      from submitted_answer where question = 'B1' and language = ${language}`;
  }
  await db.$executeRaw`
    insert into coding_done (hash, coder_id, coder_name, coded, at)
    select hash, ${ctx.actor.id}::uuid, ${ctx.actor.name}, true, ${ctx.now()} from submitted_answer where question = 'B1'`;
  await copyReport(await makeSubmission(db, { answers: [{ question: "H5", value: [proposal] }] }), "PROP", PROPOSALS);
  hidden = (await makeSubmission(db, { answers: [{ question: "B1", value: "Nobody opens this.", confidential: true }] })).symbol;
  expect(await db.submission.count()).toBeGreaterThanOrEqual(2_000);
  expect(await setOpen(ctx, true)).toMatchObject({ ok: true });
  document = await makeDocument(ctx);
}, 60_000);
afterAll(() => own.close());

const chapterOf = async (source: string) => (await document.draft()).chapters.find((chapter) => chapter.source === source)!.id;
async function layOut(source: string): Promise<void> {
  const chapter = await chapterOf(source);
  const page = await getLayout(ctx, document.id, chapter, null);
  if (!page.ok) throw new Error(page.error.code);
  expect(await layOutChapter(ctx, document.id, { chapter, digest: page.value.digest })).toMatchObject({ ok: true });
}

test(
  "every sentence that is laid out is tied or editorial, and an answer that nobody sees keeps the version from being frozen",
  { timeout: 30_000 },
  async () => {
    await layOut("progress");
    await layOut("proposals");
    const counts = countSentences(await document.draft());
    expect(counts).toMatchObject({ neither: 0, orphans: 0 });
    expect(counts.tied).toBeGreaterThan(PROPOSALS);
    expect(await freezeVersion(ctx, document.id, { stage: "zero_draft", waive: [], reason: "" })).toMatchObject({
      error: { code: "document.answers_unread", params: { count: 1 } },
    });
    const unread = await listAnswerStandings(ctx, document.id, { chapter: "", standing: "unread", after: null });
    expect(unread.ok && unread.value.items.map(({ symbol }) => symbol)).toEqual([hidden]);
  },
);

/** Ties that stand on other words than their sentence's, and orphans that are not listed. */
async function danglingIn(draft: Draft): Promise<string[]> {
  const page = await getDocument(ctx, document.id);
  const listed = new Set(page.ok ? page.value.orphans.map(({ id }) => id) : []);
  const known = paragraphsOf(draft).flatMap(({ sentences, ties }) => ties.filter(({ at, sentence }) => at !== null && sentences[at] !== sentence));
  return [...known, ...orphansOf(draft).filter(({ id }) => !listed.has(id))].map(({ id }) => id);
}

test("a thousand edits leave no tie that dangles: each stands on its sentence, or is an orphan that is listed", { timeout: 120_000 }, async () => {
  // The large chapter is another document's matter: what is edited are the proposals.
  document = await makeDocument(ctx);
  await layOut("proposals");
  const chapter = await chapterOf("proposals");
  const random = seededRandom("a thousand edits");
  const ties = async (): Promise<number> => own.db.sentenceTie.count({ where: { paragraph: { documentId: document.id } } });
  const begun = await ties();
  for (let edit = 0; edit < EDITS; edit++) {
    const draft = await document.draft();
    const all = paragraphsOf(draft);
    const paragraph = random.pick(all);
    const asked = { document: document.id, paragraph: paragraph.id };
    const { revision, sentences } = paragraph;
    const following = all[all.indexOf(paragraph) + 1];
    switch (random.whole(0, 9)) {
      case 0:
        if (sentences.length > 1) await splitParagraph(ctx, asked, { revision, at: random.whole(1, sentences.length - 1) });
        break;
      case 1:
        if (following) await mergeParagraphs(ctx, asked, { revision, next: following.id, nextRevision: following.revision });
        break;
      case 2:
        await moveParagraph(ctx, asked, { chapter, after: "" });
        break;
      case 3:
        if (all.length > 4) await deleteParagraph(ctx, asked, { revision });
        break;
      default:
        await saveParagraph(ctx, asked, { opId: randomUUID(), revision, text: edited(sentences) });
    }
  }
  expect(await danglingIn(await document.draft())).toEqual([]);
  expect(await ties()).toBe(begun);

  function edited(sentences: readonly string[]): string {
    const at = random.whole(0, sentences.length - 1);
    const text = [...sentences];
    const words = text[at]!.split(" ");
    const change = random.whole(0, 4);
    if (change === 0) text.splice(at, 1);
    else if (change === 1) text.splice(at, 0, text[at]!);
    else if (change === 2) text.splice(at, 0, "The meeting takes note of this.");
    else if (change === 3) text.reverse();
    else text[at] = words.map((word) => (random.chance(0.2) ? "schools" : word)).join(" ");
    return text.join(" ").trim() || "Nothing is left.";
  }
});
