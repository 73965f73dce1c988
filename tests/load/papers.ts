import { randomUUID } from "node:crypto";
import { PAPER_FORMATS } from "~/features/papers/model";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { readAnswers } from "~/features/reports/queries/load.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import { countWords, limitFor } from "~/lib/text";
import type { Database } from "~/platform/db/client.server";
import { fillReport } from "../factories/report";
import { makeAuthor } from "../support/author";
import { MIXED } from "../support/paper-corpus";
import { longPlaces, takeWhole, type ExportCost } from "./exports";

/** A full national report has so many words in languages that part their words. */
const WORDS = 12_000;
/** Of how many more the median is taken. */
const TIMES = 5;

/** A national report in one language, and who may export it. */
type FullReport = { language: Language; words: number; reportId: string; headers: Record<string, string> };

const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];

/** National reports in the six languages, each with an answer of every kind and its words in long answers on all action lines, none like another. */
export async function fillFullReports(db: Database, origin: string): Promise<FullReport[]> {
  const { choices, places } = await longPlaces(db);
  const reports: FullReport[] = [];
  for (const language of LANGUAGES) {
    const { ctx, reportId, program } = await makeAuthor(db, origin, { language });
    await fillReport(ctx, reportId);
    const words = MIXED[language].flatMap((text) => text.split(" "));
    const each = limitFor(WORDS, language) / places.length;
    let at = 0;
    const textOf = (): string => {
      const parts: string[] = [];
      for (let count = 0; count < each; count += countWords(parts.at(-1)!)) parts.push(words[at++ % words.length]!);
      return parts.join(" ");
    };
    const kept = await readAnswers(db, reportId);
    const operations = [...choices, ...places.map((place) => ({ ...place, value: textOf() }))].map((answer) => ({
      ...answer,
      opId: randomUUID(),
      baseRevision: kept.find(({ question, row }) => question === answer.question && row === answer.row)?.revision ?? 0,
    }));
    const saved = await saveAnswers(ctx, { reportId, via: "form", operations });
    if (!saved.ok || saved.value.some(({ ok }) => !ok)) throw new Error("a full report was not saved");
    const said = (await readAnswers(db, reportId)).flatMap(({ value }) => textsOf(value)).reduce((sum, text) => sum + countWords(text), 0);
    reports.push({ language, words: said, reportId, headers: program });
  }
  return reports;
}

/** Takes each report as each kind of paper, as its author does: a first time, and the median of some more. */
export async function measurePapers(database: string, port: number, reports: readonly FullReport[]): Promise<ExportCost[]> {
  const costs: ExportCost[] = [];
  for (const format of PAPER_FORMATS)
    for (const { language, words, reportId, headers } of reports) {
      const path = `/api/v1/reports/${reportId}/export?format=${format}&lang=${language}`;
      const { firstByteMs, seconds, bytes } = await takeWhole(port, path, headers);
      const again: number[] = [];
      for (let time = 0; time < TIMES; time++) again.push((await takeWhole(port, path, headers)).seconds);
      const median = again.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
      costs.push({ database, what: `${words} words in ${language} as ${format}`, firstByteMs, seconds, again: median, megabytes: bytes / 1e6, memory: null });
    }
  return costs;
}
