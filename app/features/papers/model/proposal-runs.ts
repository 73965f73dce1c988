import type { Piece, SayOfBrackets } from "~/features/negotiations/model/wording";
import { directionOfText } from "~/lib/direction";
import { directionOf } from "~/lib/languages";
import type { Run } from "~/lib/paper";
import { code, insert } from "./fields";
import type { Words } from "./words";

/** The words of brackets on paper. */
export const bracketWords =
  ({ say }: Words): SayOfBrackets =>
  (key, values) =>
    say(`negotiations:${key}`, values);

/** Pieces of a paragraph with what is proposed, on paper: proposed words are bold, those somebody wants otherwise underlined or struck. */
export const runsOfPieces = (pieces: readonly Piece[], words: Words): Run[] => pieces.map((piece) => runOf(piece, words));

function runOf(piece: Piece, words: Words): Run {
  const { text } = piece;
  switch (piece.kind) {
    case "disputed":
      return { text, underline: true };
    case "struck":
      return { text, strike: true };
    case "quoted":
      return { ...insert(text, words), underline: true };
    case "said":
      return { text, isolate: directionOf(words.language) };
    case "code":
      return code(text);
    case "proposed":
      return { text, bold: true, isolate: directionOfText(text, directionOf(piece.language)) };
    default:
      return { text };
  }
}
