import { fieldName } from "../model/forms";
import { asRow, choicesOf, codesOf, type FormQuestion } from "../model/values";
import { controlProps, type ControlProps } from "~/ui/field";
import { useAnswerForm, useFieldMessage } from "./answer-form";
import { FieldControl } from "./field-control";
import { RowFields } from "./group-fields";
import { isGrouped } from "./labelled-field";
import { isWideMatrix, MatrixRows } from "./matrix-rows";
import { TableRows } from "./table-rows";
import type { References } from "../model/values";

/** Is a question answered by several controls, which its heading names as a group? */
export const isGroupQuestion = (question: FormQuestion, references: References): boolean =>
  question.kind !== "single" ||
  question.field.kind === "tick" ||
  question.field.kind === "fixed" ||
  isGrouped(question.field, choicesOf(question.field, references)?.length ?? 0);

/** Does a question need the whole width of the page? */
export const isWideQuestion = (question: FormQuestion, references: References): boolean =>
  question.kind === "matrix" && isWideMatrix(question, codesOf(question.rows, references).length);

/** Where what is wrong with a whole question stands among the form's messages. */
export const messageName = (question: FormQuestion): string => (question.kind === "single" ? question.code : `${question.code}.root`);

/** The controls that answer a question of any kind, without its heading. */
export function QuestionAnswer({ question, initial, control }: { question: FormQuestion; initial: unknown; control: ControlProps }) {
  const { references } = useAnswerForm();
  const error = useFieldMessage(messageName(question));
  switch (question.kind) {
    case "single": {
      // A group is explained by its heading; a single control explains itself.
      const own = isGroupQuestion(question, references) ? controlProps(control.id, { error, required: question.field.required }) : control;
      return <FieldControl question={question} field={question.field} name={fieldName(question)} initial={initial} control={own} />;
    }
    case "group":
      return <RowFields question={question} fields={question.fields} path={[]} initial={asRow(initial)} />;
    case "table":
      return <TableRows question={question} />;
    case "matrix":
      return <MatrixRows question={question} initial={initial} />;
  }
}
