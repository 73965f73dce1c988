import { hasEnded, SUBMISSION_STATES, type SubmissionState } from "~/features/reports/model";
import { parseRegion } from "~/features/reports/model/submission-filters";

/** States after which nothing is asked of the desk, though a version can leave them. */
const DONE: readonly SubmissionState[] = ["published", "not_published"];
/** States a version waits in for the desk. */
export const OPEN_STATES: readonly SubmissionState[] = SUBMISSION_STATES.filter((state) => !DONE.includes(state) && !hasEnded(state));
/** Every expected refusal of rules, views and targets with its HTTP status; messages stand under `errors:<code>`. */
export const queueRefusals = {
  "queue.view_not_found": 404,
  "queue.view_exists": 409,
  "queue.view_name_required": 422,
  "queue.rule_not_found": 404,
  "queue.rule_officers_required": 422,
} as const;

/** What of a version a rule looks at. */
export type RuleFacts = {
  template: string;
  lines: readonly string[];
  unGroup: string | null;
  ituRegion: string | null;
  groups: readonly string[];
  language: string;
};

/** "" leaves a condition open; `officers`: among whom the one with least to do is chosen. */
export type Rule = {
  id: string;
  priority: number;
  template: string;
  line: string;
  region: string;
  group: string;
  language: string;
  officers: readonly string[];
};

/** Whether a rule speaks of a version: all of its conditions hold. */
export function ruleFits(rule: Rule, { template, lines, unGroup, ituRegion, groups, language }: RuleFacts): boolean {
  const region = rule.region === "" ? null : parseRegion(rule.region);
  return (
    (rule.template === "" || rule.template === template) &&
    (rule.line === "" || lines.includes(rule.line)) &&
    (region === null || ("unGroup" in region ? region.unGroup === unGroup : region.ituRegion === ituRegion)) &&
    (rule.group === "" || groups.includes(rule.group)) &&
    (rule.language === "" || rule.language === language)
  );
}

/**
 * To whom a version goes: by the first rule that fits (lowest priority number, then the older rule) and has an officer who
 * is there, the one of its officers with the fewest open versions, and of equals the first by id. Null where no rule gives
 * it to anybody. `loads` holds every officer who is there.
 */
export function chooseOfficer(rules: readonly Rule[], facts: RuleFacts, loads: ReadonlyMap<string, number>): { rule: Rule; officer: string } | null {
  for (const rule of [...rules].sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))) {
    if (!ruleFits(rule, facts)) continue;
    const [officer] = rule.officers.filter((id) => loads.has(id)).sort((a, b) => loads.get(a)! - loads.get(b)! || (a < b ? -1 : 1));
    if (officer !== undefined) return { rule, officer };
  }
  return null;
}

/** What rules would do with versions one after another: each that is given counts for the next. */
export function giveAll<T extends RuleFacts>(
  rules: readonly Rule[],
  versions: readonly T[],
  loads: ReadonlyMap<string, number>,
): { version: T; given: { rule: Rule; officer: string } | null }[] {
  const open = new Map(loads);
  return versions.map((version) => {
    const given = chooseOfficer(rules, version, open);
    if (given) open.set(given.officer, open.get(given.officer)! + 1);
    return { version, given };
  });
}

/** An officer with what is on their desk: versions that wait for a decision, and how many of these are overdue. */
export type OfficerLoad = { id: string; name: string; open: number; overdue: number };
/** A rule as its page shows it, with how many of the versions nobody has it would give to whom. */
export type RuleLine = Omit<Rule, "officers"> & { officers: { id: string; name: string }[]; wouldGive: number };
/** `unassigned`: versions nobody has, as far as they were looked at; `left`: of these, what no rule gives to anybody. */
export type RulesPage = {
  rules: RuleLine[];
  officers: (OfficerLoad & { wouldGet: number })[];
  unassigned: number;
  left: number;
  targets: { state: string; workingDays: number }[];
};

/** A saved view as its reader may use it. */
export type QueueViewLine = { id: string; name: string; query: string; shared: boolean; isOwn: boolean; isDefault: boolean };
