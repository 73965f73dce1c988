import { invitationSchema } from "~/features/identity/schema";
import type { PartyRole } from "~/lib/actor";
import { folded } from "~/lib/folding";
import type { Plan } from "../model";
import type { ReadRow } from "./file";

/** What would happen with each line of a file of people, by what is known now. */

/** A party that was found, or those that may be meant. */
export type Meant = { id: string } | { near: string[] };
/** What stands already. Addresses are in the one form accounts are known by. */
export type Known = {
  party: (typed: string) => Meant;
  isMember: (email: string, partyId: string, role: PartyRole) => boolean;
  isPending: (email: string, partyId: string, role: PartyRole) => boolean;
  hasBounced: (email: string) => boolean;
};
/** A line with its plan: `role` and `language` as they were understood, else as typed. */
export type PlannedRow = Pick<ReadRow, "line" | "name" | "party"> & {
  email: string;
  role: string;
  language: string;
  partyId: string | null;
  near: string[];
  plan: Plan;
};

/** The longest name a person may have. */
const MAX_NAME = 200;

/** An address in the one form accounts are known by; null for what is none. */
export function addressOf(typed: string): string | null {
  const read = invitationSchema.shape.email.safeParse(typed);
  return read.success ? read.data : null;
}

/** Names a person in a role of a party. */
export const personKey = (email: string, partyId: string, role: string): string => `${email} ${partyId} ${role}`;

/** Plans every line. Of several lines of the same person, party and role the first one counts. */
export function planPeople(rows: readonly ReadRow[], known: Known): PlannedRow[] {
  const seen = new Set<string>();
  return rows.map((row): PlannedRow => {
    const email = addressOf(row.email);
    const meant: Meant = row.party === "" ? { near: [] } : known.party(row.party);
    const partyId = "id" in meant ? meant.id : null;
    const planned = {
      line: row.line,
      name: row.name,
      party: row.party,
      email: email ?? row.email,
      role: row.role ?? row.typedRole,
      language: row.language ?? row.typedLanguage,
      partyId,
      near: "near" in meant ? meant.near : [],
    };
    const plan = (): Plan => {
      if (row.isFormula) return "formula";
      if (email === null) return "email_malformed";
      if (partyId === null) return "party_unknown";
      if (row.role === null) return "role_unknown";
      if (row.language === null) return "language_unknown";
      if (row.name.length > MAX_NAME) return "name_too_long";
      const key = personKey(email, partyId, row.role);
      if (seen.has(key)) return "duplicate";
      seen.add(key);
      if (known.isMember(email, partyId, row.role)) return "member";
      if (known.isPending(email, partyId, row.role)) return "pending";
      return known.hasBounced(email) ? "bounced" : "invite";
    };
    return { ...planned, plan: plan() };
  });
}

/** Pairs of neighbouring letters of a text, each as often as it stands there. */
function pairsOf(text: string): string[] {
  const letters = [...` ${folded(text)} `];
  return letters.slice(1).map((letter, index) => letters[index]! + letter);
}

/** How alike two texts are, from 0 to 1 (Sørensen–Dice over pairs of letters). */
function alikeness(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const pair of one) left.set(pair, (left.get(pair) ?? 0) + 1);
  let both = 0;
  for (const pair of other) {
    const count = left.get(pair) ?? 0;
    if (count > 0) left.set(pair, count - 1);
    if (count > 0) both += 1;
  }
  return (2 * both) / Math.max(1, one.length + other.length);
}

/** A name has to be this much like another to be meant, and so many are offered. */
const ALIKE = 0.45;
const MOST_NEAR = 3;

/** Makes what finds the codes of parties whose names are like one that was typed, the likest first. */
export function nearFinder(parties: readonly { code: string; names: readonly string[] }[]): (typed: string) => string[] {
  const known = parties.map(({ code, names }) => ({ code, names: names.map(pairsOf) }));
  return (typed) => {
    const wanted = pairsOf(typed);
    return known
      .map(({ code, names }) => ({ code, alike: Math.max(0, ...names.map((name) => alikeness(wanted, name))) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((one, other) => other.alike - one.alike || (one.code < other.code ? -1 : 1))
      .slice(0, MOST_NEAR)
      .map(({ code }) => code);
  };
}
