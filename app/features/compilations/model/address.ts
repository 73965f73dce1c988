import { readFilters, writeFilters, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import type { Language } from "~/lib/languages";
import { links } from "~/lib/links";
import { ARRANGEMENTS, type Arrangement, type AskedChoice, type AskedQuestion } from "../model";

/** What narrows answers, and their order. A cycle among the filters is the one they are of. */
export type AskedOrder = { filters: SubmissionFilters; by: Arrangement };

const readOrder = (params: URLSearchParams): Arrangement => ARRANGEMENTS.find((known) => known === params.get("by")) ?? "kind";

/** Which compilation an address asks for: a question, and in which order. */
export type AskedCompilation = AskedQuestion &
  AskedOrder & {
    choice?: AskedChoice;
    /** Only what stands under this part of the order. */ part?: string;
  };

/** Reads it. The template has the name of its filter, so that the filters of lists read the same here. */
export function readCompilation(params: URLSearchParams): AskedCompilation {
  const { template = "", ...filters } = readFilters(params);
  const part = params.get("part");
  const [field, item, code] = ["field", "item", "choice"].map((name) => params.get(name) ?? "") as [string, string, string];
  return {
    template,
    question: params.get("question") ?? "",
    row: params.get("row") ?? "",
    filters,
    by: readOrder(params),
    ...(code && { choice: { field, item, code } }),
    ...(part !== null && { part }),
  };
}

/** The same as an address carries it, what is left out being as good as not there. */
export const writeCompilation = ({
  template,
  question,
  row = "",
  filters = {},
  by,
  choice,
  part,
}: Pick<AskedCompilation, "template" | "question"> & Partial<AskedCompilation>) => ({
  kind: template,
  question,
  ...(row && { row }),
  ...(by && by !== "kind" && { by }),
  ...writeFilters(filters),
  ...(part !== undefined && { part }),
  ...(choice && { field: choice.field, ...(choice.item && { item: choice.item }), choice: choice.code }),
});

/** Which compilation of a chapter an address asks for: the chapter is in its path. */
export function readChapter(params: URLSearchParams): AskedOrder {
  const { template: _, ...filters } = readFilters(params);
  return { filters, by: readOrder(params) };
}

/** The same as an address carries it. */
export const writeChapter = ({ filters, by }: AskedOrder): Record<string, string> => ({ ...(by !== "kind" && { by }), ...writeFilters(filters) });

/** Which table of reports an address asks for: a template, two attributes by their names, and what narrows the reports. */
export type AskedCross = { template: string; rows: string; columns: string; filters: SubmissionFilters };

export function readCross(params: URLSearchParams): AskedCross {
  const { template = "", ...filters } = readFilters(params);
  return { template, rows: params.get("rows") ?? "kind", columns: params.get("columns") ?? "un", filters };
}

export const writeCross = ({ template, rows, columns, filters }: AskedCross): Record<string, string> => ({
  kind: template,
  rows,
  columns,
  ...writeFilters(filters),
});

const addressOf = (path: string, asked: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(asked).toString();
  return query ? `${path}?${query}` : path;
};

/** Where an answer stands in its report. */
export const answerAddress = (lang: Language, { submission, question, row }: { submission: string; question: { code: string }; row: string }): string =>
  `${links.deskSubmission(lang, submission)}#${[question.code, row].filter(Boolean).join("-")}-answer`;

/** Where compilations are. */
export const compilationLinks = {
  chapters: (lang: Language, asked: Readonly<Record<string, string>> = {}) => addressOf(`/${lang}/desk/compilation`, asked),
  chapter: (lang: Language, chapter: string, asked: Readonly<Record<string, string>> = {}) =>
    addressOf(`/${lang}/desk/compilation/chapters/${encodeURIComponent(chapter)}`, asked),
  chapterPaper: (lang: Language, chapter: string) => `/${lang}/desk/compilation/chapters/${encodeURIComponent(chapter)}/export`,
  answers: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/answers?${new URLSearchParams(asked).toString()}`,
  alike: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/alike?${new URLSearchParams(asked).toString()}`,
  figures: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/figures?${new URLSearchParams(asked).toString()}`,
  figuresFile: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/figures/file?${new URLSearchParams(asked).toString()}`,
  cross: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/cross?${new URLSearchParams(asked).toString()}`,
  crossFile: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/cross/file?${new URLSearchParams(asked).toString()}`,
  extract: (lang: Language) => `/${lang}/desk/compilation/extract`,
  extractFile: (lang: Language) => `/${lang}/desk/compilation/extract/file`,
  paper: (lang: Language) => `/${lang}/desk/compilation/export`,
};
