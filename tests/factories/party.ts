import { writePartyTerms } from "~/features/reference/commands.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { unique } from "./unique";

export type PartyInput = { code?: string; kind?: string; unGroup?: string | null; groups?: string[]; names?: Record<Language, string>; facts?: object };
export type MadeParty = { id: string; code: string };

/** A party of its own for one test, findable by its names; groups are memberships without an end. */
export async function makeParty(
  db: Database,
  { code = unique("P").toUpperCase(), kind = "state", unGroup = null, groups = [], facts = {}, ...given }: PartyInput = {},
): Promise<MadeParty> {
  const names = given.names ?? Object.fromEntries(LANGUAGES.map((language) => [language, `${code} (${language})`]));
  const memberships = { create: groups.map((group) => ({ group })) };
  const { id } = await db.party.create({ data: { code, kind, names, facts, unGroup, groups: memberships }, select: { id: true } });
  if (kind === "organisation") await writePartyTerms(db, [{ id, code, names, facts }]);
  return { id, code };
}
