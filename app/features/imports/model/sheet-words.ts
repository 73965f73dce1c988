import type { TemplateWords } from "~/features/papers/model/words";

/** Words of the interface in an Excel form, beside those of the template. */
type SheetWord =
  | `sheets:form.${"about" | "cells" | "choices" | "values" | "files" | "back" | "number" | "rank" | "continued" | "several" | "offered" | "onPortal"}`
  | `sheets:check.${"title" | "list" | "number" | "whole" | "day" | "length"}`
  | `reports:answerView.${"yes" | "item"}`
  | `public:template.${"required" | "neverPublished"}`
  | `public:template.rows.${"between" | "upTo"}`;

/** What words a form. `explain` says how a field is filled in, `between` sets names apart. */
export type SheetWords = Pick<TemplateWords, "language" | "explain" | "between"> & {
  say: (key: SheetWord, values?: Readonly<Record<string, string | number>>) => string;
};
