import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Fillable, FilledFile } from "~/features/imports/model";
import { readSheetForm, sheetForm } from "~/features/imports/queries/sheets.server";
import { fromFormData } from "~/features/templates/model/forms";
import { isFixed } from "~/features/templates/model/values";
import { LANGUAGES } from "~/lib/languages";
import { answering, fillableOf, TEMPLATES } from "../support/fillables";
import { fileOfParts, partsIn } from "../support/workbooks";

/** Forms of the templates go out as Excel workbooks and come back with the very same answers. */

const folder = mkdtempSync(join(tmpdir(), "portal-sheets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has LibreOffice saved these files anew? False where it is not there, or without what opens spreadsheets. */
function saved(files: readonly string[], to: string): boolean {
  try {
    execFileSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", to, "--outdir", join(folder, "again"), ...files], {
      stdio: "ignore",
    });
  } catch {
    return false;
  }
  return files.every((file) => existsSync(join(folder, "again", file.slice(folder.length + 1).replace(/\.\w+$/, ".xlsx"))));
}

const made = new Date("2026-11-27T00:00:00Z");
const put = (form: Fillable): Promise<Buffer> => sheetForm(form, undefined, made);

async function read(bytes: Uint8Array, form: Fillable): Promise<FilledFile> {
  const file = await readSheetForm(bytes, () => Promise.resolve(form));
  if (!file.ok) throw new Error(file.error);
  return file.value;
}

/** By question and row: the value that was put out, and the one that came back. */
function compared(form: Fillable, { answers }: FilledFile): { out: Record<string, unknown>; back: Record<string, unknown> } {
  const asked = form.pages.flatMap(({ questions }) => questions).filter(({ question }) => !isFixed(question));
  const key = ({ question, row }: { question: string; row: string }): string => `${row}/${question}`;
  return {
    out: Object.fromEntries(asked.map(({ question, row, value }) => [key({ question: question.code, row }), value])),
    back: Object.fromEntries(
      answers.map((answer) => {
        const { question } = asked.find((one) => one.question.code === answer.question && one.row === answer.row)!;
        return [key(answer), fromFormData(question, answer.entries, () => "a new row")];
      }),
    ),
  };
}

test.each(TEMPLATES.flatMap((template) => LANGUAGES.map((language) => ({ template, language }))))(
  "every answer of $template in $language comes back as it went out",
  async ({ template, language }) => {
    const form = fillableOf(template, language, answering(language));
    const file = await read(await put(form), form);
    expect(file.mark).toEqual(form.mark);
    expect(file.problems).toEqual([]);
    const { out, back } = compared(form, file);
    expect(back).toEqual(out);
  },
);

writeFileSync(join(folder, "probe.csv"), "a,b\n1,2\n");
describe.skipIf(!saved([join(folder, "probe.csv")], "xlsx"))("LibreOffice (needs libreoffice-calc-nogui)", () => {
  test("opens and saves the forms in Arabic and English, and every answer is still what it was", { timeout: 120_000 }, async () => {
    const forms = TEMPLATES.flatMap((template) =>
      (["ar", "en"] as const).map((language) => ({ name: `${template}-${language}.xlsx`, form: fillableOf(template, language, answering(language)) })),
    );
    for (const { name, form } of forms) writeFileSync(join(folder, name), await put(form));
    expect(
      saved(
        forms.map(({ name }) => join(folder, name)),
        "xlsx:Calc MS Excel 2007 XML",
      ),
    ).toBe(true);
    for (const { name, form } of forms) {
      const file = await read(readFileSync(join(folder, "again", name)), form);
      expect({ name, problems: file.problems }).toEqual({ name, problems: [] });
      const { out, back } = compared(form, file);
      expect(back).toEqual(out);
    }
  });
});

/** Numbers that look random and are the same each time. */
function seeded(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Random = ReturnType<typeof seeded>;
type Parts = Record<string, string>;
const oneOf = <T>(list: readonly T[], random: Random): T => list[random(list.length)]!;
const sheetPaths = (parts: Parts): string[] => Object.keys(parts).filter((path) => path.startsWith("xl/worksheets/"));
const rowsOf = (xml: string): string[] => xml.match(/<row .*?<\/row>/gs) ?? [];
/** A row under another number. */
const renumbered = (row: string, number: number): string => row.replace(/ r="([A-Z]*)\d+"/g, ` r="$1${number}"`);
const numberOf = (row: string): number => Number(/r="(\d+)"/.exec(row)![1]);

/** Ways to spoil a file that leave no answer for anybody to have meant. */
const SPOILS: ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => bytes.with(random(bytes.length), random(256)),
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => Buffer.concat([bytes.subarray(0, random(bytes.length)), bytes.subarray(random(bytes.length))]),
  (bytes, random) => inParts(bytes, (parts) => void delete parts[oneOf(Object.keys(parts), random)]),
  (bytes, random) => inParts(bytes, (parts) => void (parts[oneOf(Object.keys(parts), random)] = "")),
  (bytes, random) =>
    inSheet(bytes, random, (xml) => {
      const at = random(xml.length);
      return xml.slice(0, at) + xml.slice(at + 1 + random(200));
    }),
  (bytes, random) => inSheet(bytes, random, (xml) => xml.replace(oneOf(rowsOf(xml), random), "")),
  (bytes, random) =>
    inSheet(bytes, random, (xml) => {
      const [one, other] = [oneOf(rowsOf(xml), random), oneOf(rowsOf(xml), random)];
      return xml
        .replace(one, "@")
        .replace(other, renumbered(one, numberOf(other)))
        .replace("@", renumbered(other, numberOf(one)));
    }),
  (bytes, random) =>
    inSheet(bytes, random, (xml) => {
      const from = random(rowsOf(xml).length);
      return rowsOf(xml).reduceRight((text, row, index) => (index < from ? text : text.replace(row, renumbered(row, numberOf(row) + 1))), xml);
    }),
  (bytes, random) =>
    inParts(bytes, (parts) => {
      const [one, other] = [oneOf(sheetPaths(parts), random), oneOf(sheetPaths(parts), random)];
      [parts[one], parts[other]] = [parts[other]!, parts[one]!];
    }),
];

function inParts(bytes: Uint8Array, change: (parts: Parts) => void): Uint8Array {
  const parts = partsIn(bytes);
  change(parts);
  return fileOfParts(parts);
}

const inSheet = (bytes: Uint8Array, random: Random, change: (xml: string) => string): Uint8Array =>
  inParts(bytes, (parts) => {
    const path = oneOf(sheetPaths(parts), random);
    parts[path] = change(parts[path]!);
  });

test("fifty spoilt files are refused, or say what is wrong; no answer is another than it was", { timeout: 120_000 }, async () => {
  const form = fillableOf("national-report", "ru", answering("ru"));
  const whole = await put(form);
  const { out } = compared(form, await read(whole, form));
  const outcomes = new Map<string, number>();
  for (let seed = 0; seed < 50; seed += 1) {
    const spoilt = SPOILS[seed % SPOILS.length]!(new Uint8Array(whole), seeded(seed + 1));
    const outcome = await readSheetForm(spoilt, () => Promise.resolve(form));
    const kind = outcome.ok ? (outcome.value.problems.length > 0 ? "problems" : "whole") : outcome.error;
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    if (!outcome.ok) continue;
    const { back } = compared(form, outcome.value);
    const named = new Set(outcome.value.problems.map(({ place }) => place.split(" ")[0]!));
    for (const [key, value] of Object.entries(back)) expect({ seed, key, value }).toEqual({ seed, key, value: out[key] });
    // What did not come back is spoken of.
    const missing = Object.keys(out).filter((key) => !(key in back));
    expect({ seed, unnamed: missing.filter((key) => ![...named].some((place) => place.split("/").at(-1) === key.split("/").at(-1))) }).toEqual({
      seed,
      unnamed: [],
    });
  }
  expect(outcomes.get("damaged")).toBeGreaterThan(10);
  expect(outcomes.get("problems")).toBeGreaterThan(5);
});
