import { fieldsOf, type FormQuestion } from "~/features/templates/model/values";
import { isText } from "~/features/translations/model";

/** Whether answers to a question hold texts that can be coded: those that are translated, too. */
export const isCodable = (question: FormQuestion): boolean => fieldsOf(question).some(isText);
