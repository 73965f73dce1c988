import { AlignmentType, BuilderElement, FileChild, Paragraph, TextRun, type XmlComponent, type ParagraphChild } from "docx";
import { directionOfText } from "~/lib/direction";
import type { Area } from "~/lib/form-document";
import type { Written } from "~/lib/paper";
import { sayable } from "~/lib/xml";
import { childrenOf, WORD_LANGUAGES } from "./runs.server";

/**
 * Content controls of Word: what may be written in while all around it is locked.
 *
 * LibreOffice 7.4 decides their shape. Of a control inside a paragraph (without `w:text`) it keeps all; of one around
 * paragraphs it takes the first paragraph for the control and, where that has runs of two directions, writes its text once
 * for each run. So a control around paragraphs starts with an empty one. It drops every `w:tag`: keys stand in the table too.
 */

/** Names of the styles of areas, as a reader finds them again: a paragraph, one that goes on after a single line end, and empty ones around. */
export const AREA_STYLES = { paragraph: "Area", line: "AreaLine", start: "AreaStart", end: "AreaEnd" } as const;
/** The style of the line under a table. */
export const GAP_STYLE = "Gap";
export const CHECKED = "☒";
export const UNCHECKED = "☐";
/** Around what is hidden beside an area: keys, codes of boxes. */
export const hiddenMark = (text: string): string => `[[${text}]]`;

/** What is written while a form is: the language of its words, what stands in empty areas, and the number of the next control. */
export type Writing = Written & { write: string; choose: string; next: () => number };

type Attributes = Readonly<Record<string, string | number>>;
const element = (name: string, attributes: Attributes = {}, children: XmlComponent[] = []): XmlComponent =>
  new BuilderElement({
    name,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, { key, value }])),
    children,
  });

/** A control around paragraphs and tables. */
class BlockControl extends FileChild {
  constructor(properties: XmlComponent[], children: XmlComponent[]) {
    super("w:sdt");
    this.root.push(element("w:sdtPr", {}, properties), element("w:sdtContent", {}, children));
  }
}

/** A control inside a paragraph; the library types what a paragraph may hold by its own classes only. */
const inlineControl = (properties: XmlComponent[], children: XmlComponent[]): ParagraphChild =>
  element("w:sdt", {}, [element("w:sdtPr", {}, properties), element("w:sdtContent", {}, children)]) as unknown as ParagraphChild;

/** Word opens no document where the title or tag of a control is longer. */
export const LONGEST_TAG = 64;

/** `name` is read out; without a key that fits, the one in the table alone says which area it is. */
type Control = { name: string; key: string };

/** Properties in the order of the schema: the control itself cannot be removed, what is in it can be changed. */
const propertiesOf = ({ name, key }: Control, id: number, own: XmlComponent[] = [], isEmpty = false): XmlComponent[] => [
  element("w:alias", { "w:val": (name || key).slice(0, LONGEST_TAG).replace(/[\ud800-\udbff]$/, "") }),
  ...(key.length > LONGEST_TAG ? [] : [element("w:tag", { "w:val": key })]),
  element("w:id", { "w:val": id }),
  element("w:lock", { "w:val": "sdtLocked" }),
  ...(isEmpty ? [element("w:showingPlcHdr")] : []),
  ...own,
];

/** Everything outside the controls in it is locked. */
export const lockedGroup = (id: number, children: XmlComponent[]): FileChild =>
  new BlockControl([element("w:id", { "w:val": id }), element("w:lock", { "w:val": "contentLocked" }), element("w:group")], [emptyLine(), ...children]);

/** An empty paragraph beside an area. */
const emptyLine = (style: string = AREA_STYLES.start): Paragraph => new Paragraph({ style });

/** Text that readers of the file do not see. */
export const hiddenRun = (text: string): TextRun => new TextRun({ text, vanish: true, noProof: true, size: 2, sizeComplexScript: 2 });

const placeholder = (text: string, { language, direction }: Writing): TextRun =>
  new TextRun({ text, style: "PlaceholderText", rightToLeft: direction === "rtl", language: WORD_LANGUAGES[language] });

/** The paragraphs of what stands in a cell. */
export function areaChildren(area: Area, writing: Writing): (Paragraph | FileChild)[] {
  switch (area.kind) {
    case "text":
      return textArea(area, writing);
    case "choice":
      return [linesOf(writing, AREA_STYLES.paragraph, [choiceControl(area, writing)])];
    case "ticks":
      return area.items.map((item) => tickLine(area, item, writing));
    case "shown":
      return area.text.split("\n").map((line) => textLine(line, "Soft", writing));
  }
}

const linesOf = ({ direction }: { direction: Written["direction"] }, style: string, children: ParagraphChild[]): Paragraph =>
  new Paragraph({ style, alignment: AlignmentType.START, bidirectional: direction === "rtl", children });

/** A line of text in the direction of its first letter, as an author's paragraphs are on the page. */
function textLine(text: string, style: string, { language, direction }: Writing, wrap = (runs: ParagraphChild[]): ParagraphChild[] => runs): Paragraph {
  const written = { language, direction: directionOfText(text, direction) };
  return linesOf(written, style, wrap(childrenOf([{ text }], written)));
}

function textArea({ text, ...control }: Extract<Area, { kind: "text" }>, writing: Writing): (Paragraph | FileChild)[] {
  const clean = sayable(text);
  const inline = (runs: ParagraphChild[], isEmpty = false): ParagraphChild[] => [
    inlineControl(propertiesOf(control, writing.next(), [], isEmpty), runs as unknown as XmlComponent[]),
  ];
  if (clean === "") return [linesOf(writing, AREA_STYLES.paragraph, inline([placeholder(writing.write, writing)], true))];
  if (!clean.includes("\n")) return [textLine(clean, AREA_STYLES.paragraph, writing, inline)];
  const lines = clean
    .split("\n\n")
    .flatMap((block) => block.split("\n").map((line, index) => textLine(line, index === 0 ? AREA_STYLES.paragraph : AREA_STYLES.line, writing)));
  return [new BlockControl(propertiesOf(control, writing.next()), [emptyLine(), ...lines]), emptyLine(AREA_STYLES.end)];
}

function choiceControl({ label, labels, ...control }: Extract<Area, { kind: "choice" }>, writing: Writing): ParagraphChild {
  // As Word writes them: the first is what stands there while nothing is chosen. A choice is known by what is shown of it.
  const list = element("w:dropDownList", {}, [
    element("w:listItem", { "w:value": writing.choose }),
    ...labels.map((text, index) => element("w:listItem", { "w:displayText": text, "w:value": index + 1 })),
  ]);
  const runs = label === "" ? [placeholder(writing.choose, writing)] : childrenOf([{ text: label }], writing);
  return inlineControl(propertiesOf(control, writing.next(), [list], label === ""), runs as unknown as XmlComponent[]);
}

function tickLine({ name, key }: Control, { code, label, ticked }: { code: string; label: string; ticked: boolean }, writing: Writing): Paragraph {
  const font = { "w14:font": "MS Gothic" };
  const box = element("w14:checkbox", {}, [
    element("w14:checked", { "w14:val": ticked ? 1 : 0 }),
    element("w14:checkedState", { "w14:val": "2612", ...font }),
    element("w14:uncheckedState", { "w14:val": "2610", ...font }),
  ]);
  const glyph = new TextRun({ text: ticked ? CHECKED : UNCHECKED, font: "MS Gothic", language: WORD_LANGUAGES[writing.language] });
  const control = inlineControl(propertiesOf({ name: label || name, key: `${key}=${code}` }, writing.next(), [box]), [glyph]);
  const shown = label === "" ? [] : childrenOf([{ text: ` ${label}` }], writing);
  return linesOf(writing, AREA_STYLES.paragraph, [hiddenRun(hiddenMark(`=${code}`)), control, ...shown]);
}
