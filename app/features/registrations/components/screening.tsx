import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import { LANGUAGE_NAMES } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { Field } from "~/ui/field";
import { PlainText } from "~/ui/plain-text";
import { useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import type { RegistrationDto, RegistrationEvent } from "../model";

/** What the organisation and the applicant say of themselves. */
export function RegistrationFacts({ registration }: { registration: RegistrationDto }) {
  const { t } = useTranslation("registration");
  const { t: account } = useTranslation("account");
  const { organisation, acronym, website, category, scope, countries, accreditation, about, name, email, language, confirmedAt, party } = registration;
  const none = <span className="text-ink-soft">{t("desk.none")}</span>;
  const listed = (names: string[]): ReactNode => (names.length > 0 ? names.join("; ") : none);
  const facts: [string, ReactNode][] = [
    [t("field.organisation"), <bdi key="name">{organisation}</bdi>],
    [t("field.acronym"), acronym ? <bdi key="acronym">{acronym}</bdi> : none],
    [
      t("field.website"),
      website ? (
        <a key="website" href={website} rel="nofollow noopener noreferrer" className="break-all">
          <Code>{website}</Code>
        </a>
      ) : (
        none
      ),
    ],
    [t("field.category"), category],
    [t("field.scope"), t(`scope.${scope}`)],
    [t("field.countries"), listed(countries)],
    [t("field.accreditation"), listed(accreditation.map((status) => t(`accreditation.${status}`)))],
    [t("field.about"), <PlainText key="about" text={about} />],
    [t("form.person"), <bdi key="person">{name}</bdi>],
    [account("field.email"), <Code key="email">{email}</Code>],
    [
      t("desk.language"),
      <span key="language" lang={language}>
        {LANGUAGE_NAMES[language]}
      </span>,
    ],
    [t("desk.received"), <DateTime key="at" at={confirmedAt} />],
    ...(party ? [[t("desk.code"), <Code key="code">{party.code}</Code>] as [string, ReactNode]] : []),
  ];
  return <FactList facts={facts} />;
}

const WORDED = [
  { move: "ask", field: "question" },
  { move: "decline", field: "reason" },
] as const;

/** What may be decided now: one form for each, working without a script. */
export function ScreeningForms({ registration: { moves }, answer }: { registration: RegistrationDto; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("registration");
  const errorOf = useFieldErrors(answer);
  return (
    <div className="grid gap-8">
      {moves.includes("accept") && (
        <Form method="post" className="grid gap-2">
          <p className="text-sm text-ink-soft">{t("action.accept.text")}</p>
          <Act move="accept" />
        </Form>
      )}
      {WORDED.filter(({ move }) => moves.includes(move)).map(({ move, field }) => (
        <Form key={move} method="post" className="grid gap-3">
          <Field id={field} label={t(`action.${move}.label`)} hint={t(`action.${move}.text`)} error={errorOf(field)} required>
            {(control) => <TextArea {...control} name={field} rows={3} defaultValue={answer?.typed[field]} />}
          </Field>
          <Act move={move} />
        </Form>
      ))}
    </div>
  );
}

const VARIANTS = { accept: "primary", ask: "secondary", decline: "danger" } as const;

function Act({ move }: { move: keyof typeof VARIANTS }) {
  const { t } = useTranslation("registration");
  const { formData } = useNavigation();
  return (
    <div>
      <Button type="submit" name="intent" value={move} variant={VARIANTS[move]} pending={formData?.get("intent") === move}>
        {t(`action.${move}.button`)}
      </Button>
    </div>
  );
}

const TOLD = ["received", "confirmed", "asked", "answered", "accepted", "declined"] as const;
const toldOf = (type: string): (typeof TOLD)[number] | undefined => TOLD.find((event) => type === `registration.${event}`);

/** Who did what with a registration, and when. */
export function RegistrationTrail({ events }: { events: readonly RegistrationEvent[] }) {
  const { t } = useTranslation("registration");
  return (
    <ol className="grid gap-4">
      {events.map(({ id, at, actor, type, text }) => {
        const told = toldOf(type);
        return (
          <li key={id} className="grid gap-0.5 border-s-4 border-line ps-4">
            <p className="font-semibold">{told ? t(`event.${told}`) : <bdi dir="ltr">{type}</bdi>}</p>
            {text && <PlainText text={text} />}
            <p className="text-sm text-ink-soft">
              <bdi>{actor || t("event.applicant")}</bdi> · <DateTime at={at} />
            </p>
          </li>
        );
      })}
    </ol>
  );
}
