import type { Definition } from "../schema";
import { sectionKey } from "./texts";
import { choiceQuestion, codesOf, type FormQuestion, type References } from "./values";
import { chosenRows, isVisible, type Env } from "./visibility";

/** The pages of a form: one a section (`D`), and one more a chosen row of a section that repeats (`D-C5`, `D-C7-GOV`). */

/** A page; `row` is "" on the section's own page. */
export type Page = { id: string; section: string; row: string };

/** The id of a page, as it stands in addresses. */
export const formatPageId = (section: string, row: string): string => (row === "" ? section : `${section}-${row}`);

const pageOf = (section: string, row: string): Page => ({ id: formatPageId(section, row), section, row });

/** Reads a page id; null when the definition has no such page. Whether it is in sight now is `pagesOf`'s to say. */
export function parsePageId(definition: Definition, id: string, references: References): Page | null {
  const section = definition.sections.find((candidate) => candidate.code === id);
  if (section) return pageOf(section.code, "");
  for (const { code, repeat } of definition.sections) {
    const row = id.startsWith(`${code}-`) ? id.slice(code.length + 1) : "";
    if (repeat && codesOf(repeat.rows, references).includes(row)) return pageOf(code, row);
  }
  return null;
}

/** The pages in sight, in order. */
export function pagesOf(env: Env): Page[] {
  return env.definition.sections
    .filter((section) => section.showIf === undefined || isVisible(section.showIf, env))
    .flatMap((section) => {
      const rows = section.repeat ? chosenRows(section.repeat, env.answers, env.references) : [];
      return [pageOf(section.code, ""), ...rows.map((row) => pageOf(section.code, row))];
    });
}

/** Every question of a page, hidden ones too, in order; the choice of rows comes last on the page of its section. */
export function questionsOfPage(definition: Definition, page: Page): FormQuestion[] {
  const section = definition.sections.find((candidate) => candidate.code === page.section);
  if (!section) return [];
  if (page.row !== "") return section.repeat?.questions ?? [];
  return section.repeat ? [...section.questions, choiceQuestion(section.repeat)] : section.questions;
}

/** The questions of a page that apply now. */
export const shownQuestionsOfPage = (env: Env, page: Page): FormQuestion[] =>
  questionsOfPage(env.definition, page).filter((question) => env.shows(question.code, page.row));

/** The name of a page, of the texts of its template: a section's title; on a page of a repeat, the name of its row. */
export function pageTitle(definition: Definition, { section, row }: Page, texts: Readonly<Record<string, string>>): string {
  if (row === "") return texts[sectionKey(section, "title")] ?? section;
  const rows = definition.sections.find(({ code }) => code === section)?.repeat?.rows;
  const set = rows && !Array.isArray(rows) ? rows.reference : "action-lines";
  return texts[`reference.${set}.${row}`] ?? row;
}

/** The pages before and after one. */
export function neighboursOf(pages: readonly Page[], id: string): { previous: Page | null; next: Page | null } {
  const index = pages.findIndex((page) => page.id === id);
  if (index < 0) return { previous: null, next: null };
  return { previous: pages[index - 1] ?? null, next: pages[index + 1] ?? null };
}

/** The page on which a question is answered, for links from problems and search results. */
export function pageOfQuestion(definition: Definition, question: string, row: string): Page | null {
  const section = definition.sections.find((candidate) => questionsOfPage(definition, pageOf(candidate.code, row)).some(({ code }) => code === question));
  return section ? pageOf(section.code, row) : null;
}
