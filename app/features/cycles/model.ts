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

/** When a template is due in a cycle: its own deadline, as an instant; null when none is set. */
export function deadlineOf(cycle: { milestones: { kind: string; template: string | null; at: Date | string }[] }, template: string): string | null {
  const at = cycle.milestones.find((step) => step.kind === "deadline" && step.template === template)?.at;
  return at === undefined ? null : new Date(at).toISOString();
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
