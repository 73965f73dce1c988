import { Form, Link, useNavigation } from "@remix-run/react";
import { dayIn } from "~/lib/dates";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { Fieldset } from "~/ui/fieldset";
import { Icon } from "~/ui/icons";
import { RadioGroup } from "~/ui/radio-group";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { HOW, placeCode, type Assignment, type PageChoice } from "../model";

type AssignmentFormProps = {
  reportId: string;
  choices: readonly PageChoice[];
  people: readonly { id: string; name: string }[];
  /** The assignment to change; null for a new one. */
  changing: Assignment | null;
  /** The zone in which the day ends. */
  timeZone: string;
  answer: FormAnswer | undefined;
};

/** Asks somebody of the party to write places of the report, or changes what they are asked. What was typed stays over what is recorded. */
export function AssignmentForm({ reportId, choices, people, changing, timeZone, answer }: AssignmentFormProps) {
  const { t } = useTranslation("delegations");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const { formData } = useNavigation();
  const intent = changing ? "changed" : "assigned";
  const chosen = answer ? (answer.typed.places?.split("\n") ?? []) : (changing?.places.map(placeCode) ?? []);
  const due = changing?.dueAt ? dayIn(changing.dueAt, timeZone) : "";
  return (
    <Card title={changing ? t("form.change", { name: `\u2068${changing.person.name}\u2069` }) : t("form.assign")}>
      <Form method="post" noValidate id="assignment" className="grid gap-6">
        <RefusalSummary refusal={answer?.refusal} prefix="assignment" />
        {changing ? (
          <>
            <input type="hidden" name="id" value={changing.id} />
            <input type="hidden" name="revision" value={changing.revision} />
          </>
        ) : (
          <Field id="assignment-person" label={t("form.person")} hint={t("form.personHint")} error={errorOf("person")} required>
            {(control) => (
              <SelectInput
                {...control}
                name="person"
                className="max-w-narrow"
                placeholder={t("form.choose")}
                defaultValue={answer?.typed.person ?? ""}
                options={people.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
        )}
        <Fieldset id="assignment-places" legend={t("form.places")} hint={t("form.placesHint")} error={errorOf("places")} required>
          <div className="grid gap-2">
            {choices.map((choice) => (
              <PageFields key={choice.page} choice={choice} chosen={chosen} />
            ))}
          </div>
        </Fieldset>
        <RadioGroup
          id="assignment-how"
          legend={t("form.how")}
          hint={t("form.howHint")}
          error={errorOf("how")}
          name="how"
          defaultValue={answer?.typed.how ?? (changing?.proposes ? "proposes" : "writes")}
          options={HOW.map((how) => ({ value: how, label: t(`form.${how}`) }))}
        />
        <Field id="assignment-due" label={t("form.due")} hint={t("form.dueHint")} error={errorOf("due")}>
          {(control) => <TextInput {...control} type="date" name="due" defaultValue={answer?.typed.due ?? due} className="max-w-56" />}
        </Field>
        <Field id="assignment-note" label={t("form.note")} hint={t("form.noteHint")} error={errorOf("note")}>
          {(control) => <TextArea {...control} name="note" rows={3} defaultValue={answer?.typed.note ?? changing?.note} />}
        </Field>
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" variant="primary" name="intent" value={intent} pending={formData?.get("intent") === intent}>
            {t(changing ? "form.save" : "form.submit")}
          </Button>
          {changing && <Link to={links.delegation(language, reportId)}>{t("form.cancel")}</Link>}
        </div>
      </Form>
    </Card>
  );
}

/** A page of the form, as a whole or by its questions; closed while nothing of it is chosen. */
function PageFields({ choice: { page, code, title, questions }, chosen }: { choice: PageChoice; chosen: readonly string[] }) {
  const { t } = useTranslation("delegations");
  const named = (
    <>
      <Code>{code}</Code> {title}
    </>
  );
  const options = [
    { value: page, label: t("form.whole") },
    ...questions.map((question) => ({
      value: placeCode({ page, question: question.code }),
      label: (
        <>
          <Code>{question.code}</Code> {question.label}
        </>
      ),
    })),
  ];
  return (
    <details open={options.some(({ value }) => chosen.includes(value))} className="group rounded-md border border-line px-4">
      <summary className="flex min-h-11 items-center justify-between gap-3 font-semibold">
        <span>{named}</span>
        <Icon name="down" className="group-open:rotate-180" />
      </summary>
      <div className="py-2">
        <CheckboxGroup id={`places-${page}`} legend={named} legendHidden name="places" defaultValue={[...chosen]} options={options} />
      </div>
    </details>
  );
}
