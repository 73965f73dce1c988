import type { Language } from "~/lib/languages";

const asked = (params: Readonly<Record<string, string>>): string => {
  const search = new URLSearchParams(params).toString();
  return search && `?${search}`;
};

/** Where coding is. Of one answer: the address of its compilation, and where in it. */
export const codingLinks = {
  codebook: (lang: Language) => `/${lang}/desk/codes`,
  code: (lang: Language, id: string) => `/${lang}/desk/codes/${id}`,
  start: (lang: Language) => `/${lang}/desk/coding`,
  answer: (lang: Language, compilation: Readonly<Record<string, string>>, at?: string | null) =>
    `/${lang}/desk/coding/answer${asked({ ...compilation, ...(at && { at }) })}`,
  agreement: (lang: Language) => `/${lang}/desk/coding/agreement`,
  table: (lang: Language, params: Readonly<Record<string, string>> = {}) => `/${lang}/desk/coding/table${asked(params)}`,
  tableFile: (lang: Language, params: Readonly<Record<string, string>>) => `/${lang}/desk/coding/table/file${asked(params)}`,
  project: (lang: Language) => `/${lang}/desk/coding/export`,
};
