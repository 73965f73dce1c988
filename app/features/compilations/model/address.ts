import { readFilters, writeFilters, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import type { Language } from "~/lib/languages";
import { GROUPINGS, type AskedChoice, type AskedQuestion, type Grouping } from "../model";

/** Which compilation an address asks for: a question, what narrows its answers, and their order. */
export type AskedCompilation = AskedQuestion & { filters: SubmissionFilters; by: Grouping; choice?: AskedChoice };

/** Reads it. The template has the name of its filter, so that the filters of lists read the same here. */
export function readCompilation(params: URLSearchParams): AskedCompilation {
  const { template = "", ...filters } = readFilters(params);
  const by = GROUPINGS.find((known) => known === params.get("by")) ?? "kind";
  const [field, item, code] = ["field", "item", "choice"].map((name) => params.get(name) ?? "") as [string, string, string];
  return { template, question: params.get("question") ?? "", row: params.get("row") ?? "", filters, by, ...(code && { choice: { field, item, code } }) };
}

/** The same as an address carries it, what is left out being as good as not there. */
export const writeCompilation = ({
  template,
  question,
  row = "",
  filters = {},
  by,
  choice,
}: Pick<AskedCompilation, "template" | "question"> & Partial<AskedCompilation>) => ({
  kind: template,
  question,
  ...(row && { row }),
  ...(by && by !== "kind" && { by }),
  ...writeFilters(filters),
  ...(choice && { field: choice.field, ...(choice.item && { item: choice.item }), choice: choice.code }),
});

/** Where compilations are. */
export const compilationLinks = {
  chapters: (lang: Language) => `/${lang}/desk/compilation`,
  answers: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/answers?${new URLSearchParams(asked).toString()}`,
  alike: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/alike?${new URLSearchParams(asked).toString()}`,
  figures: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/figures?${new URLSearchParams(asked).toString()}`,
  figuresFile: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/figures/file?${new URLSearchParams(asked).toString()}`,
  paper: (lang: Language) => `/${lang}/desk/compilation/export`,
};
