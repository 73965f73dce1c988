import { formatDay, formatInstant } from "~/lib/dates";
import type { Block, Paper } from "~/lib/paper";
import { boardLists, countOf, type BoardPart, type BoardSource } from "./board";
import { runsOfEntry, tableOfEntries } from "./entries";
import { said } from "./fields";
import { written, type Words } from "./words";

/** `words`: in which language, `now`: as at when. */
export type BoardOptions = { words: Words; now: Date };

/** A file of the board is called so: whose it is, of which day, in which language. */
export const boardName = ({ who }: Pick<BoardSource, "who">, { words, now }: BoardOptions): string =>
  ["status", who, now.toISOString().slice(0, 10), words.language].join("-");

/** The cover of a board: whose reports, in which cycle, how many, as at when. */
export function boardCover(source: BoardSource, { words, now }: BoardOptions): Pick<Paper, "name" | "title" | "subject" | "facts" | "notices"> {
  const { say, language } = words;
  const { summary, who } = source;
  const { facts, notes } = boardLists(source, words);
  const counts = summary.kinds.map((kind) => ({ label: say(`public:templates.kind.${kind.audience}`), text: countOf(kind, words) }));
  return {
    name: boardName(source, { words, now }),
    title: say("public:status.title"),
    subject: say(`public:templates.kind.${who}`),
    facts: [
      ...[{ label: say("public:submission.cycle"), text: summary.cycle }, ...counts, ...facts],
      { label: say("papers:cover.made"), text: formatInstant(now, language, "UTC") },
    ].map(({ label, text }) => ({ label, runs: [{ text }] })),
    notices: [say("public:status.lead", { cycle: summary.cycle }), ...notes],
  };
}

/** The paper of a board. */
export function boardPaper(source: BoardSource, options: BoardOptions): Paper {
  const { words, now } = options;
  const { say, language } = words;
  const cover = boardCover(source, options);
  return {
    ...written(words),
    ...cover,
    series: source.summary.cycle,
    symbol: "",
    contents: say("public:template.contents"),
    running: `${cover.title} – ${cover.subject}`,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: boardLists(source, words).parts.flatMap((part) => partBlocks(part, words)),
  };
}

function partBlocks({ columns, sections }: BoardPart, words: Words): Block[] {
  const alike = sections.flatMap(({ rows }) => rows);
  return sections.flatMap(({ title, count, rows, none }): Block[] => {
    const runs = runsOfEntry(title, words);
    return [
      { kind: "heading", ...written(words), level: 1, runs },
      said(words, count, "soft"),
      rows.length > 0 ? tableOfEntries({ caption: runs.map(({ text }) => text).join(""), columns, rows, alike }, words) : said(words, none),
    ];
  });
}
