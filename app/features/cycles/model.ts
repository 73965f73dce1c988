import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

export type Names = Record<Language, string>;
/** A dated step of a cycle. `until` ends a phase or meeting; `template` is set on the deadline of that template. */
export type Milestone = {
  code: string;
  kind: "phase" | "meeting" | "deadline" | "decision" | "document";
  names: Names;
  at: string;
  until: string | null;
  zone: string;
  template: string | null;
};
export const CYCLE_STATES = ["prepared", "open", "closed"] as const;
export type CycleState = (typeof CYCLE_STATES)[number];

/** What the secretariat does with a cycle that stands as data. */
export const CYCLE_MOVES = ["open", "close"] as const;
export type CycleMove = (typeof CYCLE_MOVES)[number];

export type Cycle = {
  id: string;
  code: string;
  state: CycleState;
  names: Names;
  summaries: Partial<Names>;
  groupsOn: string;
  milestones: Milestone[];
};

/** A later deadline that one report of a party has been given in a cycle; `line`: "" where there is none. */
export type Extended = { cycleId: string; template: string; line: string; dueAt: Date | string };
/** Of whose report a deadline is asked: its action line, and all extensions of its party that stand. */
type Asking = { line: string; extensions: readonly Extended[] };
type Dated = { id: string; milestones: { kind: string; template: string | null; at: Date | string }[] };

/**
 * When a report on a template is due in a cycle, as an instant; null when no deadline is set. It is the template's own
 * deadline, for everybody; with `report` it is the later one the party was given, where there is such. What decides or
 * shows lateness asks here, and nowhere else.
 */
export function deadlineOf(cycle: Dated, template: string, report?: Asking): string | null {
  const at = cycle.milestones.find((step) => step.kind === "deadline" && step.template === template)?.at;
  if (at === undefined) return null;
  const given = report?.extensions.find((one) => one.cycleId === cycle.id && one.template === template && one.line === report.line);
  // A deadline that has moved past the extension since is the later of the two.
  return new Date(Math.max(new Date(at).getTime(), given ? new Date(given.dueAt).getTime() : 0)).toISOString();
}

/** Something sent at `at` is late from the deadline's instant on; the server's clock decides. */
export const isLate = (deadline: string | null, at: Date): boolean => deadline !== null && at.getTime() >= Date.parse(deadline);

/** Where a step stands at a moment. */
export function phaseOf({ at, until }: Pick<Milestone, "at" | "until">, now: Date): "past" | "current" | "coming" {
  if (now.getTime() < Date.parse(at)) return "coming";
  return now.getTime() < Date.parse(until ?? at) ? "current" : "past";
}

/** A cycle as the secretariat sees it. `templates`: open ones; `drafts` and `signed`: reports; `moves`: what the reader may do with it now. */
export type CycleStanding = { code: string; name: string; state: CycleState; templates: number; drafts: number; signed: number; moves: CycleMove[] };

/** Every expected refusal of cycles, with its HTTP status. */
export const cycleRefusals = {
  "cycle.not_found": 404,
  "cycle.already_open": 409,
  "cycle.already_closed": 409,
  "cycle.not_open": 409,
  "cycle.no_templates": 409,
  "cycle.confirmation_required": 422,
} as const;

/**
 * The state a move leads to. A closed cycle can be opened again. Refuses `cycle.already_open`, `cycle.no_templates`,
 * `cycle.already_closed` and, for closing a cycle that has never been open, `cycle.not_open`.
 */
export function afterMove({ state, templates }: Pick<CycleStanding, "state" | "templates">, move: CycleMove): Result<CycleState, Refusal> {
  if (move === "close") return state === "open" ? ok("closed") : refuse({ code: state === "closed" ? "cycle.already_closed" : "cycle.not_open" });
  if (state === "open") return refuse({ code: "cycle.already_open" });
  return templates > 0 ? ok("open") : refuse({ code: "cycle.no_templates" });
}
