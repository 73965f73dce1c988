import { documentLinks } from "~/features/documents/model/address";
import type { Language } from "~/lib/languages";
import type { FileFormat } from "../model";

const atDesk = (lang: Language, document: string, number: number): string => `${documentLinks.negotiation(lang, document)}/${number}`;

/** Where published drafts are, for everybody, for parties and at the desk. */
export const draftLinks = {
  all: (lang: Language, after?: string) => `/${lang}/drafts${after ? `?${new URLSearchParams({ after }).toString()}` : ""}`,
  /** Negotiating groups, at the desk. */
  groups: (lang: Language) => `/${lang}/desk/groups`,
  one: (lang: Language, document: string, number: number) => `/${lang}/drafts/${document}/${number}`,
  /** A paragraph in the text of the draft. */
  place: (lang: Language, document: string, number: number, paragraph: string) => `/${lang}/drafts/${document}/${number}#paragraph-${paragraph}`,
  paragraph: (lang: Language, document: string, number: number, paragraph: string, done?: string) =>
    `/${lang}/drafts/${document}/${number}/paragraphs/${paragraph}${done ? `?done=${done}` : ""}`,
  dispositions: (lang: Language, document: string, number: number) => `/${lang}/drafts/${document}/${number}/dispositions`,
  dispositionsFile: (lang: Language, document: string, number: number, format: FileFormat) =>
    `/${lang}/drafts/${document}/${number}/dispositions/file?format=${format}`,
  brackets: (lang: Language, document: string, number: number, view?: string) => `${atDesk(lang, document, number)}${view ? `?view=${view}` : ""}`,
  bracketsFile: (lang: Language, document: string, number: number) => `${atDesk(lang, document, number)}/file`,
  answers: (lang: Language, document: string, number: number) => `${atDesk(lang, document, number)}/dispositions`,
  answersFile: (lang: Language, document: string, number: number, format: FileFormat) => `${atDesk(lang, document, number)}/dispositions/file?format=${format}`,
  sources: (lang: Language, document: string, number: number, after?: string) =>
    `${atDesk(lang, document, number)}/sources${after ? `?${new URLSearchParams({ after }).toString()}` : ""}`,
};
