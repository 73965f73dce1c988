import { useWatch } from "react-hook-form";
import { useTranslation } from "~/ui/use-translation";
import { formatNumber } from "~/lib/dates";
import { countCharacters, countWords, limitFor, plainText } from "~/lib/text";
import { classNames } from "~/ui/class-names";
import { useLanguage } from "~/ui/use-language";
import type { Field } from "../schema";
import { useAnswerForm } from "./answer-form";

/** A limit of characters is only worth a word when it comes near. */
const NEAR = 0.8;

/** How much is written of how much fits. Over the limit nothing is cut, and this says so. */
export function Counter({ field, name, initial }: { field: Field; name: string; initial: unknown }) {
  return field.words || field.characters ? <LiveCounter field={field} name={name} initial={initial} /> : null;
}

function LiveCounter({ field, name, initial }: { field: Field; name: string; initial: unknown }) {
  const { t } = useTranslation("reports");
  const { language } = useAnswerForm();
  const reader = useLanguage();
  const value: unknown = useWatch({ name, defaultValue: initial });
  const text = typeof value === "string" ? value : "";
  const limit = field.words ? limitFor(field.words, language) : (field.characters ?? 0);
  const count = field.words ? countWords(text) : countCharacters(field.kind === "long" ? plainText(text) : text);
  if (!field.words && count < limit * NEAR) return null;
  const unit = !field.words ? "characters" : language === "zh" ? "han" : "words";
  const over = count > limit;
  return (
    <p className={classNames("text-sm tabular-nums", over ? "font-semibold text-warning" : "text-ink-soft")}>
      {over
        ? t(`counter.${unit}Over`, { count: count - limit, limit: formatNumber(limit, reader) })
        : t(`counter.${unit}`, { count: limit, used: formatNumber(count, reader), limit: formatNumber(limit, reader) })}
    </p>
  );
}
