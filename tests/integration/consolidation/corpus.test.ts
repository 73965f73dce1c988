import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOpen } from "~/features/codings/commands/decide.server";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { layOutChapter } from "~/features/documents/commands/lay-out.server";
import { deleteParagraph, mergeParagraphs, moveParagraph, saveParagraph, splitParagraph } from "~/features/documents/commands/paragraphs.server";
import { countSentences, GAP_OF, orphansOf, paragraphsOf } from "~/features/documents/model";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
import { getDocument } from "~/features/documents/queries/documents.server";
import { getLayout } from "~/features/documents/queries/layout.server";
import { codesOfSet, readReference } from "~/features/reference/queries.server";
import type { AnswerValue } from "~/features/templates/model/values";
import { tokensOf } from "~/lib/diff";
import { LANGUAGES, type Language } from "~/lib/languages";
import { seededRandom } from "~/lib/random";
import { sentenceTexts } from "~/lib/sentences";
import type { UserCtx } from "~/platform/context.server";
import { makeCode, makeCoder } from "../../factories/coding";
import { makeDocument, type MadeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** What consolidating promises, on a corpus as large as a review's: 2,000 submissions in six languages. */
const COPIES = 333;
/** Of these, in each language, so many answer what feeds the other chapters too. */
const THOROUGH = 1;
/** In each of the languages a document is written in here, and so many edits of each. */
const PROPOSALS = 20;
const EDITS = 340;
const WRITTEN = ["en", "zh", "ar"] as const;

/** What everybody says, and what each says apart. */
const SAID: Record<Language, readonly [string, string]> = {
  ar: ["تحتاج المدارس الريفية إلى توصيلية ميسورة التكلفة.", "وقد وُصلت # مدرسة."],
  zh: ["农村学校需要负担得起的连接。", "已连接#所学校。"],
  en: ["Rural schools need affordable connectivity.", "We connected # schools."],
  fr: ["Les écoles rurales ont besoin d’une connectivité abordable.", "Nous avons connecté # écoles."],
  ru: ["Сельским школам нужна доступная связь.", "Подключено # школ."],
  es: ["Las escuelas rurales necesitan conectividad asequible.", "Conectamos # escuelas."],
};

/** Where what everybody says is said besides, so that each chapter has a text: question, place in its answer, and the answer. */
const ASKED: readonly [question: string, place: string, value: (text: string) => AnswerValue][] = [
  ["A7", "", (text) => text],
  ["B3", "r1.causes", (causes) => [{ id: "r1", title: "Costs", causes, lines: ["C2"] }]],
  ["E4", "", (text) => text],
  ["F2", "", (text) => text],
  ["G2", "r1.area", (area) => [{ id: "r1", direction: "received", partner: "ITU", area }]],
  ["H2", "explain", (explain) => ({ issues: ["ai"], explain })],
  ["H3", "O1.action", (action) => ({ O1: { action } })],
];
/** Asked of every action line. */
const ASKED_BY_LINE = "D3";

let own: OwnDatabase;
let ctx: UserCtx;
let lines: string[];
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

const PROPOSED = {
  en: ["Schools", "Establish fund # for schools in group # of countries."],
  zh: ["学校", "为第#组国家的学校设立第#号基金。"],
  ar: ["المدارس", "إنشاء الصندوق # للمدارس في مجموعة البلدان #."],
} as const;
const proposalIn = (language: (typeof WRITTEN)[number]) => {
  const [topic, text] = PROPOSED[language];
  return { id: "r1", topic, paragraph: "12", change: "ADD", text, reason: topic };
};

beforeAll(async () => {
  own = await ownDatabase();
  const { db } = own;
  ctx = await makeCoder(db, "admin");
  lines = codesOfSet(await readReference(db), "action-lines");
  const codes = [await makeCode(ctx, "Access"), await makeCode(ctx, "Schools"), await makeCode(ctx, "Costs")];
  // A theme each: what a chapter says in the very words of another is laid out once.
  const themes: Record<string, string> = {};
  for (const asked of [...ASKED.map(([question]) => question), ...lines.map((row) => ASKED_BY_LINE + row)]) themes[asked] = await makeCode(ctx, asked);
  const places = Object.fromEntries(ASKED.map(([question, place]) => [question, place]));
  for (const language of LANGUAGES) {
    const [first, second] = SAID[language];
    const text = `${first} ${second}`;
    const own = { question: "B1", value: text, language };
    await copyReport(await makeSubmission(db, { language, answers: [own] }), language.toUpperCase(), COPIES - THOROUGH);
    const others = [
      ...ASKED.map(([question, , value]) => ({ question, value: value(text), language })),
      ...lines.map((row) => ({ question: ASKED_BY_LINE, row, value: text, language })),
    ];
    await copyReport(await makeSubmission(db, { language, answers: [own, ...others] }), `${language.toUpperCase()}-T`, THOROUGH);
    await db.$executeRaw`
      insert into code_mark (id, code_id, hash, place, start_offset, end_offset, quote, coder_id, coder_name, at)
      select gen_random_uuid(), case question when 'B1' then (${codes}::uuid[])[1 + abs(hashtext(hash)) % 3] else (${themes}::jsonb ->> (question || "row"))::uuid end,
        hash, coalesce(${places}::jsonb ->> question, ''), 0, ${first.length}, ${first}, ${ctx.actor.id}::uuid, ${ctx.actor.name}, ${ctx.now()}
      from submitted_answer where language = ${language}`;
  }
  await db.$executeRaw`
    insert into coding_done (hash, coder_id, coder_name, coded, at)
    select hash, ${ctx.actor.id}::uuid, ${ctx.actor.name}, true, ${ctx.now()} from submitted_answer`;
  for (const language of WRITTEN) {
    const answers = [{ question: "H5", value: [proposalIn(language)], language }];
    await copyReport(await makeSubmission(db, { language, state: "published", answers }), `PROP-${language}`, PROPOSALS);
  }
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
  expect(await layOutChapter(ctx, document.id, { chapter, digest: page.value.digest }), source).toMatchObject({ ok: true });
}

test(
  "every sentence that is laid out is tied or editorial, and an answer that nobody sees keeps the version from being frozen",
  { timeout: 120_000 },
  async () => {
    const sources = ["process", "progress", ...lines, "targets", "inclusion", "finance", "emerging", "beyond", "proposals"];
    const before = await document.draft();
    expect(before.chapters.flatMap(({ source }) => (source ? [source] : []))).toEqual(sources);
    // The large one last: a document is read anew with all it rests on for every chapter.
    for (const source of [...sources.filter((own) => own !== "progress"), "progress"]) await layOut(source);
    const draft = await document.draft();
    const bare = draft.chapters.filter((chapter) => chapter.source && !paragraphsOf({ chapters: [chapter] }).some(({ ties }) => ties.length > 0));
    expect(bare.map(({ source }) => source)).toEqual([]);
    for (const chapter of draft.chapters) expect(countSentences({ chapters: [chapter], lost: [] }), chapter.source).toMatchObject({ neither: 0 });
    const counts = countSentences(draft);
    expect(counts).toMatchObject({ neither: 0, orphans: 0 });
    expect(counts.tied).toBeGreaterThan(WRITTEN.length * PROPOSALS + lines.length);
    expect(await freezeVersion(ctx, document.id, { stage: "zero_draft", waive: [], reason: "" })).toMatchObject({
      error: { code: "document.answers_unread", params: { count: 1 } },
    });
    const unread = await listAnswerStandings(ctx, document.id, { chapter: "", standing: "unread", after: null });
    expect(unread.ok && unread.value.items.map(({ symbol }) => symbol)).toEqual([hidden]);
  },
);

/** A sentence by who it is, whatever it says. */
type Known = { id: string; text: string };

test.each(WRITTEN)(
  "a thousand edits, a third of them of a document in %s, leave no tie that dangles: each stands on its own sentence, or is an orphan that is listed",
  { timeout: 120_000 },
  async (language) => {
    // The large chapters are another document's matter: what is edited are the proposals, all nearly the same.
    document = await makeDocument(ctx, [], language);
    await layOut("proposals");
    const chapter = await chapterOf("proposals");
    const random = seededRandom(`edits ${language}`);
    const countTies = (): Promise<number> => own.db.sentenceTie.count({ where: { paragraph: { documentId: document.id } } });
    const begun = await countTies();
    const knownOf = (text: string): Known => ({ id: randomUUID(), text });
    const known = new Map<string, Known[]>();
    /** Which sentence each tie is of. */
    const owners = new Map<string, string>();
    let draft = await document.draft();
    for (const { id, sentences, ties } of paragraphsOf(draft)) {
      const here = sentences.map(knownOf);
      known.set(id, here);
      for (const tie of ties) owners.set(tie.id, here[tie.at!]!.id);
    }
    let stood = 0;
    for (let edit = 0; edit < EDITS; edit++) {
      const all = paragraphsOf(draft);
      const paragraph = random.pick(all);
      const asked = { document: document.id, paragraph: paragraph.id };
      const { revision } = paragraph;
      const here = known.get(paragraph.id)!;
      const following = all[all.indexOf(paragraph) + 1];
      const act = random.whole(0, 9);
      if (act === 0 && here.length > 1) {
        const at = random.whole(1, here.length - 1);
        const made = await splitParagraph(ctx, asked, { revision, at });
        if (!made.ok) throw new Error(made.error.code);
        known.set(paragraph.id, here.slice(0, at)).set(made.value.paragraph, here.slice(at));
      } else if (act === 1 && following) {
        expect(await mergeParagraphs(ctx, asked, { revision, next: following.id, nextRevision: following.revision })).toMatchObject({ ok: true });
        known.set(paragraph.id, [...here, ...known.get(following.id)!]).delete(following.id);
      } else if (act === 2) expect(await moveParagraph(ctx, asked, { chapter, after: "" })).toMatchObject({ ok: true });
      else if (act === 3 && all.length > 4) {
        expect(await deleteParagraph(ctx, asked, { revision })).toMatchObject({ ok: true });
        known.delete(paragraph.id);
      } else {
        const after = edited(here);
        expect(await saveParagraph(ctx, asked, { opId: randomUUID(), revision, text: textOf(after) })).toMatchObject({ ok: true });
        known.set(paragraph.id, after);
      }
      draft = await document.draft();
      stood += check(`edit ${edit}, act ${act}`);
    }
    const page = await getDocument(ctx, document.id);
    const listed = new Set(page.ok ? page.value.orphans.map(({ id }) => id) : []);
    expect(orphansOf(draft).filter(({ id }) => !listed.has(id))).toEqual([]);
    expect(await countTies()).toBe(begun);
    expect(stood).toBeGreaterThan(EDITS);

    function textOf(sentences: readonly Known[]): string {
      return sentences.map(({ text }) => text).join(GAP_OF[language]);
    }

    /** How many ties stand; each on the very sentence it is of. */
    function check(when: string): number {
      const standing = paragraphsOf(draft).flatMap(({ id, sentences, ties }) => {
        const now = known.get(id)!;
        expect(sentences, when).toEqual(now.map(({ text }) => text));
        return ties.filter(({ at }) => at !== null).map((tie) => ({ ...tie, on: now[tie.at!] }));
      });
      expect(
        standing.filter(({ id, sentence, on }) => on?.id !== owners.get(id) || on?.text !== sentence),
        when,
      ).toEqual([]);
      return standing.length;
    }

    /** One edit of a paragraph whose sentences are found again as they were typed. */
    function edited(before: readonly Known[]): Known[] {
      for (;;) {
        const after = [...before];
        const at = random.whole(0, before.length - 1);
        const change = random.whole(0, 4);
        if (change === 0) after.splice(at, 1);
        else if (change === 1) after.splice(at, 0, knownOf(before[at]!.text));
        else if (change === 2) after.splice(at, 0, knownOf(SAID[language][0]));
        else if (change === 3) after.reverse();
        else after[at] = { ...before[at]!, text: reworded(before[at]!.text) };
        const texts = after.map(({ text }) => text);
        // The same words as before are no save: who of two that say the same is which, is no question then.
        if (texts.join() === before.map(({ text }) => text).join()) return [...before];
        if (after.length > 0 && sentenceTexts(textOf(after), language).join() === texts.join()) return after;
      }
    }

    function reworded(text: string): string {
      return tokensOf(text)
        .map((token) => (/[\p{L}\p{N}]/u.test(token) && random.chance(0.2) ? PROPOSED[language][0] : token))
        .join("");
    }
  },
);
