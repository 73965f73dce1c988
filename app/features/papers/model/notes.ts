import { unitOf, type AnswerKey } from "~/features/reports/model";
import type { DocumentAnswer } from "~/features/reports/model/document";
import type { AnswerHistory, HistoryItem } from "~/features/reports/model/history";
import { shownRevision } from "~/features/reports/model/proposals";
import { formatInstant } from "~/lib/dates";
import type { Change } from "~/lib/diff";
import { directionOfText } from "~/lib/direction";
import { directionOf, LANGUAGE_NAMES } from "~/lib/languages";
import { paragraph, textOf, type Block, type Run } from "~/lib/paper";
import type { Cell } from "~/lib/table-cells";
import { commentBlocks, commentRows, type CommentNote, type CommentRow } from "./comment-notes";
import { insert, said } from "./fields";
import { written, type Words } from "./words";

/**
 * What stands after an answer on paper, beside the answer itself: its history, and the comments on it. Given as data by
 * whoever knows what a reader may see; a further kind of note is a further member here, and in the two ways to write it below.
 */
export type Note = ({ kind: "history" } & AnswerHistory) | CommentNote;
export type NoteKind = Note["kind"];
/** Notes by the unit of the answer they belong to. */
export type Notes = ReadonlyMap<string, readonly Note[]>;

/** Notes on the answer to a question. */
export const notesOf = (notes: Notes | undefined, { question, row }: Pick<DocumentAnswer, "question" | "row">): readonly Note[] =>
  notes?.get(unitOf({ question: question.code, row } satisfies AnswerKey)) ?? [];

/** What was added and removed stands between signs that a voice reads and a cell shows, where a line through a text is neither. */
export const CHANGE_MARKS = { addedFrom: "[+", addedTo: "+]", removedFrom: "[–", removedTo: "–]" };

/** So much of what stayed is shown on each side of a change, in characters. */
const AROUND = 80;

/** Of a text that stayed, its ends next to a change; what lies between is left out. */
function around(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const letters = [...text];
  const [head, tail] = [isFirst ? 0 : AROUND, isLast ? 0 : AROUND];
  if (letters.length <= head + tail + 3) return text;
  return [head > 0 ? `${letters.slice(0, head).join("")} ` : "", "…", tail > 0 ? ` ${letters.slice(-tail).join("")}` : ""].join("");
}

/** A change of a text as runs; a first text is all new and has no signs. */
export function changeRuns(changes: readonly Change[], { isFirst, base }: { isFirst: boolean; base: "ltr" | "rtl" }): Run[] {
  return changes.map(({ kind, text }, index): Run => {
    if (kind === "same") return { text: around(text, { isFirst: index === 0, isLast: index === changes.length - 1 }) };
    if (isFirst) return { text };
    const isolate = directionOfText(text, base);
    return kind === "added"
      ? { text: `${CHANGE_MARKS.addedFrom}${text}${CHANGE_MARKS.addedTo}`, bold: true, isolate }
      : { text: `${CHANGE_MARKS.removedFrom}${text}${CHANGE_MARKS.removedTo}`, strike: true, isolate };
  });
}

/** Notes on what was signed as a whole. */
export const notesOnWhole = (notes: Notes | undefined): readonly Note[] => notes?.get(unitOf({ question: "", row: "" })) ?? [];

/** Notes on paper. */
export const noteBlocks = (notes: readonly Note[], words: Words): Block[] =>
  notes.flatMap((note) => (note.kind === "history" ? historyBlocks(note, words) : commentBlocks(note, words)));

function historyBlocks({ items, hasMore }: AnswerHistory, words: Words): Block[] {
  if (items.length === 0) return [];
  const { say } = words;
  return [
    said(words, say("papers:history.title"), "label"),
    { kind: "list", ...written(words), start: null, items: items.map((item) => itemBlocks(item, words)) },
    ...(hasMore ? [said(words, say("papers:history.older"), "soft")] : []),
  ];
}

const isFirstText = ({ revision, comparedWith }: HistoryItem): boolean => revision !== null && shownRevision(comparedWith) === 0;

function itemBlocks(item: HistoryItem, words: Words): Block[] {
  const { language, pieces } = item;
  const base = pieces.map(({ changes }) => directionOfText(textOf(changes), directionOf(language)));
  return [
    said(words, [
      { text: nameOf(item, words), bold: true },
      { text: " · " },
      insert(item.author, words),
      { text: ` · ${formatInstant(item.savedAt, words.language, "UTC")} · ${wayOf(item, words)} · ${LANGUAGE_NAMES[language]}` },
    ]),
    ...remarksOf(item, words).map((remark) => said(words, remark, "soft")),
    ...pieces.flatMap(({ label, changes }, index) => [
      ...(label ? [said(words, label, "label")] : []),
      paragraph({ language, direction: base[index]! }, changeRuns(changes, { isFirst: isFirstText(item), base: base[index]! })),
    ]),
  ];
}

const nameOf = ({ revision }: HistoryItem, { say }: Words): string =>
  revision === null ? say("history:aside") : say("history:revision", { revision: shownRevision(revision) });

const wayOf = ({ via, source }: HistoryItem, { say }: Words): string => say(`history:savedVia.${via}`, { name: source ?? "" });

/** What is said of a save besides its text. */
function remarksOf(item: HistoryItem, { say }: Words): string[] {
  const { revision, comparedWith, confidential, changesMark, pieces } = item;
  return [
    ...(confidential ? [say("history:confidential")] : []),
    ...(changesMark ? [say(confidential ? "history:marked" : "history:unmarked")] : []),
    ...(revision === null ? [say("history:asideText", { revision: shownRevision(comparedWith) })] : []),
    ...(pieces.length === 0 && !changesMark ? [say("history:same")] : []),
    ...(pieces.length > 0 && revision !== null
      ? [isFirstText(item) ? say("history:first") : say("history:changed", { revision: shownRevision(comparedWith) })]
      : []),
  ];
}

/** A row of the sheet of notes, its members in the order of the columns. */
export type NoteRow = { revision: Cell; author: string; savedAt: Cell; way: string; place: string; change: string; language: string };

/** Histories among the notes as rows of a workbook: one for each piece of an answer that a save changed. */
export const historyRows = (notes: readonly Note[], words: Words): NoteRow[] =>
  notes.flatMap((note) => (note.kind === "history" ? note.items.flatMap((item) => itemRows(item, words)) : []));

/** Comments among the notes as rows of a workbook. */
export const rowsOfComments = (notes: readonly Note[], words: Words): CommentRow[] =>
  notes.flatMap((note) => (note.kind === "comments" ? commentRows(note, words) : []));

function itemRows(item: HistoryItem, words: Words): NoteRow[] {
  const { author, savedAt, language, pieces } = item;
  const saved = { revision: nameOf(item, words), author, savedAt: { at: new Date(savedAt), show: "instant" } as const, way: wayOf(item, words) };
  const row = (place: string, change: string): NoteRow => ({ ...saved, place, change, language: LANGUAGE_NAMES[language] });
  if (pieces.length === 0) return [row("", remarksOf(item, words).join(" "))];
  return pieces.map(({ label, changes }) => row(label, textOf(changeRuns(changes, { isFirst: isFirstText(item), base: "ltr" }))));
}
