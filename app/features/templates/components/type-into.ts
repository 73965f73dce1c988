import type { Edit } from "./markdown-edit";

/** Types an edit into the text as a writer would, so that the browser can undo it and the form hears of it. */
export function typeInto(area: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  const typed = insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert);
  if (!typed) replaceIn(area, from, to, insert);
  area.setSelectionRange(start, end);
}

/** Replaces a part of the text where it stands, so that the form hears of it: the focus stays where it is. */
export function replaceIn(area: HTMLTextAreaElement, from: number, to: number, insert: string): void {
  area.setRangeText(insert, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
