import { Link } from "@remix-run/react";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { ChapterLine, ChapterSource } from "../model";
import { compilationLinks, writeCompilation } from "../model/address";
import { CHAPTER_KEYS } from "../model/chapters";

/** The chapters of the consolidated report, each with the questions that feed it and how many have answered them. */
export function ChapterList({ chapters }: { chapters: readonly ChapterLine[] }) {
  const { t } = useTranslation("compilation");
  return (
    <div className="grid gap-3">
      {chapters.map(({ key, code, name, sources }) => {
        const own = CHAPTER_KEYS.find((known) => known === key);
        const count = sources.flatMap(({ questions }) => questions).reduce((sum, question) => sum + question.count, 0);
        return (
          <details key={key} id={key} className="rounded-md border border-line bg-surface px-5 py-2">
            <summary className="min-h-11 py-2 font-semibold">
              {code && (
                <span className="me-2 text-ink-soft">
                  <Code>{code}</Code>
                </span>
              )}
              {own ? t(`chapter.${own}`) : name} <span className="font-normal text-ink-soft">{t("answers", { count })}</span>
            </summary>
            <div className="grid gap-6 py-3">
              {sources.map((source) => (
                <Source key={source.template} source={source} line={code} />
              ))}
            </div>
          </details>
        );
      })}
    </div>
  );
}

/** The questions of one template. In the chapter of an action line, answers are narrowed to it. */
function Source({ source: { template, title, row, questions }, line }: { source: ChapterSource; line: string }) {
  const { t } = useTranslation("compilation");
  const language = useLanguage();
  const filters = line && !row ? { line } : {};
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{title}</h2>
      <ul className="grid gap-1">
        {questions.map(({ code, label, count, figures }) => (
          <li key={code} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2">
            <span className="text-sm text-ink-soft">
              <Code>{code}</Code>
            </span>
            <span>
              <Link to={compilationLinks.answers(language, writeCompilation({ template, question: code, row, filters }))}>{label}</Link>{" "}
              <span className="text-sm text-ink-soft">{t("answers", { count })}</span>
              {figures && (
                <>
                  {" · "}
                  <Link
                    to={compilationLinks.figures(language, writeCompilation({ template, question: code, row, filters }))}
                    className="text-sm"
                    aria-label={t("figures.of", { question: label })}
                  >
                    {t("figures.title")}
                  </Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
