import { readReference } from "~/features/reference/queries.server";
import { PARTY_ROLES } from "~/lib/actor";
import { folded } from "~/lib/folding";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import { COLUMNS } from "../model";
import type { FileWords } from "../model/file";

/** What the columns, roles and languages of a file of people may be called: their codes, and their names in all six languages. */
export async function fileWords({ db }: Pick<Ctx, "db">): Promise<FileWords> {
  const { sets } = await readReference(db);
  const languages = sets.get("languages") ?? [];
  const words = LANGUAGES.map(translator);
  const named = <T extends string>(codes: readonly T[], namesOf: (code: T) => readonly string[]): Map<string, T> =>
    new Map(codes.flatMap((code) => [code, ...namesOf(code)].map((name) => [folded(name), code] as const)));
  return {
    columns: named(COLUMNS, (column) => [...words.map((t) => t(`outreach:column.${column}`)), ...(column === "email" ? ["e-mail"] : [])]),
    roles: named(PARTY_ROLES, (role) => words.map((t) => t(`mail:invitation.roles.${role}`))),
    languages: named(LANGUAGES, (language) => [
      LANGUAGE_NAMES[language],
      ...languages.filter(({ code }) => code === language).flatMap(({ names }) => Object.values(names)),
    ]),
  };
}
