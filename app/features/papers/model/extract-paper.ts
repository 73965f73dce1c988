import type { ChapterLine } from "~/features/compilations/model";
import { ownChapter } from "~/features/compilations/model/chapters";
import { rowOfMatrix } from "~/features/compilations/model/feeds";
import { compareNames } from "~/features/reference/model";
import type { DocumentAnswer } from "~/features/reports/model/document";
import { isEmpty } from "~/features/templates/model/values";
import { formatDay, formatInstant, formatNumber } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import type { Block, Paper, Run } from "~/lib/paper";
import { blocksOfAnswer, heading } from "./answers";
import { code, insert, said, type Texts } from "./fields";
import type { Chosen } from "./selection-paper";
import { written, type Words } from "./words";

/** What published reports say over all questions, in the order of the chapters of the consolidated report. */

/** A published report in an extract, with the texts of its template. */
export type ExtractReport = {
  symbol: string;
  template: string;
  party: { code: string; name: string };
  unitName: string;
  line: string;
  language: Language;
  texts: Texts;
  answers: readonly DocumentAnswer[];
};

export type Extract = { chapters: readonly ChapterLine[]; reports: readonly ExtractReport[]; chosen: Chosen };
type Options = { words: Words; now: Date };
type Entry = { report: ExtractReport; answer: DocumentAnswer };

/** A file of an extract is called so: of what, of which day, in which language. */
export const extractName = (marks: readonly string[], { words, now }: Options): string =>
  ["extract", ...marks.map((mark) => mark.replace(/[^A-Za-z0-9.-]/g, "-")), now.toISOString().slice(0, 10), words.language].join("-");

/** The paper of an extract, in the language of its words; answers stay in their own. */
export function extractPaper(name: string, { chapters, reports, chosen }: Extract, options: Options): Paper {
  const { words, now } = options;
  const { say, language } = words;
  const title = say("compilation:extract.title");
  const parties = [...new Map(reports.map(({ party }) => [party.code, party.name])).values()].sort((a, b) => compareNames(a, b, language));
  return {
    ...written(words),
    name,
    title,
    subject: chosen.map(({ text }) => text).join(" · "),
    series: say("common:portal.name"),
    symbol: "",
    facts: [
      { label: say("papers:selection.count"), runs: [{ text: formatNumber(reports.length, language) }] },
      ...chosen.map(({ label, text }) => ({ label, runs: [insert(text, words)] })),
      {
        label: say("compilation:column.party"),
        runs: parties.flatMap((party, index): Run[] => [...(index > 0 ? [{ text: "\n" }] : []), insert(party, words)]),
      },
      { label: say("papers:cover.made"), runs: [{ text: formatInstant(now, language, "UTC") }] },
    ],
    notices: [say("compilation:extract.note")],
    contents: say("public:template.contents"),
    running: title,
    foot: `${say("common:portal.name")} · ${formatDay(now, language, "UTC")}`,
    made: now.toISOString(),
    blocks: chapterBlocks(chapters, entriesOf(reports, language), words),
  };
}

const answerKey = (template: string, { question }: Pick<DocumentAnswer, "question">): string => `${template} ${question.code}`;

/** What was said, by template and question, party by party. */
function entriesOf(reports: readonly ExtractReport[], language: Language): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  const sorted = [...reports].sort((a, b) => compareNames(a.party.name, b.party.name, language) || (a.symbol < b.symbol ? -1 : 1));
  for (const report of sorted)
    for (const answer of report.answers) {
      if (answer.withheld !== null || isEmpty(answer.question, answer.value)) continue;
      const key = answerKey(report.template, answer);
      entries.set(key, [...(entries.get(key) ?? []), { report, answer }]);
    }
  return entries;
}

/** Chapter by chapter; an answer that feeds several stands in the first of them. */
function chapterBlocks(chapters: readonly ChapterLine[], entries: ReadonlyMap<string, Entry[]>, words: Words): Block[] {
  const said = new Set<DocumentAnswer>();
  return chapters.flatMap((chapter) => {
    const blocks = chapter.sources.flatMap(({ template, row, questions }) =>
      questions.flatMap(({ code: question, label, item }) => {
        const given = entries.get(`${template} ${question}`) ?? [];
        const own = item
          ? given.flatMap((entry) => narrowed(entry, item))
          : given.filter(({ report, answer }) => !said.has(answer) && (row === "" ? chapter.code === "" || report.line === chapter.code : answer.row === row));
        for (const { answer } of own) said.add(answer);
        return own.length === 0 ? [] : [heading(2, question, label, words), ...own.flatMap((entry) => entryBlocks(entry, words))];
      }),
    );
    return blocks.length === 0 ? [] : [chapterHeading(chapter, words), ...blocks];
  });
}

/** Of a matrix over action lines what it says of one; nothing where it says nothing. */
function narrowed({ report, answer }: Entry, item: string): Entry[] {
  const value = rowOfMatrix(answer.value, item);
  return isEmpty(answer.question, value) ? [] : [{ report, answer: { ...answer, value } }];
}

function chapterHeading({ key, code: line, name }: ChapterLine, words: Words): Block {
  const own = ownChapter(key);
  const runs: Run[] = own ? [{ text: words.say(`compilation:chapter.${own}`) }] : [code(line), { text: ` ${name}` }];
  return { kind: "heading", ...written(words), level: 1, runs };
}

function entryBlocks({ report, answer }: Entry, words: Words): Block[] {
  const { party, unitName, symbol, line, texts } = report;
  const name: Run[] = [insert(party.name, words), ...(unitName ? [{ text: " – " }, insert(unitName, words)] : [])];
  const about: Run[] = [code(symbol), ...[line, answer.row].filter(Boolean).flatMap((place): Run[] => [{ text: " · " }, code(place)])];
  return [
    { kind: "heading", ...written(words), level: 3, runs: name },
    said(words, about, "soft"),
    ...blocksOfAnswer(answer.question, answer.value, { texts, words, language: answer.language }),
  ];
}
