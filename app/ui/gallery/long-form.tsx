import { useTranslation } from "~/ui/use-translation";
import { Badge } from "~/ui/badge";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { FormLayout } from "~/ui/form-layout";
import { LinkButton } from "~/ui/link-button";
import { PageHeader } from "~/ui/page-header";
import { Question } from "~/ui/question";
import { SaveState, type SaveTone } from "~/ui/save-state";
import { SectionNav, type StepState } from "~/ui/section-nav";
import { TextArea } from "~/ui/text-area";
import { Specimen } from "./specimen";

const TONES: readonly SaveTone[] = ["quiet", "waiting", "busy", "done", "attention", "stopped"];
const STEPS: readonly [code: string, state: StepState][] = [
  ["A", "complete"],
  ["B", "in_progress"],
  ["C", "needs_attention"],
  ["D", "not_started"],
];

/** The page somebody writes in for hours. */
export function LongForm() {
  const { t } = useTranslation("gallery");
  const steps = STEPS.map(([code, state]) => ({
    to: `#step-${code}`,
    code,
    title: t(`step.${code as "A"}`),
    state,
    stateLabel: t(`stepState.${state}`),
    current: code === "B",
    nested: code === "C",
  }));
  const bar = (
    <>
      <SaveState tone="done" live>
        {t("save.done")}
      </SaveState>
      <LinkButton to="#specimen-Button" variant="primary" icon="forward">
        {t("button.continue")}
      </LinkButton>
    </>
  );
  return (
    <>
      <Specimen name="SaveState">
        <div className="grid gap-2">
          {TONES.map((tone) => (
            <SaveState key={tone} tone={tone}>
              {t(`save.${tone}`)}
            </SaveState>
          ))}
        </div>
      </Specimen>
      <Specimen name="FormLayout, SectionNav, Question">
        <FormLayout nav={<SectionNav label={t("step.label")} steps={steps} />} navSummary={t("step.summary")} bar={bar}>
          <PageHeader title={t("step.B")} level={3} lead={t("question.intro")} />
          <Question id="gallery-b1" code="B1" label={t("question.one")} guidance={t("question.oneGuidance")} required footer={<Footer tone="done" />}>
            {(control) => <TextArea {...control} rows={8} name="b1" defaultValue={t("sample.answer")} />}
          </Question>
          <Question id="gallery-b2" code="B2" label={t("question.two")} guidance={t("question.twoGuidance")} group footer={<Footer tone="waiting" />}>
            {({ id }) => (
              <CheckboxGroup
                id={id}
                legend={t("question.two")}
                legendHidden
                name="b2"
                options={[
                  { value: "plan", label: t("choice.plan") },
                  { value: "law", label: t("choice.law") },
                ]}
              />
            )}
          </Question>
          <Question
            id="gallery-b3"
            code="B3"
            label={t("question.three")}
            guidance={t("question.threeGuidance")}
            error={t("question.threeError")}
            badge={<Badge icon="lock">{t("question.notPublished")}</Badge>}
            required
            footer={<Footer tone="stopped" />}
          >
            {(control) => <TextArea {...control} rows={3} name="b3" />}
          </Question>
          <Question id="gallery-b4" code="B4" label={t("question.one")} badge={<Badge icon="lock">{t("question.notPublished")}</Badge>}>
            {(control) => <TextArea {...control} rows={3} readOnly value={t("sample.answer")} />}
          </Question>
        </FormLayout>
      </Specimen>
    </>
  );
}

function Footer({ tone }: { tone: SaveTone }) {
  const { t } = useTranslation("gallery");
  return (
    <>
      <p className="text-sm text-ink-soft tabular-nums">{t("question.words", { count: 212, limit: 500 })}</p>
      <SaveState tone={tone}>{t(`save.${tone}`)}</SaveState>
    </>
  );
}
