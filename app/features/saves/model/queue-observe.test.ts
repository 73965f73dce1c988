import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Clock, Server, settle } from "../../../../tests/support/save-line";
import { SaveQueue } from "./queue";
import type { Current } from "./queue-states";

let server: Server;
let clock: Clock;
let ids: number;
let line: "ok" | "down";

function open(): SaveQueue {
  const queue = new SaveQueue({
    newId: () => `op${ids++}`,
    timers: clock.timers,
    send: async (saves) => {
      await Promise.resolve();
      if (line === "down") throw new TypeError("network");
      return saves.map((save) => server.apply(save));
    },
  });
  queue.register("B1", { value: null, confidential: false, revision: 0, savedAt: null });
  return queue;
}
const byOther = (value: unknown) => server.apply({ opId: `other${ids++}`, unit: "B1", baseRevision: server.now.revision, value, confidential: false }, "Amina");
const current = (): Current => ({ ...server.now, updatedBy: server.now.by, updatedAt: "t" });
const type = (queue: SaveQueue, value: unknown): void => queue.change("B1", { value, confidential: false });

beforeEach(() => {
  [server, clock, ids, line] = [new Server(), new Clock(), 0, "ok"];
});

describe("observe", () => {
  it("takes over a newer revision where nothing is typed, and the next save goes on from it", async () => {
    const queue = open();
    byOther("theirs");
    expect(queue.observe("B1", current())).toBe(true);
    expect(queue.view("B1")).toMatchObject({ revision: 1, savedBy: "Amina", savedAt: "t" });
    type(queue, "theirs");
    expect(queue.hasUnsent()).toBe(false);
    type(queue, "theirs and mine");
    await clock.pass(5_000);
    expect(server.now).toMatchObject({ value: "theirs and mine", revision: 2 });
    expect(queue.view("B1")).toMatchObject({ status: "saved", savedBy: null });
  });

  it("is nothing new when the page has it already, and nothing for an answer of another page", () => {
    const queue = open();
    byOther("theirs");
    const one = current();
    byOther("theirs again");
    expect(queue.observe("B1", current())).toBe(true);
    expect(queue.observe("B1", one)).toBe(false);
    expect(queue.observe("Z9", current())).toBe(false);
    expect(queue.view("B1").revision).toBe(2);
  });

  it.each([
    ["typed", (queue: SaveQueue) => type(queue, "mine")],
    ["being composed", (queue: SaveQueue) => queue.composing("B1", true)],
    ["held for an upload", (queue: SaveQueue) => void queue.hold("B1")],
  ])("touches nothing that is %s", async (_, act) => {
    const queue = open();
    act(queue);
    await settle();
    byOther("theirs");
    expect(queue.observe("B1", current())).toBe(false);
    expect(queue.view("B1").revision).toBe(0);
  });

  it("touches no conflict", async () => {
    const queue = open();
    type(queue, "mine");
    byOther("theirs");
    await clock.pass(5_000);
    byOther("theirs again");
    expect(queue.observe("B1", current())).toBe(false);
    expect(queue.view("B1").conflict).toMatchObject({ value: "theirs" });
  });

  it("drops nothing typed, in whatever order it is heard of", async () => {
    const act = fc.oneof(
      fc.record({ mine: fc.stringMatching(/^[a-e]{1,4}$/) }),
      fc.record({ theirs: fc.stringMatching(/^[v-z]{1,4}$/) }),
      fc.record({ ms: fc.integer({ min: 0, max: 3_000 }) }),
      fc.constant({ heard: true as const }),
      fc.constant({ turn: true as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        [server, clock, ids, line] = [new Server(), new Clock(), 0, "ok"];
        const queue = open();
        let shown: unknown = null;
        let typed: unknown;
        for (const step of acts) {
          if ("mine" in step) {
            type(queue, (shown = typed = step.mine));
          } else if ("theirs" in step) byOther(step.theirs);
          else if ("ms" in step) await clock.pass(step.ms);
          else if ("turn" in step) line = line === "ok" ? "down" : "ok";
          else if (queue.observe("B1", current())) shown = server.now.value;
        }
        line = "ok";
        await clock.pass(120_000);
        expect(queue.hasUnsent()).toBe(false);
        // What the author replaced by typing on need not have been sent; what stood last has a place.
        if (typed !== undefined) expect(server.history).toContain(typed);
        if (!queue.view("B1").conflict && queue.view("B1").revision === server.now.revision) expect(server.now.value).toBe(shown);
      }),
      { numRuns: 200 },
    );
  });
});
