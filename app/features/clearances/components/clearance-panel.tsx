import { Form, Link, useNavigation } from "@remix-run/react";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { Field } from "~/ui/field";
import { useFieldErrors } from "~/ui/refusal-summary";
import { TextArea } from "~/ui/text-area";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { needsReason, type ClearancePanel as Panel, type PostedAct } from "../model";
import { TrailLine } from "./clearance-trail";

const STEP_TONES = { waiting: "neutral", asked: "warning", cleared: "success" } as const satisfies Record<string, BadgeTone>;

/** Where a step of the chain stands in the present round. */
function stepState({ at, step }: Panel, position: number): keyof typeof STEP_TONES {
  if (at === "cleared") return "cleared";
  if (at !== "asked") return "waiting";
  return position < step ? "cleared" : position === step ? "asked" : "waiting";
}

type ClearancePanelProps = {
  panel: Panel;
  /** Everything required is there, so that clearance can be asked for. */
  complete: boolean;
  /** The refused form, on the page of the clearance itself. */
  answer?: FormAnswer;
  /** The page of the clearance is another one: the panel leads there. */
  linked?: boolean;
};

/** The chain of a report, where it stands, who is asked until when, and what the reader may do about it. */
export function ClearancePanel({ panel, complete, answer, linked = false }: ClearancePanelProps) {
  const { t } = useTranslation("clearances");
  const language = useLanguage();
  const { at, chain, last, since, until, askedBy } = panel;
  const mayAsk = panel.may.includes("ask");
  const acts = panel.may.filter((act) => act !== "ask" || complete);
  return (
    <Card title={t("panel.title")} footer={linked && <Link to={links.clearance(language, panel.reportId)}>{t("panel.open")}</Link>}>
      <p className="max-w-measure">{t(`place.${at}`)}</p>
      {last && last.action !== "ask" && last.action !== "clear" && <TrailLine entry={last} as="div" />}
      <p className="max-w-measure text-sm text-ink-soft">{t("panel.lead")}</p>
      <ol className="grid gap-3">
        {chain.steps.map((step) => (
          <li key={step.position} className="grid gap-1 border-s-4 border-line ps-4">
            <span className="flex flex-wrap items-center gap-2">
              <bdi className="font-semibold">{step.name}</bdi>
              {at !== "signed" && <Badge tone={STEP_TONES[stepState(panel, step.position)]}>{t(`stepState.${stepState(panel, step.position)}`)}</Badge>}
            </span>
            {step.people.length === 0 ? (
              <span className="text-sm">{t("panel.nobody")}</span>
            ) : (
              <ul className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
                {step.people.map(({ id, name }) => (
                  <li key={id}>
                    <bdi>{name}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {since && (
        <FactList
          facts={[
            [t("panel.asked"), <bdi key="by">{askedBy}</bdi>],
            [t("panel.since"), <DateTime key="since" at={since} />],
            ...(until ? [[t("panel.until"), <DateTime key="until" at={until} />] as [string, JSX.Element]] : []),
          ]}
        />
      )}
      {mayAsk && !complete && <p>{t("panel.ready")}</p>}
      {acts.length > 0 && (
        <div className="grid gap-6">
          {acts.map((act) => (
            <ActForm key={act} act={act} panel={panel} answer={answer?.typed.intent === act ? answer : undefined} />
          ))}
        </div>
      )}
    </Card>
  );
}

const VARIANTS = { ask: "primary", clear: "primary", return: "secondary", cancel: "secondary", withdraw: "danger" } as const satisfies Record<
  PostedAct,
  string
>;

/** One thing that can be done now, working without a script. It names what was shown, so that nothing else is acted on. */
function ActForm({ act, panel: { reportId, mark }, answer }: { act: PostedAct; panel: Panel; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("clearances");
  const language = useLanguage();
  const errorOf = useFieldErrors(answer);
  const { formData } = useNavigation();
  return (
    <Form method="post" action={links.clearance(language, reportId)} className="grid justify-items-start gap-3">
      <input type="hidden" name="mark" value={mark} />
      {act === "cancel" ? (
        <p className="max-w-measure text-sm text-ink-soft">{t("act.cancel.text")}</p>
      ) : (
        <Field id={`${act}-text`} label={t(`act.${act}.label`)} hint={t(`act.${act}.hint`)} error={errorOf("text")} required={needsReason(act)}>
          {(control) => <TextArea {...control} name="text" rows={2} defaultValue={answer?.typed.text} />}
        </Field>
      )}
      <Button type="submit" name="intent" value={act} variant={VARIANTS[act]} pending={formData?.get("intent") === act}>
        {t(`act.${act}.button`)}
      </Button>
    </Form>
  );
}
