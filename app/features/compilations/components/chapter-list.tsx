import { Link } from "@remix-run/react";
import { Code } from "~/ui/bdi";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { ChapterLine, ChapterSource } from "../model";
import { compilationLinks, writeCompilation } from "../model/address";
import { ownChapter } from "../model/chapters";

/** The chapters of the consolidated report, each with the questions that feed it and how many have answered them. */
export function ChapterList({ chapters, cycle }: { chapters: readonly ChapterLine[]; cycle: string | null }) {
  const { t } = useTranslation("compilation");
  const language = useLanguage();
  const ofCycle: Record<string, string> = cycle ? { cycle } : {};
  return (
    <div className="grid gap-3">
      {chapters.map(({ key, code, name, sources }) => {
        const own = ownChapter(key);
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
              {sources.length > 0 && (
                <p>
                  <Link to={compilationLinks.chapter(language, key, ofCycle)}>{own ? t("chapterPage.link") : t("chapterPage.linkLine")}</Link>
                </p>
              )}
              {sources.map((source) => (
                <Source key={source.template} source={source} line={code} cycle={ofCycle} />
              ))}
            </div>
          </details>
        );
      })}
    </div>
  );
}

/** The questions of one template. In the chapter of an action line, answers are narrowed to it. */
function Source({
  source: { template, title, row, questions },
  line,
  cycle,
}: {
  source: ChapterSource;
  line: string;
  cycle: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation("compilation");
  const language = useLanguage();
  const filters = { ...cycle, ...(line && !row ? { line } : {}) };
  return (
    <section className="grid gap-2">
      <h2 className="text-base">{title}</h2>
      <ul className="grid gap-1">
        {questions.map(({ code, label, item, count, figures }) => (
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
                    to={compilationLinks.figures(language, {
                      ...writeCompilation({ template, question: code, row: item ? "" : row, filters }),
                      // Figures of a matrix are asked for by its row.
                      ...(item && { item }),
                    })}
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
