import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { fromFormData } from "~/features/templates/model/forms";
import type { AnswerValue } from "~/features/templates/model/values";
import { workbookOf } from "~/platform/sheets/workbook.server";
import { answering, fillableOf } from "../support/fillables";
import { fileOfParts, partsIn, pathOfSheet, sheetsIn, withCell } from "../support/workbooks";
import type { Fillable, FilledFile } from "~/features/imports/model";
import { slotsIn, type Slot } from "~/features/imports/model/sheet-slots";
import { readSheetForm, sheetForm } from "~/features/imports/queries/sheets.server";

const made = new Date("2026-11-27T00:00:00Z");
let form: Fillable;
let bytes: Uint8Array;
let slots: Slot[];
beforeAll(async () => {
  form = fillableOf("national-report", "en", answering("en"));
  bytes = await sheetForm(form, undefined, made);
  slots = slotsIn((await sheetsIn(bytes)).find(({ name }) => name === "_form")!)!;
});

const read = (file: Uint8Array, of: Fillable | null = form) => readSheetForm(file, () => Promise.resolve(of));
async function filled(file: Uint8Array): Promise<FilledFile> {
  const outcome = await read(file);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}
const slotOf = (name: string, row = "", detail: Slot["detail"] = ""): Slot =>
  slots.find((slot) => slot.name === name && slot.row === row && slot.detail === detail)!;
const sheetOf = ({ sheet }: Slot): string => sheet.slice("page:".length);
/** The form with something else in the cell of a field. */
const typed = (slot: Slot, type: string, content: string, file = bytes): Uint8Array => withCell(file, sheetOf(slot), slot.cell, type, content);
const inline = (text: string): [string, string] => ["inlineStr", `<is><t xml:space="preserve">${text}</t></is>`];
const answerTo = ({ answers }: FilledFile, question: string, row = ""): AnswerValue | undefined => {
  const answer = answers.find((one) => one.question === question && one.row === row);
  const asked = form.pages.flatMap(({ questions }) => questions).find((one) => one.question.code === question && one.row === row)!;
  return answer && fromFormData(asked.question, answer.entries, () => "new");
};

describe("what is read from a cell", () => {
  test("text in runs, without what says how it is pronounced, and with line ends however they are said", async () => {
    const runs = "<is><r><t>One </t></r><r><rPr><b/></rPr><t>two</t></r><rPh><t>aside</t></rPh><r><t>_x000D_\nthree</t></r></is>";
    expect(answerTo(await filled(typed(slotOf("A2"), "inlineStr", runs)), "A2")).toBe("One two\nthree");
  });

  test("shared strings, as Excel writes them", async () => {
    const parts = partsIn(typed(slotOf("A2"), "s", "<v>1</v>"));
    const relation =
      '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>';
    const file = fileOfParts({
      ...parts,
      "xl/sharedStrings.xml": "<sst><si><t>zero</t></si><si><r><t>shared </t></r><r><t>text</t></r></si></sst>",
      "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"]!.replace("</Relationships>", relation),
    });
    expect(answerTo(await filled(file), "A2")).toBe("shared text");
  });

  test.each([
    ["n", "<v>12.50</v>", 12.5],
    ["n", "<v>1E3</v>", 1000],
    ["e", "<v>#N/A</v>", "#N/A"],
    ["b", "<v>1</v>", "true"],
    ["inlineStr", "<is><t>1 234,5</t></is>", 1234.5],
    ["inlineStr", "<is><t>1,234</t></is>", "1,234"],
  ])("in a field of numbers %s %s is %j", async (type, content, value) => {
    expect(answerTo(await filled(typed(slotOf("G1.public_spending.amount"), type, content)), "G1")).toMatchObject({ public_spending: { amount: value } });
  });

  test("a percentage and a day in a field of numbers stay what they are shown as, for nobody to take for another number", async () => {
    const slot = slotOf("G1.public_spending.amount");
    for (const [format, shown] of [
      ["9", "7%"],
      ["14", "1900-07-03"],
    ] as const) {
      const parts = partsIn(typed(slot, "n", `<v>${format === "9" ? 0.07 : 185}</v>`));
      const path = pathOfSheet(parts, sheetOf(slot));
      const style = new RegExp(`<c r="${slot.cell}" s="(\\d+)"`).exec(parts[path]!)![1]!;
      let at = -1;
      parts["xl/styles.xml"] = parts["xl/styles.xml"]!.replace(/(?<=<cellXfs.*)<xf numFmtId="\d+"/gs, (xf) =>
        ++at === Number(style) ? `<xf numFmtId="${format}"` : xf,
      );
      expect(answerTo(await filled(fileOfParts(parts)), "G1")).toMatchObject({ public_spending: { amount: shown } });
    }
  });

  test("days counted from 1900 or from 1904 are the same days", async () => {
    const date = fillableOf("national-report", "en", (question) => (question.code === "I1" ? { date: "2025-02-28" } : null));
    const asked = date.pages.flatMap(({ questions }) => questions).find(({ value }) => value !== null)!;
    const parts = partsIn(await sheetForm(date, undefined, made));
    const serial = 45_716;
    for (const [path, xml] of Object.entries(parts)) parts[path] = xml.replaceAll(`<v>${serial}</v>`, `<v>${serial - 1462}</v>`);
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"]!.replace("<workbookPr/>", '<workbookPr date1904="1"/>');
    const back = await read(fileOfParts(parts), date);
    const answer = back.ok ? back.value.answers.find(({ question, row }) => question === asked.question.code && row === asked.row) : undefined;
    expect(fromFormData(asked.question, answer?.entries ?? [])).toEqual(asked.value);
  });

  test("a choice by its label or its code, however spaced and cased; a yes by its word or a tick", async () => {
    const slot = slotOf("C1");
    const code = String(form.pages.flatMap(({ questions }) => questions).find(({ question }) => question.code === "C1")!.value);
    const label = form.texts[`C1.option.${code}`]!;
    for (const text of [code, ` ${label.toUpperCase()} `, `\u200e${label}`]) expect(answerTo(await filled(typed(slot, ...inline(text))), "C1")).toBe(code);
    const option = slotOf("A6", "", "option:regulator");
    for (const [type, content] of [inline("yes"), ["b", "<v>1</v>"], inline("✓")] as const)
      expect(answerTo(await filled(typed(option, type, content)), "A6")).toContain("regulator");
    for (const [type, content] of [inline(" "), ["b", "<v>0</v>"]] as const)
      expect(answerTo(await filled(typed(option, type, content)), "A6")).not.toContain("regulator");
  });

  test("several choices in one cell, on lines or behind semicolons", async () => {
    const [first, second] = form.references["action-lines"] as [string, string];
    for (const text of [`${first}\n${second}`, `${second}; ${first}`])
      expect(answerTo(await filled(typed(slotOf("B2.0.lines"), ...inline(text))), "B2")).toMatchObject([{ lines: [first, second] }, {}]);
  });

  test("the rows of a table keep their ids; new ones have none, emptied ones are gone", async () => {
    const own = slots.filter(({ name, cell }) => name.startsWith("B2.0.") && cell !== "");
    const emptied = own.reduce((file, slot) => typed(slot, "n", "", file), bytes);
    const file = await filled(typed(slotOf("B2.2.title"), ...inline("A third"), emptied));
    expect(answerTo(file, "B2")).toMatchObject([{ id: "second" }, { id: "new", title: "A third" }]);
  });
});

describe("what is wrong at a place", () => {
  const wrong = async (file: Uint8Array) => (await filled(file)).problems;

  test("a formula is not taken for what it came to, nor what it spills over", async () => {
    const slot = slotOf("A2");
    const place = `A2 A!${slot.cell}`;
    expect(await wrong(typed(slot, "str", '<f>"a"&amp;"b"</f><v>ab</v>'))).toEqual([{ code: "formula", place }]);
    const row = /\d+/.exec(slot.cell)![0];
    const spilling = typed(slot, ...inline("spilled"));
    const parts = partsIn(spilling);
    const path = pathOfSheet(parts, "A");
    parts[path] = parts[path]!.replace(
      `<c r="${slot.cell}"`,
      `<c r="C${row}"><f t="array" ref="C${row}:D${row}">X1:Y1</f><v>1</v></c><c r="${slot.cell}"`,
    ).replace(new RegExp(`<c r="C${row}" [^>]*>.*?</c>`), "");
    expect(await wrong(fileOfParts(parts))).toEqual([{ code: "formula", place }]);
  });

  test("an answer that is not offered, with what was found, and the question is not taken", async () => {
    const file = await filled(typed(slotOf("C1"), ...inline(`None of these ${"x".repeat(100)}`)));
    expect(file.problems).toEqual([{ code: "unknown_choice", place: `C1 C!${slotOf("C1").cell}`, found: expect.stringMatching(/^None of these x{66}$/) }]);
    expect(answerTo(file, "C1")).toBeUndefined();
  });

  test("a text longer than a cell, in a program that lets it be", async () => {
    expect(await wrong(typed(slotOf("A7"), ...inline("x".repeat(32_768))))).toMatchObject([{ code: "too_long", place: `A7 A!${slotOf("A7").cell}` }]);
  });

  test("a rank given twice", async () => {
    const [first, second] = [slotOf("H2.issues", "", "rank:1"), slotOf("H2.issues", "", "rank:2")];
    const parts = typed(second, ...inline("ai"), typed(first, ...inline("ai")));
    expect(await wrong(parts)).toMatchObject([{ code: "twice", place: "H2", found: "ai" }]);
  });

  test("rows that were moved, whatever stands in them now", async () => {
    const parts = partsIn(bytes);
    const path = pathOfSheet(parts, "D-C2");
    const shift = (xml: string): string =>
      xml.replace(/<row r="(\d+)"(.*?)<\/row>/gs, (row, number: string) =>
        Number(number) < 4 ? row : row.replace(/ r="([A-Z]*)(\d+)"/g, (_, column: string, at: string) => ` r="${column}${Number(at) + 1}"`),
      );
    const file = await filled(fileOfParts({ ...parts, [path]: shift(parts[path]!) }));
    expect(new Set(file.problems.map(({ code }) => code))).toEqual(new Set(["structure"]));
    expect(file.problems[0]!.place).toMatch(/^D-C2\/D2 D-C2!D\d+$/);
    expect(file.answers.filter(({ row }) => row === "C2")).toEqual([]);
    expect(answerTo(file, "D2", "C1")).toEqual(form.pages.find(({ id }) => id === "D-C1")!.questions[0]!.value);
  });

  test("a sheet that is gone, and one that is there twice; its name does not matter", async () => {
    const parts = partsIn(bytes);
    const book = parts["xl/workbook.xml"]!;
    const gone = await filled(fileOfParts({ ...parts, "xl/workbook.xml": book.replace(/<sheet name="C"[^>]*>/, "") }));
    expect(gone.problems.filter(({ place }) => place === "C1")).toEqual([{ code: "missing", place: "C1" }]);
    expect(gone.answers.some(({ question }) => question === "A2")).toBe(true);
    const twice = await filled(fileOfParts({ ...parts, "xl/workbook.xml": book.replace(/<sheet name="C"([^>]*)>/, '$&<sheet name="C (2)"$1>') }));
    expect(twice.problems.filter(({ place }) => place === "C1")).toEqual([{ code: "twice", place: "C1" }]);
    expect(await wrong(fileOfParts({ ...parts, "xl/workbook.xml": book.replace('name="C"', 'name="Means"') }))).toEqual([]);
  });
});

describe("a file that is not read at all", () => {
  const ole = (...names: string[]): Uint8Array =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), ...names.map((name) => Buffer.from(name, "utf16le"))]);
  const withPart = (path: string, part: string | ((xml: string) => string)): Uint8Array => {
    const parts = partsIn(bytes);
    return fileOfParts({ ...parts, [path]: typeof part === "string" ? part : part(parts[path]!) });
  };
  const without = (path: string): Uint8Array => fileOfParts(Object.fromEntries(Object.entries(partsIn(bytes)).filter(([own]) => own !== path)));
  async function* none(): AsyncGenerator<never[]> {}

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ["encrypted", () => ole("EncryptionInfo", "EncryptedPackage"), "protected"],
    ["of before 2007", () => ole("Workbook"), "old_format"],
    ["with macros", () => withPart("xl/vbaProject.bin", "macros"), "has_macros"],
    ["that may have macros", () => withPart("[Content_Types].xml", (xml) => xml.replace(`spreadsheetml.sheet.main`, "sheet.macroEnabled.main")), "has_macros"],
    ["of nothing", () => new Uint8Array(), "not_a_form"],
    ["of text", () => Buffer.from("a,b\r\n1,2"), "not_a_form"],
    [
      "that is another workbook",
      () => buffer(workbookOf(none(), { columns: [{ header: "a", width: 9 }], sheetName: String, rightToLeft: false, made })),
      "not_a_form",
    ],
    ["that is another archive", () => fileOfParts({ "word/document.xml": "<document/>" }), "not_a_form"],
    ["cut off", () => bytes.slice(0, bytes.length - 40), "damaged"],
    ["with a part missing", () => without("xl/styles.xml"), "damaged"],
    ["with a document type", () => withPart("xl/workbook.xml", (xml) => xml.replace("?>\n", '?>\n<!DOCTYPE workbook [<!ENTITY a "b">]>')), "damaged"],
    ["whose memory was changed", () => withPart(pathOfSheet(partsIn(bytes), "_form"), (xml) => xml.replace(">A2<", ">A7<")), "damaged"],
    ["with more in it than is read", () => withPart("xl/worksheets/sheet1.xml", " ".repeat(70_000_000)), "too_large"],
    ["longer than is read", () => new Uint8Array(20_000_001), "too_large"],
  ])("%s", { timeout: 30_000 }, async (_, file, refusal) => {
    expect(await read(await file())).toEqual({ ok: false, error: refusal });
  });

  test("of a form that is not there (any more)", async () => {
    expect(await read(bytes, null)).toEqual({ ok: false, error: "other_template" });
  });

  test("that says it is small and is not", { timeout: 30_000 }, async () => {
    const bomb = Buffer.from(withPart("xl/worksheets/sheet1.xml", " ".repeat(90_000_000)));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(90_000_000);
    for (let at = bomb.indexOf(size); at !== -1; at = bomb.indexOf(size)) bomb.writeUInt32LE(1_000, at);
    expect(await read(bomb)).toEqual({ ok: false, error: "damaged" });
  });
});

test("a text longer than a cell goes on in the next one", async () => {
  const long = `${"Ω".repeat(40_000)}\n👩🏽‍💻${" end".repeat(8_000)}`;
  const one = fillableOf("national-report", "en", (question) =>
    question.code === "A7" ? long : question.code === "B2" ? ([{ id: "r", title: "Title", change: long, evidence: long }] as AnswerValue) : null,
  );
  const back = await read(await sheetForm(one, undefined, made), one);
  if (!back.ok) throw new Error(back.error);
  expect(back.value.problems).toEqual([]);
  expect(back.value.answers.find(({ question }) => question === "A7")!.entries).toEqual([["A7", long]]);
  expect(Object.fromEntries(back.value.answers.find(({ question }) => question === "B2")!.entries)).toMatchObject({
    "B2.0.change": long,
    "B2.0.evidence": long,
  });
});

test("an empty form says nothing, in every question it asks", async () => {
  const empty = fillableOf("stakeholder-contribution", "fr");
  const back = await read(await sheetForm(empty, undefined, made), empty);
  expect(back.ok && back.value.problems).toEqual([]);
  expect(back.ok && back.value.answers.length).toBeGreaterThan(20);
  expect(back.ok && back.value.answers.flatMap(({ entries }) => entries)).toEqual([]);
});

test("a form has lists, limits and locks", async () => {
  const parts = partsIn(bytes);
  const sheet = parts[pathOfSheet(parts, "G")]!;
  expect(sheet).toContain('<sheetProtection sheet="1"');
  expect(sheet).toContain('type="list"');
  expect(sheet).toMatch(/type="whole"[^>]*operator="between"/);
  expect(parts["xl/workbook.xml"]).toMatch(/<workbookProtection lockStructure="1"\/>.*<sheet name="_lists"[^>]*state="veryHidden"/s);
  const arabic = partsIn(await sheetForm(fillableOf("national-report", "ar"), undefined, made));
  expect(arabic[pathOfSheet(arabic, "G")]).toContain('rightToLeft="1"');
});
