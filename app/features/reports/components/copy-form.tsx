import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { unitOf, type CopyItem, type CopyPage, type CopySource } from "../model";
import { AnswerChoice } from "./answer-choice";

/** The name of a report among those of its party, by its action line. */
export const SourceName = ({ line, lineName }: Pick<CopySource, "line" | "lineName">) => (
  <>
    {line && (
      <span className="me-2 text-ink-soft">
        <Code>{line}</Code>
      </span>
    )}
    {lineName}
  </>
);

/** The answers that differ, each beside what stands here; what is empty here is ticked, nothing else. */
export function CopyForm({ page }: { page: CopyPage & { source: CopySource } }) {
  const { t } = useTranslation("carry");
  const isBusy = useNavigation().formData?.get("from") === page.source.id;
  return (
    <Form method="post" className="grid grid-cols-1 gap-6">
      <input type="hidden" name="from" value={page.source.id} />
      {page.items.map((item) => (
        <Item key={unitOf({ question: item.question.code, row: item.row })} item={item} page={page} />
      ))}
      <div>
        <Button type="submit" variant="primary" pending={isBusy}>
          {t("copy.submit")}
        </Button>
      </div>
      <p className="max-w-measure text-sm text-ink-soft">{t("copy.after")}</p>
    </Form>
  );
}

function Item({ item, page }: { item: CopyItem; page: CopyPage & { source: CopySource } }) {
  const { t } = useTranslation("carry");
  const { question, row, value, current } = item;
  return (
    <AnswerChoice
      name="unit"
      value={`${unitOf({ question: question.code, row })}@${current?.revision ?? 0}`}
      isTicked={!current || current.value === null}
      question={question}
      texts={page.texts}
      here={{ title: t("copy.here"), value: current?.value ?? null, language: page.language }}
      there={{ title: <SourceName {...page.source} />, value, language: item.language }}
    />
  );
}
