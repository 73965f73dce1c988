/** What an author writes in markdown: what of it needs no parser, and where it may lead. */

/** Anything that may mean more than itself in markdown: its marks, addresses, and how a line begins or ends. */
const MARKED = /[\\`*_[\]<>|~&@]|https?:|www\.|^(?:[-+=#:]|\d+[.)]|[^\S\r\n])|[^\S\r\n]\r?$/im;

/** Prose without a mark is its paragraphs, as most answers are: a whole report is read many times faster without a parser. */
export const proseOf = (text: string): string[] | null =>
  MARKED.test(text) ? null : text.split(/(?:\r?\n){2,}/).flatMap((paragraph) => paragraph.replace(/^\r?\n|\r?\n$/g, "") || []);

/** An address that leads to a page or a mailbox; of every other one nothing is left. */
export const safeAddress = (url: string): string => (/^(https?:\/\/|mailto:)/i.test(url) ? url : "");
