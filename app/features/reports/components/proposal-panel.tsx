import { useId, useMemo } from "react";
import { useWatch } from "react-hook-form";
import { useAnswerForm } from "~/features/templates/components/answer-form";
import { fromForm } from "~/features/templates/model/form-values";
import type { FormQuestion } from "~/features/templates/model/values";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { buttonClass } from "~/ui/button-class";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PlainText } from "~/ui/plain-text";
import { TextArea } from "~/ui/text-area";
import { useTranslation } from "~/ui/use-translation";
import { flatAnswer } from "../model/flat-answer";
import { MAX_REASON, PROPOSAL_BUTTON, reasonName, type GivenBack, type ProposedText } from "../model/proposals";
import { useUnit } from "./autosave";
import { BESIDE_FORM, useSection } from "./section-data";
import { TwoTexts } from "./two-texts";

type ProposalPanelProps = { question: FormQuestion; unit: string; proposed: readonly ProposedText[]; givenBack: GivenBack | undefined };

/** Beside a question: what others propose for its answer, or why the reader's own proposal was given back. */
export default function ProposalPanel({ question, unit, proposed, givenBack }: ProposalPanelProps) {
  return (
    <>
      {proposed.map((one) => (
        <Proposed key={one.person.id} question={question} unit={unit} proposed={one} />
      ))}
      {givenBack && <Returned {...givenBack} />}
    </>
  );
}

/** A proposed text beside the answer as it stands in the form, and what can become of it. */
function Proposed({ question, unit, proposed }: Omit<ProposalPanelProps, "proposed" | "givenBack"> & { proposed: ProposedText }) {
  const { t } = useTranslation("delegations");
  const { texts, language } = useAnswerForm();
  const { page } = useSection();
  const { revision: base } = useUnit(unit);
  const id = useId();
  const { code } = question;
  const { person, value, revision, isReady } = proposed;
  const draft: unknown = useWatch({ name: code });
  const own = useMemo(() => flatAnswer(question, fromForm(question, draft), texts), [question, draft, texts]);
  const theirs = useMemo(() => flatAnswer(question, value, texts), [question, value, texts]);
  const press = (act: string, ...more: (string | number)[]) => ({
    form: BESIDE_FORM,
    name: PROPOSAL_BUTTON,
    value: [act, code, person.id, revision, ...more].join(":"),
    "aria-describedby": id,
  });
  const [take, byHand, back] = [press("take", base, page.takeId), press("hand"), press("back")];
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3 rounded-sm border-2 border-accent bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={id} className="font-semibold">
          <Code>{code}</Code> {t("proposal.title", { name: `\u2068${person.name}\u2069` })}
        </h3>
        <Badge tone={isReady ? "success" : undefined}>{t(isReady ? "proposal.ready" : "proposal.open")}</Badge>
      </div>
      <p className="text-sm text-ink-soft">
        <DateTime at={proposed.updatedAt} />
      </p>
      <TwoTexts
        start={{ title: t("proposal.now"), pieces: own, language }}
        end={{ title: t("proposal.proposed"), pieces: theirs, language: proposed.language }}
        same={t("proposal.same")}
      />
      <div className="flex flex-wrap gap-3">
        <button {...take} className={buttonClass("primary", "sm")}>
          {t("proposal.take")}
        </button>
        <button {...byHand} className={buttonClass("secondary", "sm")}>
          {t("proposal.byHand")}
        </button>
      </div>
      <details open={reasonName(code, person.id) in page.reasons}>
        <summary className="w-fit min-h-6 text-accent underline">{t("proposal.back")}</summary>
        <div className="grid justify-items-start gap-3 pt-2">
          <Field id={`${id}-reason`} label={t("proposal.reason")} hint={t("proposal.reasonHint")} required>
            {(control) => (
              <TextArea
                {...control}
                form={BESIDE_FORM}
                name={reasonName(code, person.id)}
                rows={3}
                maxLength={MAX_REASON}
                defaultValue={page.reasons[reasonName(code, person.id)]}
              />
            )}
          </Field>
          <button {...back} className={buttonClass("secondary", "sm")}>
            {t("proposal.send")}
          </button>
        </div>
      </details>
    </section>
  );
}

function Returned({ by, at, reason }: GivenBack) {
  const { t } = useTranslation("delegations");
  return (
    <Notice tone="warning" title={t("proposal.givenBack", { name: `\u2068${by}\u2069` })}>
      <p className="text-sm">
        <DateTime at={at} />
      </p>
      <PlainText text={reason} />
      <p>{t("proposal.goOn")}</p>
    </Notice>
  );
}
