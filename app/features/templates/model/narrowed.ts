import { formatPageId, pageOfQuestion, questionsOfPage, type Page } from "./pages";
import type { Condition, Definition } from "../schema";
import type { Repeat } from "./values";
import { at, isVisible, placesOf, type AnswerKey, type Env } from "./visibility";

/** Who sees only some places of a report: whether an answer is among them. */
export type Sees = (key: AnswerKey) => boolean;

/** A place that is seen: a page, or one question on it ("" for the whole page). */
type Seen = { page: string; question: string };

/** Whether an answer stands in one of some places. */
export function seesIn(definition: Definition, places: readonly Seen[]): Sees {
  const seen = new Set(places.map(({ page, question }) => `${page}/${question}`));
  return ({ question, row }) => {
    const page = pageOfQuestion(definition, question, row);
    if (!page) return false;
    const id = formatPageId(page.section, page.row);
    return seen.has(`${id}/`) || seen.has(`${id}/${question}`);
  };
}

/** The same for a question in whichever row, as it is told at which somebody else is. */
export function tellsOf(definition: Definition, places: readonly Seen[]): (question: string) => boolean {
  const known = placesOf(definition);
  const isOn = (page: string, code: string): boolean => {
    const place = known.get(code);
    return place !== undefined && (place.repeat ? page.startsWith(`${place.section.code}-`) : page === place.section.code);
  };
  return (code) => places.some(({ page, question }) => question === code || (question === "" && isOn(page, code)));
}

/** Something that always holds, and something that never does. */
const ALWAYS: Condition = { all: [] };
const NEVER: Condition = { any: [] };

/**
 * The definition of one page for somebody who sees only some answers: the questions among them that apply, and no others.
 * What their conditions ask of other answers is settled as it stands, so that none of those has to be given away.
 */
export function narrowed(definition: Definition, page: Page, { env, sees }: { env: Env; sees: Sees }): Definition {
  const places = placesOf(definition);
  const here = at(env, page.row);
  const isSeen = (code: string): boolean => sees({ question: code, row: places.get(code)?.repeat ? page.row : "" });
  const settle = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(settle);
    if (typeof part !== "object" || part === null) return part;
    if (isAsking(part) && !isSeen(part.question)) return isVisible(part, here) ? ALWAYS : NEVER;
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, settle(value)]));
  };
  const shown = new Set(
    questionsOfPage(definition, page)
      .map(({ code }) => code)
      .filter((code) => sees({ question: code, row: page.row }) && env.shows(code, page.row)),
  );
  const section = definition.sections.find(({ code }) => code === page.section)!;
  const { repeat } = section;
  const repeatIn = (whole: Repeat): Repeat | undefined => {
    if (page.row !== "") return { ...whole, questions: whole.questions.filter(({ code }) => shown.has(code)) };
    return shown.has(whole.choice) ? whole : undefined;
  };
  const own = {
    ...section,
    showIf: undefined,
    questions: section.questions.filter(({ code }) => page.row === "" && shown.has(code)),
    repeat: repeat && repeatIn(repeat),
  };
  return settle({ ...definition, sections: [own] }) as Definition;
}

const isAsking = (part: object): part is Extract<Condition, { question: string }> =>
  "question" in part && typeof part.question === "string" && ("in" in part || "notIn" in part);
