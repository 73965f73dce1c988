import { Form, Link, useNavigation } from "@remix-run/react";
import { unitOf } from "~/features/reports/model";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import { EDIT_MINUTES, type CommentDto, type Person, type Side, type ThreadKind, type ThreadPlace } from "../model";
import { usePlaceName } from "./place-name";

type WriteProps = {
  /** Id of the comment this form makes, however often it is sent. */
  newId: string;
  people: readonly Person[];
  called: readonly string[];
  answer: FormAnswer | undefined;
};

/** People who can be mentioned, in a list that works without JavaScript. */
function MentionField({ people, called, answer }: Omit<WriteProps, "newId">) {
  const { t } = useTranslation("comments");
  const errorOf = useFieldErrors(answer);
  const chosen = answer ? (answer.typed.mentions?.split("\n") ?? []) : [...called];
  if (people.length === 0) return null;
  return (
    <details open={chosen.length > 0 || errorOf("mentions") !== undefined}>
      <summary className="w-fit text-accent underline">{t("form.mentions")}</summary>
      <div className="mt-2">
        <CheckboxGroup
          id="comment-mentions"
          legend={t("form.mentions")}
          legendHidden
          hint={t("form.mentionsHint")}
          error={errorOf("mentions")}
          name="mentions"
          defaultValue={chosen}
          options={people.map(({ id, name, side }) => ({ value: id, label: <bdi>@{name}</bdi>, hint: t(`side.${side}`) }))}
        />
      </div>
    </details>
  );
}

type BeginProps = WriteProps & { kind: ThreadKind; side: Side; places: readonly (ThreadPlace & { label: string })[]; place: ThreadPlace | null; back: string };

/** Begins a thread. Its kind was chosen on the way here and is said above: nobody shares by a wrong click in a form. */
export function BeginForm({ kind, side, places, place, back, newId, people, called, answer }: BeginProps) {
  const { t } = useTranslation("comments");
  const placeName = usePlaceName();
  const errorOf = useFieldErrors(answer);
  const { formData } = useNavigation();
  return (
    <Card title={t(kind === "shared" && side === "party" ? "begin.party" : `begin.${kind}`)}>
      <Notice tone={kind === "internal" ? "info" : "warning"}>{t(`begin.${kind}Reads`)}</Notice>
      <Form method="post" noValidate id="comment" className="grid gap-6">
        <RefusalSummary refusal={answer?.refusal} prefix="comment" />
        <input type="hidden" name="id" value={newId} />
        <input type="hidden" name="kind" value={kind} />
        <Field id="comment-place" label={t("form.place")} error={errorOf("place")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="place"
              className="max-w-full"
              defaultValue={answer?.typed.place ?? (place ? unitOf(place) : "")}
              options={places.map((one) => ({ value: unitOf(one), label: placeName(one) }))}
            />
          )}
        </Field>
        <Field id="comment-text" label={t("form.text")} hint={t("form.textHint")} error={errorOf("text")} required>
          {(control) => <TextArea {...control} name="text" rows={5} defaultValue={answer?.typed.text} />}
        </Field>
        <MentionField people={people} called={called} answer={answer} />
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" variant="primary" name="intent" value="started" pending={formData?.get("intent") === "started"}>
            {t("form.submit")}
          </Button>
          <Link to={back}>{t("form.cancel")}</Link>
        </div>
      </Form>
    </Card>
  );
}

/** Answers in a thread. */
export function ReplyForm({ thread, isResolved, newId, people, called, answer }: WriteProps & { thread: string; isResolved: boolean }) {
  const { t } = useTranslation("comments");
  const errorOf = useFieldErrors(answer);
  const { formData } = useNavigation();
  return (
    <Form method="post" noValidate id="reply" className="grid gap-4 border-t border-line pt-4">
      <RefusalSummary refusal={answer?.refusal} prefix="comment" />
      <input type="hidden" name="id" value={newId} />
      <input type="hidden" name="thread" value={thread} />
      {isResolved && <p>{t("form.replyOpens")}</p>}
      <Field id="comment-text" label={t("form.reply")} hint={t("form.textHint")} error={errorOf("text")} required>
        {(control) => <TextArea {...control} name="text" rows={4} defaultValue={answer?.typed.text} />}
      </Field>
      <MentionField people={people} called={called} answer={answer} />
      <Button type="submit" variant="primary" name="intent" value="replied" className="justify-self-start" pending={formData?.get("intent") === "replied"}>
        {t("form.replySubmit")}
      </Button>
    </Form>
  );
}

/** Changes a comment of one's own. */
export function EditForm({ comment, back, answer }: { comment: CommentDto; back: string; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("comments");
  const errorOf = useFieldErrors(answer);
  const { formData } = useNavigation();
  return (
    <Form method="post" noValidate id="edit" className="grid gap-4 border-t border-line pt-4">
      <RefusalSummary refusal={answer?.refusal} prefix="comment" />
      <input type="hidden" name="comment" value={comment.id} />
      <input type="hidden" name="revision" value={comment.revision} />
      <Field id="comment-text" label={t("form.edit")} hint={t("form.editHint", { count: EDIT_MINUTES })} error={errorOf("text")} required>
        {(control) => <TextArea {...control} name="text" rows={4} defaultValue={answer?.typed.text ?? comment.text} />}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" name="intent" value="edited" pending={formData?.get("intent") === "edited"}>
          {t("form.editSubmit")}
        </Button>
        <Link to={back}>{t("form.cancel")}</Link>
      </div>
    </Form>
  );
}
