import { useTranslation } from "~/ui/use-translation";
import type { Withheld } from "~/features/reports/model/document";
import { matrixRows, type MatrixRow } from "~/features/reports/model/matrix-rows";
import { fieldLabelKey, questionKey, tableKey } from "~/features/templates/model/texts";
import { asRow, asTable, isEmpty, isEmptyField, isFixed, type FormQuestion, type RowValue } from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import { Code } from "~/ui/bdi";
import { DataTable } from "~/ui/data-table";
import { Icon } from "~/ui/icons";
import { FieldValue, NoAnswer, type FileHref, type Texts } from "./field-value";

type AnswerViewProps = {
  question: FormQuestion;
  value: unknown;
  texts: Texts;
  /** Language the answer is written in. */
  language: Language;
  /** The reader is not given this answer, and sees that. */
  withheld?: Withheld | null;
  fileHref?: FileHref;
};
type Given = Omit<AnswerViewProps, "withheld" | "question">;

/** An answer to a question of any kind, to be read: by its author before signing, by the secretariat, by the public. */
export function AnswerView({ question, value, withheld, ...given }: AnswerViewProps) {
  if (withheld) return <WithheldMark reason={withheld} />;
  if (isEmpty(question, value) && !isFixed(question)) return <NoAnswer />;
  switch (question.kind) {
    case "single":
      return <FieldValue question={question} field={question.field} value={value} {...given} />;
    case "group":
      return <FieldList question={question} fields={question.fields} row={asRow(value)} {...given} value={value} />;
    case "table":
      return question.layout === "rows" ? (
        <RowsTable question={question} {...given} value={value} />
      ) : (
        <RowCards question={question} {...given} value={value} />
      );
    case "matrix":
      return <MatrixView question={question} {...given} value={value} />;
  }
}

/** Stands where an answer is withheld, so that its absence is no silence. */
function WithheldMark({ reason }: { reason: Withheld }) {
  const { t } = useTranslation("reports");
  return (
    <p className="flex gap-2 text-ink-soft">
      <Icon name="lock" className="mt-[0.25em]" />
      <span>{t(`answerView.withheld.${reason}`)}</span>
    </p>
  );
}

/** Label and value of each field that says something. */
function FieldList({ question, fields, row, ...given }: Given & { question: FormQuestion; fields: readonly Field[]; row: RowValue }) {
  return (
    <dl className="grid gap-3">
      {fields
        .filter((field) => !isEmptyField(field, row[field.id]))
        .map((field) => (
          <div key={field.id} className="grid gap-0.5">
            <dt className="text-sm text-ink-soft">{given.texts[fieldLabelKey(question, field)]}</dt>
            <dd>
              <FieldValue {...given} question={question} field={field} value={row[field.id]} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** The rows of a table, one card each, numbered and named as in the form. */
function RowCards({ question, value, ...given }: Given & { question: Extract<FormQuestion, { kind: "table" }> }) {
  const { t } = useTranslation("reports");
  return (
    <ol className="grid gap-4">
      {asTable(value).map((row, index) => (
        <li key={row.id} className="grid gap-3 rounded-sm border border-line bg-surface p-4">
          <p className="font-semibold">{t("answerView.row", { name: given.texts[tableKey(question, "row")] ?? "", number: index + 1 })}</p>
          <FieldList {...given} value={value} question={question} fields={question.fields} row={row} />
        </li>
      ))}
    </ol>
  );
}

/** A cell: a dash where nothing was said, so that empty columns stay quiet. */
function Cell({ row, field, ...given }: Given & { question: FormQuestion; field: Field; row: RowValue }) {
  const { t } = useTranslation("reports");
  if (!isEmptyField(field, row[field.id])) return <FieldValue {...given} field={field} value={row[field.id]} />;
  return (
    <span className="text-ink-soft">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t("answerView.none")}</span>
    </span>
  );
}

const alignOf = (field: Field): "end" | "start" => (field.kind === "number" ? "end" : "start");

/** The rows of a table of short fields. */
function RowsTable({ question, value, ...given }: Given & { question: Extract<FormQuestion, { kind: "table" }> }) {
  const { texts } = given;
  const columns = question.fields.map((field) => ({
    key: field.id,
    header: texts[fieldLabelKey(question, field)] ?? "",
    align: alignOf(field),
    cell: (row: RowValue) => <Cell {...given} value={value} question={question} field={field} row={row} />,
  }));
  return <DataTable caption={texts[questionKey(question, "label")]} captionHidden columns={columns} rows={asTable(value)} rowKey={(row) => row.id} />;
}

const RowName = ({ code, name }: Pick<MatrixRow, "code" | "name">) => (
  <>
    {code && (
      <span className="me-2 font-normal text-ink-soft">
        <Code>{code}</Code>
      </span>
    )}
    {name}
  </>
);

/** A matrix: a table of its rows, or, with one field only, a list of row and answer. */
function MatrixView({ question, value, ...given }: Given & { question: Extract<FormQuestion, { kind: "matrix" }> }) {
  const { t } = useTranslation("reports");
  const { texts } = given;
  const rows = matrixRows(question, value, texts);
  const [only, ...more] = question.fields;
  if (only && more.length === 0) {
    return (
      <dl className="grid gap-4">
        {rows.map(({ code, name, row }) => (
          <div key={code || name} className="grid gap-0.5">
            <dt className="font-semibold">
              <RowName code={code} name={name} />
            </dt>
            <dd>
              <FieldValue {...given} question={question} field={only} value={row[only.id]} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  const columns = [
    { key: "row", header: t("answerView.item"), rowHeader: true, cell: ({ code, name }: MatrixRow) => <RowName code={code} name={name} /> },
    ...question.fields.map((field) => ({
      key: field.id,
      header: texts[fieldLabelKey(question, field)] ?? "",
      align: alignOf(field),
      cell: ({ row }: MatrixRow) => <Cell {...given} value={value} question={question} field={field} row={row} />,
    })),
  ];
  return <DataTable caption={texts[questionKey(question, "label")]} captionHidden columns={columns} rows={rows} rowKey={({ code, name }) => code || name} />;
}
