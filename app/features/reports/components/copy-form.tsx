import { Form, useNavigation } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "~/ui/use-translation";
import { questionKey } from "~/features/templates/model/texts";
import { diffWords } from "~/lib/diff";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Choice } from "~/ui/choice";
import { unitOf, type CopyItem, type CopyPage, type CopySource } from "../model";
import { differingPieces, flatAnswer } from "./flat-answer";
import { TextSide } from "./text-side";

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
  const { t } = useTranslation("reports");
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
  const { t } = useTranslation("reports");
  const { question, row, value, current } = item;
  const unit = unitOf({ question: question.code, row });
  const pieces = useMemo(
    () => differingPieces(flatAnswer(question, value, page.texts), flatAnswer(question, current?.value ?? null, page.texts)),
    [question, value, current, page.texts],
  );
  return (
    <Card>
      <Choice
        type="checkbox"
        name="unit"
        value={`${unit}@${current?.revision ?? 0}`}
        defaultChecked={!current || current.value === null}
        label={
          <span className="font-semibold">
            <span className="me-2 text-ink-soft">
              <Code>{question.code}</Code>
            </span>
            {page.texts[questionKey(question, "label")]}
          </span>
        }
      />
      {pieces.map(({ key, label, mine, theirs }) => {
        const changes = diffWords(theirs, mine);
        return (
          <div key={key} className="grid grid-cols-1 gap-1">
            {label && <p className="text-sm font-semibold">{label}</p>}
            <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
              <TextSide title={t("copy.here")} changes={changes} kind="removed" language={page.language} />
              <TextSide title={<SourceName {...page.source} />} changes={changes} kind="added" language={item.language} />
            </div>
          </div>
        );
      })}
    </Card>
  );
}
