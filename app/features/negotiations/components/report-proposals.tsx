import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { RefusalSummary } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { useTranslation } from "~/ui/use-translation";
import type { SourceLine, SourcesPage } from "../model/pages";

/** What published reports propose for the outcome, each to be put on a paragraph of the draft in its party's name. */
export function ReportProposals({ page, answer }: { page: SourcesPage; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("negotiations");
  if (page.items.length === 0) return <EmptyState title={t("sources.none")} />;
  return (
    <ul className="grid gap-4">
      {page.items.map((line) => (
        <ReportProposal key={`${line.hash} ${line.row}`} page={page} line={line} answer={answer?.typed.row === line.row ? answer : undefined} />
      ))}
    </ul>
  );
}

function ReportProposal({ page, line, answer }: { page: SourcesPage; line: SourceLine; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("negotiations");
  const { submission, symbol, party, question, row, hash, language, topic, place, change, text, reason, used } = line;
  const id = `paragraph-${hash.slice(0, 12)}-${row}`;
  return (
    <Card as="li" title={t(`kind.${change}`)} badge={used && <Badge tone="success">{t("sources.used")}</Badge>}>
      <p className="text-sm">
        <bdi>{party}</bdi> · <Code>{`${symbol}, ${question}`}</Code>
      </p>
      <div lang={language} className="grid max-w-measure gap-2">
        <p dir="auto" className="font-semibold">
          {topic}
          {place !== "" && (
            <>
              {" · "}
              <bdi>{place}</bdi>
            </>
          )}
        </p>
        {text !== "" && (
          <blockquote dir="auto" className="border-s-4 border-accent ps-4 whitespace-pre-line">
            {text}
          </blockquote>
        )}
        <p dir="auto" className="whitespace-pre-line">
          {reason}
        </p>
      </div>
      {page.mayDecide && !used && (
        <Form method="post" className="grid max-w-measure gap-3">
          <RefusalSummary refusal={answer?.refusal} prefix={id} />
          {Object.entries({ submission, question, row, hash }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Field id={id} label={t("sources.paragraph")} required>
            {(control) => (
              <SelectInput
                {...control}
                name="paragraph"
                className="max-w-full"
                options={page.paragraphs.map(({ id: value, number, beginning }) => ({ value, label: `${number} ${beginning}` }))}
              />
            )}
          </Field>
          <div>
            <Button type="submit" size="sm">
              {t("sources.button")}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
