import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  InternalHyperlink,
  LeaderType,
  LevelFormat,
  Packer,
  PageNumber,
  PageReference,
  Paragraph,
  SectionType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type IStylesOptions,
} from "docx";
import type { Paper, Run, Written } from "~/lib/paper";
import { bookmarkOf, MARK, paragraphOf, TEXT_WIDTH, wordBlocks, type Numbering } from "./blocks.server";
import { childrenOf, WORD_LANGUAGES } from "./runs.server";

/** A paper as a document of Word: real styles, headings, a table of contents, header and footer. */

const FONTS = { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia: "SimSun" };
const INK = "15202B";
const SOFT = "4A5763";
const MARGIN = 1_418;
/** A page of A4 with its margins. */
export const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const END_TAB = [{ type: TabStopType.END, position: TEXT_WIDTH }];

const bold = (size: number, own: IRunStylePropertiesOptions = {}): IRunStylePropertiesOptions => ({
  size,
  sizeComplexScript: size + 2,
  bold: true,
  boldComplexScript: true,
  color: INK,
  ...own,
});
/** Of a style, as of a paragraph: Word's own entries of a list of contents take it from there. */
type Paragraphs = IParagraphStylePropertiesOptions & { bidirectional?: boolean };
const spaced = (before: number, after: number, own: Paragraphs = {}): IParagraphStylePropertiesOptions => ({
  spacing: { before, after },
  ...own,
});

/** The styles of a document in a language. */
export function stylesOf({ language, direction }: Written): IStylesOptions {
  const heading = (size: number, before: number, after: number) => ({ run: bold(size), paragraph: spaced(before, after, { keepNext: true }) });
  const own = (id: string, run: IRunStylePropertiesOptions, paragraph: IParagraphStylePropertiesOptions) => ({
    id,
    name: id,
    basedOn: "Normal",
    next: "Normal",
    quickFormat: true,
    run,
    paragraph,
  });
  return {
    default: {
      document: { run: { font: FONTS, size: 22, sizeComplexScript: 25, language: WORD_LANGUAGES[language] }, paragraph: spaced(0, 110) },
      title: { run: bold(44), paragraph: spaced(480, 120) },
      heading1: {
        run: bold(30),
        paragraph: spaced(480, 200, { keepNext: true, border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: INK, space: 4 } } }),
      },
      heading2: heading(24, 320, 120),
      heading3: { run: bold(22, { color: "004C7D" }), paragraph: spaced(240, 100, { keepNext: true }) },
      heading4: { run: bold(22, { color: SOFT }), paragraph: spaced(200, 80, { keepNext: true }) },
      listParagraph: { paragraph: spaced(0, 60) },
      hyperlink: { run: { color: "004C7D", underline: {} } },
      footnoteText: { run: { size: 18, sizeComplexScript: 20 }, paragraph: spaced(0, 40) },
    },
    paragraphStyles: [
      own("Subtitle", { size: 28, sizeComplexScript: 30 }, spaced(0, 240)),
      own("Label", bold(20, { color: SOFT }), spaced(160, 40, { keepNext: true })),
      own("Soft", { color: SOFT }, spaced(0, 80)),
      // Arabic and Chinese have no slanted letters: programs would tilt the upright ones.
      own("Notice", ["ar", "zh"].includes(language) ? { color: SOFT } : { italics: true, italicsComplexScript: true }, spaced(80, 80)),
      own("Running", { size: 18, sizeComplexScript: 20, color: SOFT }, spaced(0, 0)),
      own("Gap", { size: 8, sizeComplexScript: 8 }, spaced(0, 60)),
      own("ContentsTitle", bold(30), spaced(360, 120)),
      own("TOC1", {}, spaced(0, 40, { bidirectional: direction === "rtl" })),
    ],
  };
}

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const levelsOf = (format: (typeof LevelFormat)[keyof typeof LevelFormat], textOf: (level: number) => string, start = 1) =>
  LEVELS.map((level) => ({
    level,
    format,
    text: textOf(level),
    start: level === 0 ? start : 1,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { start: 360 * (level + 1), hanging: 360 } } },
  }));

/** The facts of the cover: two columns without lines. */
function factsOf(paper: Paper): Table {
  const widths = [Math.round(TEXT_WIDTH * 0.32), Math.round(TEXT_WIDTH * 0.68)];
  const cell = (runs: readonly Run[], column: number, style: string): TableCell =>
    new TableCell({ width: { size: widths[column]!, type: WidthType.DXA }, children: [paragraphOf(paper, runs, { style })] });
  return new Table({
    visuallyRightToLeft: paper.direction === "rtl",
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: paper.facts.map(({ label, runs }) => new TableRow({ cantSplit: true, children: [cell([{ text: label }], 0, "Soft"), cell(runs, 1, "Normal")] })),
  });
}

function coverOf(paper: Paper): (Paragraph | Table | TableOfContents)[] {
  const line = { bottom: { style: BorderStyle.SINGLE, size: 20, color: INK, space: 4 } };
  return [
    paragraphOf(paper, [{ text: `${paper.series}\t` }, { text: paper.symbol, bold: true }], { tabStops: END_TAB, border: line }, { size: 26 }),
    paragraphOf(paper, [{ text: paper.title }], { style: "Title" }),
    paragraphOf(paper, [{ text: paper.subject }], { style: "Subtitle" }),
    factsOf(paper),
    ...paper.notices.map((notice) => paragraphOf(paper, [{ text: notice }], { style: "Notice" })),
    paragraphOf(paper, [{ text: paper.contents }], { style: "ContentsTitle" }),
    contentsOf(paper),
  ];
}

/**
 * The list of contents as Word has it, with the entries as they are now. Only Word knows its pages: it fills their numbers
 * in when it opens the document.
 */
function contentsOf(paper: Paper): TableOfContents {
  const headings = paper.blocks.filter((block) => block.kind === "heading" && block.level === 1);
  const entries = headings.map((heading, index) => {
    const runs = heading.kind === "heading" ? heading.runs : [];
    const anchor = bookmarkOf(index);
    return new Paragraph({
      style: "TOC1",
      alignment: AlignmentType.START,
      bidirectional: paper.direction === "rtl",
      tabStops: [{ type: TabStopType.END, position: TEXT_WIDTH, leader: LeaderType.DOT }],
      children: [new InternalHyperlink({ anchor, children: [...childrenOf(runs, paper), new TextRun({ children: [new Tab()] }), new PageReference(anchor)] })],
    });
  });
  return new TableOfContents(paper.contents, {
    hyperlink: true,
    headingStyleRange: "1-1",
    contentChildren: entries,
    beginDirty: true,
  });
}

/** Writes a paper as a `.docx` file. */
export async function documentOf(paper: Paper): Promise<Uint8Array> {
  const numbering: Numbering = { starts: new Map(), sections: 0 };
  const body = wordBlocks(paper.blocks, { numbering });
  const bidirectional = paper.direction === "rtl";
  const running = (runs: readonly Run[]): Paragraph => paragraphOf(paper, runs, { style: "Running", tabStops: END_TAB });
  const pages = new Paragraph({
    style: "Running",
    tabStops: END_TAB,
    alignment: AlignmentType.START,
    bidirectional,
    children: [
      new TextRun({ text: paper.foot, rightToLeft: bidirectional, language: WORD_LANGUAGES[paper.language] }),
      // Between marks of left to right, or the two numbers would change places in Arabic.
      new TextRun({ children: [new Tab(), "\u200e", PageNumber.CURRENT, "\u200e/\u200e", PageNumber.TOTAL_PAGES] }),
    ],
  });
  const document = new Document({
    title: `${paper.title}: ${paper.subject}`,
    creator: "",
    lastModifiedBy: "",
    styles: stylesOf(paper),
    numbering: {
      config: [
        { reference: MARK, levels: levelsOf(LevelFormat.BULLET, () => "•") },
        ...[...numbering.starts].map(([reference, start]) => ({ reference, levels: levelsOf(LevelFormat.DECIMAL, (level) => `%${level + 1}.`, start) })),
      ],
    },
    sections: [
      { properties: { page: PAGE }, footers: { default: new Footer({ children: [pages] }) }, children: coverOf(paper) },
      {
        properties: { type: SectionType.NEXT_PAGE, page: PAGE },
        headers: { default: new Header({ children: [running([{ text: paper.symbol, bold: true }, { text: `\t${paper.running}` }])] }) },
        footers: { default: new Footer({ children: [pages] }) },
        children: body,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
