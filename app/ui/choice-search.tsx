import { useId, useState, type RefObject } from "react";
import { useTranslation } from "./use-translation";
import { folded } from "~/lib/folding";
import type { ChoiceOption } from "./choice";
import { Field } from "./field";
import { TextInput } from "./text-input";
import { useAlive } from "./use-alive";

/** Lists longer than this can be narrowed by what is typed. */
const MOST_UNSEARCHED = 20;

const textOf = ({ value, label, text }: ChoiceOption): string => text ?? (typeof label === "string" ? label : value);

/** Narrows a long list of boxes; the boxes themselves stand in `boxes`. Without scripts the list is simply whole. */
export function useChoiceSearch(options: readonly ChoiceOption[], boxes: RefObject<HTMLElement>) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const search = (typed: string): void => {
    const wanted = folded(typed);
    const ticked = new Set([...(boxes.current?.querySelectorAll<HTMLInputElement>("input:checked") ?? [])].map(({ value }) => value));
    setHidden(new Set(options.filter((option) => !ticked.has(option.value) && !folded(textOf(option)).includes(wanted)).map(({ value }) => value)));
  };
  return { isOffered: options.length > MOST_UNSEARCHED, hidden, search };
}

type ChoiceSearchProps = { shown: number; total: number; onSearch: (typed: string) => void };

/** The search above a long list. It has no name: what is typed here is no answer. */
export function ChoiceSearch({ shown, total, onSearch }: ChoiceSearchProps) {
  const { t } = useTranslation("common");
  const id = useId();
  const alive = useAlive();
  // Its place is kept until it can do something, so that the list below it does not move.
  return (
    <div className={`mb-2 grid max-w-measure gap-1 noscript:hidden print:hidden ${alive ? "" : "invisible"}`}>
      <Field id={id} label={t("choices.search")} hint={t("choices.hint")}>
        {(control) => (
          <TextInput
            {...control}
            type="search"
            autoComplete="off"
            onChange={(event) => onSearch(event.target.value)}
            onKeyDown={(event) => {
              // Enter looks for something here; it does not send the form around it.
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        )}
      </Field>
      <p role="status" className="text-sm text-ink-soft">
        {t("choices.shown", { count: shown, total })}
      </p>
    </div>
  );
}
