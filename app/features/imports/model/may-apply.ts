import type { Condition } from "~/features/templates/schema";

/** What may come to be asked while a form is filled in away from the portal, where no condition on an answer is read. */

/**
 * Could this condition hold, whatever is answered? Only what an answer cannot change (the groups of the party) decides;
 * `groups` null is a party that is not known, for whom everything may apply.
 */
export const mayApply = (condition: Condition | undefined, groups: readonly string[] | null): boolean =>
  condition === undefined || groups === null || outcome(condition, groups) !== false;

/** Null: it depends on answers. */
function outcome(condition: Condition, groups: readonly string[]): boolean | null {
  if ("group" in condition) return condition.group.some((group) => groups.includes(group));
  if ("not" in condition) {
    const inner = outcome(condition.not, groups);
    return inner === null ? null : !inner;
  }
  const decides = "any" in condition;
  const parts = "all" in condition ? condition.all : decides ? condition.any : null;
  if (!parts) return null;
  const outcomes = parts.map((part) => outcome(part, groups));
  if (outcomes.includes(decides)) return decides;
  return outcomes.includes(null) ? null : !decides;
}
