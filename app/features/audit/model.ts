import { isUuid } from "~/lib/keyset";

/** The audit log as people read it: what happened in words, with the few facts that may stand beside them. */

/** Every expected refusal of the log, with its HTTP status. */
export const auditRefusals = { "audit.not_found": 404 } as const;

/** What may be told of an event. Never a text somebody wrote in an answer, an address, or a secret. */
export const FACTS = ["version", "role", "officer", "organisation", "reason", "place", "item", "line", "format", "count", "code"] as const;
export type FactName = (typeof FACTS)[number];
export type AuditFact = { name: FactName; value: string };

/** Where each fact stands in the data of an event; the first that is there is taken. */
const KEYS: Record<FactName, readonly string[]> = {
  version: ["version"],
  role: ["role"],
  officer: [],
  organisation: ["organisation"],
  reason: [],
  place: ["question", "unit"],
  item: ["item"],
  line: ["line"],
  format: ["format"],
  count: ["count", "reports", "changes"],
  code: ["code"],
};
/** Facts that only some events have under a name that means something else in others. */
const OF_TYPE: Record<string, Partial<Record<FactName, readonly string[]>>> = {
  "submission.officer_assigned": { officer: ["name"] },
  // What the party is told, too.
  "submission.not_published": { reason: ["reason"] },
};
/** The longest value that is shown; a reason is read as a whole. */
const MAX_FACT = 200;

const valueOf = (data: Readonly<Record<string, unknown>>, keys: readonly string[], most: number): string | null => {
  const found = keys.map((key) => data[key]).find((value) => (typeof value === "string" && value !== "") || typeof value === "number");
  return found === undefined ? null : String(found).slice(0, most);
};

/** The facts of an event that stand beside its words, in a fixed order. */
export function factsOf(type: string, data: Readonly<Record<string, unknown>>): AuditFact[] {
  const own = OF_TYPE[type] ?? {};
  return FACTS.flatMap((name) => {
    const value = valueOf(data, own[name] ?? KEYS[name], name === "reason" ? 4_000 : MAX_FACT);
    // Some events name their version by its id, which tells a reader nothing.
    return value === null || isUuid(value) ? [] : [{ name, value }];
  });
}

/** One entry. `actor` is "" where nobody was signed in; `submissionId` leads to the version it is about. */
export type AuditEntry = {
  id: string;
  at: string;
  actor: string;
  type: string;
  words: string;
  subject: { label: string; submissionId: string | null };
  facts: AuditFact[];
};

/** What the log is narrowed by, as typed: a person, a subject, a type or a noun of types, days from and until (both included). */
export type AuditFilters = { who?: string; subject?: string; type?: string; from?: string; until?: string };

/** Types of events in groups, for a list to choose from. */
export type TypeGroup = { noun: string; label: string; types: { type: string; label: string }[] };

/** Reads a place in the log, the number of its last entry; null for anything else. */
export const parseEntry = (text: string | null | undefined): bigint | null => (text && /^\d{1,18}$/.test(text) ? BigInt(text) : null);

/** What a party does among its own people before it signs: no business of the desk. */
export const INSIDE_PARTY = ["delegation", "clearance"] as const;
