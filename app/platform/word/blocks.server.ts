import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from "docx";
import type { Block, Cell, Heading, List, Run, Table as PaperTable, Written } from "~/lib/paper";
import { childrenOf } from "./runs.server";

/** Blocks of a paper as paragraphs and tables of Word. */

/** Width of the text of an A4 page, in twentieths of a point. */
export const TEXT_WIDTH = 9_070;
const INDENT = 360;
export const MARK = "paper-mark";
const LINE = { style: BorderStyle.SINGLE, size: 4, color: "B9C3CC" };

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const;
const STYLES = { body: "Normal", label: "Label", soft: "Soft" } as const;

/** What is counted while blocks are written: numbered lists, each by itself, and the headings that contents lead to. */
export type Numbering = { starts: Map<string, number>; sections: number };

/** Where the entry of a heading of the first level leads, by its place among them. */
export const bookmarkOf = (index: number): string => `section_${index + 1}`;

/** `looks` is what all text has there; `end` sets it at the end of the line; `inside` stands a list or quotation in by so many steps. */
type Place = { numbering: Numbering; looks?: IRunOptions; end?: boolean; inside?: number };

/** A paragraph in its direction, set at the start of its line. */
export const paragraphOf = (written: Written, runs: readonly Run[], options: IParagraphOptions = {}, looks?: IRunOptions): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.START,
    ...options,
    bidirectional: written.direction === "rtl",
    children: childrenOf(runs, written, looks),
  });

/** The paragraphs and tables of blocks. */
export const wordBlocks = (blocks: readonly Block[], place: Place): (Paragraph | Table)[] => blocks.flatMap((block) => wordBlock(block, place));

function wordBlock(block: Block, place: Place): (Paragraph | Table)[] {
  const indent = place.inside ? { indent: { start: place.inside * INDENT } } : {};
  const alignment = place.end ? AlignmentType.END : AlignmentType.START;
  switch (block.kind) {
    case "paragraph":
      return [paragraphOf(block, block.runs, { style: STYLES[block.look], alignment, keepNext: block.look === "label", ...indent }, place.looks)];
    case "heading":
      return [headingOf(block, place)];
    case "list":
      return listOf(block, place);
    case "quote":
      return wordBlocks(block.blocks, { ...place, inside: (place.inside ?? 0) + 1, looks: { ...place.looks, color: "4A5763" } });
    case "table":
      // Two tables without a paragraph between them would be one.
      return [tableOf(block, place), new Paragraph({ style: "Gap" })];
    case "room":
      return Array.from({ length: block.lines }, () => new Paragraph({ border: { bottom: LINE }, spacing: { before: 280 } }));
  }
}

function headingOf({ level, runs, page, ...written }: Heading, { numbering }: Place): Paragraph {
  if (level !== 1) return paragraphOf(written, runs, { heading: HEADINGS[level], pageBreakBefore: page === true });
  const children = [new Bookmark({ id: bookmarkOf(numbering.sections++), children: childrenOf(runs, written) })];
  return new Paragraph({
    heading: HEADINGS[level],
    pageBreakBefore: page === true,
    alignment: AlignmentType.START,
    bidirectional: written.direction === "rtl",
    children,
  });
}

function listOf({ start, items }: List, place: Place): (Paragraph | Table)[] {
  const level = place.inside ?? 0;
  const reference = start === null ? MARK : `paper-numbers-${place.numbering.starts.size}`;
  if (start !== null) place.numbering.starts.set(reference, start);
  return items.flatMap((blocks) =>
    blocks.flatMap((block, index) =>
      index === 0 && block.kind === "paragraph"
        ? [
            paragraphOf(
              block,
              block.runs,
              { style: "ListParagraph", numbering: { reference, level: Math.min(level, 8) }, indent: { start: (level + 1) * INDENT, hanging: INDENT } },
              place.looks,
            ),
          ]
        : wordBlock(block, { ...place, inside: level + 1 }),
    ),
  );
}

function tableOf({ direction, weights, ends, head, rows }: PaperTable, place: Place): Table {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.round((TEXT_WIDTH * weight) / whole));
  const cellOf = (cell: Cell, column: number, isHead: boolean): TableCell => {
    const looks = { ...place.looks, size: 19, ...(isHead && { bold: true, boldComplexScript: true }) };
    const children = wordBlocks(cell, { ...place, inside: 0, end: ends[column], looks });
    // A cell ends with a paragraph.
    const closed = children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({ style: "Gap" })];
    return new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      ...(isHead && { shading: { fill: "EEF3F7" } }),
      children: closed,
    });
  };
  const rowOf = (cells: readonly Cell[], isHead: boolean): TableRow =>
    new TableRow({ tableHeader: isHead, cantSplit: isHead, children: cells.map((cell, column) => cellOf(cell, column, isHead)) });
  return new Table({
    visuallyRightToLeft: direction === "rtl",
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [rowOf(head, true), ...rows.map((row) => rowOf(row, false))],
  });
}
