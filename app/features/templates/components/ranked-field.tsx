import { useController } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import type { ControlProps } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import { asCodes, choicesOf } from "../model/values";
import { useAnswerForm, useOption, type FieldProps } from "./answer-form";

/** Several choices in order: a list for each rank. What is chosen at one rank moves there from another. */
export function RankedField({ question, field, name, initial, control }: FieldProps & { control: ControlProps }) {
  const { t } = useTranslation("reports");
  const { references, readOnly } = useAnswerForm();
  const option = useOption(question, field);
  const { field: own } = useController({ name, defaultValue: initial });
  const chosen = asCodes(own.value);
  const codes = [...new Set([...(choicesOf(field, references) ?? []), ...chosen])];
  const ranks = Math.max(Math.min(field.atMost ?? codes.length, codes.length), chosen.length);

  const choose = (rank: number, code: string): void => {
    const others = chosen.filter((other, index) => index !== rank && other !== code);
    own.onChange(code === "" ? others : [...others.slice(0, rank), code, ...others.slice(rank)]);
  };
  return (
    <ol className="grid gap-2">
      {Array.from({ length: ranks }, (_, rank) => (
        <li key={rank} className="flex items-center gap-3">
          <span id={`${control.id}-rank-${rank}`} className="w-8 shrink-0 text-end text-ink-soft tabular-nums">
            <span className="sr-only">{t("form.rank", { rank: rank + 1 })}</span>
            <span aria-hidden="true">{rank + 1}.</span>
          </span>
          <SelectInput
            id={rank === 0 ? control.id : `${control.id}-${rank}`}
            aria-labelledby={`${control.id}-rank-${rank}`}
            name={name}
            value={chosen[rank] ?? ""}
            onChange={(event) => choose(rank, event.target.value)}
            onBlur={own.onBlur}
            disabled={readOnly}
            placeholder={t("form.choose")}
            options={codes.map((code) => ({ value: code, label: option(code).name }))}
          />
        </li>
      ))}
    </ol>
  );
}
