import { latinCode } from "./typed-code";

/** Entries of ITU's two public registers of initiatives: the WSIS Stocktaking database and the WSIS Prizes. */

export const REGISTERS = ["stocktaking", "prize"] as const;
export type Register = (typeof REGISTERS)[number];

/** `register` is null for a number alone, which does not say whose it is; `address` is null where only a number was given. */
export type RegisterEntry = { register: Register | null; id: string; address: string | null };

/** Why a text names no entry. */
export const ENTRY_FAULTS = ["not_an_entry", "entry_not_https", "entry_elsewhere", "entry_not_found"] as const;
export type EntryFault = (typeof ENTRY_FAULTS)[number];
export type ReadEntry = ({ ok: true } & RegisterEntry) | { ok: false; fault: EntryFault };

/** Prizes have had numbers of 17 figures, the database of 10; others may come. */
const ID = /^\d{1,20}$/;
const HOST = /^(?:[a-z0-9-]+\.)*itu\.int$/;
/** Names under which addresses carry the number of an entry. */
const ID_NAMES = ["projectid", "project", "id"];

const fault = (code: EntryFault): ReadEntry => ({ ok: false, fault: code });

/** The number an address gives: under one of its names, or as the last part of its path. */
function idOf(url: URL, segments: readonly string[]): string | undefined {
  const named = [...url.searchParams].find(([name, value]) => ID_NAMES.includes(name.toLowerCase()) && ID.test(value));
  return named?.[1] ?? segments.findLast((segment) => segment !== "" && ID.test(segment) && segment === segments.at(-1));
}

/**
 * Sure forms: `…/net4/wsis/stocktaking/projects/Project/Details?projectId=<id>` of the database,
 * `…/net4/wsis/stocktaking/Prizes/<year>/Details/<id>` (also `DetailsPopup`) of the Prizes. The site has been rebuilt
 * several times (`/net/wsis/stocktaking/…`, `/net4/wsis/archive/…`, `scripts/documents.asp?project=<id>`) and no list of
 * its forms is published, so any address of the Stocktaking site that gives a number counts.
 */
function entryAt(url: URL): ReadEntry {
  if (url.protocol !== "https:") return fault("entry_not_https");
  // A user name or port is on no public page: it is there to make another site look like this one.
  if (!HOST.test(url.hostname) || url.username !== "" || url.password !== "" || url.port !== "") return fault("entry_elsewhere");
  const segments = url.pathname.toLowerCase().replace(/\/+$/, "").split("/");
  if (!segments.some((segment) => segment.startsWith("stocktaking") || segment === "prizes")) return fault("entry_not_found");
  const isPrize = segments.some((segment) => segment === "prizes");
  const id = idOf(url, segments);
  // `Prizes/2025` ends in a year, which is no entry.
  if (id === undefined || (isPrize && segments.at(-2) === "prizes" && /^\d{4}$/.test(id))) return fault("entry_not_found");
  return { ok: true, register: isPrize ? "prize" : "stocktaking", id, address: url.href };
}

/** Reads the number or the address of an entry of one of the registers; says why where there is none. */
export function readEntry(typed: string): ReadEntry {
  const text = typed.replace(/\p{Cf}/gu, "").trim();
  const id = latinCode(text).replace(/^(?:NO|N°|#)?[ .]*/u, "");
  if (ID.test(id)) return { ok: true, register: null, id, address: null };
  if (!/^https?:/i.test(text) || /\s/.test(text) || !URL.canParse(text)) return fault("not_an_entry");
  return entryAt(new URL(text));
}
