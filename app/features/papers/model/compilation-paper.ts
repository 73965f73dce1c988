import type { CompiledAnswer, QuestionHead, PartOf } from "~/features/compilations/model";
import { flatAnswer } from "~/features/reports/model/flat-answer";
import { translatedValue, type Translation } from "~/features/translations/model";
import type { AnswerValue } from "~/features/templates/model/values";
import { sheetName, type Book } from "~/lib/book";
import { formatDay, formatInstant } from "~/lib/dates";
import { directionOf, LANGUAGE_NAMES } from "~/lib/languages";
import type { Block, Paper, Run } from "~/lib/paper";
import type { AnswerText } from "../model";
import { blocksOfAnswer } from "./answers";
import { cell, fitted, headRow, row, rowsOf } from "./book-cells";
import { code, insert, said } from "./fields";
import { written, type Words } from "./words";

/** All answers to one question, on paper and as a sheet: part by part, party by party, each in its own language. */

type Answered = Pick<QuestionHead, "title" | "question" | "label" | "texts"> & { items: readonly CompiledAnswer[] };
type Compiled = QuestionHead & { count: number; parties: number; parts: readonly PartOf[]; items: readonly CompiledAnswer[] };
/** `left`: how many confidential answers are not in it. `translations`: into the language of the paper, by the hashes of answers. */
export type CompilationOptions = { words: Words; now: Date; left: number; text: AnswerText; translations: Readonly<Record<string, Translation>> };

export const compilationName = ({ template, question, row: line }: QuestionHead, { words, now }: CompilationOptions): string =>
  [template, question, ...(line ? [line] : []), now.toISOString().slice(0, 10), words.language].join("-");

export const compilationNotices = ({ words, left, text }: CompilationOptions): string[] => [
  words.say(text === "original" ? "compilation:original" : `compilation:paper.notice.${text}`),
  ...(left > 0 ? [words.say("compilation:left", { count: left })] : []),
];

export function compilationPaper(compiled: Compiled, options: CompilationOptions): Paper {
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
    notices: compilationNotices(options),
    contents: say("public:template.contents"),
    running: `${question} ${label}`,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: parts.flatMap((part): Block[] => {
      const own = items.filter((item) => item.part === part.key);
      return own.length === 0
        ? []
        : [
            { kind: "heading", ...written(words), level: 1, runs: [{ text: part.label }] },
            ...own.flatMap((item) => answerBlocks(item, { texts: compiled.texts, oneRow: line !== "", level: 2 }, options)),
          ];
    }),
  };
}

type Standing = { texts: QuestionHead["texts"]; oneRow: boolean; level: 2 | 4 };

/** An answer with who gave it: in its own words, in translation, or both; a translation is marked as one. */
export function answerBlocks(item: CompiledAnswer, { texts, oneRow, level }: Standing, { words, text, translations }: CompilationOptions): Block[] {
  const { party, unitName, row: own, rowName, symbol, language, question, value, hash } = item;
  const name: Run[] = [insert(party.name, words), ...(unitName ? [{ text: " – " }, insert(unitName, words)] : [])];
  const about: Run[] = [
    code(symbol),
    ...(item.line ? [{ text: " · " }, code(item.line)] : []),
    ...(own && !oneRow ? [{ text: " · " }, code(own), { text: ` ${rowName}` }] : []),
    { text: " · " },
    insert(LANGUAGE_NAMES[language], words),
    ...(item.words === null ? [] : [{ text: ` · ${words.say("compilation:words", { count: item.words })}` }]),
  ];
  const translation = translations[hash];
  return [
    { kind: "heading", ...written(words), level, runs: name },
    said(words, about, "soft"),
    ...(translation && text === "translation" ? [] : blocksOfAnswer(question, value, { texts, words, language })),
    ...(translation
      ? [
          said(words, `${words.say("translations:bySecretariat")} · ${words.say(`translations:state.${stateOf(translation)}`)}`, "label"),
          ...blocksOfAnswer(question, translatedValue(question, value, translation.texts), { texts, words, language: words.language }),
        ]
      : []),
  ];
}

const stateOf = ({ state, complete }: Translation) => (state === "draft" && !complete ? "part" : state);

const COLUMNS = [
  ["part", 24],
  ["party", 30],
  ["row", 12],
  ["symbol", 24],
  ["language", 14],
  ["words", 8],
  ["answer", 90],
] as const;
/** Before these, where there are several questions. */
const ASKED = [
  ["template", 24],
  ["question", 40],
] as const;

/** Answers as rows of one sheet; with what was asked where they are to several questions. */
export function answersBook(
  { title, sheet, parts, questions, asked }: { title: string; sheet: string; parts: readonly PartOf[]; questions: readonly Answered[]; asked: boolean },
  { words, now, text, translations }: CompilationOptions,
): Book {
  const labels = new Map(parts.map(({ key, label }) => [key, label]));
  const translated = text !== "original" ? [["translation", 90] as const] : [];
  const columns = [...(asked ? ASKED : []), ...COLUMNS, ...translated];
  const widths = columns.map(([, width]) => width);
  const lines = questions.flatMap(({ title: template, question: id, label: name, texts, items }) =>
    items.flatMap(({ part, party, row: own, line, symbol, language, words: count, question, value, hash }) => {
      const flat = (given: AnswerValue): string =>
        flatAnswer(question, given, texts)
          .map(({ label, text: piece }) => (label ? `${label}: ${piece}` : piece))
          .join("\n");
      const translation = translations[hash];
      const told = [labels.get(part) ?? "", party.name, own || line, symbol, LANGUAGE_NAMES[language], count];
      const long = [flat(value), ...(translated.length > 0 ? [translation ? flat(translatedValue(question, value, translation.texts)) : ""] : [])];
      const before = asked ? [template, `${id} ${name}`] : [];
      return rowsOf(
        [...before, ...told, ...long],
        [...before, ...told].map((_, index) => index),
      );
    }),
  );
  return {
    title,
    made: now,
    sheets: [
      {
        name: sheetName(sheet, new Set()),
        rightToLeft: directionOf(words.language) === "rtl",
        widths,
        frozen: 1,
        rows: fitted({
          rows: [
            headRow(columns.map(([name]) => words.say(`compilation:column.${name}`))),
            ...lines.map(({ values }) => row(values.map((value) => cell(value, "written")))),
          ],
          widths,
        }),
      },
    ],
  };
}

export const compilationBook = (compiled: Compiled, options: CompilationOptions): Book =>
  answersBook(
    { title: `${compiled.question} ${compiled.label}`, sheet: compiled.question, parts: compiled.parts, questions: [compiled], asked: false },
    options,
  );
