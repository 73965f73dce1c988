import { useTranslation } from "~/ui/use-translation";
import type { Texts } from "~/features/reports/components/field-value";
import { fieldHintKey, fieldLabelKey, optionName } from "~/features/templates/model/texts";
import { SCALE, TREND, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { formatNumber } from "~/lib/dates";
import { limitFor } from "~/lib/text";
import { useLanguage } from "~/ui/use-language";
import { conditionTexts, type ConditionContext } from "./conditions";

export type TemplateContext = Omit<ConditionContext, "question" | "t">;

/** Where a reference list stands at the end of the template. */
export const listId = (set: string): string => `list-${set}`;

/** How a field is filled in: its kind, limits and condition, in one line each. */
function useNotes(question: FormQuestion, field: Field, context: TemplateContext): string[] {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const plain = (value: number): string => formatNumber(value, language);
  const year = (value: number): string => formatNumber(value, language, { useGrouping: false });
  const shown = field.kind === "year" ? year : plain;
  const notes: (string | false | undefined)[] = [
    t(`template.kind.${field.kind}`),
    field.words !== undefined && t("template.limit.words", { words: plain(field.words), han: plain(limitFor(field.words, "zh")) }),
    field.characters !== undefined && t("template.limit.characters", { count: field.characters }),
    field.atMost !== undefined && t(field.kind === "file" ? "template.limit.files" : "template.limit.choices", { count: field.atMost }),
    field.megabytes !== undefined && t("template.limit.megabytes", { count: field.megabytes }),
    field.min !== undefined && t("template.limit.min", { value: shown(field.min) }),
    field.max !== undefined && t("template.limit.max", { value: shown(field.max) }),
    field.notBefore !== undefined &&
      t("template.limit.notBefore", { field: context.texts[`${question.code}.field.${field.notBefore}.label`] ?? field.notBefore }),
    ...(field.showIf ? conditionTexts(field.showIf, { ...context, question, t }) : []),
  ];
  return notes.filter((note): note is string => Boolean(note));
}

type FieldProps = { question: FormQuestion; field: Field; context: TemplateContext; labelled: boolean };

/** One field of a question, on paper: its label, what to write, its options, and room to answer. */
export function TemplateField({ question, field, context, labelled }: FieldProps) {
  const { t } = useTranslation("public");
  const { texts } = context;
  const notes = useNotes(question, field, context);
  const hint = texts[fieldHintKey(question, field)];
  return (
    <div className="grid gap-1">
      {labelled && (
        <p className="font-semibold">
          {texts[fieldLabelKey(question, field)]}
          {field.required && <span className="ms-2 text-sm font-normal text-ink-soft">({t("template.required")})</span>}
        </p>
      )}
      {hint && <p className="max-w-measure text-sm text-ink-soft">{hint}</p>}
      <p className="max-w-measure text-sm text-ink-soft">{notes.join(" · ")}</p>
      <Options question={question} field={field} texts={texts} />
    </div>
  );
}

function Options({ question, field, texts }: Omit<FieldProps, "context" | "labelled"> & { texts: Texts }) {
  const { t } = useTranslation("public");
  if (field.options && "reference" in field.options) {
    return (
      <p className="text-sm">
        <a href={`#${listId(field.options.reference)}`}>{t("template.seeList", { list: t(`template.list.${field.options.reference}`) })}</a>
      </p>
    );
  }
  const codes = field.options ?? (field.kind === "scale" ? SCALE : field.kind === "trend" ? TREND : []);
  if (codes.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      {codes.map((code) => (
        <li key={code} className="flex gap-2">
          <span aria-hidden="true">{field.kind === "many" || field.kind === "ranked" ? "☐" : "○"}</span>
          {optionName(question, field, code, texts)}
        </li>
      ))}
    </ul>
  );
}
