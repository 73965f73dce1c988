import { holdsOn, type Period } from "~/features/reference/model";
import { FACILITATION_ROLES, isReporting, type FacilitationRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";

/** The dated role of an entity on an action line; `from` is the first day, `to` the first day it no longer holds (ISO dates). */
export type Facilitation = { id: string; entity: string; line: string; role: FacilitationRole; from: string | null; to: string | null };

export const STANDINGS = ["present", "planned", "past"] as const;
export type Standing = (typeof STANDINGS)[number];

/** One role as the desk sees it; `until` is the last day. */
export type FacilitationItem = {
  id: string;
  line: { code: string; name: string };
  entity: { code: string; name: string };
  role: FacilitationRole;
  from: string | null;
  until: string | null;
  standing: Standing;
};

/** Every expected refusal of facilitations, with its HTTP status. */
export const facilitationRefusals = {
  "facilitation.not_found": 404,
  "facilitation.entity_unknown": 422,
  "facilitation.line_unknown": 422,
  "facilitation.role_unknown": 422,
  "facilitation.day_invalid": 422,
  "facilitation.day_required": 422,
  "facilitation.dates_reversed": 422,
  "facilitation.overlap": 409,
  "facilitation.two_leads": 409,
  "facilitation.sole_beside": 409,
} as const;

/** Whether there is a day on which both hold. */
export const overlaps = (one: Period, other: Period): boolean =>
  (!one.to || !other.from || other.from < one.to) && (!other.to || !one.from || one.from < other.to);

/** Whether a period ends on the day it begins, or before. */
export const isReversed = ({ from, to }: Period): boolean => Boolean(from && to && to <= from);

/** Where a role stands on a day. */
export function standingOn(period: Period, day: string): Standing {
  if (holdsOn(period, day)) return "present";
  return period.from && day < period.from ? "planned" : "past";
}

const shifted = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** The first day something no longer holds, from its last day, and back. */
export const dayAfter = (until: string | null): string | null => until && shifted(until, 1);
export const lastDayOf = (to: string | null): string | null => to && shifted(to, -1);

/** Why two entities cannot have these roles on a line at once: it has one lead, and a sole facilitator has partners at most. */
function clash(one: FacilitationRole, other: FacilitationRole): string | null {
  if (isReporting(one) && isReporting(other)) return "facilitation.two_leads";
  const beside = one === "sole" ? other : other === "sole" ? one : "partner";
  return beside === "partner" ? null : "facilitation.sole_beside";
}

/**
 * Why a role cannot stand beside the others of its line; null when it can. An entity has one role on a line at a time
 * (`facilitation.overlap`); the other refusals are `facilitation.two_leads` and `facilitation.sole_beside`.
 */
export function conflictIn(others: readonly Facilitation[], made: Facilitation): Refusal | null {
  for (const other of others) {
    if (other.id === made.id || other.line !== made.line || !overlaps(other, made)) continue;
    const code = other.entity === made.entity ? "facilitation.overlap" : clash(made.role, other.role);
    if (code) return { code, params: { entity: other.entity } };
  }
  return null;
}

/** The order in which a line's roles are read: those that hold before those to come and those that are over, leads first. */
export const byStanding = (one: Pick<FacilitationItem, "standing" | "role">, other: Pick<FacilitationItem, "standing" | "role">): number =>
  STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing) || FACILITATION_ROLES.indexOf(one.role) - FACILITATION_ROLES.indexOf(other.role);
