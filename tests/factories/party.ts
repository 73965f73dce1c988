import { LANGUAGES } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { unique } from "./unique";

export type PartyInput = { code?: string; kind?: string; unGroup?: string | null; groups?: string[] };
export type MadeParty = { id: string; code: string };

/** A party of its own for one test; groups are memberships without an end. */
export async function makeParty(
  db: Database,
  { code = unique("P").toUpperCase(), kind = "state", unGroup = null, groups = [] }: PartyInput = {},
): Promise<MadeParty> {
  const names = Object.fromEntries(LANGUAGES.map((language) => [language, `${code} (${language})`]));
  const memberships = { create: groups.map((group) => ({ group })) };
  return db.party.create({ data: { code, kind, names, unGroup, groups: memberships }, select: { id: true, code: true } });
}
