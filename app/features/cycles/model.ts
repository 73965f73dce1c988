import type { Language } from "~/lib/languages";

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
export type Cycle = {
  id: string;
  code: string;
  state: "prepared" | "open" | "closed";
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
