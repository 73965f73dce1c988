import { readFilters, writeFilters, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import type { Language } from "~/lib/languages";
import { GROUPINGS, type AskedChoice, type AskedQuestion, type Grouping } from "../model";

/** Which compilation an address asks for: a question, what narrows its answers, and their order. */
export type AskedCompilation = AskedQuestion & {
  filters: SubmissionFilters;
  by: Grouping;
  choice?: AskedChoice;
  /** Only what stands under this part of the order. */ part?: string;
};

/** Reads it. The template has the name of its filter, so that the filters of lists read the same here. */
export function readCompilation(params: URLSearchParams): AskedCompilation {
  const { template = "", ...filters } = readFilters(params);
  const by = GROUPINGS.find((known) => known === params.get("by")) ?? "kind";
  const part = params.get("part");
  const [field, item, code] = ["field", "item", "choice"].map((name) => params.get(name) ?? "") as [string, string, string];
  return {
    template,
    question: params.get("question") ?? "",
    row: params.get("row") ?? "",
    filters,
    by,
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

/** Where compilations are. */
export const compilationLinks = {
  chapters: (lang: Language) => `/${lang}/desk/compilation`,
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
