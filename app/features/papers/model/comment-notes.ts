import type { ThreadNote } from "~/features/comments/model";
import { formatInstant } from "~/lib/dates";
import type { Block, Run } from "~/lib/paper";
import type { Cell } from "~/lib/table-cells";
import { insert, said } from "./fields";
import { blocksOfNarrative } from "./narrative";
import { written, type Words } from "./words";

/** The discussions on an answer, or on a version as a whole, as its reader may see them. */
export type CommentNote = { kind: "comments"; threads: readonly ThreadNote[] };

/** Discussions on paper: each with its kind and state, then who wrote what and when. */
export function commentBlocks({ threads }: CommentNote, words: Words): Block[] {
  if (threads.length === 0) return [];
  return [
    said(words, words.say("comments:page.title"), "label"),
    ...threads.flatMap(({ comments, ...thread }): Block[] => [
      said(words, headOf(thread, words), "soft"),
      { kind: "list", ...written(words), start: null, items: comments.map((comment) => commentItem(comment, words)) },
    ]),
  ];
}

const stateOf = ({ kind, state, standing, version }: Omit<ThreadNote, "comments">, { say }: Words): string =>
  [
    say(`comments:kind.${kind}`),
    say(`comments:state.${state}`),
    ...(standing === "earlier" || standing === "later" ? [say(`comments:standing.${standing}`, { version })] : []),
  ].join(" · ");

function headOf(thread: Omit<ThreadNote, "comments">, words: Words): Run[] {
  const { resolved } = thread;
  if (!resolved) return [{ text: stateOf(thread, words) }];
  return [
    { text: `${stateOf(thread, words)} · ${words.say("comments:thread.resolvedBy")} ` },
    insert(resolved.by, words),
    { text: `, ${formatInstant(resolved.at, words.language, "UTC")}` },
  ];
}

function commentItem({ author, side, at, text }: ThreadNote["comments"][number], words: Words): Block[] {
  const { say, language } = words;
  return [
    said(words, [{ ...insert(author, words), bold: true }, { text: ` · ${say(`comments:side.${side}`)} · ${formatInstant(at, language, "UTC")}` }]),
    ...blocksOfNarrative(text, language, say("common:text.footnotes")),
  ];
}

/** A row of the sheet of comments, its members in the order of the columns. */
export type CommentRow = { discussion: string; author: string; side: string; at: Cell; text: string };

/** Discussions as rows of a workbook: one for each comment. */
export const commentRows = ({ threads }: CommentNote, words: Words): CommentRow[] =>
  threads.flatMap(({ comments, ...thread }) =>
    comments.map(({ author, side, at, text }) => ({
      discussion: stateOf(thread, words),
      author,
      side: words.say(`comments:side.${side}`),
      at: { at: new Date(at), show: "instant" } as const,
      text,
    })),
  );
