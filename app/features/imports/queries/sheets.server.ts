import { createHash } from "node:crypto";
import { ok, refuse, type Result } from "~/lib/result";
import { bytesOfBook } from "~/platform/sheets/book.server";
import { readBook, type BookFault } from "~/platform/sheets/reading.server";
import type { FileMark, FileRefusal, Fillable, FilledFile } from "../model";
import { answersIn } from "../model/sheet-answers";
import { bookOfForm } from "../model/sheet-form";
import { memoryIn } from "../model/sheet-mark";
import type { SheetWords } from "../model/sheet-words";
import { sheetWordsIn } from "./sheet-words.server";

/** Forms as Excel workbooks: out, and back in. */

const checksum = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A form as a workbook (.xlsx) with everything that stands in it. `made` is when. */
export async function sheetForm(form: Fillable, words: SheetWords = sheetWordsIn(form.mark.language), made = new Date()): Promise<Buffer> {
  return bytesOfBook(bookOfForm(form, { words, made, checksum }));
}

const REFUSED: Readonly<Record<BookFault, FileRefusal>> = {
  not_a_workbook: "not_a_form",
  protected: "protected",
  has_macros: "has_macros",
  old_format: "old_format",
  too_large: "too_large",
  damaged: "damaged",
};

/** Reads a form that came back. `formOf` gives the form of a mark as it stands now, null where there is none: `other_template`. */
export async function readSheetForm(bytes: Uint8Array, formOf: (mark: FileMark) => Promise<Fillable | null>): Promise<Result<FilledFile, FileRefusal>> {
  const book = await readBook(bytes);
  if (!book.ok) return refuse(REFUSED[book.error]);
  const memory = memoryIn(book.value, checksum);
  if (!memory.ok) return memory;
  const { mark, slots } = memory.value;
  const form = await formOf(mark);
  if (!form) return refuse("other_template");
  return ok({ mark, ...answersIn(book.value, slots, form, sheetWordsIn(mark.language).say("reports:answerView.yes")) });
}
