/**
 * The list of speakers of an agenda item. Every party has one turn, every turn the same minutes. What is kept of a turn is
 * its state and its place; whether it fits is worked out from them each time, so that no list can be overbooked.
 */

/** What is kept of a turn. */
export const TURN_STATES = ["asked", "spoken", "absent", "withdrawn"] as const;
export type TurnState = (typeof TURN_STATES)[number];

/** How a turn stands: one that was asked for is confirmed while it fits, and waits otherwise. */
export const STANDINGS = ["confirmed", "waiting", "spoken", "absent", "withdrawn"] as const;
export type Standing = (typeof STANDINGS)[number];

/** What can happen to a turn. `recall`: what the chair marked was a mistake. */
export const TURN_ACTS = ["ask", "give_back", "speak", "miss", "recall"] as const;
export type TurnAct = (typeof TURN_ACTS)[number];

/** The one table of turns: what each act makes of each standing. What is not in it cannot be done. */
const NEXT: Record<Standing | "none", Partial<Record<TurnAct, TurnState>>> = {
  none: { ask: "asked" },
  confirmed: { give_back: "withdrawn", speak: "spoken", miss: "absent" },
  waiting: { give_back: "withdrawn" },
  spoken: { recall: "asked" },
  absent: { ask: "asked", recall: "asked" },
  withdrawn: { ask: "asked" },
};

/** What an act makes of a turn; null where it cannot be done. `none`: the party has no turn yet. */
export const afterAct = (standing: Standing | "none", act: TurnAct): TurnState | null => NEXT[standing][act] ?? null;

export type Turn = { party: string; state: TurnState; position: number };
export type Placed<T extends Turn = Turn> = T & { standing: Standing };

/** How many turns of so many minutes an item has time for. */
export const capacityOf = (minutes: number, slot: number): number => Math.floor(minutes / slot);

const inOrder = (one: Turn, other: Turn): number => one.position - other.position || (one.party < other.party ? -1 : 1);

/** The turns in their order, each with how it stands: who has spoken has used a slot, those who asked fit one after the other. */
export function placeTurns<T extends Turn>(turns: readonly T[], capacity: number): Placed<T>[] {
  let free = capacity - turns.filter(({ state }) => state === "spoken").length;
  return [...turns].sort(inOrder).map((turn) => ({ ...turn, standing: turn.state === "asked" ? (free-- > 0 ? "confirmed" : "waiting") : turn.state }));
}

/** The turns after an act of or on a party: whoever asks stands last. Null where the act cannot be done. */
export function actOn(turns: readonly Turn[], capacity: number, party: string, act: TurnAct): Turn[] | null {
  const own = placeTurns(turns, capacity).find((turn) => turn.party === party);
  const state = afterAct(own?.standing ?? "none", act);
  if (!state) return null;
  const position = own && act !== "ask" ? own.position : Math.max(0, ...turns.map((turn) => turn.position)) + 1;
  return [...turns.filter((turn) => turn.party !== party), { party, state, position }];
}

/** The turns with one put after another party's, or first (""). Null where either is not on the list. */
export function putAfter(turns: readonly Turn[], party: string, after: string): Turn[] | null {
  const own = turns.find((turn) => turn.party === party);
  const others = [...turns].sort(inOrder).filter((turn) => turn.party !== party);
  const at = after === "" ? 0 : others.findIndex((turn) => turn.party === after) + 1;
  if (!own || (after !== "" && at === 0)) return null;
  return [...others.slice(0, at), own, ...others.slice(at)].map((turn, index) => ({ ...turn, position: index + 1 }));
}

/** Who fits now and waited before, and who waits now and fitted before. */
export function movedBetween(before: readonly Placed[], after: readonly Placed[]): { up: string[]; down: string[] } {
  const was = new Map(before.map(({ party, standing }) => [party, standing]));
  const moved = (from: Standing, to: Standing): string[] => after.flatMap(({ party, standing }) => (standing === to && was.get(party) === from ? [party] : []));
  return { up: moved("waiting", "confirmed"), down: moved("confirmed", "waiting") };
}
