import { insertBlock, type Edit, type Selection } from "./markdown-edit";
import { markdownOf } from "./paste";
import { replaceIn, typeInto } from "./type-into";

/** A text pasted as it is, and what stood around it then. */
export type PastedRun = { before: string; run: string; after: string };

/** Where the run stands now: what was typed since is all behind it, or all before it. Null where it was changed itself. */
function placeOf({ before, run, after }: PastedRun, text: string): number | null {
  if (text.startsWith(before + run)) return before.length;
  return text.endsWith(run + after) ? text.length - after.length - run.length : null;
}

/** Puts what the run means in its place, with the caret at the letters it stood at; null where the run is not as it was pasted. */
export function lateEdit(pasted: PastedRun, markdown: string, { text, start, end }: Selection): Edit | null {
  const from = placeOf(pasted, text);
  if (from === null || markdown === "" || markdown === pasted.run) return null;
  const to = from + pasted.run.length;
  const edit = insertBlock({ text, start: from, end: to }, markdown);
  const moved = (caret: number): number => (caret > to ? caret + edit.insert.length - (to - from) : caret === to || caret > from ? edit.start : caret);
  return { ...edit, start: moved(start), end: moved(end) };
}

/**
 * Makes markdown of what was pasted as plain text, however late, where it still stands as it was pasted; else leaves it.
 * Waits for letters that are being composed, and takes the focus from nobody.
 */
export function convertPasted(box: HTMLTextAreaElement, html: string, pasted: PastedRun, isComposing: () => boolean): void {
  if (isComposing()) {
    // The field itself hears of the end after this does.
    box.addEventListener("compositionend", () => setTimeout(() => convertPasted(box, html, pasted, isComposing)), { once: true });
    return;
  }
  if (box.readOnly || !box.isConnected) return;
  const edit = lateEdit(pasted, markdownOf(html), { text: box.value, start: box.selectionStart, end: box.selectionEnd });
  if (edit && document.activeElement === box) typeInto(box, edit);
  else if (edit) replaceIn(box, edit.from, edit.to, edit.insert);
}
