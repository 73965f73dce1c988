import type { CompiledChapter } from "~/features/compilations/model";
import { ownChapter } from "~/features/compilations/model/chapters";
import type { Book } from "~/lib/book";
import { formatDay, formatInstant } from "~/lib/dates";
import type { Block, Paper } from "~/lib/paper";
import { heading } from "./answers";
import { answerBlocks, answersBook, compilationNotices, type CompilationOptions } from "./compilation-paper";
import { written } from "./words";

/** All that feeds a chapter of the consolidated report, on paper and as a sheet: template by template, question by question, part by part. */

type Chapter = Omit<CompiledChapter, "next">;

const titleOf = ({ key, code, name }: Chapter, { words }: CompilationOptions): string => {
  const own = ownChapter(key);
  return own ? words.say(`compilation:chapter.${own}`) : `${code} ${name}`;
};

export const chapterName = ({ key }: Chapter, { words, now }: CompilationOptions): string =>
  ["compilation", key, now.toISOString().slice(0, 10), words.language].join("-");

export function chapterPaper(chapter: Chapter, options: CompilationOptions): Paper {
  const { words, now } = options;
  const { say, language } = words;
  const { questions, parts, code: line } = chapter;
  const title = titleOf(chapter, options);
  const items = questions.flatMap((question) => question.items);
  const answers = new Set(items.map(({ submission, question, row }) => `${submission} ${question.code} ${row}`)).size;
  const parties = new Set(items.map(({ party }) => party.code)).size;
  return {
    ...written(words),
    name: chapterName(chapter, options),
    title,
    subject: say("compilation:title"),
    series: say("common:portal.name"),
    symbol: "",
    facts: [
      {
        label: say("compilation:title"),
        runs: [{ text: `${say("compilation:answers", { count: answers })} · ${say("compilation:parties", { count: parties })}` }],
      },
      { label: say("papers:cover.made"), runs: [{ text: formatInstant(now, language, "UTC") }] },
    ],
    notices: compilationNotices(options),
    contents: say("public:template.contents"),
    running: title,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: questions.flatMap((asked, index): Block[] => [
      ...(questions[index - 1]?.template === asked.template
        ? []
        : [{ kind: "heading" as const, ...written(words), level: 1 as const, runs: [{ text: asked.title }] }]),
      heading(2, asked.question, asked.label, words),
      ...parts.flatMap((part): Block[] => {
        const own = asked.items.filter((item) => item.part === part.key);
        return own.length === 0
          ? []
          : [
              { kind: "heading", ...written(words), level: 3, runs: [{ text: part.label }] },
              ...own.flatMap((item) => answerBlocks(item, { texts: asked.texts, oneRow: line !== "", level: 4 }, options)),
            ];
      }),
    ]),
  };
}

export const chapterBook = (chapter: Chapter, options: CompilationOptions): Book =>
  answersBook(
    { title: titleOf(chapter, options), sheet: chapter.code || chapter.key, parts: chapter.parts, questions: chapter.questions, asked: true },
    options,
  );
