import { expect, test } from "vitest";
import { seededRandom } from "~/lib/random";
import { actOn, afterAct, capacityOf, movedBetween, placeTurns, putAfter, STANDINGS, TURN_ACTS, type Turn } from "./speakers";

/** Every act on every standing: what is not named here cannot be done. */
const TABLE = {
  none: { ask: "asked" },
  confirmed: { give_back: "withdrawn", speak: "spoken", miss: "absent" },
  waiting: { give_back: "withdrawn" },
  spoken: { recall: "asked" },
  absent: { ask: "asked", recall: "asked" },
  withdrawn: { ask: "asked" },
};

test("each act makes of each standing what the table says, and nothing of any other", () => {
  const found = Object.fromEntries(
    (["none", ...STANDINGS] as const).map((standing) => [
      standing,
      Object.fromEntries(TURN_ACTS.flatMap((act) => (afterAct(standing, act) ? [[act, afterAct(standing, act)]] : []))),
    ]),
  );
  expect(found).toEqual(TABLE);
});

const asked = (...parties: string[]): Turn[] => parties.map((party, index) => ({ party, state: "asked", position: index + 1 }));
const standings = (turns: readonly Turn[], capacity: number) => placeTurns(turns, capacity).map(({ party, standing }) => `${party} ${standing}`);

test("who fits is confirmed in the order of asking, the others wait; a turn given back lets the next one move up", () => {
  expect([capacityOf(30, 7), capacityOf(5, 7)]).toEqual([4, 0]);
  const turns = asked("A", "B", "C");
  expect(standings(turns, 2)).toEqual(["A confirmed", "B confirmed", "C waiting"]);
  const given = actOn(turns, 2, "A", "give_back")!;
  expect(standings(given, 2)).toEqual(["A withdrawn", "B confirmed", "C confirmed"]);
  expect(movedBetween(placeTurns(turns, 2), placeTurns(given, 2))).toEqual({ up: ["C"], down: [] });
  expect(standings(actOn(given, 2, "A", "ask")!, 2)).toEqual(["B confirmed", "C confirmed", "A waiting"]);
});

test("who has spoken has used a slot and gets no second one; who was absent may ask again, at the end", () => {
  const spoken = actOn(asked("A", "B", "C"), 2, "A", "speak")!;
  expect(standings(spoken, 2)).toEqual(["A spoken", "B confirmed", "C waiting"]);
  expect(actOn(spoken, 2, "A", "ask")).toBeNull();
  const missed = actOn(spoken, 2, "B", "miss")!;
  expect(standings(missed, 2)).toEqual(["A spoken", "B absent", "C confirmed"]);
  expect(standings(actOn(missed, 2, "B", "ask")!, 2)).toEqual(["A spoken", "C confirmed", "B waiting"]);
  expect(standings(actOn(missed, 2, "B", "recall")!, 2)).toEqual(["A spoken", "B confirmed", "C waiting"]);
});

test("a party is put at another place by name, and the order of the others stays", () => {
  expect(standings(putAfter(asked("A", "B", "C"), "C", "")!, 2)).toEqual(["C confirmed", "A confirmed", "B waiting"]);
  expect(standings(putAfter(asked("A", "B", "C"), "A", "B")!, 2)).toEqual(["B confirmed", "A confirmed", "C waiting"]);
  expect([putAfter(asked("A"), "X", ""), putAfter(asked("A"), "A", "X"), putAfter(asked("A"), "A", "A")]).toEqual([null, null, null]);
});

test("whatever is done, a party has one turn, no slot is given twice, none stays free while somebody waits, and the list is the same however it is read", () => {
  const { chance, pick, whole } = seededRandom("speakers");
  const parties = ["A", "B", "C", "D", "E", "F"];
  for (let run = 0; run < 400; run++) {
    const capacity = whole(0, 5);
    let turns: Turn[] = [];
    for (let step = 0; step < 30; step++) {
      const party = pick(parties);
      const before = placeTurns(turns, capacity);
      const next = chance(0.2) ? putAfter(turns, party, pick(["", ...parties])) : actOn(turns, capacity, party, pick(TURN_ACTS));
      if (!next) continue;
      turns = next;
      const list = placeTurns(turns, capacity);
      expect(new Set(list.map((turn) => turn.party)).size).toBe(list.length);
      expect(placeTurns([...turns].reverse(), capacity)).toEqual(list);
      const count = (standing: string) => list.filter((turn) => turn.standing === standing).length;
      expect(count("spoken") + count("confirmed")).toBeLessThanOrEqual(capacity);
      if (count("waiting") > 0) expect(count("spoken") + count("confirmed")).toBe(capacity);
      const first = list.findIndex(({ standing }) => standing === "waiting");
      if (first >= 0) expect(list.slice(first).some(({ standing }) => standing === "confirmed")).toBe(false);
      const { up, down } = movedBetween(before, list);
      expect(up.filter((one) => down.includes(one))).toEqual([]);
    }
  }
});
