import type { Problem } from "~/features/templates/model/problems";
import { pageOfQuestion } from "~/features/templates/model/pages";
import { choiceQuestion, isFixed, type FormQuestion } from "~/features/templates/model/values";
import { placesOf } from "~/features/templates/model/visibility";
import type { Definition } from "~/features/templates/schema";
import { unitOf, type AnswerDto, type ReportOverview } from "../model";
import { pageTitleKey, type DocumentSection } from "../model/document";

/** The report as it will be signed, laid out for reading, and what the review page lists beside it. */

type Reviewed = Pick<ReportOverview, "pages" | "fixed" | "language"> & {
  definition: Definition;
  answers: AnswerDto[];
  sections: { page: string; questions: { code: string; row: string }[] }[];
};

/** The question stored under a code: in a repeat with row "" it is the choice of rows. */
export function questionAt(definition: Definition, code: string, row: string): FormQuestion | null {
  const place = placesOf(definition).get(code);
  if (!place) return null;
  return place.repeat && row === "" && place.repeat.choice === code ? choiceQuestion(place.repeat) : place.question;
}

/** Sections with their answers, in the order of the form. */
export function reviewSections({ pages, fixed, language, definition, answers, sections }: Reviewed): DocumentSection[] {
  const given = new Map(answers.map((answer) => [unitOf(answer), answer]));
  return sections.flatMap(({ page: id, questions }) => {
    const page = pages.find((candidate) => candidate.id === id);
    if (!page) return [];
    const read = ({ code, row }: { code: string; row: string }) => {
      const question = questionAt(definition, code, row);
      const answer = given.get(unitOf({ question: code, row }));
      if (!question) return [];
      return [
        {
          question,
          row,
          value: isFixed(question) ? fixed : (answer?.value ?? null),
          language: answer?.language ?? language,
          confidential: answer?.confidential ?? false,
          withheld: null,
        },
      ];
    };
    return [{ id, section: page.section, row: page.row, titleKey: pageTitleKey(definition, page), answers: questions.flatMap(read) }];
  });
}

/** What was shown, as a short text in the form that signs it: each answer with the start of its hash. */
export const seenOf = (answers: readonly Pick<AnswerDto, "question" | "row" | "hash" | "confidential">[]): string =>
  answers.map((answer) => `${unitOf(answer)}:${answer.hash.slice(0, 12)}${answer.confidential ? "c" : ""}`).join(",");

/** The answers that are not as they were shown: changed, new, or gone. */
export function changedSince(
  seen: string,
  answers: readonly Pick<AnswerDto, "question" | "row" | "hash" | "confidential">[],
): { question: string; row: string }[] {
  const parse = (text: string): Map<string, string> =>
    new Map(
      text
        .split(",")
        .filter(Boolean)
        .map((entry) => entry.split(":") as [string, string]),
    );
  const [before, now] = [parse(seen), parse(seenOf(answers))];
  const units = [...new Set([...now.keys(), ...before.keys()])].filter((unit) => before.get(unit) !== now.get(unit));
  return units.map((unit) => ({ question: unit.split("/")[0] ?? "", row: unit.split("/")[1] ?? "" }));
}

/** Where a problem is put right: its page and the element on it. */
export function pageIdOf(definition: Definition, { question, row }: Pick<Problem, "question" | "row">): string {
  return pageOfQuestion(definition, question, row)?.id ?? "";
}
