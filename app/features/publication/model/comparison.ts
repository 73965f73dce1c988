import { changesBetween, type ChangedAnswer, type ChangedFile } from "~/features/readings/model";
import { tellChange, type TextAnswer } from "~/features/readings/model/told";
import { unitOf } from "~/features/reports/model";
import type { DocumentAnswer } from "~/features/reports/model/document";
import { questionKey } from "~/features/templates/model/texts";
import { isEmpty, isFixed } from "~/features/templates/model/values";
import type { PublishedReport } from "../model";

/** Two public versions of a report beside each other: of each only what its own page shows. */

type Read = DocumentAnswer & { titleKey: string };
type Sides = Pick<PublishedReport, "sections" | "texts">;

/** The answers of a public version by their place, without what the account fixes. */
const answersOf = ({ sections }: Pick<PublishedReport, "sections">): Map<string, Read> =>
  new Map(
    sections.flatMap(({ titleKey, answers }) =>
      answers.filter(({ question }) => !isFixed(question)).map((answer) => [placeOf(answer), { ...answer, titleKey }] as const),
    ),
  );
const placeOf = ({ question, row }: DocumentAnswer): string => unitOf({ question: question.code, row });

/** What was answered, as versions are compared: the text stands for its hash, since what is withheld is not in it. */
const textOf = ({ question, row, value, language }: Read): TextAnswer => ({
  ...{ question: question.code, row, value, language, confidential: false },
  hash: JSON.stringify([language, value]),
});

/**
 * The answers and files in which the later of two public versions of a report differs from the earlier one. An answer that
 * is withheld in either is in neither: not even that it changed is told.
 */
export function comparisonOf(earlier: Sides, later: Sides): { answers: ChangedAnswer[]; files: ChangedFile[] } {
  const [before, after] = [answersOf(earlier), answersOf(later)];
  const isOpen = (place: string): boolean => !before.get(place)?.withheld && !after.get(place)?.withheld;
  const given = (side: Map<string, Read>): TextAnswer[] =>
    [...side].filter(([place, { question, value }]) => isOpen(place) && !isEmpty(question, value)).map(([, answer]) => textOf(answer));
  const told = changesBetween(given(before), given(after)).map((change) => {
    const { question, titleKey } = (change.after ? after : before).get(unitOf((change.after ?? change.before)!))!;
    const heading = { label: later.texts[questionKey(question, "label")] ?? question.code, page: later.texts[titleKey] ?? "" };
    return tellChange(change, question, heading, later.texts);
  });
  return { answers: told.map(({ answer }) => answer), files: told.flatMap(({ files }) => files) };
}
