import { beforeEach, describe, expect, it } from "vitest";
import { Clock } from "../../../../tests/support/save-line";
import { SaveQueue } from "./queue";
import type { Outcome, QueuedSave } from "./queue-states";

const UNITS = ["A1", "B1", "C1"];
let clock: Clock;
/** What every request meets until it is changed. */
let line: "down" | "up" | Outcome;
let requests: QueuedSave[][];

function queueOf(): SaveQueue {
  let ids = 0;
  const queue = new SaveQueue({
    newId: () => `op${ids++}`,
    timers: clock.timers,
    send: (saves) => {
      requests.push([...saves]);
      if (line === "down") return Promise.reject(new TypeError("network"));
      const answered = line;
      const isUp = ({ opId }: QueuedSave): boolean => answered === "up" || (answered.kind === "reused" && opId !== "op0");
      return Promise.resolve(saves.map((save) => (isUp(save) ? { kind: "saved", revision: save.baseRevision + 1, savedAt: "t" } : (answered as Outcome))));
    },
  });
  for (const unit of UNITS) queue.register(unit, { value: null, confidential: false, revision: 0, savedAt: null });
  return queue;
}
const type = async (queue: SaveQueue, unit: string): Promise<void> => {
  queue.change(unit, { value: `text of ${unit}`, confidential: false });
  await clock.pass(2_000);
};
const unitsOf = (saves: readonly QueuedSave[] | undefined): string[] => saves?.map(({ unit }) => unit) ?? [];

beforeEach(() => {
  clock = new Clock();
  line = "up";
  requests = [];
});

describe("what has waited", () => {
  it("goes out together when the line is back, in the order it was typed in, and is repeated together until then", async () => {
    const queue = queueOf();
    line = "down";
    for (const unit of ["C1", "A1", "B1"]) await type(queue, unit);
    requests = [];
    await clock.pass(60_000);
    expect(requests.length).toBeGreaterThan(1);
    // From the first attempt that finds all three on, none goes alone.
    for (const request of requests.slice(-2)) expect(unitsOf(request)).toEqual(["C1", "A1", "B1"]);
    const ids = requests.at(-1)!.map(({ opId }) => opId);
    requests = [];
    line = "up";
    await clock.pass(30_000);
    expect(requests.map(unitsOf)).toEqual([["C1", "A1", "B1"]]);
    expect(requests[0]!.map(({ opId }) => opId)).toEqual(ids);
    expect(queue.hasUnsent()).toBe(false);
    expect(queue.whole()).toMatchObject({ status: "saved", counts: { saved: 3 } });
  });

  it.each([{ kind: "signed_out" }, { kind: "locked", code: "report.cycle_closed" }] as const)("goes out together after it stood still: $kind", async (halt) => {
    const queue = queueOf();
    line = halt;
    for (const unit of ["B1", "C1", "A1"]) await type(queue, unit);
    expect(queue.whole()).toMatchObject({ halt, counts: { waiting: 3 } });
    requests = [];
    line = "up";
    queue.resume();
    await clock.pass(1);
    expect(requests.map(unitsOf)).toEqual([["B1", "C1", "A1"]]);
    expect(queue.whole()).toMatchObject({ halt: null, status: "saved" });
  });

  it("does not wait any longer where one answer has got through", async () => {
    const queue = queueOf();
    line = "down";
    for (const unit of ["A1", "B1"]) await type(queue, unit);
    await clock.pass(40_000);
    requests = [];
    line = "up";
    queue.change("A1", { value: "more", confidential: false });
    await clock.pass(1_500);
    expect(queue.view("B1").status).toBe("saved");
    expect(queue.hasUnsent()).toBe(false);
  });

  it("goes out under another id where its own was used meanwhile", async () => {
    const queue = queueOf();
    line = "down";
    await type(queue, "A1");
    line = { kind: "reused" };
    await clock.pass(60_000);
    expect(queue.hasUnsent()).toBe(false);
    expect(new Set(requests.flat().map(({ opId }) => opId)).size).toBe(2);
  });

  it("leaves letters that are being composed where they are", async () => {
    const queue = queueOf();
    line = "down";
    await type(queue, "A1");
    queue.composing("B1", true);
    queue.change("B1", { value: "zhong", confidential: false });
    line = "up";
    queue.resume();
    await clock.pass(60_000);
    expect(requests.flat().some(({ unit }) => unit === "B1")).toBe(false);
    queue.composing("B1", false);
    await clock.pass(2_000);
    expect(queue.hasUnsent()).toBe(false);
  });
});
