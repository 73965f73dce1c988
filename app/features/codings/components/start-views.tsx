import { Form, Link } from "@remix-run/react";
import { writeCompilation } from "~/features/compilations/model/address";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { CodableSource, Codebook } from "../model";
import { codingLinks } from "../model/address";

/** The questions that are answered in sentences, by template, with how far the reader is. */
export function CodableList({ sources }: { sources: readonly CodableSource[] }) {
  const { t } = useTranslation("coding");
  const language = useLanguage();
  return (
    <div className="grid gap-8">
      {sources.map(({ template, title, questions }) => (
        <section key={template} aria-labelledby={`template-${template}`} className="grid gap-2">
          <h2 id={`template-${template}`} className="text-xl">
            {title}
          </h2>
          {questions.length === 0 && <p>{t("start.none")}</p>}
          <ul className="grid gap-1">
            {questions.map(({ code, label, count, done }) => (
              <li key={code} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2">
                <span className="text-sm text-ink-soft">
                  <Code>{code}</Code>
                </span>
                <span>
                  <Link to={codingLinks.answer(language, writeCompilation({ template, question: code }))}>{label}</Link>{" "}
                  <span className="text-sm text-ink-soft">{t("start.done", { done, count })}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Whether coders see each other's marks, and how that is changed. */
export function ModeForm({ book: { open, keeps } }: { book: Codebook }) {
  const { t } = useTranslation("coding");
  return (
    <Form method="post" className="mb-8 grid gap-3 rounded-md border border-line bg-surface p-5">
      <p className="max-w-measure">{t(open ? "mode.open" : "mode.blind")}</p>
      {keeps && (
        <div>
          <Button type="submit" name="intent" value={open ? "blind" : "open"} size="sm">
            {t(open ? "mode.makeBlind" : "mode.makeOpen")}
          </Button>
        </div>
      )}
    </Form>
  );
}
