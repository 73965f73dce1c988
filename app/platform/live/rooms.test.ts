import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { User } from "~/lib/actor";
import { silentLog } from "../../../tests/support/silent-log";
import { openLive, partsOf, type Live, type LiveEvent } from "./live.server";
import { openRooms, type Guest, type Rooms } from "./rooms.server";

const guest = (page: string, name: string, place: string | null = null): Guest => ({ page, person: `id of ${name}`, name, place });
/** Two web processes on one line. */
let line: Live;
let rooms: [Rooms, Rooms];
const told = () => {
  const events: LiveEvent[] = [];
  return {
    events,
    hear: (event: LiveEvent) => void events.push(event),
    here: () => (events.filter(({ kind }) => kind === "here").at(-1)?.here as Guest[]) ?? [],
  };
};

beforeEach(() => {
  vi.useFakeTimers();
  line = openLive({ log: silentLog });
  rooms = [openRooms(line), openRooms(line)];
});
afterEach(() => {
  rooms.forEach((each) => each.stop());
  vi.useRealTimers();
});

describe("rooms", () => {
  it("tell each page of a topic who is there, over all processes, and of no other topic", () => {
    const [amina, bao, carlos] = [told(), told(), told()];
    rooms[0].enter("report:1", guest("a", "Amina"), amina.hear);
    rooms[1].enter("report:1", guest("b", "Bao", "B1"), bao.hear);
    rooms[1].enter("report:2", guest("c", "Carlos"), carlos.hear);
    vi.advanceTimersByTime(20_500);
    for (const { here } of [amina, bao])
      expect(here().map(({ name, place }) => [name, place])).toEqual(
        expect.arrayContaining([
          ["Amina", null],
          ["Bao", "B1"],
        ]),
      );
    expect(carlos.here().map(({ name }) => name)).toEqual(["Carlos"]);
  });

  it("tell where a page is, whichever process is told, and only its own person says so", () => {
    const amina = told();
    rooms[0].enter("report:1", guest("a", "Amina"), amina.hear);
    rooms[1].move("report:1", { page: "a", person: "id of Amina", place: "C3" });
    vi.advanceTimersByTime(2_000);
    expect(amina.here()).toMatchObject([{ place: "C3" }]);
    rooms[1].move("report:1", { page: "a", person: "id of Bao", place: "D1" });
    rooms[1].move("report:2", { page: "a", person: "id of Amina", place: "D1" });
    vi.advanceTimersByTime(2_000);
    expect(amina.here()).toMatchObject([{ place: "C3" }]);
  });

  it("know who holds a seat by the session it was taken with, and tell no other process of it", () => {
    const heard: LiveEvent[] = [];
    line.subscribe("report:1", (event) => void heard.push(event));
    const user = { id: "id of Amina" } as User;
    const leave = rooms[0].enter("report:1", guest("a", "Amina"), () => undefined, { user, session: "of Amina" });
    rooms[0].enter("report:1", guest("b", "Bao"), () => undefined, { user: { id: "id of Bao" } as User, session: null });
    expect(rooms[0].holderOf("report:1", "a", "of Amina")).toBe(user);
    expect(heard.map((event) => Object.keys(event.guest as Guest))).toEqual([1, 2].map(() => ["page", "person", "name", "place"]));
    for (const [room, topic, page, session] of [
      [rooms[0], "report:1", "a", "of Bao"],
      [rooms[0], "report:2", "a", "of Amina"],
      [rooms[0], "report:1", "c", "of Amina"],
      [rooms[0], "report:1", "b", null],
      [rooms[1], "report:1", "a", "of Amina"],
    ] as const)
      expect(room.holderOf(topic, page, session)).toBeNull();
    leave();
    expect(rooms[0].holderOf("report:1", "a", "of Amina")).toBeNull();
  });

  it("tell places together every two seconds, and who comes meanwhile at once", () => {
    const amina = told();
    rooms[0].enter("report:1", guest("a", "Amina"), amina.hear);
    vi.advanceTimersByTime(300);
    amina.events.length = 0;
    for (const place of ["B1", "B2", "B3", "B4"]) {
      rooms[0].move("report:1", { page: "a", person: "id of Amina", place });
      vi.advanceTimersByTime(500);
    }
    expect(amina.events.map(({ here }) => (here as Guest[])[0]!.place)).toEqual(["B4"]);
    rooms[0].move("report:1", { page: "a", person: "id of Amina", place: "C1" });
    rooms[1].enter("report:1", guest("b", "Bao"), told().hear);
    vi.advanceTimersByTime(300);
    expect(amina.here().map(({ name, place }) => [name, place])).toEqual([
      ["Amina", "C1"],
      ["Bao", null],
    ]);
    vi.advanceTimersByTime(5_000);
    expect(amina.events).toHaveLength(2);
  });

  it("know whose seat is in their process", () => {
    const leave = rooms[0].enter("report:1", guest("a", "Amina"), told().hear);
    const at = { page: "a", person: "id of Amina" };
    expect([rooms[0].seats("report:1", at), rooms[1].seats("report:1", at)]).toEqual([true, false]);
    expect([rooms[0].seats("report:2", at), rooms[0].seats("report:1", { ...at, person: "id of Bao" })]).toEqual([false, false]);
    leave();
    expect(rooms[0].seats("report:1", at)).toBe(false);
  });

  it("forget who leaves at once, and a process that fell silent after a minute", () => {
    const [amina, bao] = [told(), told()];
    rooms[0].enter("report:1", guest("a", "Amina"), amina.hear);
    const leave = rooms[0].enter("report:1", guest("b", "Bao"), bao.hear);
    line.publish("report:1", { kind: "guest", guest: guest("z", "Zoé") });
    vi.advanceTimersByTime(300);
    expect(amina.here().map(({ name }) => name)).toEqual(["Amina", "Bao", "Zoé"]);
    leave();
    vi.advanceTimersByTime(300);
    expect(amina.here().map(({ name }) => name)).toEqual(["Amina", "Zoé"]);
    vi.advanceTimersByTime(90_000);
    expect(amina.here().map(({ name }) => name)).toEqual(["Amina"]);
    expect(bao.here().map(({ name }) => name)).toContain("Bao");
  });

  it("pass on what is published, nothing after leaving, and say when the process ends", () => {
    const amina = told();
    const leave = rooms[0].enter("report:1", guest("a", "Amina"), amina.hear);
    line.publish("report:1", { kind: "saved", saved: [1] });
    expect(amina.events).toContainEqual({ kind: "saved", saved: [1] });
    rooms[0].stop();
    expect(amina.events.at(-1)).toEqual({ kind: "stop" });
    leave();
    const heard = amina.events.length;
    line.publish("report:1", { kind: "saved", saved: [2] });
    vi.advanceTimersByTime(1_000);
    expect(amina.events).toHaveLength(heard);
  });

  it("name at most twenty", () => {
    const first = told();
    for (let i = 0; i < 30; i++) rooms[0].enter("report:1", guest(`p${i}`, `Name ${i}`), i === 0 ? first.hear : () => undefined);
    vi.advanceTimersByTime(300);
    expect(first.here()).toHaveLength(20);
  });
});

describe("partsOf", () => {
  it("keeps every message whole and in order, in parts that a notification holds", () => {
    const messages = Array.from({ length: 300 }, (_, index) => ({ topic: "t", event: { kind: "k", index, text: "信".repeat(50) } }));
    const parts = partsOf(messages);
    expect(parts.flat()).toEqual(messages);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify({ from: crypto.randomUUID(), messages: part }))).toBeLessThan(8_000);
  });

  it("leaves out what no notification holds", () => {
    expect(partsOf([{ topic: "t", event: { kind: "k", text: "x".repeat(9_000) } }])).toEqual([]);
  });
});
