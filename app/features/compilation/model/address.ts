import { readFilters, writeFilters, type SubmissionFilters } from "~/features/reports/model/submission-filters";
import type { Language } from "~/lib/languages";
import { ARRANGEMENTS, type Arrangement, type AskedQuestion } from "../model";

/** Which compilation an address asks for: a question, what narrows its answers, and their order. */
export type AskedCompilation = AskedQuestion & { filters: SubmissionFilters; by: Arrangement };

/** Reads it. The template has the name of its filter, so that the filters of lists read the same here. */
export function readCompilation(params: URLSearchParams): AskedCompilation {
  const { template = "", ...filters } = readFilters(params);
  const by = ARRANGEMENTS.find((known) => known === params.get("by")) ?? "kind";
  return { template, question: params.get("question") ?? "", row: params.get("row") ?? "", filters, by };
}

/** The same as an address carries it, what is left out being as good as not there. */
export const writeCompilation = ({
  template,
  question,
  row = "",
  filters = {},
  by,
}: Pick<AskedCompilation, "template" | "question"> & Partial<AskedCompilation>) => ({
  kind: template,
  question,
  ...(row && { row }),
  ...(by && by !== "kind" && { by }),
  ...writeFilters(filters),
});

/** Where compilations are. */
export const compilationLinks = {
  chapters: (lang: Language) => `/${lang}/desk/compilation`,
  answers: (lang: Language, asked: Readonly<Record<string, string>>) => `/${lang}/desk/compilation/answers?${new URLSearchParams(asked).toString()}`,
  paper: (lang: Language) => `/${lang}/desk/compilation/export`,
};
