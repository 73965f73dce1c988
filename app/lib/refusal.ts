/** An expected refusal: a stable code (`report.locked`), what fills its message, and fields or facts the caller needs to act. */
export type Refusal<Code extends string = string> = {
  code: Code;
  params?: Record<string, string | number>;
  /** Field name -> code of what is wrong with it. */
  fields?: Record<string, string>;
  /** Facts for programs and pages (both texts of a conflict, for instance). */
  detail?: unknown;
};

/** HTTP status by code: each feature keeps one such table, and the message stands under `errors:<code>`. */
export type RefusalTable = Readonly<Record<string, number>>;

/** What a form gets back when it is refused: why, and what was typed (never a password), so that the page shows it again without JavaScript too. Of a name with several values each stands on a line. */
export type FormAnswer = { refusal: Refusal; typed: Record<string, string> };
