import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import type { FileMark, Fillable } from "../model";
import { isHeld, rowsOf } from "./word-places";

/** What a Word file keeps out of sight: of what it was made, and which questions it asks. */

const hiddenSchema = z.object({
  mark: z.object({
    format: z.literal(1),
    template: z.string().max(100),
    version: z.int().positive(),
    report: z.string().max(100).nullable(),
    language: z.enum(LANGUAGES),
  }),
  /** Page, question, repeat row, revision, rows (see `rowsOf`). */
  questions: z
    .array(z.tuple([z.string().max(100), z.string().max(100), z.string().max(100), z.int().min(0), z.array(z.string().max(200)).max(5_000)]))
    .max(5_000),
});

export type AskedQuestion = { page: string; question: string; row: string; revision: number; rows: string[] };
export type HiddenPart = { mark: FileMark; questions: AskedQuestion[] };

/** The hidden part of a form, as text. */
export const hiddenText = ({ mark, pages, references }: Fillable): string => {
  const hidden: z.input<typeof hiddenSchema> = {
    mark,
    questions: pages.flatMap((page) =>
      page.questions
        .filter(({ question }) => isHeld(question, references))
        .map(({ question, row, revision, value }): z.input<typeof hiddenSchema>["questions"][number] => [
          page.id,
          question.code,
          row,
          revision,
          rowsOf(question, value, references),
        ]),
    ),
  };
  return JSON.stringify(hidden);
};

/** Reads it; null for anything else. */
export function readHidden(text: string): HiddenPart | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = hiddenSchema.safeParse(json);
  if (!parsed.success) return null;
  const { mark, questions } = parsed.data;
  return { mark, questions: questions.map(([page, question, row, revision, rows]) => ({ page, question, row, revision, rows })) };
}
