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

/** Where a problem is put right: its page and the element on it. */
export function pageIdOf(definition: Definition, { question, row }: Pick<Problem, "question" | "row">): string {
  return pageOfQuestion(definition, question, row)?.id ?? "";
}
