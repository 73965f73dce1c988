import { useRareTranslation, useTranslation } from "./use-translation";
import type { FormAnswer, Refusal } from "~/lib/refusal";
import { ErrorSummary } from "./error-summary";

/** The words of refusal codes in the page's language, for while it is rendered: the first refusal fetches them. Where they cannot be had, words that fit any. */
export function useRefusalText(): (refusal: Pick<Refusal, "code" | "params">) => string {
  const { t } = useTranslation("common");
  const words = useRareTranslation("errors");
  return ({ code, params }) => words()(code as never, { ...params, defaultValue: t("error.refused.text") } as never) as unknown as string;
}

/** The words of what is wrong with a field of a refused form; a list speaks for its items (`countries` for `countries.3`). */
export function useFieldErrors(answer: FormAnswer | undefined): (field: string) => string | undefined {
  const text = useRefusalText();
  const fields = answer?.refusal.fields ?? {};
  return (field) => {
    const code = fields[field] ?? Object.entries(fields).find(([name]) => name.startsWith(`${field}.`))?.[1];
    return code && text({ code });
  };
}

type RefusalSummaryProps = {
  refusal: Refusal | undefined;
  /** Control ids are `<prefix>-<field>`. */
  prefix: string;
};

/** Why a form was refused, on top of it: each field's own reason with a link to it, else the reason of the whole. */
export function RefusalSummary({ refusal, prefix }: RefusalSummaryProps) {
  const text = useRefusalText();
  if (!refusal) return null;
  const fields = Object.entries(refusal.fields ?? {});
  const items = fields.length > 0 ? fields.map(([field, code]) => ({ fieldId: `${prefix}-${field}`, message: text({ code }) })) : [{ message: text(refusal) }];
  return <ErrorSummary items={items} attempt={refusal} />;
}
