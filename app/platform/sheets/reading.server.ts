import { cellPlace, columnName, MAX_ROWS, type CellContent, type CellPlace, type ReadSheet } from "~/lib/book";
import { ok, refuse, type Result } from "~/lib/result";
import { readElements, type Attributes } from "./elements.server";
import { momentOf } from "./serial";
import { TooLarge, unzipped } from "./unzip.server";

/** Workbooks (.xlsx) as anybody's program wrote them. */

/** Why a file is not read: not an archive, of another kind, encrypted, with macros, of before 2007, more than is read, or not sound. */
export type BookFault = "not_a_workbook" | "protected" | "has_macros" | "old_format" | "too_large" | "damaged";

/** `bytes`: of the file, `unpacked`: of what is read of it, `cells`: that hold something. */
const LIMITS = { bytes: 10_000_000, unpacked: 24_000_000, entries: 2_000, cells: 200_000 };

/** Reads a workbook. Expected faults are refusals; nothing a file holds makes it throw. */
export async function readBook(bytes: Uint8Array): Promise<Result<ReadSheet[], BookFault>> {
  if (bytes.byteLength > LIMITS.bytes) return refuse("too_large");
  const old = containerFault(bytes);
  if (old) return refuse(old);
  try {
    const files = await unzipped(bytes, (path) => /\.(xml|rels)$/.test(path), { entries: LIMITS.entries, bytes: LIMITS.unpacked });
    return await readFiles(files);
  } catch (error) {
    return refuse(error instanceof TooLarge ? "too_large" : "damaged");
  }
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b];
const begins = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** Of what is no archive: an encrypted workbook and one of before 2007 are both of an older kind of container, whose entries have names. */
function containerFault(bytes: Uint8Array): BookFault | null {
  if (begins(bytes, ZIP)) return null;
  if (!begins(bytes, OLE)) return "not_a_workbook";
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string): boolean => container.includes(Buffer.from(name, "utf16le"));
  if (holds("EncryptedPackage") || holds("EncryptionInfo")) return "protected";
  return holds("Workbook") || holds("Book") ? "old_format" : "not_a_workbook";
}

type Files = ReadonlyMap<string, Uint8Array>;

async function readFiles(files: Files): Promise<Result<ReadSheet[], BookFault>> {
  if ([...files.keys()].some((path) => /(^|\/)vbaproject[^/]*\.bin$|(^|\/)macrosheets\//.test(path))) return refuse("has_macros");
  if ([...files.keys()].some((path) => path === "encryptedpackage")) return refuse("protected");
  const main = [...(await relationsOf(files, "")).values()].find(({ type }) => type === "officeDocument")?.target;
  if (!main || !files.has(main)) return refuse("not_a_workbook");
  if (main.endsWith(".bin")) return refuse("old_format");
  const kind = await typeOf(files, main);
  if (/macroEnabled/i.test(kind)) return refuse("has_macros");
  if (!/(sheet|template)\.main\+xml$/i.test(kind)) return refuse("not_a_workbook");
  return ok(await readSheets(files, main));
}

/** The content type of a part, "" where none is said. */
async function typeOf(files: Files, path: string): Promise<string> {
  let type = "";
  await readElements(fileAt(files, "[content_types].xml"), {
    open: (name, { PartName = "", ContentType = "" }) => {
      if (name === "Override" && PartName.toLowerCase() === `/${path}`) type = ContentType;
    },
  });
  return type;
}

function fileAt(files: Files, path: string): Uint8Array {
  const file = files.get(path);
  if (!file) throw new Error(`no ${path}`);
  return file;
}

/** Where a part refers to, by the ids it uses; "" is the package itself. Paths are in small letters, as an archive's are kept. */
async function relationsOf(files: Files, part: string): Promise<Map<string, { type: string; target: string }>> {
  const slash = part.lastIndexOf("/") + 1;
  const [folder, name] = [part.slice(0, slash), part.slice(slash)];
  const file = files.get(`${folder}_rels/${name}.rels`);
  const relations = new Map<string, { type: string; target: string }>();
  if (!file) return relations;
  await readElements(file, {
    open: (element, { Id = "", Type = "", Target = "", TargetMode }) => {
      if (element !== "Relationship" || TargetMode === "External") return;
      const target = new URL(Target, `zip:/${folder}`).pathname.slice(1).toLowerCase();
      relations.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), target });
    },
  });
  return relations;
}

const isOn = (flag: string | undefined): boolean => flag === "1" || flag === "true";

async function readSheets(files: Files, main: string): Promise<ReadSheet[]> {
  const entries: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await readElements(fileAt(files, main), {
    open: (element, attributes) => {
      if (element === "workbookPr") from1904 = isOn(attributes.date1904);
      if (element === "sheet") entries.push({ name: attributes.name ?? "", hidden: (attributes.state ?? "visible") !== "visible", id: attributes.id ?? "" });
    },
  });
  const relations = await relationsOf(files, main);
  const partOf = (type: string): Uint8Array | null => {
    const found = [...relations.values()].find((relation) => relation.type === type);
    return found ? fileAt(files, found.target) : null;
  };
  const [strings, styles] = [partOf("sharedStrings"), partOf("styles")];
  const shared: Shared = {
    from1904,
    strings: strings ? await readStrings(strings) : [],
    shown: styles ? await readStyles(styles) : [],
    left: LIMITS.cells,
  };
  const sheets: ReadSheet[] = [];
  for (const { name, hidden, id } of entries) {
    const relation = relations.get(id);
    // A sheet of a chart has no cells.
    if (relation?.type !== "worksheet") continue;
    sheets.push({ name, hidden, ...(await readSheet(fileAt(files, relation.target), shared)) });
  }
  return sheets;
}

/** A text without the way a workbook says what XML cannot. */
const plain = (text: string): string => text.replace(/_x([0-9a-f]{4})_/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));

async function readStrings(file: Uint8Array): Promise<string[]> {
  const strings: string[] = [];
  const texts = new Texts();
  await readElements(file, {
    open: (name) => {
      if (name === "si") texts.start();
      texts.open(name);
    },
    text: (text) => texts.take(text),
    close: (name) => {
      texts.close(name);
      if (name === "si") strings.push(plain(texts.text));
    },
  });
  return strings;
}

/** The text of a string: of its runs, without what says how it is pronounced. */
class Texts {
  text = "";
  private reads = false;
  private aside = false;
  start(): void {
    this.text = "";
  }
  open(name: string): void {
    if (name === "rPh") this.aside = true;
    if (name === "t") this.reads = !this.aside;
  }
  take(text: string): void {
    if (this.reads) this.text += text;
  }
  close(name: string): void {
    if (name === "rPh") this.aside = false;
    if (name === "t") this.reads = false;
  }
}

type Shown = "plain" | "percent" | "moment";
type Shared = { from1904: boolean; strings: readonly string[]; shown: readonly Shown[]; left: number };

/** Formats of the standard's own (ECMA-376, 18.8.30) that show days or times; those of 27 to 36 and 50 to 58 do in East Asian ones. */
const isMomentFormat = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return isMomentFormat(id) ? "moment" : id === 9 || id === 10 ? "percent" : "plain";
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").replace(/General/gi, "");
  return /[ymdhs]/i.test(bare) ? "moment" : bare.includes("%") ? "percent" : "plain";
}

/** How numbers are shown, by style. */
async function readStyles(file: Uint8Array): Promise<Shown[]> {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let inside = false;
  await readElements(file, {
    open: (name, { numFmtId = "0", formatCode = "" }) => {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
      if (name === "cellXfs") inside = true;
      if (name === "xf" && inside) shown.push(shownBy(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => void (name === "cellXfs" && (inside = false)),
  });
  return shown;
}

/** A cell as it is being read. */
type Open = { name: string; type: string; style: number; value: string; formula: boolean };

async function readSheet(file: Uint8Array, shared: Shared): Promise<Pick<ReadSheet, "cells" | "rightToLeft">> {
  const cells = new Map<string, CellContent>();
  const spans: { from: CellPlace; to: CellPlace }[] = [];
  const texts = new Texts();
  let [row, column, rightToLeft, inValue] = [0, 0, false, false];
  let cell: Open | null = null;

  function openCell({ r, t = "n", s = "0" }: Attributes): void {
    const place = r === undefined ? { row, column: column + 1 } : cellPlace(r);
    if (!place || place.row !== row) throw new Error("a cell out of its row");
    column = place.column;
    texts.start();
    cell = { name: columnName(column) + row, type: t, style: Number(s), value: "", formula: false };
  }

  function closeCell({ name, ...read }: Open): void {
    const content = contentOf(read, texts.text, shared);
    if (!content) return;
    if (cells.has(name)) throw new Error("two cells in one place");
    if ((shared.left -= 1) < 0) throw new TooLarge();
    cells.set(name, content);
  }

  await readElements(file, {
    open: (element, attributes) => {
      texts.open(element);
      if (element === "sheetView") rightToLeft = isOn(attributes.rightToLeft);
      if (element === "row") {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r);
        column = 0;
        if (!Number.isInteger(row) || row < 1 || row > MAX_ROWS) throw new Error("a row no sheet has");
      }
      if (element === "c") openCell(attributes);
      if (element === "v") inValue = true;
      if (element === "f" && cell) {
        cell.formula = true;
        const [from, to] = (attributes.ref ?? "").split(":").map(cellPlace);
        // What a formula spills over other cells stands there like a value.
        if (attributes.t !== "shared" && from && to) spans.push({ from, to });
      }
    },
    text: (text) => {
      texts.take(text);
      if (inValue && cell) cell.value += text;
    },
    close: (element) => {
      texts.close(element);
      if (element === "v") inValue = false;
      if (element !== "c" || !cell) return;
      closeCell(cell);
      cell = null;
    },
  });
  for (const [name, content] of cells) {
    if (content.kind === "formula" || spans.length === 0) continue;
    const place = cellPlace(name)!;
    const spilled = spans.some(({ from, to }) => place.row >= from.row && place.row <= to.row && place.column >= from.column && place.column <= to.column);
    if (spilled) cells.set(name, { kind: "formula" });
  }
  return { cells, rightToLeft };
}

function contentOf({ type, style, value, formula }: Omit<Open, "name">, inline: string, { strings, shown, from1904 }: Shared): CellContent | null {
  if (formula) return { kind: "formula" };
  const text = (words: string): CellContent | null => (words === "" ? null : { kind: "text", text: words });
  switch (type) {
    case "inlineStr":
      return text(plain(inline));
    case "s": {
      if (value === "") return null;
      const string = /^\d+$/.test(value) ? strings[Number(value)] : undefined;
      if (string === undefined) throw new Error("a string that is not there");
      return text(string);
    }
    case "str":
      return text(plain(value));
    case "b":
      return value === "" ? null : { kind: "tick", value: isOn(value) };
    case "e":
      return { kind: "error", text: value };
    case "d": {
      const at = new Date(/[zZ]|[+-]\d\d:\d\d$/.test(value) ? value : `${value.length <= 10 ? `${value}T00:00:00` : value}Z`);
      return value === "" ? null : { kind: "moment", at: Number.isNaN(at.getTime()) ? null : at, number: Number.NaN };
    }
    case "n": {
      if (value === "") return null;
      const number = Number(value);
      if (!Number.isFinite(number)) throw new Error("a number that is none");
      const as = shown[style] ?? "plain";
      return as === "moment" ? { kind: "moment", at: momentOf(number, from1904), number } : { kind: "number", number, shown: as };
    }
    default:
      throw new Error(`a cell of the unknown type ${type}`);
  }
}
