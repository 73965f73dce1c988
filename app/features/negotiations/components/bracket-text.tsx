import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { proposalLine, type Piece, type Proposed, type SayOfBrackets } from "../model/wording";

type BracketTextProps = { number: string; lines: (say: SayOfBrackets) => Piece[][]; language: string };

/** A paragraph of a draft by its number, in lines: with what is proposed between brackets, as compilations of proposals are written, or clean. */
export function BracketText({ number, lines, language }: BracketTextProps) {
  const { t } = useTranslation("negotiations");
  return (
    <div lang={language} dir="auto" className="grid max-w-measure gap-2 leading-relaxed">
      {lines((key, values) => t(key, { ...values })).map((pieces, index) => (
        <p key={index} className="whitespace-pre-line">
          {index === 0 && (
            <span className="me-3 text-ink-soft">
              <Code>{number}</Code>.
            </span>
          )}
          {pieces.map((piece, place) => (
            <PieceText key={place} piece={piece} />
          ))}
        </p>
      ))}
    </div>
  );
}

/** A proposal in a line. */
export function ProposalLine({ proposal }: { proposal: Proposed }) {
  const { t } = useTranslation("negotiations");
  return proposalLine(proposal, (key, values) => t(key, { ...values })).map((piece, place) => <PieceText key={place} piece={piece} />);
}

/** A piece of a line; the portal's own words in a text that may be in another language. */
function PieceText({ piece }: { piece: Piece }) {
  const said = useLanguage();
  const { kind, text } = piece;
  switch (kind) {
    case "struck":
      return <del className="bg-danger-soft line-through decoration-danger decoration-2">{text}</del>;
    case "disputed":
      return <mark className="bg-warning-soft text-ink">{text}</mark>;
    case "quoted":
      return <bdi>{text}</bdi>;
    case "said":
      return <bdi lang={said}>{text}</bdi>;
    case "code":
      return <Code>{text}</Code>;
    case "proposed":
      return (
        <ins lang={piece.language} className="font-semibold no-underline">
          <bdi dir="auto">{text}</bdi>
        </ins>
      );
    default:
      return text;
  }
}
