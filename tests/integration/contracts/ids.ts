/** What belongs to somebody, by the ids one asks for it with. */
export type Ids = {
  report: string;
  submission: string;
  sha256: string;
  symbol: string;
  /** The symbol of a version that was replaced by one that is public. */
  replaced: string;
  receipt: string;
  registration: string;
  party: string;
  idle: string;
  facilitation: string;
  cycle: string;
  handover: string;
  rule: string;
  /** A report that is being written, with a text somebody proposes. */
  written: string;
  clarified: string;
  asked: string;
  letter: string;
  bulk: string;
  /** A code of the codebook, and the hash of an answer that can be coded. */
  code: string;
  hash: string;
  document: string;
  paragraph: string;
  meeting: string;
  item: string;
  statement: string;
  chapter: string;
  /** A document with a frozen version that is not published. */
  draft: string;
  export: string;
};
