import { useTranslation } from "~/ui/use-translation";
import { fieldNotes, type ConditionContext } from "~/features/publication/model/conditions";
import type { Texts } from "~/features/reports/components/field-value";
import { fieldHintKey, fieldLabelKey, optionName } from "~/features/templates/model/texts";
import { SCALE, TREND, type FormQuestion } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { useLanguage } from "~/ui/use-language";

export type TemplateContext = Omit<ConditionContext, "question">;

/** Where a reference list stands at the end of the template. */
export const listId = (set: string): string => `list-${set}`;

type FieldProps = { question: FormQuestion; field: Field; context: TemplateContext; labelled: boolean };

/** One field of a question, on paper: its label, what to write, its options, and room to answer. */
export function TemplateField({ question, field, context, labelled }: FieldProps) {
  const { t } = useTranslation("public");
  const { texts } = context;
  const language = useLanguage();
  const notes = fieldNotes(field, { ...context, question }, language);
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
