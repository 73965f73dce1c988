import type { AreaFault, ReadArea, ReadForm } from "~/lib/form-document";
import { ok, refuse, type Result } from "~/lib/result";
import { hiddenText, linesIn, markdownOfLines, textOfLines, visibleText, type Around, type Line } from "./area-text.server";
import { CHECKED, GAP_STYLE, hiddenMark, LONGEST_TAG, UNCHECKED } from "./controls.server";
import { textOfPieces } from "./hidden-text.server";
import { FaultError, openPackage, type Package, type PackageFault } from "./package.server";
import { childOf, contentOf, elementsIn, findAll, holds, parsePart, valueOf, type Element } from "./xml.server";

/** Forms as they come back, from Word or from what else has opened and saved them. */

const CHANGES = new Set(["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge"]);
/** What holds something that is no text of the area: pictures, notes at the foot, parts of other documents. */
const FOREIGN = new Set([
  "w:drawing",
  "w:pict",
  "w:object",
  "w:footnoteReference",
  "w:endnoteReference",
  "w:altChunk",
  "w:subDoc",
  "?:AlternateContent",
  "?:oMath",
]);
const BLOCKS = new Set(["w:p", "w:tbl"]);
const [ROWS, CELLS, TABLES, CONTROLS] = [new Set(["w:tr"]), new Set(["w:tc"]), new Set(["w:tbl"]), new Set(["w:sdt"])];
const MAIN_TYPE = /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(?:document|template)\.main\+xml$/;

/** Reads a form. Refuses files that are none, that cannot be read, and those that hold more than a form. */
export async function readForm(bytes: Uint8Array): Promise<Result<ReadForm, PackageFault>> {
  const opened = await openPackage(bytes);
  if (!opened.ok) return opened;
  try {
    return ok(await formIn(opened.value));
  } catch (error) {
    return refuse(error instanceof FaultError ? error.fault : "damaged");
  }
}

/** LibreOffice writes what looks like the code of a character (`_x0041_`) with one for its first sign, as spreadsheets do. */
const unescaped = (text: string): string => text.replace(/_x005F_(?=x[0-9A-Fa-f]{4}_)/g, "_");

type Relation = { id: string; type: string; target: string };

async function formIn(file: Package): Promise<ReadForm> {
  const part = async (name: string): Promise<Element | null> => {
    const bytes = await file.read(name);
    return bytes && parsePart(bytes);
  };
  const types = await part("[Content_Types].xml");
  if (!types) throw new FaultError("not_a_form");
  const typeNames = findAll(types, new Set(["ct:Override", "ct:Default"])).map(({ attributes }) => attributes.ContentType ?? "");
  if (typeNames.some((type) => /macroEnabled|vbaProject/i.test(type))) throw new FaultError("has_macros");
  if (!typeNames.some((type) => MAIN_TYPE.test(type))) throw new FaultError("not_a_form");
  const relationsOf = async (folder: string, name: string): Promise<Relation[]> => {
    const relations = await part(`${folder}_rels/${name}.rels`);
    return findAll(relations ?? { name: "", attributes: {}, children: [] }, new Set(["rel:Relationship"])).map(({ attributes }) => ({
      id: attributes.Id ?? "",
      type: attributes.Type ?? "",
      target: attributes.Target ?? "",
    }));
  };
  const atRoot = await relationsOf("", "");
  const main = targetOf(atRoot, "/officeDocument", "");
  const document = main && (await part(main));
  if (!main || !document) throw new FaultError("damaged");
  const [, folder = "", name = ""] = /^(.*\/)?([^/]*)$/.exec(main) ?? [];
  const relations = await relationsOf(folder, name);
  const partOf = async (type: string): Promise<Element | null> => {
    const target = targetOf(relations, type, folder);
    return target === null ? null : part(target);
  };
  const properties = targetOf(atRoot, "/custom-properties", "");
  const hidden = hiddenIn(properties === null ? null : await part(properties));
  const program = targetOf(atRoot, "/extended-properties", "");
  const writer = program === null ? null : await part(program);
  const around = aroundOf(relations, await partOf("/styles"), await partOf("/numbering"));
  return { hidden, areas: areasIn(document, writer && contentOf(writer).includes("LibreOffice") ? { ...around, unescaped } : around) };
}

/** The name of a part something is related to. */
function targetOf(relations: readonly Relation[], type: string, folder: string): string | null {
  const target = relations.find((relation) => relation.type.endsWith(type))?.target;
  return target === undefined ? null : target.startsWith("/") ? target.slice(1) : folder + target;
}

function hiddenIn(properties: Element | null): string {
  const entries = properties ? findAll(properties, new Set(["cp:property"])) : [];
  return textOfPieces(new Map(entries.map((property) => [property.attributes.name ?? "", contentOf(property)])));
}

function aroundOf(relations: readonly Relation[], styles: Element | null, numbering: Element | null): Around {
  const all = (part: Element | null, name: string): Element[] => (part ? findAll(part, new Set([name])) : []);
  const names = new Map(all(styles, "w:style").map((style) => [style.attributes["w:styleId"] ?? "", valueOf(style, "w:name") ?? ""]));
  const formats = new Map(
    all(numbering, "w:abstractNum").flatMap((list) =>
      elementsIn(list).map((level) => [`${list.attributes["w:abstractNumId"]}/${level.attributes["w:ilvl"]}`, valueOf(level, "w:numFmt")] as const),
    ),
  );
  const lists = new Map(all(numbering, "w:num").map((list) => [list.attributes["w:numId"] ?? "", valueOf(list, "w:abstractNumId") ?? ""]));
  return {
    styleName: (id) => names.get(id) ?? id,
    isNumbered: (list, level) => !["bullet", "none", undefined].includes(formats.get(`${lists.get(list)}/${level}`)),
    unescaped: (text) => text,
    address: (id) => relations.find((relation) => relation.id === id)?.target,
  };
}

/** The areas of a document by their keys, in the tables that stand in no other table. */
function areasIn(document: Element, around: Around): ReadForm["areas"] {
  const areas = new Map<string, ReadArea>();
  const put = (area: ReadArea): void => {
    const known = areas.get(area.key);
    if (known) known.fault = "twice";
    else areas.set(area.key, area);
  };
  const isTagged = findAll(document, TABLES).some((table) => keyOfControl(table) !== null);
  let last: string | undefined;
  for (const block of findAll(document, BLOCKS)) {
    if (block.name === "w:p") {
      // Written under a table instead of in it: the line there is the form's own and empty.
      const [line] = linesIn({ name: "", attributes: {}, children: [block] }, around);
      if (last !== undefined && line?.style === GAP_STYLE && visibleText(line).trim() !== "") spoil(areas, last);
      continue;
    }
    const rows = findAll(block, ROWS, TABLES).map((row) => readRow(row, around, isTagged));
    const keys = rows.flatMap((row) => row.areas.map(({ key }) => key));
    last = keys.at(-1) ?? last;
    rows.flatMap((row) => row.areas).forEach(put);
    // Written in a row nobody knows: it belongs to the question before it, or to the first of the table.
    rows.forEach(({ isStray }, index) => {
      const key = rows.slice(0, index).findLast((row) => row.areas.length > 0)?.areas[0]?.key ?? keys[0];
      if (isStray && key !== undefined) spoil(areas, key);
    });
  }
  return areas;
}

function spoil(areas: Map<string, ReadArea>, key: string): void {
  const area = areas.get(key);
  if (area) area.fault ??= "structure";
}

const broken = (key: string, fault: AreaFault): ReadArea => ({ key, fault, text: "", markdown: "", ticks: [] });

const MARK = /\[\[([^\]=]*)\]\]/;

/**
 * The areas of a row by the keys hidden in its first cell, or by the tags of its controls where somebody has removed what
 * was hidden. `isTagged`: there are tags in this document, so an area without one has lost its control and what stood in it.
 */
function readRow(row: Element, around: Around, isTagged: boolean): { areas: ReadArea[]; isStray: boolean } {
  const [first, ...cells] = findAll(row, CELLS, TABLES);
  if (!first) return { areas: [], isStray: false };
  const mark = MARK.exec(linesIn(first, around).map(hiddenText).join(""))?.[1];
  const tagged = cells.map((cell) => keyOfControl(cell) ?? "");
  const keys = mark === undefined ? tagged : mark.split("|");
  if (keys.every((key) => key === "")) {
    const isWritten = [first, ...cells].some((cell) => textOfLines(linesIn(cell, around)).trim() !== "");
    return { areas: [], isStray: mark === undefined && isWritten };
  }
  const changed = holds(row, CHANGES);
  const areas = keys.flatMap((key, index): ReadArea[] => {
    if (key === "") return [];
    if (changed) return [broken(key, "tracked_changes")];
    const cell = cells[index];
    if (cell && hasTwins(cell)) return [broken(key, "twice")];
    const isMoved = tagged[index] !== undefined && tagged[index] !== "" && tagged[index] !== key;
    if (cells.length !== keys.length || !cell || isMoved || isMerged(cell)) return [broken(key, "structure")];
    const area = readArea(key, cell, around);
    const isLost = isTagged && tagged[index] === "" && key.length <= LONGEST_TAG && area.ticks.length === 0;
    return [isLost ? broken(key, "structure") : area];
  });
  return { areas, isStray: false };
}

const isMerged = (cell: Element): boolean => {
  const properties = childOf(cell, "w:tcPr");
  return Number(valueOf(properties, "w:gridSpan") ?? 1) > 1 || childOf(properties, "w:vMerge") !== undefined;
};

/** The key on the first control in a cell that has one; a box has its own code after it. */
function keyOfControl(cell: Element): string | null {
  const tags = findAll(cell, CONTROLS).flatMap((control) => tagsOf(control));
  return tags.find((tag) => tag.includes("/"))?.split("=")[0] ?? null;
}
/** Does a control stand in a cell twice, and with it what is written there? */
const hasTwins = (cell: Element): boolean => {
  const tags = findAll(cell, CONTROLS).flatMap(tagsOf);
  return new Set(tags).size < tags.length;
};

const tagsOf = (control: Element): string[] => {
  const own = valueOf(childOf(control, "w:sdtPr"), "w:tag");
  return [...(own === undefined ? [] : [own]), ...findAll(control, CONTROLS).flatMap(tagsOf)];
};

function readArea(key: string, cell: Element, around: Around): ReadArea {
  if (holds(cell, FOREIGN)) return broken(key, "structure");
  const lines = linesIn(cell, around);
  // The keys of another area in this one: a part of the form was copied into it.
  if (lines.some((line) => MARK.test(hiddenText(line)))) return broken(key, "structure");
  const boxes = findAll(cell, new Set(["w:p"]), TABLES).map((paragraph) => boxIn(paragraph, around));
  const ticks = boxes.filter((box) => box !== null);
  const text = textOfLines(lines);
  if (ticks.length === 0) return { key, fault: null, text, markdown: markdownOfLines(lines), ticks: [] };
  const isClear =
    ticks.every(({ code, ticked }) => code !== "" && ticked !== null) && lines.every((line) => isBoxLine(line) || visibleText(line).trim() === "");
  if (!isClear) return broken(key, "structure");
  return { key, fault: null, text: "", markdown: "", ticks: ticks.map(({ code, ticked }) => ({ code, ticked: ticked === true })) };
}

const GLYPHS = new RegExp(`[${CHECKED}${UNCHECKED}☑✓✔✗✘]`, "u");
const isBoxLine = (line: Line): boolean => GLYPHS.test(visibleText(line)) || hiddenText(line).includes(hiddenMark("=").slice(0, 3));

/** A box to tick in a paragraph: which it is, and how it stands. `ticked` is null where control and sign do not agree. */
function boxIn(paragraph: Element, around: Around): { code: string; ticked: boolean | null } | null {
  const lines = linesIn({ name: "", attributes: {}, children: [paragraph] }, around);
  const hidden = lines.map(hiddenText).join("");
  const controls = findAll(paragraph, CONTROLS).filter((control) => childOf(childOf(control, "w:sdtPr"), "w14:checkbox"));
  const code = /\[\[=([^\]]*)\]\]/.exec(hidden)?.[1] ?? (controls[0] && valueOf(childOf(controls[0], "w:sdtPr"), "w:tag")?.split("=")[1]);
  if (code === undefined && controls.length === 0) return null;
  const sign = GLYPHS.exec(lines.map(visibleText).join("").trim().slice(0, 2))?.[0];
  const bySign = sign === undefined ? null : sign !== UNCHECKED;
  if (controls.length > 1) return { code: code ?? "", ticked: null };
  const box = childOf(childOf(controls[0], "w:sdtPr"), "w14:checkbox");
  if (!box) return { code: code ?? "", ticked: bySign };
  const byControl = ["1", "true", "on"].includes(childOf(box, "w14:checked")?.attributes["w14:val"] ?? "0");
  return { code: code ?? "", ticked: bySign === null || bySign === byControl ? byControl : null };
}
