import { waivedIn, type Evidence, type FrozenAnswer, type FrozenParagraph, type Waiver, type WholeVersion } from "~/features/documents/model";
import { formatInstant } from "~/lib/dates";
import { directionOfText } from "~/lib/direction";
import { directionOf, LANGUAGE_NAMES } from "~/lib/languages";
import { paragraph, type Block, type Paper, type Run } from "~/lib/paper";
import { MAX_LISTED } from "../model";
import { tableOfEntries, type Entry } from "./entries";
import { code, insert, said } from "./fields";
import { written, type Words } from "./words";

/** A frozen version of a consolidated document on paper: numbered paragraphs, footnotes to what they rest on, and what was waived and set aside. */

/** `published`: symbols of versions the public can read. `unsaid`: hashes of answers that are confidential and stand in no paper. */
export type VersionSource = { version: WholeVersion; published: ReadonlySet<string>; unsaid: ReadonlySet<string> };
/** `words`: in the language of the document; `addressOf`: where a published version is read. */
export type VersionOptions = { words: Words; now: Date; addressOf: (symbol: string) => string };

/** What a version is called: Zero draft, Rev.1. */
export const stageName = ({ stage, revision }: Pick<WholeVersion, "stage" | "revision">, { say }: Words): string =>
  stage === "revision" ? say("documents:stage.revision", { revision }) : say(`documents:stage.${stage}`);

/** A file of a version is called so. */
export const versionName = ({ symbol, content }: WholeVersion): string => [symbol.replace("/", "-"), content.language].join("-");

/** The paper of a version, in its own language. */
export function versionPaper(source: VersionSource, options: VersionOptions): Paper {
  const { version } = source;
  const { words, now } = options;
  const { say, language } = words;
  const { content } = version;
  const stage = stageName(version, words);
  const chapters = content.chapters.filter(({ paragraphs }) => paragraphs.length > 0);
  return {
    ...written(words),
    name: versionName(version),
    title: content.title,
    subject: stage,
    series: version.cycle,
    symbol: version.symbol,
    facts: [
      { label: say("papers:version.frozenAt"), runs: [{ text: formatInstant(version.frozenAt, language, "UTC") }] },
      { label: say("papers:version.frozenBy"), runs: [insert(version.frozenBy, words)] },
      { label: say("public:submission.language"), runs: [{ text: LANGUAGE_NAMES[language] }] },
      { label: say("documents:version.hash"), runs: [code(version.hash)] },
    ],
    notices: [say("papers:version.notes")],
    contents: say("public:template.contents"),
    running: `${content.title} – ${stage}`,
    foot: `${say("common:portal.name")} · ${formatInstant(version.frozenAt, language, "UTC")}`,
    made: now.toISOString(),
    blocks: [
      ...chapters.flatMap(({ number, title, paragraphs }): Block[] => [
        { kind: "heading", ...written(words), level: 1, runs: [code(number), { text: `. ${title}` }] },
        ...paragraphs.map((own) => paragraphBlock(own, source, options)),
      ]),
      ...annex(source, words),
    ],
  };
}

/** Between a number and its text: no program breaks a line there or takes two for one. */
const GAP = "\u00a0\u00a0";

/** A number before its paragraph. */
export const numbered = (number: string): Run[] => [numberRun(number), { text: `.${GAP}` }];

/** The number of a paragraph: its figure does not leave its letters (1 bis) where what is around runs from right to left. */
export const numberRun = (number: string): Run => code(`\u200e${number}`);

function paragraphBlock(own: FrozenParagraph, source: VersionSource, options: VersionOptions): Block {
  const { language } = options.words;
  const runs = partsOfParagraph(own).flatMap(({ text, evidence }): Run[] => {
    const note = noteOf(evidence, source, options);
    return [{ text }, ...(note.length > 0 ? [{ text: "", note }] : [])];
  });
  const direction = directionOfText(own.text, directionOf(language));
  return { ...paragraph({ language, direction }, [...numbered(own.number), ...runs]), id: `paragraph-${own.id}` };
}

type Cited = Omit<Evidence, "tie" | "current">;

/** The text of a paragraph in parts that each end with a sentence, with what the sentence rests on: joined, they are the text. */
export function partsOfParagraph({
  text,
  sentences,
}: FrozenParagraph): { text: string; mark: FrozenParagraph["sentences"][number]["mark"]; evidence: Cited[] }[] {
  let from = 0;
  const parts = sentences.map((sentence) => {
    const end = text.indexOf(sentence.text, from) + sentence.text.length;
    const part = { text: text.slice(from, end), mark: sentence.mark, evidence: sentence.evidence };
    from = end;
    return part;
  });
  const last = parts.at(-1);
  return last ? [...parts.slice(0, -1), { ...last, text: last.text + text.slice(from) }] : [{ text, mark: "neither", evidence: [] }];
}

/** Answers that a sentence rests on, each once however many of its words are quoted. */
export const answersCited = (evidence: readonly Cited[]): Cited[] => [
  ...new Map(evidence.map((cited) => [`${cited.symbol} ${cited.question} ${cited.row}`, cited])).values(),
];

/** Which answer of a version: its question, and its row. */
export const placeOf = ({ question, row }: Pick<FrozenAnswer, "question" | "row">): string => [question, row].filter(Boolean).join("/");

function noteOf(evidence: readonly Cited[], { published }: VersionSource, { words, addressOf }: VersionOptions): Run[] {
  const between = words.say("papers:version.comma");
  return answersCited(evidence).flatMap((cited, index): Run[] => [
    ...(index > 0 ? [{ text: words.say("papers:version.semicolon") }] : []),
    insert(cited.party.name, words),
    { text: between },
    { ...code(cited.symbol), ...(published.has(cited.symbol) && { href: addressOf(cited.symbol) }) },
    { text: between },
    code(placeOf(cited)),
  ]);
}

/** What was waived and set aside, after the text; nothing where nothing was. */
export function annex({ version: { content }, unsaid }: VersionSource, words: Words): Block[] {
  const { waiver } = content;
  const aside = content.aside.filter(({ hash }) => !unsaid.has(hash));
  if (!waiver && content.aside.length === 0) return [];
  return [
    { kind: "heading", ...written(words), level: 1, runs: [{ text: words.say("papers:version.annex") }], page: true },
    ...(waiver ? waiverBlocks(waiver, words) : []),
    ...(content.aside.length === 0 ? [] : [said(words, words.say("documents:version.aside", { count: content.aside.length }))]),
    ...listBlocks({ title: words.say("papers:version.aside"), third: words.say("documents:freeze.reason") }, asideRows(aside), words),
  ];
}

function waiverBlocks(waiver: Waiver, words: Words): Block[] {
  const { say } = words;
  const { gaps, reason, by, answers } = waiver;
  const counts = gaps.map((gap) => say(`documents:freeze.${gap}`, { count: waivedIn(waiver, gap) }));
  return [
    said(words, say("documents:version.waived", { name: by }), "label"),
    said(words, [insert(reason, words)]),
    { kind: "list", ...written(words), start: null, items: counts.map((count) => [said(words, count)]) },
    ...listBlocks(
      { title: say("papers:version.unread"), third: null },
      Object.entries(answers).map(([symbol, places]): Entry[] => [{ code: symbol }, places.join(" ")]),
      words,
    ),
  ];
}

/** Answers of one version that were set aside for one reason stand in one row. */
function asideRows(aside: readonly (FrozenAnswer & { reason: string })[]): Entry[][] {
  const rows = new Map<string, { symbol: string; reason: string; places: string[] }>();
  for (const { symbol, reason, ...answer } of aside) {
    const row = rows.get(`${symbol} ${reason}`) ?? { symbol, reason, places: [] };
    row.places.push(placeOf(answer));
    rows.set(`${symbol} ${reason}`, row);
  }
  return [...rows.values()].map(({ symbol, reason, places }) => [{ code: symbol }, places.join(" "), reason]);
}

function listBlocks({ title, third }: { title: string; third: string | null }, rows: readonly Entry[][], words: Words): Block[] {
  if (rows.length === 0) return [];
  const columns = [words.say("public:submission.symbol"), words.say("compilation:column.answer"), ...(third === null ? [] : [third])];
  const more = rows.length - MAX_LISTED;
  return [
    said(words, title, "label"),
    tableOfEntries({ caption: title, columns, rows: rows.slice(0, MAX_LISTED) }, words),
    ...(more > 0 ? [said(words, words.say("papers:version.more", { count: more }), "soft")] : []),
  ];
}
