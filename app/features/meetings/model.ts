import type { Language } from "~/lib/languages";
import type { Standing, Turn } from "./model/speakers";

/** A meeting of a cycle: its agenda, who speaks on what, and what was said in writing. */

/** Every expected refusal of meetings, with its HTTP status; its message stands under `errors:<code>`. */
export const meetingRefusals = {
  "meeting.not_found": 404,
  "meeting.no_cycle": 409,
  "meeting.title_required": 422,
  "meeting.title_too_long": 422,
  "meeting.time_invalid": 422,
  "meeting.ends_before": 422,
  "meeting.place_required": 422,
  "meeting.place_too_long": 422,
  "meeting.link_invalid": 422,
  "meeting.minutes_invalid": 422,
  "meeting.document_unknown": 422,
  "meeting.document_tied": 409,
  "meeting.reason_required": 422,
  "meeting.reason_too_long": 422,
  "meeting.cancelled": 409,
  "meeting.over": 409,
  "meeting.changed": 409,
  "meeting.turn_moved_on": 409,
  "meeting.statement_required": 422,
  "meeting.statement_too_long": 422,
  "meeting.statement_exists": 409,
  "meeting.statement_not_found": 404,
  "meeting.paragraph_unknown": 409,
} as const;

export const MAX_TITLE = 200;
export const MAX_PLACE = 300;
export const MAX_REASON = 1000;
/** Characters of a statement. */
export const MAX_STATEMENT = 20_000;
/** Size of the file of a statement, in megabytes. */
export const MAX_FILE = 10;
/** What the file of a statement comes as. */
export const STATEMENT_FILES = ["pdf", "docx"] as const;
/** Most minutes of an item, or of a speaker. */
export const MAX_MINUTES = 600;

export const FORMATS = ["on_site", "virtual", "hybrid"] as const;
export type Format = (typeof FORMATS)[number];
/** When a statement becomes public. */
export const RELEASES = ["delivered", "at_once"] as const;
export type Release = (typeof RELEASES)[number];

export type MeetingDocument = { id: string; title: string; language: Language };
/** A turn as it is kept, of whose and who asked for it. */
export type MeetingTurn = Turn & { id: string; code: string; names: Record<Language, string>; reason: string; askedById: string };
export type MeetingItem = {
  id: string;
  title: string;
  minutes: number;
  /** The chapter of the document it is about. */
  chapter: { id: string; title: string } | null;
  removed: boolean;
  turns: MeetingTurn[];
};
/** A meeting as it stands, with all of its agenda. */
export type Meeting = {
  id: string;
  cycle: string;
  title: string;
  language: Language;
  format: Format;
  startsAt: Date;
  endsAt: Date;
  place: string;
  link: string;
  document: MeetingDocument | null;
  slot: number;
  /** How often it was changed or cancelled. */
  edition: number;
  /** Why it does not take place; null while it does. */
  cancelled: string | null;
  items: MeetingItem[];
};

/** Nobody asks for the floor of a meeting that has ended. */
export const isOver = ({ endsAt }: { endsAt: Date | string }, now: Date): boolean => new Date(endsAt) <= now;

/** Whether somebody who goes to a meeting has to know: it begins or ends at another time, or is elsewhere. */
export const isElsewhere = (before: MeetingPlace, after: MeetingPlace): boolean =>
  Number(before.startsAt) !== Number(after.startsAt) ||
  Number(before.endsAt) !== Number(after.endsAt) ||
  before.format !== after.format ||
  before.place !== after.place ||
  before.link !== after.link;
type MeetingPlace = Pick<Meeting, "startsAt" | "endsAt" | "format" | "place" | "link">;

/** Whether anybody may read a statement: at once, or once its party has spoken on the item. */
export const isReleased = (release: Release, spoken: boolean): boolean => release === "at_once" || spoken;

type PartyName = { code: string; name: string };
export type MeetingLine = {
  id: string;
  title: string;
  language: Language;
  format: Format;
  startsAt: string;
  endsAt: string;
  cancelled: boolean;
};
/** What everybody reads about a meeting before its agenda. */
export type MeetingFacts = Omit<MeetingLine, "cancelled"> & {
  cycle: string;
  place: string;
  link: string;
  document: Pick<MeetingDocument, "title" | "language"> | null;
  slot: number;
  cancelled: string | null;
};
export type ShownTurn = { id: string; party: PartyName; standing: Standing; reason: string };
/** A statement in a list. `paragraphs`: the numbers of those it is tied to. */
export type ShownStatement = { id: string; party: PartyName; language: Language; paragraphs: string[]; public: boolean };
export type ShownItem = {
  id: string;
  number: number;
  title: string;
  minutes: number;
  chapter: string;
  capacity: number;
  turns: ShownTurn[];
  statements: ShownStatement[];
};
/** What a party of the reader's can do on an item now. */
export type OwnPlace = { party: PartyName; standing: Standing | null; mayAsk: boolean; mayGiveBack: boolean; statement: string | null };
export type MeetingPage = { meeting: MeetingFacts; over: boolean; items: (ShownItem & { own: OwnPlace[] })[] };

/** A meeting as programs read it: what its page shows to everybody. */
export type PublicMeeting = MeetingFacts & {
  items: (Omit<ShownItem, "turns" | "statements"> & { turns: Omit<ShownTurn, "id">[]; statements: Omit<ShownStatement, "public">[] })[];
};

/** Statements on one paragraph, by the number it had when they were tied; "" for those tied to none. */
export type ParagraphStatements = { number: string; statements: ShownStatement[] };
export type DeskMeetingPage = {
  meeting: MeetingFacts;
  documentId: string;
  /** Start and end as the form has them, by Geneva's clock. */
  starts: string;
  ends: string;
  mayWrite: boolean;
  documents: { id: string; title: string }[];
  chapters: { id: string; title: string }[];
  items: (ShownItem & { removed: boolean; chapterId: string })[];
  byParagraph: ParagraphStatements[];
};
/** What the chair has in front of them. */
export type FloorPage = {
  meeting: MeetingFacts;
  mayWrite: boolean;
  items: { id: string; number: number; title: string; left: number }[];
  item: (ShownItem & { current: ShownTurn | null; next: ShownTurn[]; done: ShownTurn[] }) | null;
};
export type StatementPage = {
  meeting: Pick<MeetingFacts, "id" | "title" | "language">;
  item: { number: number; title: string };
  statement: ShownStatement & { text: string; file: string; release: Release; version: number | null; givenAt: string; mayWithdraw: boolean };
  document: Pick<MeetingDocument, "title" | "language"> | null;
};
export type StatementForm = {
  meeting: Pick<MeetingFacts, "id" | "title" | "language">;
  item: { id: string; title: string };
  party: PartyName;
  document: Pick<MeetingDocument, "title" | "language"> | null;
  version: number | null;
  paragraphs: { id: string; number: string; words: string }[];
};

/** Who has not spoken yet: those who fit, in their order, and those who wait behind them. */
export const stillToSpeak = <T extends { standing: Standing }>(turns: readonly T[]): T[] =>
  turns.filter(({ standing }) => standing === "confirmed" || standing === "waiting");
