import { useController } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import type { ControlProps } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import { useFocusAfter } from "~/ui/use-focus-after";
import { asCodes, choicesOf } from "../model/values";
import { useAnswerForm, useOption, type FieldProps } from "./answer-form";
import { RowButton } from "./row-button";

/**
 * Several choices in order: a list for each rank. With a script a choice stands at one rank only, no rank is left out, and
 * buttons change the order: arrow keys that went through what is chosen elsewhere would take it from there. Without one
 * every list offers everything, and the posted form says the order.
 */
export function RankedField({ question, field, name, initial, control }: FieldProps & { control: ControlProps }) {
  const { t } = useTranslation("reports");
  const { references, alive, readOnly } = useAnswerForm();
  const option = useOption(question, field);
  const { field: own } = useController({ name, defaultValue: initial });
  const focusAfter = useFocusAfter();
  const chosen = asCodes(own.value);
  const codes = [...new Set([...(choicesOf(field, references) ?? []), ...chosen])];
  const ranks = Math.max(Math.min(field.atMost ?? codes.length, codes.length), chosen.length);
  const idOf = (rank: number, act?: "up" | "down"): string => [control.id, rank || null, act].filter(Boolean).join("-");

  const choose = (rank: number, code: string): void =>
    own.onChange([...chosen.slice(0, rank), code, ...chosen.slice(rank + 1)].filter((other) => other !== ""));
  const move = (rank: number, act: "up" | "down"): void => {
    const to = act === "up" ? rank - 1 : rank + 1;
    own.onChange(chosen.map((code, at) => chosen[at === rank ? to : at === to ? rank : at] ?? code));
    focusAfter(idOf(to, act), idOf(to, act === "up" ? "down" : "up"));
  };
  return (
    <ol className="grid gap-2">
      {Array.from({ length: ranks }, (_, rank) => {
        const title = chosen[rank] === undefined ? "" : option(chosen[rank]).name;
        return (
          <li key={rank} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span id={`${control.id}-rank-${rank}`} className="w-8 shrink-0 text-end text-ink-soft tabular-nums">
              <span className="sr-only">{t("form.rank", { rank: rank + 1 })}</span>
              <span aria-hidden="true">{rank + 1}.</span>
            </span>
            <SelectInput
              id={idOf(rank)}
              aria-labelledby={`${control.id}-rank-${rank}`}
              name={name}
              value={chosen[rank] ?? ""}
              onChange={(event) => choose(rank, event.target.value)}
              onBlur={own.onBlur}
              disabled={readOnly || (alive && rank > chosen.length)}
              placeholder={t("form.choose")}
              options={codes.map((code) => ({ value: code, label: option(code).name, disabled: alive && code !== chosen[rank] && chosen.includes(code) }))}
              className="flex-1 basis-64"
            />
            {alive && !readOnly && rank < chosen.length && (
              <div className="flex gap-1 max-sm:ms-11">
                {rank > 0 && <RowButton id={idOf(rank, "up")} label={t("table.up", { title })} text={t("table.moveUp")} act={() => move(rank, "up")} />}
                {rank < chosen.length - 1 && (
                  <RowButton id={idOf(rank, "down")} label={t("table.down", { title })} text={t("table.moveDown")} act={() => move(rank, "down")} />
                )}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
