import { Form, useNavigation } from "@remix-run/react";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { Fieldset } from "~/ui/fieldset";
import { RadioGroup } from "~/ui/radio-group";
import { useFieldErrors } from "~/ui/refusal-summary";
import { TextInput } from "~/ui/text-input";
import { useTranslation } from "~/ui/use-translation";
import { CHAIN_DAYS, MAX_STEP_NAME, type Candidate, type Chain } from "../model";

type ChainFormProps = { chain: Chain; candidates: readonly Candidate[]; answer: FormAnswer | undefined };

/** How a party clears its reports: in how many steps, who at each of them, and how long a request waits. What was typed stays over what is recorded. */
export function ChainForm({ chain, candidates, answer }: ChainFormProps) {
  const { t } = useTranslation("clearances");
  const errorOf = useFieldErrors(answer);
  const isBusy = useNavigation().state !== "idle";
  return (
    <Form method="post" noValidate className="grid max-w-narrow gap-8">
      <RadioGroup
        id="chain-steps"
        legend={t("chain.steps")}
        name="steps"
        error={errorOf("steps")}
        defaultValue={answer?.typed.steps ?? String(chain.steps.length)}
        options={(["0", "1", "2"] as const).map((value) => ({ value, label: t(`chain.count.${value}`) }))}
      />
      {([1, 2] as const).map((position) => (
        <StepFields key={position} position={position} chain={chain} candidates={candidates} answer={answer} />
      ))}
      <Field id="chain-days" label={t("chain.days")} hint={t("chain.daysHint")} error={errorOf("days")}>
        {(control) => (
          <TextInput
            {...control}
            type="number"
            name="days"
            min={CHAIN_DAYS.min}
            max={CHAIN_DAYS.max}
            defaultValue={answer?.typed.days ?? chain.days}
            className="max-w-28"
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={isBusy}>
          {t("chain.save")}
        </Button>
      </div>
    </Form>
  );
}

/** The name of one step and the people who clear there. */
function StepFields({ position, chain, candidates, answer }: ChainFormProps & { position: 1 | 2 }) {
  const { t } = useTranslation("clearances");
  const { t: account } = useTranslation("account");
  const errorOf = useFieldErrors(answer);
  const step = chain.steps.find((one) => one.position === position);
  const chosen = answer ? (answer.typed[`people${position}`]?.split("\n") ?? []) : (step?.people.map(({ id }) => id) ?? []);
  return (
    <Fieldset legend={t(`chain.step.${position}`)}>
      <div className="grid gap-5 border-s-4 border-line ps-4">
        <Field id={`chain-name${position}`} label={t("chain.name")} hint={t("chain.nameHint")} error={errorOf(`name${position}`)}>
          {(control) => (
            <TextInput
              {...control}
              dir="auto"
              name={`name${position}`}
              maxLength={MAX_STEP_NAME}
              defaultValue={answer?.typed[`name${position}`] ?? step?.name}
            />
          )}
        </Field>
        <CheckboxGroup
          id={`chain-people${position}`}
          legend={t("chain.people")}
          hint={t("chain.peopleHint")}
          name={`people${position}`}
          error={errorOf(`people${position}`)}
          defaultValue={chosen}
          options={candidates.map(({ id, name, roles }) => ({
            value: id,
            label: <bdi>{name}</bdi>,
            hint: roles.map((role) => account(`roles.${role}`)).join(", "),
          }))}
        />
      </div>
    </Fieldset>
  );
}
