import { Form, Link, useNavigation } from "@remix-run/react";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PlainText } from "~/ui/plain-text";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { useRefusalText } from "~/ui/refusal-summary";
import type { CheckedItem } from "../model/checklist";

type ChecklistProps = { items: readonly CheckedItem[]; mayTick: boolean; answer?: FormAnswer };

/** The items of a version's checklist, each with its state, its record and the form that changes it. */
export function Checklist({ items, mayTick, answer }: ChecklistProps) {
  return (
    <ol className="grid grid-cols-1 gap-6">
      {items.map((item) => (
        <li key={item.code} id={item.code} className="grid grid-cols-1 gap-3 rounded-md border border-line bg-surface p-5">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <p id={`${item.code}-text`} className="max-w-measure font-semibold">
              {item.text}
            </p>
            <ItemState item={item} />
          </div>
          {mayTick && <TickForm key={item.last} item={item} answer={answer?.typed.item === item.code ? answer : undefined} />}
          <ItemRecord item={item} />
        </li>
      ))}
    </ol>
  );
}

function ItemState({ item: { done, blocks } }: { item: CheckedItem }) {
  const { t } = useTranslation("readings");
  return (
    <span className="flex flex-wrap gap-2">
      {blocks && <Badge tone="accent">{t("checklist.blocks")}</Badge>}
      <Badge tone={done ? "success" : "neutral"} icon={done ? "check" : "empty"}>
        {t(done ? "checklist.done" : "checklist.open")}
      </Badge>
    </span>
  );
}

/** What was said of an item, the last first. */
function ItemRecord({ item: { ticks } }: { item: CheckedItem }) {
  const { t } = useTranslation("readings");
  if (ticks.length === 0) return null;
  return (
    <details open={ticks.length === 1}>
      <summary className="min-h-6 w-fit text-accent">{t("checklist.history")}</summary>
      <ol className="grid gap-3 pt-2">
        {ticks.map(({ id, done, note, by, at }) => (
          <li key={id} className="grid gap-1 border-s-4 border-line ps-4 text-sm">
            <p>
              {t(done ? "checklist.done" : "checklist.open")} · <bdi>{by}</bdi> · <DateTime at={at} />
            </p>
            {note && <PlainText text={note} />}
          </li>
        ))}
      </ol>
    </details>
  );
}

function TickForm({ item: { code, text, done, last }, answer }: { item: CheckedItem; answer?: FormAnswer }) {
  const { t } = useTranslation("readings");
  const refusalText = useRefusalText();
  const { formData } = useNavigation();
  const act = done ? "untick" : "tick";
  const noteError = answer?.refusal.fields?.note;
  return (
    <Form method="post" className="grid grid-cols-1 gap-3">
      <input type="hidden" name="item" value={code} />
      <input type="hidden" name="last" value={last} />
      <Field id={`note-${code}`} label={t("checklist.note")} hint={t("checklist.noteHint")} error={noteError && refusalText({ code: noteError })}>
        {(control) => <TextArea {...control} name="note" rows={2} defaultValue={answer?.typed.note ?? ""} />}
      </Field>
      <div>
        <Button
          type="submit"
          size="sm"
          name="intent"
          value={act}
          aria-label={t(`checklist.${act}Named`, { item: text })}
          pending={formData?.get("item") === code && formData.get("intent") === act}
        >
          {t(`checklist.${act}`)}
        </Button>
      </div>
    </Form>
  );
}

/** Before a version is accepted: what nobody has ticked. It warns; it stops only where an item says so. */
export function OpenItemsNotice({ id, items }: { id: string; items: readonly CheckedItem[] }) {
  const { t } = useTranslation("readings");
  const language = useLanguage();
  if (items.length === 0) return null;
  return (
    <Notice tone="warning" title={t("checklist.before.title")}>
      <ul className="grid list-disc gap-1 ps-5 text-sm">
        {items.map(({ code, text, blocks }) => (
          <li key={code}>
            {text} {blocks && <strong>{t("checklist.blocks")}</strong>}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm">{t(items.some(({ blocks }) => blocks) ? "checklist.before.blocked" : "checklist.before.text")}</p>
      <p className="text-sm">
        <Link to={links.deskChecklist(language, id)}>{t("checklist.before.open")}</Link>
      </p>
    </Notice>
  );
}
