import type { Language } from "~/lib/languages";
import { namesOf, type Input, type Kind, type State } from "../model";
import type { Bracket, Bracketed, cleanText } from "./brackets";

/** What a paragraph with its brackets says, piece by piece. Pages and papers are made of these, so that neither says anything else. */

/** Words of the portal in it. */
export type BracketWord = `brackets.${"alternative" | "delete" | "deleted" | "noChange" | "withheld"}` | `state.${State}` | `kind.${Kind}`;
export type SayOfBrackets = (key: BracketWord, values?: Readonly<Record<string, number>>) => string;

/**
 * `own`: the paragraph's words, `disputed` where somebody wants others, `struck` where none, `quoted` outside of it; `said`:
 * words of the portal; `code`: who stands behind it; `proposed`: words of a proposal; `mark`: what is around all of these.
 */
export type Piece =
  { kind: "own" | "disputed" | "struck" | "quoted" | "said" | "code" | "mark"; text: string } | { kind: "proposed"; text: string; language: Language };

const said = (text: string): Piece => ({ kind: "said", text });
const code = (text: string): Piece => ({ kind: "code", text });
const mark = (text: string): Piece => ({ kind: "mark", text });

/** A paragraph in brackets, the paragraphs to come after it, and who wants no change: a line each. */
export function bracketLines({ runs, added, kept }: Bracketed, say: SayOfBrackets): Piece[][] {
  return [
    runs.flatMap(({ text, disputed, struck, brackets }): Piece[] => [
      { kind: struck ? "struck" : disputed ? "disputed" : "own", text },
      ...brackets.flatMap((bracket) => [mark(" "), ...bracketPieces(bracket, say)]),
    ]),
    ...added.map((bracket) => bracketPieces(bracket, say)),
    ...(kept.length > 0 ? [[said(say("brackets.noChange")), mark(" ["), code(kept.join(", ")), mark("]")]] : []),
  ];
}

function bracketPieces({ names, kind, alternative, text, language, state, withheld }: Bracket, say: SayOfBrackets): Piece[] {
  return [
    mark("["),
    ...(alternative > 0 ? [said(say("brackets.alternative", { number: alternative })), mark(" ")] : []),
    code(names),
    mark(": "),
    ...(state === "ad_referendum" ? [said(say("state.ad_referendum")), mark(" ")] : []),
    withheld ? said(say("brackets.withheld")) : kind === "DEL" ? said(say("brackets.delete")) : { kind: "proposed", text, language },
    mark("]"),
  ];
}

/** The same with what was agreed, and nothing else. */
export const cleanLines = ({ text, added }: ReturnType<typeof cleanText>, say: SayOfBrackets): Piece[][] => [
  text === null ? [mark("["), said(say("brackets.deleted")), mark("]")] : [{ kind: "own", text }],
  ...added.map((one): Piece[] => [{ kind: "own", text: one.text }]),
];

/** What a line says of a proposal. */
export type Proposed = Pick<Input, "kind" | "words" | "proponents" | "text" | "language" | "state" | "withheld">;

/** A proposal in a line: what it does, to which words, who stands behind it, what it says, and where it stands. */
export const proposalLine = ({ kind, words, proponents, text, language, state, withheld }: Proposed, say: SayOfBrackets): Piece[] => [
  said(say(`kind.${kind}`)),
  ...(words === "" ? [] : [mark(" – "), { kind: "quoted" as const, text: words }]),
  mark(" ["),
  code(namesOf(proponents)),
  ...(text === "" ? [] : [mark(": "), { kind: "proposed" as const, text, language }]),
  ...(withheld ? [mark(": "), said(say("brackets.withheld"))] : []),
  mark("] – "),
  said(say(`state.${state}`)),
];
