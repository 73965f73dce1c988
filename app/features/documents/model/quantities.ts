import { FEW_PARTIES } from "~/features/compilations/model/guarded";

/** How many, in the words of a laid-out text. */

/** From how many parties on, and from which share of them in percent, a word is used. The first line that fits is the word. */
export const QUANTITIES = [
  { word: "all", parties: FEW_PARTIES, share: 100 },
  { word: "nearlyAll", parties: FEW_PARTIES, share: 90 },
  { word: "most", parties: FEW_PARTIES, share: 60 },
  { word: "many", parties: FEW_PARTIES, share: 30 },
  { word: "several", parties: FEW_PARTIES, share: 10 },
  { word: "some", parties: FEW_PARTIES, share: 0 },
  { word: "few", parties: 1, share: 0 },
] as const;
export type Quantity = (typeof QUANTITIES)[number]["word"];

/** The word for so many parties of all who answered. */
export const quantityOf = (parties: number, of: number): Quantity =>
  QUANTITIES.find((line) => parties >= line.parties && parties * 100 >= line.share * of)?.word ?? "few";

/** Whether a number may stand beside its word: it is not small, and neither is what it leaves of all. */
export const isTold = (parties: number, of: number): boolean => parties >= FEW_PARTIES && (parties === of || of - parties >= FEW_PARTIES);

/** Views converge where so large a share, in percent, of so many groups or more raise the same. */
export const CONVERGES = { share: 75, groups: 3 } as const;
/** Views diverge between two codes that so many parties each raise. */
export const DIVERGES_FROM = 2;
