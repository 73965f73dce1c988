import type { ReactNode } from "react";
import { questionKey } from "~/features/templates/model/texts";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { useTranslation } from "~/ui/use-translation";
import type { TranslatedAnswer, TranslationPage } from "../model";

/** The anchor of an answer on a page of translations. */
export const answerAnchor = (unit: string): string => `t-${unit.replace("/", "-")}`;

type TranslatedSectionsProps = Pick<TranslationPage, "sections" | "texts"> & {
  /** What stands below the question: the original and its translation. */
  children: (answer: TranslatedAnswer) => ReactNode;
};

/** The answers that can be translated under the pages of the form they stand on. */
export function TranslatedSections({ sections, texts, children }: TranslatedSectionsProps) {
  const { t } = useTranslation("reports");
  return (
    <div className="grid grid-cols-1 gap-10">
      {sections.map(({ id, titleKey, answers }) => (
        <section key={id} aria-labelledby={`${id}-title`} className="grid grid-cols-1 gap-2">
          <h2 id={`${id}-title`} className="border-b-2 border-line-strong pb-2 text-xl">
            <span className="me-3 text-ink-soft">
              <Code>{id}</Code>
            </span>
            {texts[titleKey] ?? id}
          </h2>
          {answers.map((answer) => (
            <article key={answer.unit} id={answerAnchor(answer.unit)} className="grid min-w-0 grid-cols-1 gap-4 border-b border-line py-5 last:border-b-0">
              <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h3 className="max-w-measure text-base">
                  <span className="me-3 font-normal text-ink-soft">
                    <Code>{answer.question.code}</Code>
                  </span>
                  {texts[questionKey(answer.question, "label")]}
                </h3>
                <Badge icon="language">
                  <span lang={answer.language}>{LANGUAGE_NAMES[answer.language]}</span>
                </Badge>
                {answer.confidential && <Badge icon="lock">{t("answerView.confidential")}</Badge>}
              </div>
              {children(answer)}
            </article>
          ))}
        </section>
      ))}
    </div>
  );
}
