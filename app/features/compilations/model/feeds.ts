import { asMatrix, type AnswerValue } from "~/features/templates/model/values";
import type { ChapterLine } from "../model";

/** Which answers feed a chapter: to a question of a template, in a row or in any (null), of a report on a line or on any; of a matrix in one row (`item`) or, with null, whole. `figures`: whether figures count them. */
export type ChapterFeed = { template: string; question: string; row: string | null; line: string | null; item: string | null; figures: boolean; count: number };

/** What feeds a chapter, question by question. In that of an action line, a template asks line by line or its report is on one line. */
export const feedsOfChapter = ({ code, sources }: Pick<ChapterLine, "code" | "sources">): ChapterFeed[] =>
  sources.flatMap(({ template, row, questions }) => {
    const ofLine = code !== "" && row === "";
    return questions.map(({ code: question, item, figures, count }) => ({
      template,
      question,
      row: ofLine ? null : item ? "" : row,
      line: ofLine ? code : null,
      item: item || null,
      figures,
      count,
    }));
  });

/** Of the answer to a matrix its one row, as an answer. */
export const rowOfMatrix = (value: unknown, item: string): AnswerValue => Object.fromEntries(Object.entries(asMatrix(value)).filter(([code]) => code === item));
