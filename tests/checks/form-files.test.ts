import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import type { FilledFile, Fillable } from "~/features/imports/model";
import { wordOf } from "~/platform/word/word.server";
import { corpusPaper, EVERY_STRING } from "../support/paper-corpus";
import { readWordForm, wordForm } from "~/features/imports/queries/word.server";
import { fromFormData } from "~/features/templates/model/forms";
import { LANGUAGES } from "~/lib/languages";
import { isHeld } from "~/features/imports/model/word-places";
import { filledForm, heldByFile } from "../support/fillable-corpus";
import { answering, fillableOf, TEMPLATES } from "../support/fillables";
import { compound, MANGLES, randomFrom, repacked } from "../support/mangled-files";

/** What goes out in a file comes back from it, to the letter; what is damaged comes back as a problem, never as another answer. */

async function readBack(bytes: Uint8Array, form: Fillable): Promise<FilledFile> {
  const read = await readWordForm(bytes, () => Promise.resolve(form));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const key = (question: string, row: string): string => `${row}/${question}`;
const asked = ({ pages, references }: Fillable) => pages.flatMap(({ questions }) => questions.filter(({ question }) => isHeld(question, references)));
const wanted = (form: Fillable) =>
  Object.fromEntries(asked(form).map(({ question, row, value, revision }) => [key(question.code, row), { revision, value: heldByFile(question, value) }]));
function given(form: Fillable, { answers }: FilledFile) {
  const questions = new Map(asked(form).map(({ question, row }) => [key(question.code, row), question]));
  return Object.fromEntries(
    answers.map(({ question, row, revision, entries }) => [key(question, row), { revision, value: fromFormData(questions.get(key(question, row))!, entries) }]),
  );
}

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(TEMPLATES)("every answer of the %s comes back from Word", async (template) => {
    for (const form of [filledForm(template, language), fillableOf(template, language, answering(language))]) {
      const file = await readBack(await wordForm(form), form);
      expect(file.problems).toEqual([]);
      expect(file.mark).toEqual(form.mark);
      expect(given(form, file)).toEqual(wanted(form));
    }
  });

  test.each(TEMPLATES)("an empty %s comes back empty", async (template) => {
    const form = fillableOf(template, language);
    const file = await readBack(await wordForm(form), form);
    expect(file.problems).toEqual([]);
    expect(file.answers.flatMap(({ entries }) => entries)).toEqual([]);
  });
});

describe("files that are damaged", () => {
  const form = filledForm("national-report", "en");
  const made = wordForm(form).then((bytes) => new Uint8Array(bytes));
  const mangles = Object.entries(MANGLES);
  const cases = Array.from({ length: 3 * mangles.length }, (_, seed) => [mangles[seed % mangles.length]![0], seed] as const);

  test.each(cases)("%s (%i): refused, or the rest of it is right", async (name, seed) => {
    const { mangle, comesTo } = MANGLES[name]!;
    const read = await readWordForm(mangle(await made, randomFrom(seed)), () => Promise.resolve(form));
    if (!read.ok) return expect(comesTo).toContain(read.error);
    const { answers, problems } = read.value;
    expect(comesTo).toEqual(expect.arrayContaining(problems.map(({ code }) => code)));
    if (problems.length === 0) expect(comesTo).toContain("whole");
    const all = wanted(form);
    const right = given(form, read.value);
    expect(right).toEqual(Object.fromEntries(Object.keys(right).map((at) => [at, all[at]])));
    expect(answers.length + problems.length).toBe(Object.keys(all).length);
  });

  test.each([
    ["nothing at all", new Uint8Array(0), "not_a_form"],
    ["text", strToU8("a form"), "not_a_form"],
    ["an empty archive", zipSync({}), "not_a_form"],
    ["a document for OpenOffice", zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.text") }), "not_a_form"],
    ["a document with a password", compound("EncryptedPackage"), "protected"],
    ["a document of an older Word", compound("WordDocument"), "old_format"],
    ["another kind of compound file", compound("Workbook"), "not_a_form"],
    ["more than a form can be", new Uint8Array(20_000_001), "too_large"],
    ["an archive with too many parts", zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`${index}`, new Uint8Array(0)]))), "too_large"],
  ] as const)("%s is refused", async (_, bytes, code) => {
    expect(await readWordForm(bytes, () => Promise.resolve(form))).toEqual({ ok: false, error: code });
  });

  test("a document with macros by its type, in secret parts, or without a mark is refused", async () => {
    const types = (change: (xml: string) => string) =>
      made.then((bytes) => repacked(bytes, (parts) => void (parts["[Content_Types].xml"] = strToU8(change(strFromU8(parts["[Content_Types].xml"]!))))));
    const code = async (bytes: Uint8Array) => readWordForm(bytes, () => Promise.resolve(form));
    expect(await code(await types((xml) => xml.replace("wordprocessingml.document.main", "wordprocessingml.document.macroEnabled.main")))).toMatchObject({
      error: "has_macros",
    });
    const locked = (await made).slice();
    // Bit 0 of the flags of each entry in the central directory.
    for (let at = 0; at < locked.length - 4; at++)
      if (locked[at] === 0x50 && locked[at + 1] === 0x4b && locked[at + 2] === 1 && locked[at + 3] === 2) locked[at + 8]! |= 1;
    expect(await code(locked)).toMatchObject({ error: "protected" });
    const paper = await wordOf(corpusPaper("en"));
    expect(await code(paper.ok ? paper.value : new Uint8Array(0))).toMatchObject({ error: "not_a_form" });
  });

  test("a form of another version, template or report is refused", async () => {
    expect(await readWordForm(await made, () => Promise.resolve(null))).toMatchObject({ error: "other_template" });
    for (const mark of [
      { ...form.mark, version: 4 },
      { ...form.mark, template: "other" },
    ])
      expect(await readWordForm(await made, () => Promise.resolve({ ...form, mark }))).toMatchObject({ error: "other_template" });
  });
});

describe.skipIf(!existsSync("/usr/bin/soffice"))("LibreOffice (needs libreoffice-writer-nogui)", () => {
  const folder = mkdtempSync(join(tmpdir(), "portal-forms-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(["ar", "en"] as const)("opens and saves the forms in %s, and every answer still comes back", { timeout: 120_000 }, async (language) => {
    const forms = TEMPLATES.flatMap((template) =>
      [filledForm(template, language), fillableOf(template, language), fillableOf(template, language, answering(language))].map((form, index) => ({
        name: `${language}-${template}-${index}`,
        form,
      })),
    );
    for (const { name, form } of forms) writeFileSync(join(folder, `${name}.docx`), await wordForm(form));
    execFileSync(
      "soffice",
      [
        "--headless",
        `-env:UserInstallation=file://${folder}/profile`,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        join(folder, "again"),
        ...forms.map(({ name }) => join(folder, `${name}.docx`)),
      ],
      { stdio: "ignore" },
    );
    for (const { name, form } of forms) {
      const file = await readBack(readFileSync(join(folder, "again", `${name}.docx`)), form);
      expect(file.problems, name).toEqual([]);
      expect(file.mark).toEqual(form.mark);
      expect(given(form, file), name).toEqual(wanted(form));
    }
  });
});

test("a long answer comes back to the letter, whatever runs which way in it", async () => {
  const pieces = fc.oneof(
    fc.constantFrom(...EVERY_STRING.map(({ text }) => text)),
    fc.constantFrom(
      "\n",
      "\n\n",
      "\n\n\n",
      " ",
      "\t",
      "**",
      "- ",
      "1. ",
      "| a | b |\n|---|---|",
      "\u200f",
      "\u00ad",
      "[x](https://example.org)",
      "<w:t>",
      "&amp;",
      "😀",
      "]]",
      "[[B/B1]]",
    ),
    fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text)),
  );
  const text = fc.array(pieces, { minLength: 1, maxLength: 12 }).map((list) => list.join(""));
  const empty = fillableOf("national-report", "ar");
  const longs = empty.pages.flatMap(({ questions }) => questions).filter(({ question }) => question.kind === "single" && question.field.kind === "long");
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        text.filter((value) => !isBlank(value)),
        { minLength: longs.length, maxLength: longs.length },
      ),
      async (values) => {
        const given = new Map(longs.map(({ question, row }, index) => [key(question.code, row), values[index]!]));
        const pages = empty.pages.map((page) => ({
          ...page,
          questions: page.questions.map((one) => ({ ...one, value: given.get(key(one.question.code, one.row)) ?? one.value })),
        }));
        const file = await readBack(await wordForm({ ...empty, pages }), empty);
        expect(file.problems).toEqual([]);
        const back = file.answers.flatMap(({ question, row, entries }) =>
          given.has(key(question, row)) ? [[key(question, row), entries.map(([, value]) => value).join("|")]] : [],
        );
        expect(Object.fromEntries(back)).toEqual(Object.fromEntries(given));
      },
    ),
    { numRuns: 12 },
  );
});

/** Nothing that is seen: to a form it is no answer. */
const isBlank = (text: string): boolean => /^[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/.test(text);
