import { childOf, contentOf, elementsIn, isOn, valueOf, type Element } from "./xml.server";
import { AREA_STYLES } from "./controls.server";

/** What stands in an area: its text to the letter, and the same as Markdown with the looks an author gave it in Word. */

/** What else of a document an area refers to: names of styles, kinds of lists, addresses of links. */
export type Around = {
  styleName: (id: string) => string;
  isNumbered: (list: string, level: string) => boolean;
  address: (relation: string) => string | undefined;
  /** Text as its program meant it. */
  unescaped: (text: string) => string;
};

type Look = { bold: boolean; italic: boolean; href: string };
type Piece = Look & { text: string; hidden: boolean };
type ListItem = { level: number; numbered: boolean };
/** A paragraph of an area, or a table somebody put into it, as its cells' texts. */
export type Line = { style: string; list: ListItem | null; pieces: Piece[]; cells: string[][] | null };

const PLAIN: Look = { bold: false, italic: false, href: "" };
/** Properties, which hold no text, and what is no longer there. */
const SKIPPED: ReadonlySet<string> = new Set(["w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:del", "w:moveFrom"]);

const isPlaceholder = (element: Element): boolean => element.name === "w:sdt" && isOn(childOf(element, "w:sdtPr"), "w:showingPlcHdr");

/** The paragraphs and tables in an element, in order; what only asks to be written over is left out. */
export function linesIn(element: Element, around: Around): Line[] {
  return elementsIn(element).flatMap((child): Line[] => {
    if (SKIPPED.has(child.name) || isPlaceholder(child)) return [];
    if (child.name === "w:p") return [paragraphLine(child, around)];
    if (child.name === "w:tbl") return [{ style: "", list: null, pieces: [], cells: cellsOf(child, around) }];
    return linesIn(child, around);
  });
}

const cellsOf = (table: Element, around: Around): string[][] => {
  const inside = (element: Element, name: string): Element[] =>
    elementsIn(element).flatMap((child) => (child.name === name ? [child] : SKIPPED.has(child.name) ? [] : inside(child, name)));
  return inside(table, "w:tr").map((row) => inside(row, "w:tc").map((cell) => textOfLines(linesIn(cell, around))));
};

function paragraphLine(paragraph: Element, around: Around): Line {
  const properties = childOf(paragraph, "w:pPr");
  const numbering = childOf(properties, "w:numPr");
  const list = valueOf(numbering, "w:numId") ?? "0";
  const level = valueOf(numbering, "w:ilvl") ?? "0";
  return {
    style: around.styleName(valueOf(properties, "w:pStyle") ?? ""),
    list: list === "0" ? null : { level: Number(level) || 0, numbered: around.isNumbered(list, level) },
    pieces: piecesIn(paragraph, around, ""),
    cells: null,
  };
}

function piecesIn(element: Element, around: Around, href: string): Piece[] {
  return elementsIn(element).flatMap((child): Piece[] => {
    if (SKIPPED.has(child.name) || isPlaceholder(child)) return [];
    if (child.name === "w:r") return runPiece(child, around, href);
    return piecesIn(child, around, child.name === "w:hyperlink" ? (around.address(child.attributes["r:id"] ?? "") ?? "") : href);
  });
}

function runPiece(run: Element, around: Around, href: string): Piece[] {
  const text = around.unescaped(elementsIn(run).map(characters).join(""));
  if (text === "") return [];
  const properties = childOf(run, "w:rPr");
  const style = around.styleName(valueOf(properties, "w:rStyle") ?? "").toLowerCase();
  const isArabic = isOn(properties, "w:rtl");
  return [
    {
      text,
      href,
      hidden: isOn(properties, "w:vanish"),
      bold: style === "strong" || isOn(properties, isArabic ? "w:bCs" : "w:b"),
      italic: style === "emphasis" || isOn(properties, isArabic ? "w:iCs" : "w:i"),
    },
  ];
}

function characters(element: Element): string {
  switch (element.name) {
    case "w:t":
      return contentOf(element);
    case "w:tab":
      return "\t";
    case "w:br":
    case "w:cr":
      return "\n";
    case "w:noBreakHyphen":
      return "\u2011";
    case "w:softHyphen":
      return "\u00ad";
    case "w:sym":
      return String.fromCodePoint(Math.min(Number.parseInt(element.attributes["w:char"] ?? "fffd", 16) || 0xfffd, 0x10ffff));
    default:
      return "";
  }
}

/** The text of a line as its reader sees it. */
export const visibleText = ({ pieces }: Pick<Line, "pieces">): string => pieces.map(({ text, hidden }) => (hidden ? "" : text)).join("");
/** What is hidden in it. */
export const hiddenText = ({ pieces }: Pick<Line, "pieces">): string => pieces.map(({ text, hidden }) => (hidden ? text : "")).join("");

/** Empty paragraphs around an area are none of it, unless something was written there. */
const counted = (lines: readonly Line[]): Line[] =>
  lines.filter((line) => line.cells || visibleText(line) !== "" || (line.style !== AREA_STYLES.start && line.style !== AREA_STYLES.end));

/** Lines joined: a paragraph is one of the text too, a line of an area that goes on is only a line. */
const joined = (lines: readonly Line[], write: (line: Line) => string, keepsLists: boolean): string =>
  counted(lines)
    .map((line, index, all) => {
      const goesOn = line.style === AREA_STYLES.line || (keepsLists && line.list && all[index - 1]?.list);
      return `${index === 0 ? "" : goesOn ? "\n" : "\n\n"}${write(line)}`;
    })
    .join("");

/** The text of an area, to the letter. */
export const textOfLines = (lines: readonly Line[]): string =>
  joined(lines, (line) => line.cells?.map((row) => row.join("\t")).join("\n") ?? visibleText(line), false);

/** The same as Markdown: bold, italics, links, lists and tables that were made in Word. */
export const markdownOfLines = (lines: readonly Line[]): string => joined(lines, markdownOfLine, true);

function markdownOfLine({ cells, list, pieces }: Line): string {
  if (cells) return markdownTable(cells);
  const text = merged(pieces.filter(({ hidden }) => !hidden))
    .map(lookedAt)
    .join("");
  return list ? `${"   ".repeat(list.level)}${list.numbered ? "1." : "-"} ${text}` : text;
}

const markdownTable = (cells: readonly string[][]): string => {
  const width = Math.max(...cells.map((row) => row.length), 1);
  const row = (texts: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, index) => (texts[index] ?? "").replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
  const [head = [], ...rows] = cells;
  return [row(head), `|${" --- |".repeat(width)}`, ...rows.map(row)].join("\n");
};

const sameLook = (a: Look, b: Look): boolean => a.bold === b.bold && a.italic === b.italic && a.href === b.href;

function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last && sameLook(last, piece)) last.text += piece.text;
    else result.push({ ...piece });
  }
  return result;
}

/** A piece with its look. Spaces at its ends stay outside of it, as Markdown wants them. */
function lookedAt(piece: Piece): string {
  if (sameLook(piece, PLAIN)) return piece.text;
  return piece.text
    .split("\n")
    .map((line) => {
      const [, before = "", text = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(line) ?? [];
      if (text === "") return line;
      const stars = "*".repeat((piece.bold ? 2 : 0) + (piece.italic ? 1 : 0));
      return `${before}${stars}${linked(text, piece.href)}${stars}${after}`;
    })
    .join("\n");
}

/** A link on the web or to a mailbox; an address that is its own text needs no more. */
function linked(text: string, href: string): string {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href) || /[<>\s]/.test(href)) return text;
  const shown = text.replace(/\/$/, "");
  if ([href, href.replace(/^mailto:/i, ""), href.replace(/^https?:\/\//i, "")].some((address) => address.replace(/\/$/, "") === shown)) return text;
  return `[${text.replace(/([[\]\\])/g, "\\$1")}](<${href}>)`;
}
