import type { PublishedItem } from "~/features/publication/model";
import { formatDay, formatInstant, formatNumber } from "~/lib/dates";
import type { Block, Heading, Paper, Run } from "~/lib/paper";
import { blocksOfReport } from "./answers";
import { publishedColumns, publishedEntries } from "./board";
import { tableOfEntries } from "./entries";
import { code, insert, said } from "./fields";
import { reportCover, reportFacts, type ReportOptions, type ReportSource } from "./report-paper";
import { written, type Words } from "./words";

/** Published reports found together, in one document: a list of them, and each as its own paper shows it. */

/** What the reports were found by: the name of the filter, and what it was set to. */
export type Chosen = { label: string; text: string }[];

const notices = ({ words, extent }: ReportOptions): string[] => [
  words.say("papers:notice.original"),
  ...(extent === "answered" ? [words.say("papers:notice.answered")] : []),
];

/** A report among others: it begins a page, and its headings stand a level below its name. */
export function selectedBlocks(source: ReportSource, options: ReportOptions): Block[] {
  const { words, extent } = options;
  const onCover = notices(options);
  const own = reportCover(source, options).notices.filter((notice) => !onCover.includes(notice));
  return [
    { kind: "heading", ...written(words), level: 1, runs: nameRuns(source, words), page: true },
    factList(source, words),
    ...own.map((notice) => said(words, notice, "soft")),
    ...blocksOfReport(source.sections, { texts: source.texts, words, language: source.language, extent }).map(deeper),
  ];
}

const nameRuns = ({ party, title, line }: ReportSource, words: Words): Run[] => [
  insert(party.name, words),
  { text: ` – ${title}` },
  ...(line ? [{ text: " – " }, code(line)] : []),
];

/** The symbol, which a cover of its own would bear at its head. */
const symbolFact = ({ standing }: ReportSource, { say }: Words): Paper["facts"] =>
  standing.kind === "signed" ? [{ label: say("public:submission.symbol"), runs: [code(standing.symbol)] }] : [];

const factList = (source: ReportSource, words: Words): Block => ({
  kind: "list",
  ...written(words),
  start: null,
  items: [...symbolFact(source, words), ...reportFacts(source, words)].map(({ label, runs }) => [
    said(words, [{ text: words.say("papers:selection.fact", { label }), bold: true }, { text: " " }, ...runs]),
  ]),
});

const DEEPER = { 1: 2, 2: 3, 3: 4, 4: 4 } as const satisfies Record<Heading["level"], Heading["level"]>;
const deeper = (block: Block): Block => (block.kind === "heading" ? { ...block, level: DEEPER[block.level] } : block);

type Selection = { items: readonly PublishedItem[]; chosen: Chosen; reports: readonly Block[][]; addressOf: (symbol: string) => string };

/** A file of a selection is called so: of which day, in which language. */
export const selectionName = ({ words, now }: Pick<ReportOptions, "words" | "now">): string =>
  ["reports", now.toISOString().slice(0, 10), words.language].join("-");

/** The paper of a selection, in the language of its words; `reports` are the blocks of each. */
export function selectionPaper({ items, chosen, reports, addressOf }: Selection, options: ReportOptions): Paper {
  const { words, now } = options;
  const { say, language } = words;
  const [title, list] = [say("public:submissions.title"), say("papers:selection.list")];
  const fact = (label: string, text: string): Paper["facts"][number] => ({ label, runs: [insert(text, words)] });
  const table = tableOfEntries({ caption: list, columns: publishedColumns(words), rows: items.map((item) => publishedEntries(item, addressOf)) }, words);
  return {
    ...written(words),
    name: selectionName(options),
    title,
    subject: chosen.map(({ text }) => text).join(" · "),
    series: say("common:portal.name"),
    symbol: "",
    facts: [
      fact(say("papers:selection.count"), formatNumber(items.length, language)),
      ...chosen.map(({ label, text }) => fact(label, text)),
      { label: say("papers:cover.made"), runs: [{ text: formatInstant(now, language, "UTC") }] },
    ],
    notices: notices(options),
    contents: say("public:template.contents"),
    running: title,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: [{ kind: "heading", ...written(words), level: 1, runs: [{ text: list }] }, table, ...reports.flat()],
  };
}
