import type { DocumentSection } from "~/features/reports/model/document";
import type { ReportDocument, SignedFacts } from "~/features/reports/model/whole-report";
import { formatDay, formatInstant } from "~/lib/dates";
import { LANGUAGE_NAMES } from "~/lib/languages";
import type { Block, Paper, Run } from "~/lib/paper";
import { blocksOfReport, type Extent } from "./answers";
import { code, insert } from "./fields";
import { CHANGE_MARKS, noteBlocks, notesOnWhole, type NoteKind, type Notes } from "./notes";
import { written, type Words } from "./words";

/** A report on paper: its cover, and its answers. */

/** Where a report stands: its working copy, or a signed version of it. */
export type Standing = { kind: "draft"; savedAt: string } | ({ kind: "signed"; signedBy: string } & Omit<SignedFacts, "signedName" | "signedFunction">);

/** What a paper of a report is made from. `whole`: answers are in it that are never published. */
export type ReportSource = Omit<ReportDocument, "id" | "updatedAt" | "signed" | "sections"> & {
  standing: Standing;
  whole: boolean;
  withheld: number;
  /** Of a published version: the one that stands now, where it is another. */
  replacedBy?: { symbol: string; at: string } | null;
  /** What was asked for beside the answers, and what there is of it. */
  beside?: readonly NoteKind[];
  notes?: Notes;
  sections: readonly DocumentSection[];
};

/** `words`: in which language, `now`: when it is made. */
export type ReportOptions = { words: Words; extent: Extent; now: Date };
type Fact = Paper["facts"][number];

/** What stands before the answers: what the report is, where it stands, and what to know of the document. */
export type ReportCover = Pick<Paper, "name" | "title" | "subject" | "series" | "symbol" | "facts" | "notices">;

/** The cover of a report, in the language of its words. */
export function reportCover(source: ReportSource, { words, extent, now }: ReportOptions): ReportCover {
  const { standing } = source;
  const { say } = words;
  const symbol = standing.kind === "draft" ? say("papers:cover.draft") : standing.symbol;
  const subject = [source.party.name, source.line && `${source.line} ${source.lineName}`].filter(Boolean).join(" – ");
  return {
    name: [...(standing.kind === "draft" ? [source.template, source.party.code, source.line].filter(Boolean) : [symbol]), words.language].join("-"),
    title: source.title,
    subject,
    series: source.cycle,
    symbol,
    facts: [...reportFacts(source, words), { label: say("papers:cover.made"), runs: [{ text: formatInstant(now, words.language, "UTC") }] }],
    notices: noticesOf(source, words, extent),
  };
}

/** The paper of a report, in the language of its words; answers stay in their own. */
export function reportPaper(source: ReportSource, options: ReportOptions): Paper {
  const { words, extent, now } = options;
  const { say } = words;
  const cover = reportCover(source, options);
  return {
    ...written(words),
    ...cover,
    contents: say("public:template.contents"),
    running: cover.subject,
    foot: `${say("common:portal.name")} · ${formatDay(now, words.language, "UTC")}`,
    made: now.toISOString(),
    blocks: [
      ...blocksOfReport(source.sections, { texts: source.texts, words, language: source.language, extent, notes: source.notes }),
      ...wholeBlocks(source, words),
    ],
  };
}

/** What is noted on the whole of it, under a heading of its own. */
function wholeBlocks({ notes }: ReportSource, words: Words): Block[] {
  const blocks = noteBlocks(notesOnWhole(notes), words);
  return blocks.length === 0 ? [] : [{ kind: "heading", ...written(words), level: 1, runs: [{ text: words.say("comments:page.whole") }] }, ...blocks];
}

/** What a report is and where it stands, each after what it is called. */
export function reportFacts({ standing, ...source }: ReportSource, words: Words): Fact[] {
  const { say, language } = words;
  const fact = (label: string, runs: Run[] | string): Fact[] => {
    const given = typeof runs === "string" ? [{ text: runs }] : runs;
    return given.every(({ text }) => text === "") ? [] : [{ label, runs: given }];
  };
  const at = (moment: string | null): string => (moment ? formatInstant(moment, language, "UTC") : "");
  return [
    ...fact(say("papers:cover.party"), [insert(source.party.name, words)]),
    ...fact(say("public:filter.unit"), source.unitName),
    ...fact(say("public:submission.line"), source.line ? [code(source.line), { text: ` ${source.lineName}` }] : ""),
    ...fact(say("public:submission.cycle"), source.cycle),
    ...fact(say("public:verify.template"), say("public:verify.templateVersion", { template: source.title, version: source.templateVersion })),
    ...fact(say("public:submission.language"), LANGUAGE_NAMES[source.language]),
    ...(standing.kind === "draft"
      ? [...fact(say("papers:cover.state"), say("papers:cover.draft")), ...fact(say("papers:cover.savedAt"), at(standing.savedAt))]
      : [
          ...fact(say("papers:cover.state"), say(`public:verify.states.${standing.state}`)),
          ...fact(say("public:submission.version"), [code(String(standing.version))]),
          ...fact(say("papers:cover.signedBy"), [insert(standing.signedBy, words)]),
          ...fact(say("public:submission.submittedAt"), at(standing.submittedAt)),
          ...fact(say("public:submission.publishedAt"), at(standing.publishedAt)),
          ...fact(say("public:submission.receipt"), [code(standing.receipt)]),
          ...fact(say("public:submission.hash"), [code(standing.contentHash)]),
        ]),
  ];
}

const noticesOf = ({ standing, replacedBy, whole, withheld, beside = [] }: ReportSource, { say, language }: Words, extent: Extent): string[] => [
  ...(standing.kind === "draft" ? [say("papers:notice.draft")] : []),
  ...(replacedBy ? [say("papers:notice.replaced", { symbol: replacedBy.symbol, date: formatDay(replacedBy.at, language, "UTC") })] : []),
  say("papers:notice.original"),
  ...(whole ? [say("papers:notice.whole")] : []),
  ...(withheld > 0 ? [say("public:submission.withheld", { count: withheld })] : []),
  ...(extent === "answered" ? [say("papers:notice.answered")] : []),
  ...(beside.includes("history") ? [say("papers:notice.history", CHANGE_MARKS)] : []),
  ...(beside.includes("comments") ? [say("papers:notice.comments")] : []),
];
