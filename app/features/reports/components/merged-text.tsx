import type { Language } from "~/lib/languages";
import type { MergePiece } from "~/lib/merge";
import { useTranslation } from "~/ui/use-translation";
import { VisuallyHidden } from "~/ui/visually-hidden";

/** `name`: who wrote the other of the two texts. */
type MergedTextProps = { pieces: readonly MergePiece[]; name: string; language: Language };

/** A text as it would stand with the changes of both, with what is from whom. */
export function MergedText({ pieces, name, language }: MergedTextProps) {
  return (
    <div lang={language} dir="auto" className="whitespace-pre-wrap">
      {pieces.map((piece, index) => (piece.from === "both" ? <span key={index}>{piece.text}</span> : <Owned key={index} piece={piece} name={name} />))}
    </div>
  );
}

/** A run that is from one of the two: whose it is stands before it. */
function Owned({ piece: { from, text }, name }: { piece: MergePiece; name: string }) {
  const { t, i18n } = useTranslation("history");
  return (
    <mark
      className={
        from === "mine"
          ? "bg-accent-soft underline decoration-accent decoration-2"
          : "bg-warning-soft underline decoration-warning decoration-dotted decoration-2"
      }
    >
      <bdi lang={i18n.language} className="me-1 text-xs font-semibold">
        {t("conflict.from", { name: from === "mine" ? t("conflict.fromMine") : `\u2068${name}\u2069` })}
      </bdi>
      {text}
      <bdi lang={i18n.language}>
        <VisuallyHidden> {t("diff.end")} </VisuallyHidden>
      </bdi>
    </mark>
  );
}
