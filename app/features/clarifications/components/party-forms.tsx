import { Form } from "@remix-run/react";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import { useRefusalText } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Point } from "../model";
import { Send, Which } from "./desk-forms";

type PartyActsProps = { reportId: string; point: Point; signs: boolean; answer: FormAnswer | undefined };

/** What the party does with an open point: changes the answer and explains it, or replies that it stays as it is. */
export function PartyActs({ reportId, point: { id, revision, question, page, reply }, signs, answer }: PartyActsProps) {
  const { t } = useTranslation("clarifications");
  const language = useLanguage();
  const refused = useRefusalText();
  const own = answer?.typed.point === id ? answer : undefined;
  const of = (intent: string) => (own?.typed.intent === intent ? own : undefined);
  const faultOf = (intent: string) => {
    const code = of(intent)?.refusal.fields?.text;
    return code && refused({ code });
  };
  return (
    <div className="grid gap-6 border-t border-line pt-4">
      <p>
        <LinkButton to={`${links.section(language, reportId, page)}#${question}`}>{t("change.link")}</LinkButton>
      </p>
      <Form method="post" className="grid gap-3">
        <Which id={id} revision={revision} />
        <Field id={`${id}-reply`} label={t("reply.label")} hint={t("reply.hint")} error={faultOf("reply")}>
          {(control) => <TextArea {...control} name="text" rows={3} defaultValue={of("reply")?.typed.text ?? reply} />}
        </Field>
        <Send intent="reply" id={id} label={t("reply.button")} />
      </Form>
      {signs && (
        <Form method="post" className="grid gap-3">
          <Which id={id} revision={revision} />
          <Field id={`${id}-stays`} label={t("stays.label")} hint={t("stays.hint")} error={faultOf("stays")} required>
            {(control) => <TextArea {...control} name="text" rows={3} defaultValue={of("stays")?.typed.text} />}
          </Field>
          <Send intent="stays" id={id} label={t("stays.button")} />
        </Form>
      )}
    </div>
  );
}
