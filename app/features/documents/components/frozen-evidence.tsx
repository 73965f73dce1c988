import type { Language } from "~/lib/languages";
import { useTranslation } from "~/ui/use-translation";
import type { FrozenEvidencePage, FrozenQuote } from "../model/pages";
import { Excerpt } from "./excerpt";
import { QuoteGroupSection } from "./quote-group-section";

type FrozenEvidenceProps = {
  sentences: FrozenEvidencePage["sentences"];
  /** Of the document. */
  language: Language;
  /** Where the version an excerpt is of can be read. */
  linkOf: (quote: FrozenQuote) => string;
  /** What is said of a sentence that is not editorial and shows no excerpt. */
  none: string;
};

/** The sentences of a paragraph as it was frozen, each with what it rested on, by group and region. */
export function FrozenEvidence({ sentences, language, linkOf, none }: FrozenEvidenceProps) {
  const { t } = useTranslation("documents");
  return (
    <ol className="grid gap-8">
      {sentences.map(({ text, mark, groups }, at) => (
        <li key={at} className="grid gap-3">
          <h2 lang={language} dir="auto" className="max-w-measure border-s-4 border-accent ps-4 text-base font-semibold">
            {text}
          </h2>
          {groups.length === 0 && <p className="text-ink-soft">{mark === "editorial" ? t("evidence.editorial") : none}</p>}
          {groups.map((group) => (
            <QuoteGroupSection
              key={group.key || "none"}
              group={group}
              keyOf={({ submission, question, row, place, start }) => [submission, question, row, place, start].join(" ")}
            >
              {(quote) => <Excerpt quote={quote} to={linkOf(quote)} />}
            </QuoteGroupSection>
          ))}
        </li>
      ))}
    </ol>
  );
}
