import { Form } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useTranslation } from "~/ui/use-translation";
import { stillToSpeak, type DeskMeetingPage, type ShownTurn } from "../model";

type Chapters = DeskMeetingPage["chapters"];
type Item = DeskMeetingPage["items"][number];

type ItemFieldsProps = { prefix: string; chapters: Chapters; values: { title?: string; minutes?: string; chapter?: string }; answer: FormAnswer | undefined };

function ItemFields({ prefix, chapters, values, answer }: ItemFieldsProps) {
  const { t } = useTranslation("meetings");
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? values;
  return (
    <>
      <RefusalSummary refusal={answer?.refusal} prefix={prefix} />
      <Field id={`${prefix}-title`} label={t("fact.title")} error={errorOf("title")} required>
        {(control) => <TextInput {...control} name="title" defaultValue={typed.title ?? ""} />}
      </Field>
      <Field id={`${prefix}-minutes`} label={t("item.minutes")} error={errorOf("minutes")} required>
        {(control) => <TextInput {...control} type="number" name="minutes" min={1} defaultValue={typed.minutes ?? ""} className="max-w-32" />}
      </Field>
      {chapters.length > 0 && (
        <Field id={`${prefix}-chapter`} label={t("item.chapter")} error={errorOf("chapter")}>
          {(control) => (
            <SelectInput
              {...control}
              name="chapter"
              defaultValue={typed.chapter ?? ""}
              placeholder={t("item.noChapter")}
              options={chapters.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** A new item, at the end of the agenda. */
export function AddItemForm({ chapters, answer }: { chapters: Chapters; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("meetings");
  return (
    <Card title={t("item.add")}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <ItemFields prefix="item" chapters={chapters} values={{}} answer={answer} />
        <div>
          <Button type="submit" name="intent" value="item_add">
            {t("item.addButton")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

type ItemFormsProps = { item: Item; others: readonly Item[]; chapters: Chapters; answer: FormAnswer | undefined };

/** What the desk does with an item and with the order of its speakers, folded away until it is needed. */
export function ItemForms({ item, others, chapters, answer }: ItemFormsProps) {
  const { t } = useTranslation("meetings");
  const speakers = stillToSpeak(item.turns);
  const answerTo = (intent: string) => (answer?.typed.intent === intent ? answer : undefined);
  const prefix = `item-${item.id}`;
  return (
    <>
      {speakers.length > 1 && (
        <details open={answerTo("place") !== undefined}>
          <summary className="min-h-11 w-fit content-center text-accent underline">{t("place.title")}</summary>
          <PlaceForm prefix={`place-${item.id}`} speakers={speakers} answer={answerTo("place")} />
        </details>
      )}
      <details open={answer !== undefined && answer.typed.intent !== "place"}>
        <summary className="min-h-11 w-fit content-center text-accent underline">{t("item.change")}</summary>
        <div className="grid gap-6 pt-3">
          <Form method="post" noValidate className="grid max-w-narrow gap-5">
            <input type="hidden" name="item" value={item.id} />
            <ItemFields
              prefix={prefix}
              chapters={chapters}
              values={{ title: item.title, minutes: String(item.minutes), chapter: item.chapterId }}
              answer={answerTo("item_change")}
            />
            <div>
              <Button type="submit" name="intent" value="item_change">
                {t("item.save")}
              </Button>
            </div>
          </Form>
          {others.length > 0 && (
            <Form method="post" className="grid max-w-narrow gap-5">
              <input type="hidden" name="item" value={item.id} />
              <Field id={`${prefix}-after`} label={t("item.after")}>
                {(control) => (
                  <SelectInput
                    {...control}
                    name="after"
                    placeholder={t("item.first")}
                    options={others.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }))}
                  />
                )}
              </Field>
              <div>
                <Button type="submit" name="intent" value="item_move">
                  {t("item.move")}
                </Button>
              </div>
            </Form>
          )}
          <Form method="post">
            <input type="hidden" name="item" value={item.id} />
            <Button type="submit" name="intent" value="item_remove">
              {t("item.remove")}
            </Button>
          </Form>
        </div>
      </details>
    </>
  );
}

/** Another place on the list of speakers, with the reason everybody reads. */
function PlaceForm({ prefix, speakers, answer }: { prefix: string; speakers: readonly ShownTurn[]; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("meetings");
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  const options = speakers.map(({ id, party }) => ({ value: id, label: party.name }));
  return (
    <Form method="post" noValidate className="grid max-w-narrow gap-5 pt-3">
      <RefusalSummary refusal={answer?.refusal} prefix={prefix} />
      <Field id={`${prefix}-turn`} label={t("place.turn")} error={errorOf("turn")}>
        {(control) => <SelectInput {...control} name="turn" defaultValue={typed.turn} options={options} />}
      </Field>
      <Field id={`${prefix}-after`} label={t("place.after")} error={errorOf("after")}>
        {(control) => <SelectInput {...control} name="after" defaultValue={typed.after} placeholder={t("item.first")} options={options} />}
      </Field>
      <Field id={`${prefix}-reason`} label={t("place.reason")} hint={t("place.reasonHint")} error={errorOf("reason")} required>
        {(control) => <TextArea {...control} name="reason" rows={2} defaultValue={typed.reason ?? ""} />}
      </Field>
      <div>
        <Button type="submit" name="intent" value="place">
          {t("place.button")}
        </Button>
      </div>
    </Form>
  );
}

/** Cancels the meeting, with a reason. */
export function CancelForm({ answer }: { answer: FormAnswer | undefined }) {
  const { t } = useTranslation("meetings");
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("cancel.title")}>
      <p className="max-w-measure">{t("cancel.text")}</p>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="cancel" />
        <Field id="cancel-reason" label={t("cancel.reason")} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={3} defaultValue={answer?.typed.reason ?? ""} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="cancel">
            {t("cancel.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
