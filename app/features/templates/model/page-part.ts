import type { Definition } from "../schema";
import { markedIn } from "./consent";
import { questionsOfPage, type Page } from "./pages";
import { at, createEnv, lookupOf, placesOf, type Answer, type AnswerKey, type Env, type Facts } from "./visibility";

/**
 * What one page of the form is given of its report: a part, because pages have a budget of bytes, and all that it takes to
 * say of its own answers what the final check says of them.
 */
export type PagePart<T = AnswerKey & Answer> = { definition: Definition; answers: T[]; marked: AnswerKey[] };

const questionsNamedIn = (part: unknown): string[] => [...JSON.stringify(part ?? null).matchAll(/"question":"([A-Za-z0-9_-]+)"/g)].map(([, code]) => code!);

/**
 * The definition with other sections stripped to what conditions may read on this section's pages: those of its own
 * questions, those that decide which sections there are, and those of the questions these name in turn.
 */
export function onlySection(definition: Definition, section: string): Definition {
  const places = placesOf(definition);
  const read = new Set<string>();
  const waiting = definition.sections.flatMap((candidate) => questionsNamedIn(candidate.code === section ? candidate : candidate.showIf));
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    if (read.has(code)) continue;
    read.add(code);
    waiting.push(...questionsNamedIn(places.get(code)?.question));
  }
  return {
    ...definition,
    sections: definition.sections.map((candidate) =>
      candidate.code === section ? candidate : { ...candidate, repeat: undefined, questions: candidate.questions.filter(({ code }) => read.has(code)) },
    ),
  };
}

/** A page's part of a report; `definition` is that of its section alone. */
export function partOf<T extends AnswerKey>(
  page: Page,
  { env, answers, definition }: { env: Env; answers: readonly T[]; definition: Definition },
): PagePart<T> {
  const codes = new Set(placesOf(definition).keys());
  for (const { repeat } of definition.sections) if (repeat) codes.add(repeat.choice);
  const isOwn = ownedBy(page, definition);
  return {
    definition,
    answers: answers.filter(({ question, row }) => codes.has(question) && (row === page.row || row === "")),
    marked: markedIn(env).filter((answer) => !isOwn(answer)),
  };
}

/** What the engine reads on a page: its own answers as they stand in the form, all others as they were saved. */
export function envOfPage(
  page: Page,
  { definition, answers, marked }: PagePart,
  own: Iterable<AnswerKey & Answer>,
  facts: Omit<Facts, "answers" | "marked">,
): Env {
  const isOwn = ownedBy(page, definition);
  return at(createEnv(definition, { ...facts, marked, answers: lookupOf([...answers.filter((answer) => !isOwn(answer)), ...own]) }), page.row);
}

function ownedBy(page: Page, definition: Definition): (answer: AnswerKey) => boolean {
  const own = new Set(questionsOfPage(definition, page).map(({ code }) => code));
  return ({ question, row }) => row === page.row && own.has(question);
}
