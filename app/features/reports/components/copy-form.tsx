import { Form, useNavigation } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "~/ui/use-translation";
import { questionKey } from "~/features/templates/model/texts";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Choice } from "~/ui/choice";
import { unitOf, type CopyItem, type CopyPage, type CopySource } from "../model";
import { flatAnswer } from "../model/flat-answer";
import { TwoTexts } from "./two-texts";

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
  const [here, there] = useMemo(
    () => [flatAnswer(question, current?.value ?? null, page.texts), flatAnswer(question, value, page.texts)],
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
      <TwoTexts
        start={{ title: t("copy.here"), pieces: here, language: page.language }}
        end={{ title: <SourceName {...page.source} />, pieces: there, language: item.language }}
      />
    </Card>
  );
}
