import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { buttonClass } from "~/ui/button-class";
import { ButtonFace } from "~/ui/button-face";
import { Card } from "~/ui/card";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import { DISPOSITIONS, FILE_FORMATS, type FileFormat } from "../model";
import type { DispositionLine, DispositionsPage } from "../model/pages";
import { InputAnswer, InputText, StateBadge } from "./input-facts";

type ListProps = { page: DispositionsPage; answer?: FormAnswer; mayAnswer?: boolean };

/** What was said to a draft, in the order of its text, with what became of each; where it may be said, with the form for it. */
export function DispositionList({ page: { lines, draft }, answer, mayAnswer = false }: ListProps) {
  const { t } = useTranslation("negotiations");
  if (lines.length === 0) return <EmptyState title={t("dispositions.none")} />;
  return (
    <ol className="grid gap-4">
      {lines.map((line) => (
        <Card
          as="li"
          key={line.id}
          title={
            <>
              <Code>{line.number}</Code> · {t(`kind.${line.kind}`)}
            </>
          }
          badge={line.kind === "comment" ? undefined : <StateBadge state={line.state} />}
        >
          <InputText input={line} documentLanguage={draft.language} />
          <InputAnswer input={line} />
          {line.answeredAt !== null && line.answeredBy !== "" && (
            <p className="text-sm text-ink-soft">
              <bdi>{line.answeredBy}</bdi> · <DateTime at={line.answeredAt} />
            </p>
          )}
          {mayAnswer && <AnswerForm line={line} answer={answer?.typed.input === line.id ? answer : undefined} />}
        </Card>
      ))}
    </ol>
  );
}

function AnswerForm({ line, answer }: { line: DispositionLine; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  const prefix = `answer-${line.id}`;
  return (
    <details open={answer !== undefined || line.disposition === ""}>
      <summary className="min-h-6 w-fit text-accent underline">{t(line.disposition === "" ? "dispositions.say" : "dispositions.change")}</summary>
      <Form method="post" noValidate className="grid max-w-measure gap-4">
        <RefusalSummary refusal={answer?.refusal} prefix={prefix} />
        <input type="hidden" name="input" value={line.id} />
        <Field id={`${prefix}-disposition`} label={t("column.disposition")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="disposition"
              defaultValue={answer?.typed.disposition ?? (line.disposition || undefined)}
              options={DISPOSITIONS.map((value) => ({ value, label: t(`disposition.${value}`) }))}
            />
          )}
        </Field>
        <Field id={`${prefix}-answer`} label={t("column.answer")} error={errorOf("answer")} required>
          {(control) => <TextArea {...control} name="answer" rows={3} defaultValue={answer?.typed.answer ?? line.answer} />}
        </Field>
        <div>
          <Button type="submit" size="sm" name="intent" value="answer">
            {t("dispositions.button")}
          </Button>
        </div>
      </Form>
    </details>
  );
}

/** The table as files. Plain links: a file is no page. */
export function DispositionFiles({ hrefOf }: { hrefOf: (format: FileFormat) => string }) {
  const { t } = useTranslation("negotiations");
  return (
    <ul aria-label={t("dispositions.files")} className="flex flex-wrap gap-3 print:hidden">
      {FILE_FORMATS.map((format) => (
        <li key={format}>
          <a href={hrefOf(format)} download className={buttonClass("secondary", "md")}>
            <ButtonFace icon="download">{t(`dispositions.${format}`)}</ButtonFace>
          </a>
        </li>
      ))}
    </ul>
  );
}
