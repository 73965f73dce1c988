import { Link } from "@remix-run/react";
import { Code } from "~/ui/bdi";
import { useTranslation } from "~/ui/use-translation";
import type { FrozenQuote } from "../model/pages";

type ExcerptProps = { quote: Pick<FrozenQuote, "party" | "symbol" | "question" | "row" | "language" | "quote"> & { regionName: string }; to: string };

/** Words of a signed answer, with who said them and the way there: `to` is the page of its version. */
export function Excerpt({ quote: { party, regionName, symbol, question, row, language, quote }, to }: ExcerptProps) {
  const { t } = useTranslation("documents");
  return (
    <>
      <p className="text-sm text-ink-soft">
        <bdi>{party.name}</bdi>
        {regionName && ` · ${regionName}`} ·{" "}
        <Link to={`${to}#${[question, row].filter(Boolean).join("-")}-answer`}>
          <Code>{[symbol, question, row].filter(Boolean).join(" ")}</Code>
        </Link>
      </p>
      {quote ? (
        <blockquote lang={language} dir="auto" className="border-s-4 border-line ps-4 whitespace-pre-wrap">
          {quote}
        </blockquote>
      ) : (
        <p>{t("evidence.whole")}</p>
      )}
    </>
  );
}
