import { Form, Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { VisuallyHidden } from "~/ui/visually-hidden";
import { TREATMENTS, STANDINGS, type Treatment, type AnswerStanding, type Standing } from "../model";
import type { AnswerList } from "../model/pages";
import { ChapterName } from "./chapter-name";

type Chapters = AnswerList["chapters"];

/** How many answers of each chapter stand where; each number leads to them. */
export function StandingTable({ chapters, linkOf }: { chapters: Chapters; linkOf: (chapter: string, standing: Standing) => string }) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  return (
    <DataTable
      caption={t("answers.caption")}
      rows={chapters}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "chapter",
          header: t("answers.chapter"),
          rowHeader: true,
          cell: (chapter) => <ChapterName chapter={chapter} />,
        },
        ...STANDINGS.map((standing) => ({
          key: standing,
          header: t(`standing.${standing}`),
          align: "end" as const,
          cell: ({ id, title, counts }: Chapters[number]) =>
            counts[standing] === 0 ? (
              formatNumber(0, language)
            ) : (
              <Link to={linkOf(id, standing)} aria-label={`${title}, ${t(`standing.${standing}`)}: ${formatNumber(counts[standing], language)}`}>
                {formatNumber(counts[standing], language)}
              </Link>
            ),
        })),
      ]}
    />
  );
}

/** Chooses all answers of the list, or those treated in a way. */
export function TreatmentFilter({ current, linkOf }: { current: Treatment | null; linkOf: (treatment: Treatment | null) => string }) {
  const { t } = useTranslation("documents");
  return (
    <nav aria-label={t("treatment.filter")}>
      <ul className="flex flex-wrap gap-x-6">
        {[null, ...TREATMENTS].map((treatment) => (
          <li key={treatment}>
            <Link
              to={linkOf(treatment)}
              aria-current={treatment === current ? "true" : undefined}
              className="inline-flex min-h-11 items-center aria-[current]:font-semibold"
            >
              {t(`treatment.${treatment ?? "all"}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type AnswerStandingsProps = { items: readonly AnswerStanding[]; chapters: Chapters; mayWrite: boolean; answer: FormAnswer | undefined };

/** Answers with where they stand; those that are not cited can be set aside with a reason. */
export function AnswerStandings({ items, chapters, mayWrite, answer }: AnswerStandingsProps) {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  return (
    <ul className="grid gap-6">
      {items.map((item) => {
        const { submission, symbol, party, question, row, confidential, treated, text, reason, standing } = item;
        const chapter = chapters.find(({ id }) => id === item.chapter);
        return (
          <li key={`${submission} ${question} ${row}`} className="grid max-w-measure justify-items-start gap-2 border-b border-line pb-4">
            <h3 className="text-base">
              <bdi>{party}</bdi> ·{" "}
              <Link to={`${links.deskSubmission(language, submission)}#${[question, row].filter(Boolean).join("-")}-answer`}>
                <Code>{[symbol, question, row].filter(Boolean).join(" ")}</Code>
              </Link>
            </h3>
            <p className="flex flex-wrap gap-2 text-sm text-ink-soft">
              {chapter && (
                <span>
                  <ChapterName chapter={chapter} />
                </span>
              )}
              {confidential && <Badge icon="lock">{t("answers.confidential")}</Badge>}
              {treated.map((treatment) => (
                <Badge key={treatment}>{t(`treatment.${treatment}`)}</Badge>
              ))}
            </p>
            {text && (
              <p lang={item.language} dir="auto" className="whitespace-pre-wrap">
                {text}
              </p>
            )}
            {standing === "aside" && <p dir="auto">{reason}</p>}
            {mayWrite && standing === "aside" && <UndoForm item={item} />}
            {mayWrite && standing === "unread" && <AsideForm item={item} answer={answer} />}
          </li>
        );
      })}
    </ul>
  );
}

function UndoForm({ item: { symbol, question, row, hash } }: { item: AnswerStanding }) {
  const { t } = useTranslation("documents");
  return (
    <Form method="post">
      <input type="hidden" name="hash" value={hash} />
      <Button type="submit" size="sm" name="intent" value="undo">
        {t("answers.undo")}
        <VisuallyHidden>
          : <Code>{[symbol, question, row].filter(Boolean).join(" ")}</Code>
        </VisuallyHidden>
      </Button>
    </Form>
  );
}

function AsideForm({ item: { submission, question, row }, answer }: { item: AnswerStanding; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const isThis = answer?.typed.submission === submission && answer.typed.question === question && (answer.typed.row ?? "") === row;
  const own = isThis ? answer : undefined;
  const errorOf = useFieldErrors(own);
  const prefix = ["aside", submission, question, row].filter(Boolean).join("-");
  return (
    <details open={isThis} className="w-full">
      <summary className="min-h-11 py-2">{t("answers.aside")}</summary>
      <Form method="post" noValidate className="grid gap-3">
        <RefusalSummary refusal={own?.refusal} prefix={prefix} />
        <input type="hidden" name="submission" value={submission} />
        <input type="hidden" name="question" value={question} />
        <input type="hidden" name="row" value={row} />
        <Field id={`${prefix}-reason`} label={t("answers.reason")} hint={t("answers.reasonHint")} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={2} defaultValue={own?.typed.reason ?? ""} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="aside">
            {t("answers.aside")}
          </Button>
        </div>
      </Form>
    </details>
  );
}
