import { Form } from "@remix-run/react";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { RadioGroup } from "~/ui/radio-group";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { CHANGES } from "../model";
import type { ParagraphPage, Party } from "../model/pages";

type FormProps = { answer: FormAnswer | undefined };

/** For which of the reader's parties something is said. */
function PartyField({ prefix, parties, answer }: FormProps & { prefix: string; parties: readonly Party[] }) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  return (
    <Field id={`${prefix}-party`} label={t("form.party")} error={errorOf("party")} required>
      {(control) => (
        <SelectInput
          {...control}
          name="party"
          defaultValue={answer?.typed.party ?? parties[0]?.id}
          options={parties.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
        />
      )}
    </Field>
  );
}

/** The group a party speaks for; nothing where it speaks for none. */
export function GroupField({ prefix, parties, answer }: FormProps & { prefix: string; parties: ParagraphPage["proposeFor"] }) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  const groups = [...new Map(parties.flatMap((party) => party.groups.map((group) => [group.code, group]))).values()];
  if (groups.length === 0) return null;
  return (
    <Field id={`${prefix}-group`} label={t("form.group")} error={errorOf("group")}>
      {(control) => (
        <SelectInput
          {...control}
          name="group"
          defaultValue={answer?.typed.group ?? ""}
          placeholder={t("form.noGroup")}
          options={groups.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
      )}
    </Field>
  );
}

function LanguageField({ prefix, answer }: FormProps & { prefix: string }) {
  const { t } = useTranslation("negotiations");
  const language = useLanguage();
  return (
    <Field id={`${prefix}-language`} label={t("form.language")} required>
      {(control) => (
        <SelectInput
          {...control}
          name="language"
          defaultValue={answer?.typed.language ?? language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      )}
    </Field>
  );
}

/** A comment on a paragraph. */
export function CommentForm({ parties, answer }: FormProps & { parties: readonly Party[] }) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("comment.title")}>
      <p className="max-w-measure">{t("comment.effect")}</p>
      <Form method="post" noValidate className="grid max-w-measure gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="comment" />
        <PartyField prefix="comment" parties={parties} answer={answer} />
        <LanguageField prefix="comment" answer={answer} />
        <Field id="comment-text" label={t("comment.text")} error={errorOf("text")} required>
          {(control) => <TextArea {...control} name="text" rows={4} defaultValue={answer?.typed.text ?? ""} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="comment">
            {t("comment.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** A proposal for a paragraph: other words for all of it or for a passage, none, a new paragraph after it, or no change. */
export function ProposalForm({ parties, answer }: FormProps & { parties: ParagraphPage["proposeFor"] }) {
  const { t } = useTranslation("negotiations");
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("propose.title")}>
      <p className="max-w-measure">{t("propose.effect")}</p>
      <Form method="post" noValidate className="grid max-w-measure gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="propose" />
        <PartyField prefix="propose" parties={parties} answer={answer} />
        <GroupField prefix="propose" parties={parties} answer={answer} />
        <RadioGroup
          id="propose-kind"
          name="kind"
          legend={t("propose.kind")}
          defaultValue={typed.kind ?? "MOD"}
          error={errorOf("kind")}
          required
          options={CHANGES.map((kind) => ({ value: kind, label: t(`propose.${kind}`) }))}
        />
        <Field id="propose-words" label={t("propose.words")} hint={t("propose.wordsHint")} error={errorOf("words")}>
          {(control) => <TextArea {...control} name="words" rows={2} defaultValue={typed.words ?? ""} />}
        </Field>
        <Field id="propose-text" label={t("propose.text")} hint={t("propose.textHint")} error={errorOf("text")}>
          {(control) => <TextArea {...control} name="text" rows={4} defaultValue={typed.text ?? ""} />}
        </Field>
        <LanguageField prefix="propose" answer={answer} />
        <Field id="propose-reason" label={t("propose.reason")} error={errorOf("reason")} required>
          {(control) => <TextArea {...control} name="reason" rows={3} defaultValue={typed.reason ?? ""} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" name="intent" value="propose">
            {t("propose.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
