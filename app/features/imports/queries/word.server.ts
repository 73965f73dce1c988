import { templateWordsIn } from "~/features/papers/queries/words.server";
import type { Language } from "~/lib/languages";
import { ok, refuse, type Result } from "~/lib/result";
import { translator } from "~/platform/i18n/i18n.server";
import type { FileMark, FileRefusal, Fillable, FilledFile } from "../model";
import { filledFile } from "../model/read-word";
import { wordFormOf } from "../model/word-form";
import { readHidden } from "../model/word-hidden";
import type { FormWords } from "../model/words";

/** Forms as Word files: out, and back in. */

/** The words of a form in a language. */
export function formWordsIn(language: Language): FormWords {
  const t = translator(language);
  return { ...templateWordsIn(language), form: (key, values) => t(key, { ...values }) };
}

/** A form as a Word file in the language of its mark. */
export async function wordForm(fillable: Fillable, words: FormWords = formWordsIn(fillable.mark.language)): Promise<Buffer> {
  const { formFile } = await import("~/platform/word/form.server");
  return formFile(wordFormOf(fillable, words));
}

/**
 * What came back in a Word file. `formOf` gives the form its mark names, as it stands now, in the mark's language; null
 * where there is none for who asks. A place with anything wrong is among the problems and gives no answer.
 */
export async function readWordForm(bytes: Uint8Array, formOf: (mark: FileMark) => Promise<Fillable | null>): Promise<Result<FilledFile, FileRefusal>> {
  const { readForm } = await import("~/platform/word/read-form.server");
  const form = await readForm(bytes);
  if (!form.ok) return form;
  const hidden = readHidden(form.value.hidden);
  if (!hidden) return refuse("not_a_form");
  const fillable = await formOf(hidden.mark);
  const isSame = fillable?.mark.template === hidden.mark.template && fillable.mark.version === hidden.mark.version;
  if (!fillable || !isSame) return refuse("other_template");
  const words = formWordsIn(hidden.mark.language);
  return ok(filledFile(hidden, form.value, fillable, { write: words.form("fillable:word.write"), choose: words.form("fillable:word.choose") }));
}
