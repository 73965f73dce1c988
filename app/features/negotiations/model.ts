import type { Words } from "~/features/codings/model/codes";
import type { Stage } from "~/features/documents/model";
import type { Language } from "~/lib/languages";
import type { Passage } from "./model/anchors";

/** What parties say to a published draft, and what becomes of it. */

/** Every expected refusal of negotiations, with its HTTP status; its message stands under `errors:<code>`. */
export const negotiationRefusals = {
  "negotiation.not_found": 404,
  "negotiation.not_allowed": 403,
  "negotiation.closed": 409,
  "negotiation.still_open": 409,
  "negotiation.already_open": 409,
  "negotiation.already_published": 409,
  "negotiation.day_passed": 422,
  "negotiation.day_invalid": 422,
  "negotiation.party_required": 422,
  "negotiation.text_required": 422,
  "negotiation.text_too_long": 422,
  "negotiation.text_unasked": 422,
  "negotiation.reason_required": 422,
  "negotiation.reason_too_long": 422,
  "negotiation.passage_not_found": 422,
  "negotiation.passage_repeated": 422,
  "negotiation.place_required": 422,
  "negotiation.move_impossible": 409,
  "negotiation.overlaps": 409,
  "negotiation.brackets_open": 409,
  "negotiation.paragraph_agreed": 409,
  "negotiation.taken": 409,
  "negotiation.orphan": 409,
  "negotiation.answers_missing": 409,
  "negotiation.dispositions_public": 409,
  "negotiation.answered": 409,
  "negotiation.source_gone": 409,
  "negotiation.source_withheld": 409,
  "negotiation.group_unknown": 422,
  "negotiation.speaker_named": 422,
  "negotiation.not_member": 422,
  "negotiation.symbol_invalid": 422,
  "negotiation.symbol_taken": 422,
  "negotiation.name_required": 422,
  "negotiation.name_too_long": 422,
  "negotiation.member_unknown": 422,
  "negotiation.group_changed": 409,
} as const;

/** Characters of a comment or a proposed text. */
export const MAX_TEXT = 5_000;
export const MAX_REASON = 2_000;
/** Characters of the name of a group. */
export const MAX_NAME = 200;

/** What a proposal does: a new paragraph after this one, other words, no words, or nothing. */
export const CHANGES = ["ADD", "MOD", "DEL", "NOC"] as const;
export type ChangeKind = (typeof CHANGES)[number];
export const KINDS = ["comment", ...CHANGES] as const;
export type Kind = (typeof KINDS)[number];

export const STATES = ["proposed", "ad_referendum", "agreed", "not_agreed", "withdrawn"] as const;
export type State = (typeof STATES)[number];

/** What a proposal can become, and by whom: the desk as the meeting decides, or those who stand behind it. */
const BECOMES: Record<State, Partial<Record<State, "desk" | "proponents">>> = {
  proposed: { ad_referendum: "desk", agreed: "desk", not_agreed: "desk", withdrawn: "proponents" },
  ad_referendum: { proposed: "desk", agreed: "desk", not_agreed: "desk", withdrawn: "proponents" },
  agreed: { proposed: "desk" },
  not_agreed: { proposed: "desk" },
  withdrawn: {},
};

/** Whether a proposal can go from one state to another, moved by one side. */
export const canBecome = (from: State, to: State, by: "desk" | "proponents"): boolean => BECOMES[from][to] === by;

/** Where the desk moves proposals: a withdrawal is no act of it. */
export type DeskMove = Exclude<State, "withdrawn">;

/** The states the desk can move a proposal to; nobody agrees on one whose text is withheld. */
export const movesFrom = ({ state, withheld }: { state: State; withheld: boolean }): DeskMove[] =>
  STATES.filter((to): to is DeskMove => canBecome(state, to, "desk") && !(withheld && (to === "agreed" || to === "ad_referendum")));

/** Whether the meeting still has to decide. */
export const isOpen = (state: State): boolean => state === "proposed" || state === "ad_referendum";

/** Whether a proposal puts words between brackets as long as it is open: all but those that want nothing changed. */
export const isBracket = ({ kind }: { kind: Kind }): boolean => kind === "ADD" || kind === "MOD" || kind === "DEL";

/** Why no other party stands behind a proposal any more: it is decided, it has its answer, or its text is withheld. */
export function whyNotJoined({ state, disposition, withheld }: Pick<Input, "state" | "disposition" | "withheld">) {
  if (!canBecome(state, "withdrawn", "proponents")) return "negotiation.move_impossible";
  if (disposition !== "") return "negotiation.answered";
  return withheld ? "negotiation.source_withheld" : null;
}

/** What the table of dispositions is given out as. */
export const FILE_FORMATS = ["csv", "xlsx"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const DISPOSITIONS = ["accepted", "in_part", "not_accepted", "noted"] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** A party behind a proposal; `group`: the code of the group it speaks for, "" for itself. */
export type Proponent = { partyId: string; code: string; name: string; group: string };

/** The signed answer a proposal was made of. */
export type Source = { symbol: string; question: string; row: string; hash: string };

/** A place in a paragraph of the draft as it is written: `words` of `text`, which it said in its `revision`; "" for the whole. */
export type Anchor = Passage & { paragraph: string; words: string; text: string; revision: number; reason: string; at: string };

/**
 * A comment or a proposal. `words`: those of the paragraph it is about, "" for the whole; `withheld`: its text and reason are,
 * because the answer it was made of no longer says them in the open.
 */
export type Input = Passage & {
  id: string;
  paragraph: string;
  kind: Kind;
  words: string;
  language: Language;
  text: string;
  reason: string;
  state: State;
  party: { id: string; code: string; name: string };
  at: string;
  /** Those who stand behind it, in the order they came; none behind a comment. */
  proponents: Proponent[];
  source: Source | null;
  withheld: boolean;
  takenAt: string | null;
  /** Why it was marked as taken by hand; "" where it was not. */
  takenReason: string;
  /** Where the desk put it anew once it was an orphan. */
  anchor: Anchor | null;
  disposition: Disposition | "";
  answer: string;
  answeredBy: string;
  answeredAt: string | null;
};

/** A published draft as lists name it. */
export type DraftLine = {
  document: string;
  title: string;
  language: Language;
  number: number;
  stage: Stage;
  revision: number;
  openedAt: string;
  closesAt: string;
  /** Whether it takes comments at this moment. */
  open: boolean;
  /** Whether what became of the comments is public. */
  disposed: boolean;
};

/** How brackets name a negotiating group. */
export const SYMBOL = /^[A-Z0-9]{2,12}$/;

/** A negotiating group as a form gives it: its names, and its members by their codes. */
export type GroupInput = { names: Words; members: string[] };

/** Who stands behind a proposal as brackets name them: a group by its code, else the party by its own. */
export const namesOf = (proponents: readonly Proponent[]): string => [...new Set(proponents.map(({ group, code }) => group || code))].join(", ");
