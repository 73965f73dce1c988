import { asTable, type AnswerValue } from "~/features/templates/model/values";
import { normaliseLineCode } from "~/lib/line-code";

/**
 * The WSIS-SDG matrix as a living document: dated versions, and proposals to change it that facilitators make by
 * answering. A version is never changed; accepted proposals make a new one.
 */

/** A link of an action line with a Goal: as a whole, by targets, or both. */
export type MatrixEntry = { line: string; sdg: number; wholeGoal: boolean; targets: string[] };
/** Adds a link or targets, or takes them away. No targets: the link with the Goal as a whole. */
export type Change = { line: string; sdg: number; targets: string[]; kind: "add" | "remove"; rationale: string };

export const PROPOSAL_STATES = ["proposed", "accepted", "declined"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A proposal as the desk sees it. `version`: the date of the matrix it has become part of. */
export type Proposal = Change & {
  id: string;
  state: ProposalState;
  party: { code: string; name: string };
  submission: { id: string; symbol: string };
  decidedAt: string | null;
  version: string | null;
};

/** Every expected refusal of the matrix, with its HTTP status. */
export const matrixRefusals = {
  "matrix.not_found": 404,
  "matrix.decided": 409,
  "matrix.nothing_accepted": 409,
  "matrix.same_day": 409,
} as const;

/** Targets in the order of the Goals' lists: 9.1, 9.2, 9.10, then 9.a. */
const rankOf = (target: string): number => {
  const last = target.split(".")[1] ?? "";
  return /^\d+$/.test(last) ? Number(last) : 100 + last.charCodeAt(0);
};
const byGoal = (one: string, other: string): number => rankOf(one) - rankOf(other);

/** Targets of a Goal as somebody listed them: "9.1, 9.C; 9.1" gives 9.1 and 9.c. What is no target of this Goal is left out. */
export function parseTargets(text: string, sdg: number): string[] {
  const found = text.toLowerCase().match(/\d{1,2}\.(?:\d{1,2}|[a-z])(?![\w.])/g) ?? [];
  return [...new Set(found.filter((target) => target.startsWith(`${sdg}.`)))].sort(byGoal);
}

const linkOf = (entries: readonly MatrixEntry[], line: string, sdg: number): MatrixEntry | undefined =>
  entries.find((entry) => entry.line === line && entry.sdg === sdg);

/** What a change would do to the matrix as it is; null when it would do nothing. */
function effective(entries: readonly MatrixEntry[], change: Change): Change | null {
  const link = linkOf(entries, change.line, change.sdg);
  const known = (target: string): boolean => link?.targets.includes(target) ?? false;
  if (change.kind === "add") {
    const targets = change.targets.filter((target) => !known(target));
    return targets.length > 0 || (change.targets.length === 0 && !link) ? { ...change, targets } : null;
  }
  if (!link) return null;
  const targets = change.targets.filter(known);
  return targets.length > 0 || change.targets.length === 0 ? { ...change, targets } : null;
}

/**
 * The changes that an answer proposes: a table with the fields `sdg`, `targets`, `change` (confirm, add, remove) and
 * `rationale`. What is confirmed, or stands in the matrix already, proposes nothing.
 */
export function changesIn(entries: readonly MatrixEntry[], line: string, value: AnswerValue): Change[] {
  return asTable(value).flatMap(({ sdg, targets, change, rationale }) => {
    const goal = Number(sdg);
    if ((change !== "add" && change !== "remove") || !Number.isInteger(goal) || goal < 1 || goal > 17) return [];
    const text = (given: unknown): string => (typeof given === "string" ? given : "");
    return (
      effective(entries, { line: normaliseLineCode(line), sdg: goal, targets: parseTargets(text(targets), goal), kind: change, rationale: text(rationale) }) ??
      []
    );
  });
}

/** The matrix after changes, in its order: new links come after the line's others, a link without anything left goes. */
export function applyChanges<E extends MatrixEntry>(entries: readonly E[], changes: readonly Change[]): (E | MatrixEntry)[] {
  return changes.reduce<(E | MatrixEntry)[]>(
    (current, { line, sdg, targets, kind }) => {
      const link = linkOf(current, line, sdg);
      if (kind === "add") {
        const made: MatrixEntry = {
          line,
          sdg,
          ...link,
          wholeGoal: link ? link.wholeGoal : targets.length === 0,
          targets: [...new Set([...(link?.targets ?? []), ...targets])].sort(byGoal),
        };
        return link ? current.map((entry) => (entry === link ? { ...link, ...made } : entry)) : insertAfterLine(current, made);
      }
      if (!link) return current;
      const left = targets.length === 0 ? [] : link.targets.filter((target) => !targets.includes(target));
      const whole = targets.length > 0 && link.wholeGoal;
      if (left.length === 0 && !whole) return current.filter((entry) => entry !== link);
      return current.map((entry) => (entry === link ? { ...link, targets: left } : entry));
    },
    [...entries],
  );
}

function insertAfterLine<E extends MatrixEntry>(entries: readonly E[], made: MatrixEntry): (E | MatrixEntry)[] {
  const last = entries.findLastIndex(({ line, sdg }) => line === made.line && sdg < made.sdg);
  const at = last >= 0 ? last + 1 : entries.findIndex(({ line }) => line === made.line);
  return at < 0 ? [...entries, made] : [...entries.slice(0, at), made, ...entries.slice(at)];
}
