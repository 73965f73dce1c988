import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { MIN_PASSWORD_LENGTH, type InvitationDto } from "../model";

type AcceptInvitationProps = {
  invitation: Omit<InvitationDto, "party"> & { partyName: string | null };
  /** Address of the page, to come back to after signing in. */
  page: string;
  answer: FormAnswer | undefined;
};

/** What an invitation is for, and what is left to do to accept it. */
export function AcceptInvitation({ invitation, page, answer }: AcceptInvitationProps) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const { invitedBy: name, name: calledBy, partyName: party, role, email, next } = invitation;
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <p>{party ? t("invitation.toParty", { name, party }) : t("invitation.toSecretariat", { name })}</p>
        <p>{t("invitation.role", { role: t(`roles.${role}`) })}</p>
        <p>
          {t("invitation.for")} <Code>{email}</Code>
        </p>
      </div>
      {next === "new" && <NewAccountForm email={email} name={calledBy} answer={answer} />}
      {next === "confirm" && (
        <Form method="post" className="grid gap-4">
          <RefusalSummary refusal={answer?.refusal} prefix="confirm" />
          <div>
            <Button type="submit" variant="primary" name="intent" value="confirm">
              {t("invitation.confirm")}
            </Button>
          </div>
        </Form>
      )}
      {next === "sign_in" && (
        <Notice
          actions={
            <LinkButton to={`${links.signIn(language, page)}&email=${encodeURIComponent(email)}`} variant="primary">
              {t("invitation.signIn")}
            </LinkButton>
          }
        >
          {t("invitation.exists")}
        </Notice>
      )}
      {next === "other" && (
        <>
          <Notice tone="warning">{t("invitation.other")}</Notice>
          <form method="post" action={links.signOut(language)}>
            <Button type="submit">{t("invitation.signOut")}</Button>
          </form>
        </>
      )}
    </div>
  );
}

function NewAccountForm({ email, name, answer }: { email: string; name: string; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("account");
  const errorOf = useFieldErrors(answer);
  return (
    <Form method="post" noValidate className="grid gap-5">
      <p>{t("invitation.choose")}</p>
      <input type="hidden" name="intent" value="new" />
      <input type="hidden" name="username" autoComplete="username" defaultValue={email} />
      <RefusalSummary refusal={answer?.refusal} prefix="new" />
      <Field id="new-name" label={t("field.name")} hint={t("field.nameHint")} error={errorOf("name")}>
        {(control) => <TextInput {...control} name="name" autoComplete="name" required maxLength={200} defaultValue={answer?.typed.name ?? name} />}
      </Field>
      <Field id="new-password" label={t("field.password")} hint={t("field.newPasswordHint", { count: MIN_PASSWORD_LENGTH })} error={errorOf("password")}>
        {(control) => <TextInput {...control} type="password" name="password" autoComplete="new-password" required minLength={MIN_PASSWORD_LENGTH} />}
      </Field>
      <div>
        <Button type="submit" variant="primary">
          {t("invitation.accept")}
        </Button>
      </div>
    </Form>
  );
}
