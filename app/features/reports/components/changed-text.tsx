import { useTranslation } from "~/ui/use-translation";
import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { VisuallyHidden } from "~/ui/visually-hidden";

/** `each`: one text with what came and what went. `one`: one of two texts side by side, with what only it has. */
type ChangedTextProps = { changes: readonly Change[]; shows: "each" | "one"; language?: Language };

/** A text with what differs marked: by a line under or through it, and in words for those who listen. */
export function ChangedText({ changes, shows, language }: ChangedTextProps) {
  return (
    <div lang={language} dir="auto" className="whitespace-pre-wrap">
      {changes.map((change, index) => (change.kind === "same" ? <span key={index}>{change.text}</span> : <Marked key={index} change={change} shows={shows} />))}
    </div>
  );
}

function Marked({ change: { kind, text }, shows }: { change: Change; shows: ChangedTextProps["shows"] }) {
  const { t, i18n } = useTranslation("history");
  const says = shows === "one" ? "only" : kind === "added" ? "added" : "removed";
  const Element = shows === "one" ? "mark" : kind === "added" ? "ins" : "del";
  return (
    <Element
      className={
        Element === "del"
          ? "bg-danger-soft line-through decoration-danger decoration-2"
          : Element === "ins"
            ? "bg-success-soft underline decoration-success decoration-2"
            : "bg-warning-soft underline decoration-warning decoration-2"
      }
    >
      <Spoken language={i18n.language}>{t(`diff.${says}`)}</Spoken>
      {text}
      <Spoken language={i18n.language}>{t("diff.end")}</Spoken>
    </Element>
  );
}

/** Words of the portal inside a text in another language. */
const Spoken = ({ language, children }: { language: string; children: string }) => (
  <bdi lang={language}>
    <VisuallyHidden> {children} </VisuallyHidden>
  </bdi>
);
