/** Small edits of a text in the markdown subset: what the buttons over a long answer do. */

/** A text with what is selected in it. */
export type Selection = { text: string; start: number; end: number };
/** Replace `from`..`to` by `insert`, then select `start`..`end`. */
export type Edit = { from: number; to: number; insert: string; start: number; end: number };

/** Sets the selection between marks (`**`, `*`), or takes them away again. */
export function toggleMark({ text, start, end }: Selection, mark: string): Edit {
  const size = mark.length;
  const isMarked =
    text.slice(start - size, start) === mark && text.slice(end, end + size) === mark && text[start - size - 1] !== mark[0] && text[end + size] !== mark[0];
  if (isMarked) return { from: start - size, to: end + size, insert: text.slice(start, end), start: start - size, end: end - size };
  const [, before = "", inner = "", after = ""] = /^(\s*)([^]*?)(\s*)$/.exec(text.slice(start, end)) ?? [];
  return {
    from: start,
    to: end,
    insert: before + mark + inner + mark + after,
    start: start + before.length + size,
    end: start + before.length + size + inner.length,
  };
}

const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+/;

/** Makes the selected lines a list, or plain lines again when they are one. */
export function toggleList({ text, start, end }: Selection, ordered: boolean): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const kind = ordered ? /^\s*\d{1,9}[.)]\s+/ : /^\s*[-*+]\s+/;
  const isList = lines.every((line) => kind.test(line));
  const made = lines.map((line, index) => (isList ? line.replace(ITEM, "$1") : `${ordered ? `${index + 1}.` : "-"} ${line.replace(ITEM, "")}`));
  const insert = made.join("\n");
  return { from, to, insert, start: from, end: from + insert.length };
}

/** A link around the selection; the address is selected, to be typed over. */
export function insertLink({ text, start, end }: Selection): Edit {
  const chosen = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(chosen)) return { from: start, to: end, insert: `[](${chosen})`, start: start + 1, end: start + 1 };
  const address = start + chosen.length + 3;
  return { from: start, to: end, insert: `[${chosen}](https://)`, start: address, end: address + 8 };
}

const TABLE = "|   |   |\n|---|---|\n|   |   |\n|   |   |\n";

/** An empty table of two columns after the selection, on lines of its own. */
export function insertTable({ text, end }: Selection): Edit {
  const before = end === 0 || text.slice(0, end).endsWith("\n\n") ? "" : text[end - 1] === "\n" ? "\n" : "\n\n";
  const cell = end + before.length + 2;
  return { from: end, to: end, insert: before + TABLE, start: cell, end: cell };
}

/** Puts a pasted text in place of the selection; one of several paragraphs, or a list or table, begins and ends lines of its own. */
export function insertBlock({ text, start, end }: Selection, pasted: string): Edit {
  const isBlock = /\n|^(?:[-#|>]|\d+\.) /.test(pasted);
  const before = text.slice(0, start);
  const after = text.slice(end);
  const opening = !isBlock || before.trim() === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const closing = !isBlock || after.trim() === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const insert = opening + pasted + closing;
  const caret = start + opening.length + pasted.length;
  return { from: start, to: end, insert, start: caret, end: caret };
}
