import { useTranslation } from "~/ui/use-translation";
import { fieldName } from "~/features/templates/model/forms";
import { fieldLabelKey, matrixRowKey, questionKey, tableKey } from "~/features/templates/model/texts";
import { asTable, fieldsOf, type FormQuestion } from "~/features/templates/model/values";
import type { Problem } from "~/features/templates/model/problems";
import { formatNumber } from "~/lib/dates";
import { useLanguage } from "~/ui/use-language";

type Texts = Readonly<Record<string, string>>;

/** What is wrong, in words. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useTranslation("reports");
  const { t: common } = useTranslation();
  const reader = useLanguage();
  return ({ code, params }) => {
    const words = Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (typeof value === "number") return [name, formatNumber(value, reader, { useGrouping: value >= 10_000 })];
        return [name, typeof value === "string" ? value : value.join(common("list.codes"))];
      }),
    );
    const { count, ...rest } = words;
    return t(`problem.${code}`, { ...rest, used: count ?? "", count: Number(params.limit ?? params.min ?? params.count ?? 0) } as never) as unknown as string;
  };
}

const indexOf = (problem: Problem, value: unknown): number => asTable(value).findIndex(({ id }) => id === problem.tableRow);

/** Where a problem stands among the messages of a form: the name of its field, or `….root` of what holds the field. */
export function messageNameOf(question: FormQuestion, problem: Problem, value: unknown): string {
  if (question.kind === "single") return question.code;
  const row = problem.tableRow === undefined ? [] : [question.kind === "table" ? indexOf(problem, value) : problem.tableRow];
  return fieldName(question, ...row, problem.field ?? "root");
}

/** The id of the element a link to a problem leads to. */
export function elementIdOf(question: FormQuestion, problem: Problem, value: unknown): string {
  return messageNameOf(question, problem, value).replace(/\.root$/, "");
}

/** The place of a problem in words: the question's label, the row, the field. */
export function placeOf(question: FormQuestion, problem: Problem, value: unknown, texts: Texts): string {
  const field = fieldsOf(question).find(({ id }) => id === problem.field);
  const set = question.kind === "matrix" && "reference" in question.rows ? question.rows.reference : null;
  const row = problem.tableRow;
  const rowName =
    row === undefined
      ? ""
      : question.kind === "table"
        ? `${texts[tableKey(question, "row")] ?? ""} ${indexOf(problem, value) + 1}`
        : (texts[matrixRowKey(question, row) ?? `reference.${set}.${row}`] ?? row);
  const label = texts[questionKey(question, "label")] ?? question.code;
  const inside = [rowName, field && question.kind !== "single" ? texts[fieldLabelKey(question, field)] : ""].filter(Boolean).join(", ");
  return inside || label;
}
