import type { Language } from "~/lib/languages";

/** Where meetings are: for everybody, and at the desk. */
export const meetingLinks = {
  all: (lang: Language) => `/${lang}/meetings`,
  one: (lang: Language, id: string) => `/${lang}/meetings/${id}`,
  calendar: (lang: Language, id: string) => `/${lang}/meetings/${id}/calendar.ics`,
  giveStatement: (lang: Language, id: string, item: string, party: string) =>
    `/${lang}/meetings/${id}/items/${item}/statement?party=${encodeURIComponent(party)}`,
  statement: (lang: Language, id: string, statement: string) => `/${lang}/meetings/${id}/statements/${statement}`,
  statementFile: (lang: Language, id: string, statement: string) => `/${lang}/meetings/${id}/statements/${statement}/file`,
  desk: (lang: Language) => `/${lang}/desk/meetings`,
  deskOne: (lang: Language, id: string) => `/${lang}/desk/meetings/${id}`,
  floor: (lang: Language, id: string, item?: string) => `/${lang}/desk/meetings/${id}/floor${item ? `?item=${item}` : ""}`,
};
