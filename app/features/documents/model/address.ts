import type { Language } from "~/lib/languages";

const query = (asked: Readonly<Record<string, string | number>>): string => {
  const text = new URLSearchParams(Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)])).toString();
  return text && `?${text}`;
};

type Asked = Readonly<Record<string, string | number>>;

/** Where consolidated documents are, and where a party finds what became of its answers in them. */
export const documentLinks = {
  traces: (lang: Language, report: string) => `/${lang}/reports/${report}/traces`,
  tracesLetter: (lang: Language, report: string) => `/${lang}/reports/${report}/traces/letter`,
  publicTraces: (lang: Language, symbol: string) => `/${lang}/submissions/${symbol}/traces`,
  all: (lang: Language) => `/${lang}/desk/documents`,
  one: (lang: Language, id: string) => `/${lang}/desk/documents/${id}`,
  layout: (lang: Language, id: string, chapter: string) => `/${lang}/desk/documents/${id}/chapters/${chapter}/layout`,
  paragraph: (lang: Language, id: string, paragraph: string, asked: Asked = {}) => `/${lang}/desk/documents/${id}/paragraphs/${paragraph}${query(asked)}`,
  live: (lang: Language, id: string, asked: Asked) => `/${lang}/desk/documents/${id}/live${query(asked)}`,
  sources: (lang: Language, id: string, paragraph: string, asked: Asked) => `/${lang}/desk/documents/${id}/paragraphs/${paragraph}/sources${query(asked)}`,
  answers: (lang: Language, id: string, asked: Asked = {}) => `/${lang}/desk/documents/${id}/answers${query(asked)}`,
  versions: (lang: Language, id: string) => `/${lang}/desk/documents/${id}/versions`,
  draftFile: (lang: Language, id: string) => `/${lang}/desk/documents/${id}/file`,
  redraft: (lang: Language, id: string) => `/${lang}/desk/documents/${id}/import`,
  versionFile: (lang: Language, id: string, number: number) => `/${lang}/desk/documents/${id}/versions/${number}/file`,
  negotiation: (lang: Language, id: string) => `/${lang}/desk/documents/${id}/negotiation`,
  versionEvidence: (lang: Language, id: string, number: number, paragraph: string) =>
    `/${lang}/desk/documents/${id}/versions/${number}/paragraphs/${paragraph}`,
  publicEvidence: (lang: Language, id: string, number: number, paragraph: string) => `/${lang}/drafts/${id}/${number}/paragraphs/${paragraph}/evidence`,
  version: (lang: Language, id: string, number: number, asked: Asked = {}) => `/${lang}/desk/documents/${id}/versions/${number}${query(asked)}`,
};
