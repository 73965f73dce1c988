import { describe, expect, test } from "vitest";
import type { FilledFile, Fillable } from "~/features/imports/model";
import { readWordForm, wordForm } from "~/features/imports/queries/word.server";
import { fromFormData } from "~/features/templates/model/forms";
import { LANGUAGES } from "~/lib/languages";
import { isHeld } from "~/features/imports/model/word-places";
import { heldByFile, makeFillable, TEMPLATES } from "../support/fillable-corpus";

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
    const form = makeFillable(template, language, { filled: true });
    const file = await readBack(await wordForm(form), form);
    expect(file.problems).toEqual([]);
    expect(file.mark).toEqual(form.mark);
    expect(given(form, file)).toEqual(wanted(form));
  });

  test.each(TEMPLATES)("an empty %s comes back empty", async (template) => {
    const form = makeFillable(template, language, { filled: false });
    const file = await readBack(await wordForm(form), form);
    expect(file.problems).toEqual([]);
    expect(file.answers.flatMap(({ entries }) => entries)).toEqual([]);
  });
});
