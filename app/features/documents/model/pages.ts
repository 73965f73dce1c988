import type { CodeName } from "~/features/codings/model";
import type { CompiledAnswer, QuestionHead } from "~/features/compilations/model";
import type { Language } from "~/lib/languages";
import type {
  AnswerStanding,
  Counts,
  Evidence,
  FrozenChapter,
  FrozenParagraph,
  FrozenSentence,
  Mark,
  SentencePlace,
  Stage,
  Standing,
  VersionLine,
  Waiver,
} from "../model";
import type { ComparedChapter } from "./compare";
import type { LaidParagraph } from "./layout";
import type { WordedSentence } from "./wording";

/** What the pages of documents show. */

export type DocumentLine = { id: string; title: string; language: Language; createdBy: string; createdAt: string; versions: number };

/** `provider`: whose words it is in, "" for its editors'. */
export type ShownSentence = { text: string; mark: Mark; provider: string };

export type ShownParagraph = { id: string; number: string; revision: number; sentences: ShownSentence[] };

export type ShownChapter = { id: string; number: string; source: string; title: string; paragraphs: ShownParagraph[] };

export type DocumentPage = {
  id: string;
  title: string;
  language: Language;
  mayWrite: boolean;
  counts: Counts;
  /** How many sentences stand in the words of others than its editors. */
  worded: number;
  next: SentencePlace | null;
  chapters: ShownChapter[];
  /** Sentences that ties once stood on. */
  orphans: { id: string; sentence: string }[];
};

/** Excerpts of one group of stakeholders: of States region by region, of others all at once, under no region's name. */
export type QuoteGroup<Q = Evidence & { tied: string }> = {
  key: string;
  label: string;
  regions: { key: string; label: string; quotes: (Q & { regionName: string })[] }[];
};

export type ParagraphPage = {
  document: { id: string; title: string; language: Language };
  mayWrite: boolean;
  id: string;
  number: string;
  text: string;
  revision: number;
  /** Whether it is agreed, so that nobody changes it. */
  agreed: boolean;
  /** A fresh id for the next save of its form. */
  opId: string;
  sentences: (ShownSentence & { quotes: number })[];
  /** The sentence that is looked at, with what it rests on. */
  chosen: { at: number; text: string; mark: Mark; groups: QuoteGroup[]; editorial: string | null } | null;
  chapter: { title: string; hasSources: boolean };
  /** Where it can be put: a chapter, after a paragraph of it. */
  places: { chapter: string; title: string; paragraphs: { id: string; number: string }[] }[];
  following: { id: string; number: string; revision: number } | null;
  next: SentencePlace | null;
  orphans: { id: string; sentence: string; symbol: string; quote: string }[];
  history: { id: string; revision: number | null; text: string; author: string; savedAt: string }[];
};

export type SourceQuestion = { template: string; title: string; question: string; row: string; line: string; label: string; count: number };

export type SourceAnswer = CompiledAnswer & { sentences: string[] };

export type SourcesPage = {
  document: { id: string; title: string; language: Language };
  mayWrite: boolean;
  paragraph: { id: string; number: string };
  sentence: { at: number; text: string };
  questions: SourceQuestion[];
  answers: (Pick<QuestionHead, "question" | "label" | "texts"> & { count: number; items: SourceAnswer[]; next: string | null }) | null;
};

export type AnswerList = {
  document: { id: string; title: string };
  mayWrite: boolean;
  chapters: { id: string; number: string; title: string; counts: Record<Standing, number> }[];
  items: AnswerStanding[];
  next: string | null;
};

export type VersionsPage = {
  document: { id: string; title: string; language: Language };
  mayWrite: boolean;
  versions: VersionLine[];
  /** What a version may be called now. */
  stages: Stage[];
  counts: Counts;
  worded: number;
  unread: number;
};

/** A version as it is read: without its evidence, which a page of it does not show. */
export type VersionPage = {
  document: { id: string; title: string; language: Language };
  version: VersionLine & { hash: string };
  chapters: (Pick<FrozenChapter, "id" | "number" | "title"> & { paragraphs: Pick<FrozenParagraph, "id" | "number" | "text">[] })[];
  /** How many answers were set aside. */
  aside: number;
  waiver: Omit<Waiver, "answers"> | null;
  others: VersionLine[];
  /** The version it is compared with, and how. */
  against: { version: VersionLine; chapters: ComparedChapter[] } | null;
};

/** What laying out a chapter would add. `stands`: how many of its paragraphs stand in the document already. */
export type LayoutPage = {
  document: { id: string; title: string; language: Language };
  chapter: { id: string; number: string; title: string };
  mayWrite: boolean;
  /** Coders do not see each other's marks yet: nothing is laid out. */
  blind: boolean;
  paragraphs: LaidParagraph[];
  stands: number;
  digest: string;
  /** Who may be asked to word it anew, and what they said of exactly this text; null where nobody was set. */
  wording: WordingPage | null;
};

/** Who may be asked for other words. `sentences`: how many would be asked for; `answer`: what was said, null where nothing was. */
export type WordingPage = { name: string; seconds: number; sentences: number; answer: WordingAnswer | null };

/** What somebody said when they were asked, and what is taken of it. */
export type WordingAnswer = { id: string; provider: string; sentences: WordedSentence[] };

/** An excerpt as a version was frozen with it. */
export type FrozenQuote = FrozenSentence["evidence"][number];

/** A paragraph of a version with what each of its sentences rests on. */
export type FrozenEvidencePage = {
  document: { id: string; title: string; language: Language };
  version: Pick<VersionLine, "number" | "stage" | "revision">;
  paragraph: { id: string; number: string };
  sentences: { text: string; mark: Mark; groups: QuoteGroup<FrozenQuote>[] }[];
};

/** Where an answer went: cited in paragraphs of a frozen version, set aside in it with a reason, or left unread in it, which was waived with a reason. */
export type Trace = {
  question: string;
  row: string;
  /** Of the answer: another version of the report may have answered the same otherwise. */
  hash: string;
  document: string;
  /** Where everybody reads the version, once it is out for comments. */
  draft: { document: string; number: number } | null;
  stage: Stage;
  revision: number;
  /** Paragraphs it is cited in, in the order of the text; none where it was set aside or left unread. */
  paragraphs: { id: string; number: string }[];
  reason: string;
  waived: boolean;
};

/** An answer with the themes it is counted under. */
export type CountedAnswer = Pick<Trace, "question" | "row" | "hash"> & { themes: CodeName[] };
