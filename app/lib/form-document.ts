import type { Block, Run, Written } from "./paper";

/**
 * A form to fill in before it has a format: blocks as on paper, and tables of areas to write in. What is written in an
 * area is found again by its key. Plain data, as a paper is.
 */

/** `ticked` is how it stands; `code` says which it is, whatever its label. */
export type TickItem = { code: string; label: string; ticked: boolean };

/**
 * A place to write. `text` holds lines of text, a blank line sets paragraphs apart; `choice` one of the labels, "" for
 * none; `ticks` boxes; `shown` nothing to write, only to read. A key has letters, digits and `/ . - _ #`; `name` is what
 * is asked for, for those who hear the form read out.
 */
export type Area =
  | { kind: "text"; key: string; name: string; text: string }
  | { kind: "choice"; key: string; name: string; label: string; labels: readonly string[] }
  | { kind: "ticks"; key: string; name: string; items: TickItem[] }
  | { kind: "shown"; text: string };

/** A row over the whole width that names those after it, or says in small what is beside the one before it; or a name with its areas, one a column. */
export type AreaRow = { kind: "title"; runs: Run[] } | { kind: "beside"; lines: Run[][] } | { kind: "areas"; name: Run[]; notes: string; areas: Area[] };

/** Areas in columns; `head` names them, empty where the rows alone do. `weights` share out the width, that of the names first. */
export type AreaTable = Written & { kind: "areas"; head: string[]; weights: number[]; rows: AreaRow[] };

export type FormBlock = Block | AreaTable;

/** `hidden` is kept in the file out of sight and comes back to the letter; `write` and `choose` stand in areas where nothing is written yet. */
export type FormDocument = Written & {
  title: string;
  subject: string;
  notices: string[];
  foot: string;
  write: string;
  choose: string;
  hidden: string;
  blocks: FormBlock[];
};

/** What is wrong with an area, so that nothing in it can be relied on. */
export type AreaFault = "twice" | "tracked_changes" | "structure";

/**
 * An area as it came back. `text` is what stands there to the letter, `markdown` the same with the looks an author gave it;
 * both empty where nothing was written. `ticks` are its boxes, by code.
 */
export type ReadArea = { key: string; fault: AreaFault | null; text: string; markdown: string; ticks: { code: string; ticked: boolean }[] };

/** A form as it came back: what was hidden in it, and its areas by key, each once. */
export type ReadForm = { hidden: string; areas: ReadonlyMap<string, ReadArea> };
