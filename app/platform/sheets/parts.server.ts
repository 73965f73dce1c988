import { escaped } from "~/lib/xml";
import { MAIN, RELATIONS, XML, type Styles } from "./markup.server";
import type { Part } from "./zip.server";

/** The parts of a workbook's file, in an order that lets sheets be added while it is written. */

/** A sheet: its name, and its own part in pieces. */
export type SheetPart = { name: string; hidden: boolean; chunks: Part["chunks"] };
/** `locked`: its sheets are neither renamed nor moved. */
export type FileOptions = { title: string; made: Date; styles: Styles; locked: boolean };

const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CORE = "application/vnd.openxmlformats-package.core-properties+xml";

const part = (path: string, xml: string): Part => ({ path, chunks: [XML + xml] });
const relation = (id: number, type: string, target: string): string => `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;
const pathOf = (sheet: number): string => `worksheets/sheet${sheet + 1}.xml`;

const properties = ({ title, made }: FileOptions): string => {
  const at = `${made.toISOString().slice(0, 19)}Z`;
  const moment = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  return (
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title>${moment("created")}${moment("modified")}</cp:coreProperties>`
  );
};

function workbookXml(sheets: readonly SheetPart[], locked: boolean): string {
  const entries = sheets.map(
    ({ name, hidden }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden ? ' state="veryHidden"' : ""} r:id="rId${index + 1}"/>`,
  );
  return (
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr/>${locked ? '<workbookProtection lockStructure="1"/>' : ""}` +
    `<bookViews><workbookView/></bookViews><sheets>${entries.join("")}</sheets></workbook>`
  );
}

/** The parts of a workbook. Programs that tell files by their beginning find what they look for in the first ones. */
export async function* partsOfFile(sheets: AsyncIterable<SheetPart> | Iterable<SheetPart>, options: FileOptions): AsyncGenerator<Part, void> {
  yield part(
    "_rels/.rels",
    `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, `${RELATIONS}/officeDocument`, "xl/workbook.xml")}` +
      `${relation(2, `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml")}</Relationships>`,
  );
  yield part("docProps/core.xml", properties(options));
  const written: SheetPart[] = [];
  for await (const sheet of sheets) {
    yield { path: `xl/${pathOf(written.length)}`, chunks: sheet.chunks };
    written.push(sheet);
  }
  yield { path: "xl/styles.xml", chunks: [options.styles.xml()] };
  yield part("xl/workbook.xml", workbookXml(written, options.locked));
  const relations = [
    ...written.map((_, index) => relation(index + 1, `${RELATIONS}/worksheet`, pathOf(index))),
    relation(written.length + 1, `${RELATIONS}/styles`, "styles.xml"),
  ];
  yield part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`);
  const override = (path: string, type: string): string => `<Override PartName="/${path}" ContentType="${type}"/>`;
  yield part(
    "[Content_Types].xml",
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>${override("xl/workbook.xml", `${TYPES}.sheet.main+xml`)}` +
      `${override("xl/styles.xml", `${TYPES}.styles+xml`)}${override("docProps/core.xml", CORE)}` +
      `${written.map((_, index) => override(`xl/${pathOf(index)}`, `${TYPES}.worksheet+xml`)).join("")}</Types>`,
  );
}
