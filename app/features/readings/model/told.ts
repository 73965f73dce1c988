import { filesOfAnswer } from "~/features/reports/model/document";
import { differingPieces, flatAnswer } from "~/features/reports/model/flat-answer";
import type { AnswerValue, FormQuestion } from "~/features/templates/model/values";
import { diffWords } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { filesBetween, type AnswerChange, type ChangedAnswer, type ChangedFile, type SignedAnswer } from "../model";

/** A changed answer in words: what came and what went in it, and in its files. */

export type TextAnswer = SignedAnswer & { value: AnswerValue; language: Language };

/** What a changed answer is called where it is read. */
export type Heading = Pick<ChangedAnswer, "label" | "page">;

/**
 * Tells a change word by word. Of an answer whose question the template does not have (null) nothing more is told than that
 * it changed; `withoutBefore`: what it said before is not shown.
 */
export function tellChange(
  { kind, before, after }: AnswerChange<TextAnswer>,
  question: FormQuestion | null,
  heading: Heading,
  texts: Readonly<Record<string, string>>,
  withoutBefore = false,
): { answer: ChangedAnswer; files: ChangedFile[] } {
  const { question: code, row, language } = (after ?? before)!;
  const was = withoutBefore ? null : (before?.value ?? null);
  const pieces = question ? differingPieces(flatAnswer(question, was, texts), flatAnswer(question, after?.value ?? null, texts)) : [];
  const filesOf = (value: AnswerValue | undefined) => (question && value !== undefined ? filesOfAnswer({ question, value }) : []);
  const files = filesBetween(filesOf(before?.value), filesOf(after?.value)).filter((file) => !withoutBefore || file.kind !== "removed");
  return {
    answer: {
      ...{ kind, question: code, row, language, ...heading },
      isOtherLanguage: before !== null && after !== null && before.language !== after.language,
      marked: before && after && before.confidential !== after.confidential ? after.confidential : null,
      pieces: pieces.map(({ key, label, before: from, after: to }) => ({ key, label, changes: diffWords(from, to) })),
    },
    files: files.map((file): ChangedFile => ({ ...file, question: code })),
  };
}
