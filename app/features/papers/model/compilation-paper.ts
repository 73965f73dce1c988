import type { CompiledAnswer, QuestionHead, PartOf } from "~/features/compilations/model";
import { flatAnswer } from "~/features/reports/model/flat-answer";
import { sheetName, type Book } from "~/lib/book";
import { formatDay, formatInstant } from "~/lib/dates";
import { directionOf, LANGUAGE_NAMES } from "~/lib/languages";
import type { Block, Paper, Run } from "~/lib/paper";
import { blocksOfAnswer } from "./answers";
import { cell, fitted, headRow, row, rowsOf } from "./book-cells";
import { code, insert, said } from "./fields";
import { written, type Words } from "./words";

/** All answers to one question, on paper and as a sheet: part by part, party by party, each in its own language. */

type Compiled = QuestionHead & { count: number; parties: number; parts: readonly PartOf[]; items: readonly CompiledAnswer[] };
/** `left`: how many confidential answers are not in it. */
type Options = { words: Words; now: Date; left: number };

export const compilationName = ({ template, question, row: line }: QuestionHead, { words, now }: Options): string =>
  [template, question, ...(line ? [line] : []), now.toISOString().slice(0, 10), words.language].join("-");

const notices = ({ words, left }: Options): string[] => [
  words.say("compilation:original"),
  ...(left > 0 ? [words.say("compilation:left", { count: left })] : []),
];

export function compilationPaper(compiled: Compiled, options: Options): Paper {
  const { words, now } = options;
  const { say, language } = words;
  const { question, label, title, row: line, rowName, parts, items } = compiled;
  return {
    ...written(words),
    name: compilationName(compiled, options),
    title: `${question} ${label}`,
    subject: say("compilation:title"),
    series: say("common:portal.name"),
    symbol: "",
    facts: [
      { label: say("public:filter.kind"), runs: [{ text: title }] },
      ...(line ? [{ label: say("public:filter.line"), runs: [code(line), { text: ` ${rowName}` }] }] : []),
      {
        label: say("compilation:title"),
        runs: [
          {
            text: `${say("compilation:answers", { count: items.length })} · ${say("compilation:parties", { count: new Set(items.map(({ party }) => party.code)).size })}`,
          },
        ],
      },
      { label: say("papers:cover.made"), runs: [{ text: formatInstant(now, language, "UTC") }] },
    ],
    notices: notices(options),
    contents: say("public:template.contents"),
    running: `${question} ${label}`,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: parts.flatMap((part): Block[] => {
      const own = items.filter((item) => item.part === part.key);
      return own.length === 0
        ? []
        : [{ kind: "heading", ...written(words), level: 1, runs: [{ text: part.label }] }, ...own.flatMap((item) => blocksOf(item, compiled, words))];
    }),
  };
}

function blocksOf(item: CompiledAnswer, { row: line, texts }: Compiled, words: Words): Block[] {
  const { party, unitName, row: own, rowName, symbol, language, question, value } = item;
  const name: Run[] = [insert(party.name, words), ...(unitName ? [{ text: " – " }, insert(unitName, words)] : [])];
  const about: Run[] = [
    code(symbol),
    ...(item.line ? [{ text: " · " }, code(item.line)] : []),
    ...(own && !line ? [{ text: " · " }, code(own), { text: ` ${rowName}` }] : []),
    { text: " · " },
    insert(LANGUAGE_NAMES[language], words),
    ...(item.words === null ? [] : [{ text: ` · ${words.say("compilation:words", { count: item.words })}` }]),
  ];
  return [
    { kind: "heading", ...written(words), level: 2, runs: name },
    said(words, about, "soft"),
    ...blocksOfAnswer(question, value, { texts, words, language }),
  ];
}

const COLUMNS = [
  ["part", 24],
  ["party", 30],
  ["row", 12],
  ["symbol", 24],
  ["language", 14],
  ["words", 8],
  ["answer", 90],
] as const;

export function compilationBook(compiled: Compiled, options: Options): Book {
  const { words, now } = options;
  const labels = new Map(compiled.parts.map(({ key, label }) => [key, label]));
  const widths = COLUMNS.map(([, width]) => width);
  const lines = compiled.items.flatMap(({ part, party, row: own, line, symbol, language, words: count, question, value }) => {
    const pieces = flatAnswer(question, value, compiled.texts).map(({ label, text }) => (label ? `${label}: ${text}` : text));
    return rowsOf([labels.get(part) ?? "", party.name, own || line, symbol, LANGUAGE_NAMES[language], count, pieces.join("\n")], [0, 1, 2, 3, 4, 5]);
  });
  return {
    title: `${compiled.question} ${compiled.label}`,
    made: now,
    sheets: [
      {
        name: sheetName(compiled.question, new Set()),
        rightToLeft: directionOf(words.language) === "rtl",
        widths,
        frozen: 1,
        rows: fitted({
          rows: [
            headRow(COLUMNS.map(([name]) => words.say(`compilation:column.${name}`))),
            ...lines.map(({ values }) => row(values.map((value) => cell(value, "written")))),
          ],
          widths,
        }),
      },
    ],
  };
}
