import { paragraphsOf } from "~/features/documents/model";
import { faultOf, type RedraftItem, type RedraftPlan, type SentItem, type SentPlan } from "../model";
import { itemOf, type HeldDraft } from "./plan";

/** Whether something that is ticked cannot be saved as it was written. */
export const isFaulty = ({ items, added }: SentPlan): boolean => [...items, ...added].some(({ ticked, text }) => ticked && faultOf(text) !== null);

/**
 * What was sent and is not in the text, held against it once more: nothing somebody wrote is lost. What the text went on
 * from is a conflict now; what there is no place for any more is named with its text. `taken`: ids that were saved.
 */
export function planAgain({ items, added }: SentPlan, { draft, numbers, proposals }: HeldDraft, taken: readonly string[]): RedraftPlan {
  const plan: RedraftPlan = { items: [], added: [], same: 0, problems: [] };
  const standing = new Map(paragraphsOf(draft).map((paragraph) => [paragraph.id, paragraph]));
  for (const sent of items.filter(({ paragraph }) => !taken.includes(paragraph))) {
    const current = standing.get(sent.paragraph);
    const { text } = sent;
    if (current && !current.agreed) {
      const item = { ...itemOf(sent, current, text, numbers.get(current.id)!, draft, proposals.get(current.id)), ...stateOf(sent, current.revision) };
      if (text !== current.text) plan.items.push(item);
    } else plan.problems.push({ code: current ? "agreed" : "gone", place: sent.number, text });
  }
  const chapters = new Set(draft.chapters.map(({ id }) => id));
  for (const { ticked, ...sent } of added.filter(({ id }) => !taken.includes(id)))
    if (chapters.has(sent.chapter)) plan.added.push({ ...sent, ticked });
    else plan.problems.push({ code: "new_unplaced", place: sent.title, text: sent.text });
  return plan;
}

/** How a paragraph that was sent is shown: what went on since is to be looked at before it is ticked again. */
function stateOf({ revision, standing, ticked, text }: SentItem, now: number): Pick<RedraftItem, "standing" | "ticked" | "fault"> {
  const fault = ticked ? faultOf(text) : null;
  const wentOn = revision !== now;
  return { standing: wentOn ? "conflict" : standing, ticked: ticked && !wentOn, ...(fault ? { fault } : {}) };
}
