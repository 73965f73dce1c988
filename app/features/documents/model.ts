import type { Language } from "~/lib/languages";

/** A consolidated document: chapters of paragraphs, whose every sentence rests on answers or is its writers' own. */

/** Every expected refusal of documents, with its HTTP status; its message stands under `errors:<code>`. */
export const documentRefusals = {
  "document.not_found": 404,
  "document.no_cycle": 409,
  "document.exists": 409,
  "document.title_required": 422,
  "document.title_too_long": 422,
  "document.text_required": 422,
  "document.text_too_long": 422,
  "document.changed": 409,
  "document.sentence_gone": 409,
  "document.answer_unknown": 422,
  "document.answer_confidential": 422,
  "document.quote_not_found": 422,
  "document.reason_required": 422,
  "document.reason_too_long": 422,
  "document.stage_passed": 409,
  "document.empty": 409,
  "document.answers_unread": 409,
  "document.sentences_bare": 409,
  "document.coding_blind": 409,
  "document.paragraph_agreed": 409,
  "document.sentences_worded": 409,
  "document.wording_too_often": 429,
  "document.wording_silent": 409,
  "document.wording_refused": 409,
  "document.wording_unreadable": 409,
} as const;

export const MAX_TITLE = 200;
/** Characters of a paragraph. */
export const MAX_TEXT = 20_000;
export const MAX_REASON = 1000;

/** Whether a text is more than a paragraph holds. */
export const isTooLong = (text: string): boolean => [...text].length > MAX_TEXT;

/** What versions are called, in their order; only revisions come again. */
export const STAGES = ["elements", "zero_draft", "revision"] as const;
export type Stage = (typeof STAGES)[number];

/** What can be missing when a version is frozen, and be waived. */
export const GAPS = ["unread", "bare", "worded"] as const;
export type Gap = (typeof GAPS)[number];

/** What a sentence rests on. */
export type Mark = "tied" | "editorial" | "neither";

/** An answer as it was signed: in a version, to a question, in a row. */
export type AnswerPlace = { submission: string; question: string; row: string };

export type Tie = AnswerPlace & {
  id: string;
  kind: "evidence" | "editorial";
  /** Which sentence of its paragraph; null for an orphan. */
  at: number | null;
  sentence: string;
  tied: string;
  hash: string;
  /** Which text of the answer the words stand in, "" where it is one. */
  place: string;
  quote: string;
  start: number;
  end: number;
  /** Whether what it rests on still counts: some version that is input says it in the open. */
  current: boolean;
};
/** `agreed`: it stays as it is until somebody opens it again. */
export type Paragraph = { id: string; frozen: string; text: string; revision: number; hash: string; agreed: boolean; sentences: string[]; ties: Tie[] };
export type Chapter = { id: string; source: string; title: string; paragraphs: Paragraph[] };
/** Who put a sentence into its words, and the sentence of the portal's it stands for; by the words it has. */
export type Wordings = ReadonlyMap<string, { provider: string; text: string }>;
/** A document as it stands. `gone`: frozen numbers of deleted paragraphs; `lost`: orphans of deleted paragraphs; `wordings`: what others than its editors put into words. */
export type Draft = { id: string; cycle: string; title: string; language: Language; chapters: Chapter[]; gone: string[]; lost: Tie[]; wordings: Wordings };

/** How many sentences rest on what, and how many ties on none. */
export type Counts = Record<Mark, number> & { orphans: number };

/** What a sentence rests on: evidence before all, as long as its answer counts. */
export function markOf({ ties }: Pick<Paragraph, "ties">, at: number): Mark {
  const own = ties.filter((tie) => tie.at === at);
  if (own.some(({ kind, current }) => kind === "evidence" && current)) return "tied";
  return own.some(({ kind }) => kind === "editorial") ? "editorial" : "neither";
}

export const paragraphsOf = ({ chapters }: Pick<Draft, "chapters">): Paragraph[] => chapters.flatMap(({ paragraphs }) => paragraphs);

/** Ties that stand on no sentence. */
export const orphansOf = (draft: Pick<Draft, "chapters" | "lost">): Tie[] => [
  ...paragraphsOf(draft).flatMap(({ ties }) => ties.filter(({ at }) => at === null)),
  ...draft.lost,
];

export function countSentences(draft: Pick<Draft, "chapters" | "lost">): Counts {
  const counts: Counts = { tied: 0, editorial: 0, neither: 0, orphans: orphansOf(draft).length };
  for (const paragraph of paragraphsOf(draft)) paragraph.sentences.forEach((_, at) => (counts[markOf(paragraph, at)] += 1));
  return counts;
}

/** Where a sentence stands. */
export type SentencePlace = { paragraph: string; at: number };

/** The first sentence with neither evidence nor an editorial mark after a place, from the beginning again at the end; null when there is none. */
export function nextBare(draft: Pick<Draft, "chapters">, after: SentencePlace | null): SentencePlace | null {
  const places = paragraphsOf(draft).flatMap((paragraph) =>
    paragraph.sentences.map((_, at) => ({ paragraph: paragraph.id, at, bare: markOf(paragraph, at) === "neither" })),
  );
  const from = after ? places.findIndex(({ paragraph, at }) => paragraph === after.paragraph && at === after.at) + 1 : 0;
  const found = [...places.slice(from), ...places.slice(0, from)].find(({ bare }) => bare);
  return found ? { paragraph: found.paragraph, at: found.at } : null;
}

/** The words a quotation stands for in a signed text: the same but for the space between them. Null where they are not there. */
export function findQuote(text: string, quote: string): { quote: string; start: number; end: number } | null {
  const words = quote.trim().split(/\s+/u);
  if (words[0] === "") return null;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  const found = new RegExp(pattern, "u").exec(text);
  return found ? { quote: found[0], start: found.index, end: found.index + found[0].length } : null;
}

/** Where the history of a document's paragraphs is kept. */
export const scopeOf = (document: string): string => `document:${document}`;

/** What joins two paragraphs into one. */
export const GAP_OF: Record<Language, string> = { ar: " ", zh: "", en: " ", fr: " ", ru: " ", es: " " };

/** An excerpt as it is shown: who said it, and whether its version still counts as input. */
export type Evidence = AnswerPlace & {
  tie: string;
  symbol: string;
  party: { code: string; name: string };
  /** Keys of its group of stakeholders and of its United Nations region, "" for none. */
  kind: string;
  region: string;
  language: Language;
  hash: string;
  place: string;
  quote: string;
  start: number;
  end: number;
  current: boolean;
};

/** Where an answer stands with a document. */
export const STANDINGS = ["unread", "cited", "aside"] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * What else was done with an answer, beside where it stands: somebody at the desk has opened this version of its report, somebody
 * has coded it to the end, figures that leave the desk count it. None of them makes it read: only citing it or setting it aside does.
 */
export const TREATMENTS = ["opened", "coded", "counted"] as const;
export type Treatment = (typeof TREATMENTS)[number];
export type AnswerStanding = AnswerPlace & {
  chapter: string;
  symbol: string;
  party: string;
  language: Language;
  confidential: boolean;
  hash: string;
  standing: Standing;
  reason: string;
  treated: Treatment[];
  /** How the answer begins, where it is a text. */
  text: string;
};

/** `worded`: whose words these are, where not its editors'. */
export type FrozenSentence = { text: string; mark: Mark; worded?: string; evidence: Omit<Evidence, "tie" | "current">[] };
export type FrozenParagraph = { id: string; number: string; text: string; sentences: FrozenSentence[] };
export type FrozenChapter = { id: string; number: string; source: string; title: string; paragraphs: FrozenParagraph[] };
export type FrozenAnswer = Pick<AnswerStanding, "submission" | "question" | "row" | "symbol" | "hash">;
/** What was waived, why, and by whom. `answers`: those that were unread, by symbol; `worded` is missing where it is none. */
export type Waiver = { gaps: Gap[]; reason: string; by: string; unread: number; answers: Record<string, string[]>; bare: number; worded?: number };
/** How many of what was waived. */
export const waivedIn = (waiver: Pick<Waiver, Gap>, gap: Gap): number => waiver[gap] ?? 0;
export type VersionContent = {
  title: string;
  language: Language;
  chapters: FrozenChapter[];
  aside: (FrozenAnswer & { reason: string })[];
  waiver: Waiver | null;
};
/** A frozen version as lists name it. */
export type VersionLine = { number: number; stage: Stage; revision: number; frozenBy: string; frozenAt: string };
/** A version whole. `begun`: when its document was; `cycle`: its name in the language of the document. */
export type WholeVersion = VersionLine & { document: string; begun: string; symbol: string; cycle: string; hash: string; content: VersionContent };
