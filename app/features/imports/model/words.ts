import type { TemplateWords } from "~/features/papers/model/words";

/** Words of a form that is filled in away from the portal. */
export type FormWord = `fillable:word.${"notice" | "narrative" | "save" | "write" | "choose" | "files" | "lines" | "entry"}` | "reports:answerView.yes";

/** What words a form: all that words a template, and its own. */
export type FormWords = TemplateWords & { form: (key: FormWord, values?: Readonly<Record<string, string | number>>) => string };
