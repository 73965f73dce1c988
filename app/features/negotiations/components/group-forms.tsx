import { Form } from "@remix-run/react";
import { InLanguage } from "~/features/codings/components/code-label";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { MAX_NAME } from "../model";
import type { GroupsPage, NegotiatingGroup } from "../model/pages";

type FormProps = { page: GroupsPage; answer: FormAnswer | undefined };

/** The negotiating groups the desk keeps, each with its members; those who decide change it in place. */
export function GroupList({ page: { groups, mayDecide }, answer }: FormProps) {
  const { t } = useTranslation("negotiations");
  if (groups.length === 0) return <EmptyState title={t("groups.none")} />;
  return (
    <ul className="grid gap-4">
      {groups.map((group) => {
        const own = answer?.typed.symbol === group.symbol ? answer : undefined;
        return (
          <Card
            as="li"
            key={`${group.symbol} ${group.revision}`}
            title={
              <>
                <Code>{group.symbol}</Code> · <InLanguage text={group.name} language={group.language} />
              </>
            }
          >
            <p>{t("groups.members", { count: group.members.length })}</p>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {group.members.map(({ id, code, name }) => (
                <li key={id}>
                  <Code>{code}</Code> · <bdi>{name}</bdi>
                </li>
              ))}
            </ul>
            {mayDecide && (
              <details open={own !== undefined}>
                <summary className="min-h-6 w-fit text-accent underline">{t("groups.edit", { symbol: group.symbol })}</summary>
                <Form method="post" noValidate className="grid max-w-measure gap-5 pt-3">
                  <RefusalSummary refusal={own?.refusal} prefix={group.symbol} />
                  <input type="hidden" name="symbol" value={group.symbol} />
                  <input type="hidden" name="revision" value={group.revision} />
                  <GroupFields prefix={group.symbol} group={group} answer={own} />
                  <div>
                    <Button type="submit" name="intent" value="edit_group">
                      {t("groups.save")}
                    </Button>
                  </div>
                </Form>
              </details>
            )}
          </Card>
        );
      })}
    </ul>
  );
}

/** Founds a negotiating group. */
export function AddGroupForm({ answer }: { answer: FormAnswer | undefined }) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("groups.add")}>
      <p className="max-w-measure">{t("groups.effect")}</p>
      <Form method="post" noValidate className="grid max-w-measure gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="group" />
        <Field id="group-symbol" label={t("groups.symbol")} hint={t("groups.symbolHint")} error={errorOf("symbol")} required>
          {(control) => <TextInput {...control} name="symbol" code maxLength={12} defaultValue={answer?.typed.symbol ?? ""} className="max-w-56" />}
        </Field>
        <GroupFields prefix="group" answer={answer} />
        <div>
          <Button type="submit" variant="primary" name="intent" value="add_group">
            {t("groups.add")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

type FieldsProps = { prefix: string; group?: Pick<NegotiatingGroup, "names" | "members">; answer: FormAnswer | undefined };

/** The names of a group, one of them required, and its members by their codes. */
function GroupFields({ prefix, group, answer }: FieldsProps) {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed;
  const name = (of: Language) => (
    <Field key={of} id={`${prefix}-name.${of}`} label={t("groups.name", { language: LANGUAGE_NAMES[of] })} error={errorOf(`name.${of}`)}>
      {(control) => <TextInput {...control} name={`name.${of}`} lang={of} maxLength={MAX_NAME} defaultValue={typed ? typed[`name.${of}`] : group?.names[of]} />}
    </Field>
  );
  return (
    <>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="pb-2">{t("groups.names")}</legend>
        {[language, ...LANGUAGES.filter((of) => of !== language)].map(name)}
      </fieldset>
      <Field id={`${prefix}-members`} label={t("groups.codes")} hint={t("groups.codesHint")} error={errorOf("members")}>
        {(control) => (
          <TextArea {...control} name="members" rows={3} dir="ltr" defaultValue={typed?.members ?? group?.members.map(({ code }) => code).join(" ")} />
        )}
      </Field>
    </>
  );
}

/** Which party speaks for which group, and since when. */
export function SpeakerForms({ page: { speakers, choices, mayDecide }, answer }: FormProps) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("speakers.title")}>
      <p className="max-w-measure">{t("speakers.effect")}</p>
      {speakers.length > 0 && (
        <ul className="grid gap-3">
          {speakers.map(({ id, group, party, from, to }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span>
                <bdi>{group}</bdi>: <bdi>{party.name}</bdi> · <DateTime at={`${from}T12:00:00Z`} show="day" />
                {to !== null && (
                  <>
                    {" – "}
                    <DateTime at={`${to}T12:00:00Z`} show="day" />
                  </>
                )}
              </span>
              {mayDecide && to === null && (
                <Form method="post">
                  <input type="hidden" name="speaker" value={id} />
                  <Button type="submit" size="sm" name="intent" value="end_speaker">
                    {t("speakers.end")}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayDecide && (
        <Form method="post" noValidate className="grid max-w-narrow gap-5">
          <RefusalSummary refusal={answer?.refusal} prefix="speaker" />
          <Field id="speaker-group" label={t("speakers.group")} error={errorOf("group")} required>
            {(control) => (
              <SelectInput
                {...control}
                name="group"
                defaultValue={typed.group}
                options={choices.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
              />
            )}
          </Field>
          <Field id="speaker-party" label={t("speakers.party")} hint={t("speakers.partyHint")} error={errorOf("party")} required>
            {(control) => <TextInput {...control} name="party" code defaultValue={typed.party ?? ""} className="max-w-56" />}
          </Field>
          <Field id="speaker-from" label={t("speakers.from")} error={errorOf("from")} required>
            {(control) => <TextInput {...control} type="date" name="from" defaultValue={typed.from ?? ""} className="max-w-56" />}
          </Field>
          <div>
            <Button type="submit" name="intent" value="name_speaker">
              {t("speakers.button")}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
