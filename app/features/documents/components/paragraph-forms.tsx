import { Form } from "@remix-run/react";
import { ChangedText } from "~/features/reports/components/changed-text";
import { diffWords } from "~/lib/diff";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import type { TextConflict } from "../model/merge";
import type { ParagraphPage } from "../model/pages";
import { PlaceSelect } from "./outline-forms";
import { ParagraphConflict } from "./paragraph-conflict";

type EditFormProps = { paragraph: ParagraphPage; answer: FormAnswer | undefined };

/** The text of a paragraph to be written. In a conflict both texts stand beside each other and are brought together where they can be; the next save is on the one that was seen. */
export function EditForm({ paragraph: { document, text, revision, opId }, answer }: EditFormProps) {
  const { t } = useTranslation("documents");
  const errorOf = useFieldErrors(answer);
  const conflict = answer?.refusal.code === "answer.conflict" ? (answer.refusal.detail as TextConflict) : null;
  const typed = answer?.typed.text;
  return (
    <Card title={t("edit.title")}>
      {conflict && <ParagraphConflict conflict={conflict} opId={opId} language={document.language} />}
      <Form method="post" noValidate className="grid max-w-measure gap-5">
        {!conflict && <RefusalSummary refusal={answer?.refusal} prefix="edit" />}
        <input type="hidden" name="opId" value={opId} />
        <input type="hidden" name="revision" value={conflict?.current.revision ?? revision} />
        <Field id="edit-text" label={t("paragraph.text")} error={errorOf("text")} required>
          {(control) => <TextArea key={revision} {...control} name="text" lang={document.language} rows={6} defaultValue={typed ?? text} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" name="intent" value="save">
            {t("edit.save")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** Moving, splitting, merging and deleting a paragraph, each a form of its own. */
export function ChangeForms({ paragraph, answer }: EditFormProps) {
  const { t } = useTranslation("documents");
  const { places, following, sentences, revision } = paragraph;
  const seen = <input type="hidden" name="revision" value={revision} />;
  return (
    <Card title={t("change.title")}>
      <RefusalSummary refusal={answer?.refusal} prefix="change" />
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <Field id="change-place" label={t("move.place")}>
          {(control) => <PlaceSelect places={places} control={control} />}
        </Field>
        <Button type="submit" name="intent" value="move">
          {t("move.button")}
        </Button>
      </Form>
      {sentences.length > 1 && (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          {seen}
          <Field id="change-at" label={t("split.at")}>
            {(control) => (
              <SelectInput
                {...control}
                name="at"
                className="max-w-full"
                options={sentences.flatMap(({ text }, at) => (at === 0 ? [] : [{ value: String(at), label: [...text].slice(0, 60).join("") }]))}
              />
            )}
          </Field>
          <Button type="submit" name="intent" value="split">
            {t("split.button")}
          </Button>
        </Form>
      )}
      {following && (
        <Form method="post">
          {seen}
          <input type="hidden" name="next" value={following.id} />
          <input type="hidden" name="nextRevision" value={following.revision} />
          <Button type="submit" name="intent" value="merge">
            {t("merge.button", { number: following.number })}
          </Button>
        </Form>
      )}
      <Form method="post" className="grid justify-items-start gap-2">
        {seen}
        <p className="max-w-measure text-sm text-ink-soft">{t("delete.effect")}</p>
        <Button type="submit" variant="danger" name="intent" value="delete">
          {t("delete.button")}
        </Button>
      </Form>
    </Card>
  );
}

/** Every text a paragraph had, the latest first, with what each changed. */
export function ParagraphHistory({ paragraph: { history, document } }: { paragraph: ParagraphPage }) {
  const { t } = useTranslation("documents");
  return (
    <details className="rounded-md border border-line bg-surface px-5 py-2">
      <summary className="min-h-11 py-2 font-semibold">{t("history.title")}</summary>
      <ol className="grid gap-4 py-3">
        {history.map(({ id, revision, text, author, savedAt }, index) => (
          <li key={id} className="grid gap-1 border-t border-line pt-3">
            <p className="text-sm text-ink-soft">
              {revision === null ? t("history.kept") : t("edit.revision", { revision })} · <bdi>{author}</bdi> · <DateTime at={savedAt} />
            </p>
            <ChangedText
              changes={diffWords(history.slice(index + 1).find((older) => older.revision !== null)?.text ?? "", text)}
              shows="each"
              language={document.language}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}
