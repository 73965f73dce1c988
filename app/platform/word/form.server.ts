import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type FileChild,
} from "docx";
import type { AreaRow, AreaTable, FormDocument } from "~/lib/form-document";
import type { Run, Written } from "~/lib/paper";
import { paragraphOf, TEXT_WIDTH, wordBlocks, type Numbering } from "./blocks.server";
import { AREA_STYLES, areaChildren, GAP_STYLE, hiddenMark, hiddenRun, lockedGroup, type Writing } from "./controls.server";
import { PAGE, stylesOf } from "./document.server";
import { HIDDEN_PROPERTY, piecesOf } from "./hidden-text.server";
import { WORD_LANGUAGES } from "./runs.server";

/** Forms to fill in, as documents of Word: areas are open, everything else is locked. */

const LINE = { style: BorderStyle.SINGLE, size: 4, color: "B9C3CC" };
const MARGINS = { top: 50, bottom: 50, left: 90, right: 90 };
const NAMED = { shading: { fill: "EEF3F7" } };

function areaStyles(written: Written) {
  const base = stylesOf(written);
  const own = (id: string, size: number, before: number, next: string = id) => ({
    id,
    name: id,
    basedOn: "Normal",
    next,
    run: { size, sizeComplexScript: size + 2 },
    paragraph: { spacing: { before, after: 0 } },
  });
  return {
    ...base,
    paragraphStyles: [
      ...(base.paragraphStyles ?? []),
      own(AREA_STYLES.paragraph, 21, 80),
      // The Enter key after a line goes on with a paragraph.
      own(AREA_STYLES.line, 21, 0, AREA_STYLES.paragraph),
      own(AREA_STYLES.start, 12, 0, AREA_STYLES.paragraph),
      own(AREA_STYLES.end, 4, 0, AREA_STYLES.paragraph),
    ],
    characterStyles: [{ id: "PlaceholderText", name: "Placeholder Text", basedOn: "DefaultParagraphFont", run: { color: "5F6B76" } }],
  };
}

/**
 * Areas in a table. The first cell of a row says, out of sight, which keys the cells after it have: what takes the controls
 * away, as other word processors do, leaves these.
 */
function tableOf({ head, weights, rows, language, direction }: AreaTable, writing: Writing): Table {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.round((TEXT_WIDTH * weight) / whole));
  const written = { language, direction };
  const small = (runs: readonly Run[]): Paragraph => paragraphOf(written, runs, { style: "Soft", spacing: { after: 0 } }, { size: 17, sizeComplexScript: 19 });
  const named = (runs: readonly Run[], notes: string, keys: string, isHead: boolean): Paragraph[] => {
    const looks = isHead ? { bold: true, boldComplexScript: true, size: 19, sizeComplexScript: 21 } : { size: 20, sizeComplexScript: 22 };
    const name = paragraphOf(written, runs, { spacing: { after: 40 } }, looks);
    name.addRunToFront(hiddenRun(hiddenMark(keys)));
    return notes === "" ? [name] : [name, small([{ text: notes }])];
  };
  const cell = (children: (Paragraph | FileChild)[], column: number, own: object = {}): TableCell =>
    new TableCell({ width: { size: widths[column]!, type: WidthType.DXA }, margins: MARGINS, ...own, children: children as Paragraph[] });
  const across = (children: Paragraph[], cantSplit: boolean): TableRow =>
    new TableRow({ cantSplit, children: [new TableCell({ columnSpan: widths.length, margins: MARGINS, ...NAMED, children })] });
  const rowOf = (row: AreaRow): TableRow => {
    if (row.kind === "title") return across(named(row.runs, "", "", true), true);
    if (row.kind === "beside") {
      const lines = row.lines.map(small);
      lines[0]?.addRunToFront(hiddenRun(hiddenMark("")));
      return across(lines, false);
    }
    const keys = row.areas.map((area) => (area.kind === "shown" ? "" : area.key)).join("|");
    return new TableRow({
      children: [cell(named(row.name, row.notes, keys, false), 0, NAMED), ...row.areas.map((area, index) => cell(areaChildren(area, writing), index + 1))],
    });
  };
  const heads =
    head.length === 0
      ? []
      : [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: head.map((text, column) => cell(named([{ text }], "", "", true), column, NAMED)),
          }),
        ];
  return new Table({
    visuallyRightToLeft: direction === "rtl",
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [...heads, ...rows.map(rowOf)],
  });
}

/** Writes a form as a `.docx` file. */
export async function formFile(form: FormDocument): Promise<Buffer> {
  const { language, direction } = form;
  let control = 0;
  const writing: Writing = { language, direction, write: form.write, choose: form.choose, next: () => ++control };
  const numbering: Numbering = { starts: new Map(), sections: 0 };
  const body = form.blocks.flatMap((block) =>
    // Two tables without a paragraph between them would be one.
    block.kind === "areas" ? [tableOf(block, writing), new Paragraph({ style: GAP_STYLE })] : wordBlocks([block], { numbering }),
  );
  const cover = [
    paragraphOf(form, [{ text: form.title }], { style: "Title" }),
    ...(form.subject === "" ? [] : [paragraphOf(form, [{ text: form.subject }], { style: "Subtitle" })]),
    ...form.notices.map((notice) => paragraphOf(form, [{ text: notice }], { style: "Notice" })),
  ];
  const pages = new Paragraph({
    style: "Running",
    tabStops: [{ type: TabStopType.END, position: TEXT_WIDTH }],
    alignment: AlignmentType.START,
    bidirectional: direction === "rtl",
    children: [
      new TextRun({ text: form.foot, rightToLeft: direction === "rtl", language: WORD_LANGUAGES[language] }),
      // Between marks of left to right, or the two numbers would change places in Arabic.
      new TextRun({ children: [new Tab(), "\u200e", PageNumber.CURRENT, "\u200e/\u200e", PageNumber.TOTAL_PAGES] }),
    ],
  });
  const document = new Document({
    title: form.subject === "" ? form.title : `${form.title}: ${form.subject}`,
    creator: "",
    lastModifiedBy: "",
    styles: areaStyles(form),
    customProperties: piecesOf(form.hidden).map((value, index) => ({ name: `${HIDDEN_PROPERTY}-${index + 1}`, value })),
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: new Footer({ children: [pages] }) },
        children: [lockedGroup(writing.next(), [...cover, ...body])],
      },
    ],
  });
  return Packer.toBuffer(document);
}
