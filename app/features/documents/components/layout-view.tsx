import { Form } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { CONVERGES, DIVERGES_FROM, QUANTITIES } from "../model/quantities";
import type { LayoutPage } from "../model/pages";
import { SentenceMark } from "./sentence-mark";
import { OfferedWords, takenIn } from "./wording-view";

/** The paragraphs a chapter would get, each sentence with what it rests on and the words that were offered for it. */
export function LaidText({ page: { paragraphs, document, wording } }: { page: Pick<LayoutPage, "paragraphs" | "document" | "wording"> }) {
  const { t } = useTranslation("synthesis");
  const { t: documents } = useTranslation("documents");
  return (
    <section aria-labelledby="laid" className="grid gap-6">
      <h2 id="laid" className="text-xl">
        {t("will")}
      </h2>
      {paragraphs.map(({ part, text, sentences }) => (
        <section key={text} className="grid max-w-measure gap-3 border-s-4 border-line ps-4">
          <h3 className="text-base">{t(`part.${part}`)}</h3>
          <ul className="grid gap-3">
            {sentences.map(({ text: sentence, excerpts }, at) => (
              <li key={at} className="grid justify-items-start gap-1">
                <span lang={document.language} dir="auto">
                  {sentence}
                </span>
                <span className="flex flex-wrap gap-2">
                  <SentenceMark mark={excerpts.length > 0 ? "tied" : "editorial"} />
                  {excerpts.length > 0 && <span className="text-sm text-ink-soft">{documents("sentences.quotes", { count: excerpts.length })}</span>}
                </span>
                {wording?.answer && <OfferedWords answer={wording.answer} text={sentence} written={document.language} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** Adds what was seen, in the portal's words or in those that were taken, and nothing else. */
export function LayOutForm({ page: { digest, wording }, answer }: { page: Pick<LayoutPage, "digest" | "wording">; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("synthesis");
  return (
    <Form method="post" className="grid gap-4">
      <RefusalSummary refusal={answer?.refusal} prefix="layout" />
      <input type="hidden" name="digest" value={digest} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary">
          {t("button")}
        </Button>
        {wording?.answer && takenIn(wording.answer) > 0 && (
          <Button type="submit" name="wording" value={wording.answer.id}>
            {t("wording.add", { provider: wording.answer.provider })}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** How the text is made, and what its words for numbers mean. */
export function LayoutRules() {
  const { t } = useTranslation("synthesis");
  const language = useLanguage();
  const number = (value: number): string => formatNumber(value, language);
  const rules = [
    t("how.themes"),
    t("how.convergence", { share: formatNumber(CONVERGES.share / 100, language, { style: "percent" }), groups: number(CONVERGES.groups) }),
    t("how.divergence", { parties: number(DIVERGES_FROM) }),
    t("how.proposals"),
    t("how.numbers", { least: number(QUANTITIES[0].parties) }),
  ];
  return (
    <section aria-labelledby="how" className="grid gap-5">
      <h2 id="how" className="text-xl">
        {t("how.title")}
      </h2>
      <ul className="grid max-w-measure list-disc gap-2 ps-6">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <DataTable
        caption={t("table.title")}
        rows={QUANTITIES}
        rowKey={({ word }) => word}
        columns={[
          { key: "word", header: t("table.word"), rowHeader: true, cell: ({ word }) => t(`word.${word}`) },
          { key: "share", header: t("table.share"), cell: ({ share }) => (share > 0 ? formatNumber(share / 100, language, { style: "percent" }) : "–") },
          { key: "parties", header: t("table.parties"), cell: ({ parties }) => number(parties) },
        ]}
      />
    </section>
  );
}
