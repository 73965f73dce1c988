import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import type { ReadSheet } from "~/lib/book";
import { refuse, ok, type Result } from "~/lib/result";
import type { FileMark, FileRefusal } from "../model";
import { summed, type Checksum } from "./sheet-form";
import { FORM_SIGN, slotsIn, textAt, type Slot } from "./sheet-slots";

/** What an Excel form that came back remembers of itself. */

const markSchema = z.strictObject({
  format: z.literal(1),
  template: z.string().min(1).max(100),
  version: z.int().positive(),
  report: z.string().min(1).max(100).nullable(),
  language: z.enum(LANGUAGES),
}) satisfies z.ZodType<FileMark>;

/** The mark and the cells of a form. Refuses what is no form, and one whose memory is not what was written. */
export function memoryIn(sheets: readonly ReadSheet[], checksum: Checksum): Result<{ mark: FileMark; slots: Slot[] }, FileRefusal> {
  const [memory, ...more] = sheets.filter(({ cells }) => textAt(cells, "A1") === FORM_SIGN);
  if (!memory) return refuse("not_a_form");
  const [json, sum] = [textAt(memory.cells, "B1"), textAt(memory.cells, "C1")];
  const slots = slotsIn(memory);
  if (more.length > 0 || json === null || slots === null || sum !== checksum(summed(json, slots))) return refuse("damaged");
  const mark = markSchema.safeParse(parsed(json));
  return mark.success ? ok({ mark: mark.data, slots }) : refuse("damaged");
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
