import { memo } from "react";
import { controlProps } from "~/ui/field";
import { FieldError } from "~/ui/field-parts";
import { fieldName } from "../model/forms";
import { fieldLabelKey, matrixRowKey, questionKey, showsCode } from "../model/texts";
import { asMatrix, codesOf } from "../model/values";
import type { Field, MatrixQuestion } from "../schema";
import { useAnswerForm, useFieldMessage } from "./answer-form";
import { FieldControl, OptionName } from "./field-control";
import { HiddenField, RowFields, useShownFields } from "./group-fields";
import { LabelledField } from "./labelled-field";

/** Few rows are easier to fill in as cards. */
const FEWEST_TABLE_ROWS = 4;

type RowName = { code: string | null; name: string };

function useRowName(question: MatrixQuestion): (code: string) => RowName {
  const { texts } = useAnswerForm();
  const set = "reference" in question.rows ? question.rows.reference : null;
  return (code) => ({ name: texts[matrixRowKey(question, code) ?? `reference.${set}.${code}`] ?? code, code: showsCode(set) ? code : null });
}

/** Is a matrix shown as a table, which needs the whole width of the page? */
export const isWideMatrix = (question: MatrixQuestion, rows: number): boolean => question.fields.length > 1 && rows >= FEWEST_TABLE_ROWS;

/** A matrix: one field a row under its name, cards for few rows, else a table that becomes cards on narrow screens. */
export function MatrixRows({ question, initial }: { question: MatrixQuestion; initial: unknown }) {
  const { references } = useAnswerForm();
  const nameOf = useRowName(question);
  const codes = codesOf(question.rows, references);
  const values = asMatrix(initial);
  const [only, ...more] = question.fields;
  if (only && more.length === 0) {
    return (
      <div className="grid gap-5">
        {codes.map((code) => {
          const { name, code: shown } = nameOf(code);
          return (
            <LabelledField
              key={code}
              question={question}
              field={only}
              name={fieldName(question, code, only.id)}
              initial={values[code]?.[only.id]}
              label={[shown, name].filter(Boolean).join(" ")}
            />
          );
        })}
      </div>
    );
  }
  if (!isWideMatrix(question, codes.length)) {
    return (
      <div className="grid gap-4">
        {codes.map((code) => (
          <CardRow key={code} question={question} code={code} rowName={nameOf(code)} initial={values[code]} />
        ))}
      </div>
    );
  }
  return <MatrixTable question={question} codes={codes} nameOf={nameOf} initial={initial} />;
}

function CardRow({ question, code, rowName, initial }: { question: MatrixQuestion; code: string; rowName: RowName; initial: unknown }) {
  const error = useFieldMessage(`${question.code}.${code}.root`);
  return (
    <fieldset id={`${question.code}.${code}`} tabIndex={-1} className="min-w-0 rounded-sm border border-line bg-surface p-4 sm:p-5">
      <legend className="float-start mb-3 font-semibold">
        <OptionName {...rowName} />
      </legend>
      <div className="clear-both grid gap-3">
        {error && <FieldError id={`${question.code}.${code}-error`}>{error}</FieldError>}
        <RowFields question={question} fields={question.fields} path={[code]} initial={initial} dense />
      </div>
    </fieldset>
  );
}

const headId = (question: MatrixQuestion, field: Field): string => `${question.code}-head-${field.id}`;

function MatrixTable({
  question,
  codes,
  nameOf,
  initial,
}: {
  question: MatrixQuestion;
  codes: readonly string[];
  nameOf: (code: string) => RowName;
  initial: unknown;
}) {
  const { texts } = useAnswerForm();
  const values = asMatrix(initial);
  return (
    // Letters of twice the size make it wider than the sheet: then it scrolls, and the focus takes it along.
    <div className="relative md:-m-1 md:overflow-x-auto md:p-1">
      <table role="table" className="as-cards w-full border-collapse text-sm">
        <caption className="sr-only">{texts[questionKey(question, "label")]}</caption>
        <thead role="rowgroup">
          <tr role="row" className="border-b-2 border-line-strong">
            {question.fields.map((field) => (
              <th
                key={field.id}
                id={headId(question, field)}
                role="columnheader"
                scope="col"
                className="px-2 py-2 text-start align-bottom font-semibold first:ps-0 last:pe-0"
              >
                {texts[fieldLabelKey(question, field)]}
              </th>
            ))}
          </tr>
        </thead>
        {codes.map((code) => (
          <TableRow key={code} question={question} code={code} rowCode={nameOf(code).code} rowName={nameOf(code).name} initial={values[code]} />
        ))}
      </table>
    </div>
  );
}

type TableRowProps = { question: MatrixQuestion; code: string; rowCode: string | null; rowName: string; initial: unknown };

/** A row of the matrix: its name on a line of its own, so that the fields under it have the whole width and no choice is cut. */
const TableRow = memo(function TableRow({ question, code, rowCode, rowName, initial }: TableRowProps) {
  const { texts } = useAnswerForm();
  const { shown } = useShownFields({ question, fields: question.fields, path: [code], initial });
  const error = useFieldMessage(`${question.code}.${code}.root`);
  const row = (initial ?? {}) as Record<string, unknown>;
  const id = `${question.code}.${code}`;
  return (
    <tbody id={id} tabIndex={-1} role="rowgroup" className="border-b border-line max-md:mb-3 max-md:rounded-sm max-md:border max-md:bg-surface max-md:p-4">
      <tr role="row">
        <th role="rowheader" scope="rowgroup" colSpan={question.fields.length} className="text-start font-semibold max-md:pb-3 max-md:text-base md:pt-2.5">
          <span id={`${id}-name`}>
            <OptionName name={rowName} code={rowCode} />
          </span>
          {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        </th>
      </tr>
      <tr role="row">
        {question.fields.map((field) => {
          const name = fieldName(question, code, field.id);
          return (
            <td
              key={field.id}
              role="cell"
              data-label={texts[fieldLabelKey(question, field)]}
              className={shown.includes(field) ? "align-top md:px-2 md:pt-1 md:pb-2.5 md:first:ps-0 md:last:pe-0" : "max-md:hidden"}
            >
              {shown.includes(field) ? (
                <Cell question={question} field={field} name={name} initial={row[field.id]} labelledBy={`${id}-name ${headId(question, field)}`} />
              ) : (
                <HiddenField name={name} value={row[field.id]} />
              )}
            </td>
          );
        })}
      </tr>
    </tbody>
  );
});

function Cell({ question, field, name, initial, labelledBy }: { question: MatrixQuestion; field: Field; name: string; initial: unknown; labelledBy: string }) {
  const error = useFieldMessage(name);
  return (
    <>
      <FieldControl
        question={question}
        field={field}
        name={name}
        initial={initial}
        compact
        labelledBy={labelledBy}
        control={controlProps(name, { error, required: field.required })}
      />
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
    </>
  );
}
