import type { WholeVersion } from "~/features/documents/model";
import { namesOf } from "~/features/negotiations/model";
import type { BracketParagraph, BracketsPage, DeskInput } from "~/features/negotiations/model/pages";
import { bracketLines, cleanLines, proposalLine } from "~/features/negotiations/model/wording";
import { formatInstant, GENEVA } from "~/lib/dates";
import { directionOfText } from "~/lib/direction";
import { directionOf } from "~/lib/languages";
import { paragraph, textOf, type Block, type Paper } from "~/lib/paper";
import type { ProposalsView } from "../model";
import { code, said } from "./fields";
import { bracketWords, runsOfPieces } from "./proposal-runs";
import { numbered, stageName, versionName } from "./version-paper";
import { written, type Words } from "./words";

/** What is proposed for a published draft, in its own language: with brackets, or clean. Comments stand in neither: they are their parties’. */

export type ProposalsSource = { page: BracketsPage; version: WholeVersion };
type Options = { words: Words; now: Date };

export const proposalsName = ({ version }: ProposalsSource, view: ProposalsView): string => `${versionName(version)}-${view}`;

/** Proposals that anybody still stands behind, whatever became of them. */
const standing = (inputs: readonly DeskInput[]): DeskInput[] => inputs.filter(({ kind, state }) => kind !== "comment" && state !== "withdrawn");

export function proposalsPaper(source: ProposalsSource, view: ProposalsView, { words, now }: Options): Paper {
  const { page, version } = source;
  const { say, language } = words;
  const { draft } = page;
  const stage = stageName(version, words);
  const instant = (at: string | Date, zone = "UTC"): string => formatInstant(at, language, zone);
  return {
    ...written(words),
    name: proposalsName(source, view),
    title: version.content.title,
    subject: `${stage} – ${say(`negotiations:file.${view}`)}`,
    series: version.cycle,
    symbol: version.symbol,
    facts: [
      { label: say("papers:version.frozenAt"), runs: [{ text: instant(version.frozenAt) }] },
      { label: say("negotiations:draft.publishedOn"), runs: [{ text: instant(draft.openedAt) }] },
      { label: say(draft.open ? "negotiations:draft.until" : "negotiations:draft.closedOn"), runs: [{ text: instant(draft.closesAt, GENEVA) }] },
      { label: say("papers:cover.made"), runs: [{ text: instant(now) }] },
      { label: say("documents:version.hash"), runs: [code(version.hash)] },
    ],
    notices: [say(`negotiations:file.notice.${view}`), ...(view === "brackets" ? [say("negotiations:count.brackets", { count: page.brackets })] : [])],
    contents: say("public:template.contents"),
    running: `${version.content.title} – ${stage}`,
    foot: `${say("common:portal.name")} · ${instant(now)}`,
    made: now.toISOString(),
    blocks: page.chapters
      .filter(({ paragraphs }) => paragraphs.length > 0)
      .flatMap(({ number, title, paragraphs }): Block[] => [
        { kind: "heading", ...written(words), level: 1, runs: [code(number), { text: `. ${title}` }] },
        ...paragraphs.flatMap((own) => blocksOf(own, view, words)),
      ]),
  };
}

function blocksOf({ id, number, text, bracketed, clean, inputs }: BracketParagraph, view: ProposalsView, words: Words): Block[] {
  const { language } = words;
  const direction = directionOfText(text, directionOf(language));
  const say = bracketWords(words);
  const lines = view === "brackets" ? bracketLines(bracketed, say) : cleanLines(clean, say);
  return [
    ...lines.map((pieces, index): Block => {
      const runs = runsOfPieces(pieces, words);
      // A paragraph that was added runs as its own letters do.
      const own = index === 0 ? direction : directionOfText(textOf(runs.filter(({ isolate }) => !isolate)), direction);
      const block = paragraph({ language, direction: own }, [...(index === 0 ? numbered(number) : []), ...runs]);
      return index === 0 ? { ...block, id: `paragraph-${id}` } : block;
    }),
    ...(view === "brackets" ? standing(inputs).map((input) => said(words, runsOfPieces(proposalLine(input, say), words), "soft")) : []),
  ];
}

/** The same as data: every paragraph as it was frozen, in runs with their brackets, clean, and each proposal. */
export function proposalsData({ page, version }: ProposalsSource, now: Date) {
  const { document, number, symbol, cycle, stage, revision, frozenAt, hash, content } = version;
  const { openedAt, closesAt } = page.draft;
  return {
    ...{ document, number, symbol, cycle, title: content.title, language: content.language, stage, revision, frozenAt, hash, openedAt, closesAt },
    made: now.toISOString(),
    brackets: page.brackets,
    chapters: page.chapters.map(({ paragraphs, ...chapter }) => ({
      ...chapter,
      paragraphs: paragraphs.map(({ id, number: own, text, bracketed, clean, inputs }) => ({
        ...{ id, number: own, text, bracketed, clean },
        proposals: standing(inputs).map(
          ({ id: input, kind, words, start, end, language, text: proposed, reason, state, at, proponents, source, withheld, takenAt, takenReason }) => ({
            ...{ id: input, kind, words, start, end, language, text: proposed, reason, state, at, source, withheld, takenAt, takenReason },
            names: namesOf(proponents),
            proponents: proponents.map(({ code: party, group }) => ({ party, group })),
          }),
        ),
      })),
    })),
  };
}
