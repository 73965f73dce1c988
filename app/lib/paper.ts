import type { Direction } from "./direction";
import type { Language } from "./languages";

/**
 * A document for paper before it has a format: a cover and blocks, each with a language and a direction of its own.
 * Plain data: a renderer takes it as JSON and never reads a text as markup.
 */

/** What is written in a language. */
export type Written = { language: Language; direction: Direction };

/** Text in one look. A line end within it is a line break. */
export type Run = {
  text: string;
  bold?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  /** An address it leads to. */
  href?: string;
  /** Runs this way whatever is around it: codes, addresses, names in another script. */
  isolate?: Direction;
  /** Of a run without text: what stands at the foot of the page, in the language of its paragraph. */
  note?: Run[];
};

/** `label` names what follows it, `soft` is said beside the text. */
export type Look = "body" | "label" | "soft";
/** `id`: a name it is found by in formats that have addresses within. */
export type Paragraph = Written & { kind: "paragraph"; look: Look; runs: Run[]; id?: string };
/** `page`: it begins a page. */
export type Heading = Written & { kind: "heading"; level: 1 | 2 | 3 | 4; runs: Run[]; page?: true };
/** `start` is the first number; null for a list without numbers. */
export type List = Written & { kind: "list"; start: number | null; items: Block[][] };
export type Quote = Written & { kind: "quote"; blocks: Block[] };
/** What a cell holds. */
export type Cell = Block[];
/** `weights` share out the width among the columns; `ends` says which are set at the end of the line, as numbers are. */
export type Table = Written & { kind: "table"; caption: string; weights: number[]; ends: boolean[]; head: Cell[]; rows: Cell[][] };
/** Room to write by hand, so many lines. */
export type Room = { kind: "room"; lines: number };
export type Block = Paragraph | Heading | List | Quote | Table | Room;

export type Paper = Written & {
  /** Its file is called so, in letters every system takes. */
  name: string;
  /** What the document is, and of whom. */
  title: string;
  subject: string;
  /** The head of the cover: the process it belongs to, and its symbol or what stands for one. */
  series: string;
  symbol: string;
  facts: { label: string; runs: Run[] }[];
  notices: string[];
  contents: string;
  /** Over every page but the first, and at the foot of every page. */
  running: string;
  foot: string;
  /** When it was made, ISO 8601. */
  made: string;
  blocks: Block[];
};

/** The largest paper that is made, as data: the longest report the templates allow is a tenth of it. */
export const MAX_PAPER_BYTES = 8_000_000;

/** A paragraph in one look. */
export const paragraph = (written: Written, runs: Run[], look: Look = "body"): Paragraph => ({
  kind: "paragraph",
  language: written.language,
  direction: written.direction,
  look,
  runs,
});

/** The text of runs, without their looks. */
export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");

/** The text of a cell or of any blocks, for measuring. */
export function plainOf(blocks: readonly Block[]): string {
  const of = (block: Block): string => {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        return textOf(block.runs);
      case "list":
        return block.items.map(plainOf).join("\n");
      case "quote":
        return plainOf(block.blocks);
      case "table":
        return [block.head, ...block.rows].map((row) => row.map(plainOf).join("\t")).join("\n");
      case "room":
        return "";
    }
  };
  return blocks.map(of).join("\n");
}

const HAN_WIDTH = 2;
const widthOf = (text: string): number => [...text].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? HAN_WIDTH : 1), 0);
/** The narrowest column holds a short word, the widest does not starve the others. */
const [LEAST, MOST] = [5, 40];

/** Shares of the width for the columns of a table: by their longest word and by how much they hold on average. */
export function weightsOf(head: readonly Cell[], rows: readonly (readonly Cell[])[]): number[] {
  return head.map((cell, column) => {
    const texts = [cell, ...rows.map((row) => row[column] ?? [])].map(plainOf);
    const longestWord = Math.max(...texts.flatMap((text) => text.split(/[\s\-/\p{Script=Han}]+/u)).map(widthOf));
    const mean = texts.reduce((sum, text) => sum + widthOf(text), 0) / texts.length;
    return Math.min(MOST, Math.max(LEAST, longestWord, Math.round(Math.sqrt(mean) * 3)));
  });
}
