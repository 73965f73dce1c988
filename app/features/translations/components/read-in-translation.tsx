import type { ReactNode } from "react";
import { AnswerView } from "~/features/reports/components/answer-view";
import type { FileHref, Texts } from "~/features/reports/components/field-value";
import type { FormQuestion } from "~/features/templates/model/values";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { PublicTranslation, PublicTranslations } from "../model";

/** In which languages a published report can be read: its own, and those with checked translations. */
export function ReadInLanguages({ symbol, translations: { languages, read } }: { symbol: string; translations: PublicTranslations }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  if (languages.length === 0) return null;
  return (
    <div>
      <PageNav
        label={t("translation.label")}
        items={[
          { to: links.submission(language, symbol), label: t("translation.asSigned"), current: read === null },
          ...languages.map((one) => ({
            to: `${links.submission(language, symbol)}?in=${one}`,
            label: <span lang={one}>{LANGUAGE_NAMES[one]}</span>,
            current: one === read,
          })),
        ]}
      />
      {read && <p className="mb-8 max-w-measure text-sm text-ink-soft">{t("translation.some")}</p>}
    </div>
  );
}

type AnswerInTranslationProps = {
  question: FormQuestion;
  translation: PublicTranslation;
  texts: Texts;
  fileHref: FileHref;
  /** The signed text. */
  children: ReactNode;
};

/** An answer in another language, said to be one, with the signed text behind it. */
export function AnswerInTranslation({ question, translation: { value, language, original }, texts, fileHref, children }: AnswerInTranslationProps) {
  const { t } = useTranslation("public");
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      <AnswerView question={question} value={value} texts={texts} language={language} fileHref={fileHref} />
      <p className="text-sm text-ink-soft">{t("translation.mark", { language: original })}</p>
      <details>
        <summary className="min-h-6 w-fit text-sm text-accent">{t("translation.show")}</summary>
        <div className="border-s-4 border-line pt-2 ps-4">{children}</div>
      </details>
    </div>
  );
}
