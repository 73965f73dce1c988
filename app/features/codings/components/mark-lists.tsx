import { Form } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { useTranslation } from "~/ui/use-translation";
import type { CodingPage } from "../model";
import { writePart } from "../model/parts";
import { CodeLabel } from "./code-label";

const Quote = ({ text, lang }: { text: string; lang: string }) => (
  <blockquote lang={lang} dir="auto" className="whitespace-pre-line border-s-4 border-line ps-4">
    {text}
  </blockquote>
);

/** The marks of an answer by their numbers in the text: with what, by whom; one's own can be taken off. */
export function MarkList({ page: { marks, language, mayCode } }: { page: CodingPage }) {
  const { t } = useTranslation("coding");
  return (
    <section aria-labelledby="marks" className="grid gap-3">
      <h2 id="marks" className="text-xl">
        {t("list.title")}
      </h2>
      {marks.length === 0 && <p>{t("list.none")}</p>}
      <ol className="grid gap-4">
        {marks.map(({ id, number, code, quote, coder, own, resembles }) => (
          <li key={id} className="grid gap-1">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Code>{`[${number}]`}</Code>
              <strong>
                <CodeLabel code={code} />
              </strong>
              <span className="text-sm text-ink-soft">
                <bdi>{coder}</bdi>
              </span>
            </p>
            <Quote text={quote} lang={language} />
            {resembles && (
              <p className="text-sm text-ink-soft">
                {t("list.suggested")} <bdi>{resembles}</bdi>
              </p>
            )}
            {own && mayCode && (
              <Form method="post">
                <input type="hidden" name="id" value={id} />
                <Button type="submit" name="intent" value="remove" size="sm" aria-label={t("list.removeOne", { number, code: code.name })}>
                  {t("list.remove")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What sentences resemble that have a code already. Nothing is marked until somebody takes a suggestion. */
export function SuggestionList({ page: { suggestions, hash, language } }: { page: CodingPage }) {
  const { t } = useTranslation("coding");
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="suggestions" className="grid gap-3">
      <h2 id="suggestions" className="text-xl">
        {t("suggest.title")}
      </h2>
      <p className="max-w-measure text-sm text-ink-soft">{t("suggest.lead")}</p>
      <ul className="grid gap-4">
        {suggestions.map(({ place, start, end, quote, code, mark, resembles }) => (
          <li key={`${writePart({ place, start, end })} ${code.id}`} className="grid gap-1 rounded-md border border-dashed border-line-strong p-4">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge icon="info">{t("suggest.badge")}</Badge>
              <strong>
                <CodeLabel code={code} />
              </strong>
            </p>
            <Quote text={quote} lang={language} />
            <p className="text-sm text-ink-soft">
              {t("suggest.resembles")} <bdi>{resembles}</bdi>
            </p>
            <Form method="post">
              <input type="hidden" name="hash" value={hash} />
              <input type="hidden" name="parts" value={writePart({ place, start, end })} />
              <input type="hidden" name="codes" value={code.id} />
              <input type="hidden" name="resembles" value={mark} />
              <Button type="submit" name="intent" value="take" size="sm" aria-label={t("suggest.takeOne", { code: code.name })}>
                {t("suggest.take")}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
