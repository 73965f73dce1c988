import type { PartyRole } from "~/lib/actor";
import { folded } from "~/lib/folding";
import type { Language } from "~/lib/languages";
import { ok, refuse, type Result } from "~/lib/result";
import { COLUMNS, USUAL_ROLE, type FileColumn } from "../model";

/** Reading a file of people: which column is which, and what stands in each line. */

/** What columns, roles and languages may be called, folded, in any of the six languages. */
export type FileWords = { columns: ReadonlyMap<string, FileColumn>; roles: ReadonlyMap<string, PartyRole>; languages: ReadonlyMap<string, Language> };

/** A line as it was read. A role or language nobody knows is null; what was typed is kept beside it. `isFormula`: some cell of it is one. */
export type ReadRow = {
  line: number;
  email: string;
  name: string;
  party: string;
  role: PartyRole | null;
  typedRole: string;
  language: Language | null;
  typedLanguage: string;
  isFormula: boolean;
};

type Line = { line: number; cells: readonly (string | null)[] };

/**
 * The people of a table whose first line has the headings, in any order; columns nobody knows are passed over. Refuses
 * `no_headings` where address or party has no column. A line without a language is in `usual`.
 */
export function readPeople([head, ...lines]: readonly Line[], words: FileWords, usual: Language): Result<ReadRow[], "no_headings"> {
  const places = new Map<FileColumn, number>();
  for (const [index, cell] of (head?.cells ?? []).entries()) {
    const column = words.columns.get(folded(cell ?? ""));
    if (column && !places.has(column)) places.set(column, index);
  }
  if (!places.has("email") || !places.has("party")) return refuse("no_headings");
  return ok(
    lines.map(({ line, cells }): ReadRow => {
      const at = (column: FileColumn): string => cells[places.get(column) ?? -1] ?? "";
      const [typedRole, typedLanguage] = [at("role"), at("language")];
      return {
        line,
        email: at("email"),
        name: at("name"),
        party: at("party"),
        role: typedRole === "" ? USUAL_ROLE : (words.roles.get(folded(typedRole)) ?? null),
        typedRole,
        language: typedLanguage === "" ? usual : (words.languages.get(folded(typedLanguage)) ?? null),
        typedLanguage,
        isFormula: COLUMNS.some((column) => cells[places.get(column) ?? -1] === null),
      };
    }),
  );
}
