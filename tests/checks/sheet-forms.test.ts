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
function compared(form: Fillable, { answers }: FilledFile): { out: unknown; back: unknown } {
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
