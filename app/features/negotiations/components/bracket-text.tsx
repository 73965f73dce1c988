import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Bracket, Bracketed } from "../model/brackets";

/** A paragraph with what is proposed between brackets, as compilations of proposals are written. */
export function BracketText({ number, bracketed: { runs, added, kept }, language }: { number: string; bracketed: Bracketed; language: string }) {
  const { t } = useTranslation("negotiations");
  return (
    <div lang={language} dir="auto" className="grid max-w-measure gap-2 leading-relaxed">
      <p className="whitespace-pre-line">
        <span className="me-3 text-ink-soft">
          <Code>{number}</Code>.
        </span>
        {runs.map(({ text, disputed, struck, brackets }, index) => (
          <span key={index}>
            {struck ? (
              <del className="bg-danger-soft line-through decoration-danger decoration-2">{text}</del>
            ) : disputed ? (
              <mark className="bg-warning-soft text-ink">{text}</mark>
            ) : (
              text
            )}
            {brackets.map((bracket) => (
              <BracketMark key={bracket.input} bracket={bracket} />
            ))}
          </span>
        ))}
      </p>
      {added.map((bracket) => (
        <p key={bracket.input}>
          <BracketMark bracket={bracket} />
        </p>
      ))}
      {kept.length > 0 && (
        <p>
          <Spoken>{t("brackets.noChange")}</Spoken> [<Code>{kept.join(", ")}</Code>]
        </p>
      )}
    </div>
  );
}

/** Words of the portal in a text that may be in another language. */
function Spoken({ children }: { children: string }) {
  return <bdi lang={useLanguage()}>{children}</bdi>;
}

function BracketMark({ bracket: { names, kind, alternative, text, language, state } }: { bracket: Bracket }) {
  const { t } = useTranslation("negotiations");
  return (
    <>
      {" ["}
      {alternative > 0 && (
        <>
          <Spoken>{t("brackets.alternative", { number: alternative })}</Spoken>{" "}
        </>
      )}
      <Code>{names}</Code>:{" "}
      {state === "ad_referendum" && (
        <>
          <Spoken>{t("state.ad_referendum")}</Spoken>{" "}
        </>
      )}
      {kind === "DEL" ? (
        <Spoken>{t("brackets.delete")}</Spoken>
      ) : (
        <ins lang={language} className="font-semibold no-underline">
          <bdi dir="auto">{text}</bdi>
        </ins>
      )}
      {"]"}
    </>
  );
}
