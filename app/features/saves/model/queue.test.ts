import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Clock, Server, settle } from "../../../../tests/support/save-line";
import { SaveQueue } from "./queue";
import type { Outcome } from "./queue-states";

let server: Server;
let clock: Clock;
/** What happens to each request, in turn; `ok` when the list is used up. `lost`: it arrives, its answer does not. */
let line: ("ok" | "down" | "lost" | Outcome)[];
let ids: number;
let waiting: (() => void)[] | null;

function queueOf(): SaveQueue {
  const queue = new SaveQueue({
    newId: () => `op${ids++}`,
    timers: clock.timers,
    send: async (saves, { leaving }) => {
      const way = line.shift() ?? "ok";
      server.seen.push(...saves.map((save) => ({ ...save, leaving })));
      if (waiting) await new Promise<void>((resolve) => waiting!.push(resolve));
      if (typeof way === "object") return saves.map(() => way);
      if (way === "down") throw new TypeError("network");
      const outcomes = saves.map((save) => server.apply(save));
      if (way === "lost") throw new TypeError("network");
      return outcomes;
    },
  });
  queue.register("B1", { value: null, confidential: false, revision: 0, savedAt: null });
  return queue;
}
const type = (queue: SaveQueue, value: unknown): void => queue.change("B1", { value, confidential: false });
const byOther = (value: unknown): Outcome =>
  server.apply({ opId: `other${ids++}`, unit: "B1", baseRevision: server.now.revision, value, confidential: false }, "Amina");

beforeEach(() => {
  server = new Server();
  clock = new Clock();
  line = [];
  ids = 0;
  waiting = null;
});

describe("SaveQueue", () => {
  it("saves within two seconds after the last key, once", async () => {
    const queue = queueOf();
    for (const text of ["a", "ab", "abc"]) {
      type(queue, text);
      expect(queue.view("B1").status).toBe("here");
      await clock.pass(500);
    }
    expect(server.seen).toHaveLength(0);
    await clock.pass(1_500);
    expect(server.seen.map(({ value, baseRevision }) => [value, baseRevision])).toEqual([["abc", 0]]);
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 1, savedAt: "t1" });
    expect(queue.hasUnsent()).toBe(false);
  });

  it("saves also somebody who never pauses", async () => {
    const queue = queueOf();
    for (let i = 0; i < 40; i++) {
      type(queue, "x".repeat(i + 1));
      await clock.pass(500);
    }
    expect(server.seen.length).toBeGreaterThanOrEqual(2);
  });

  it("does not send what is the same, nor what was typed and taken back", async () => {
    const queue = queueOf();
    type(queue, "a");
    type(queue, null);
    await clock.pass(60_000);
    expect(server.seen).toHaveLength(0);
    expect(queue.view("B1").status).toBe("untouched");
  });

  it("never sends while letters are composed, and sends after", async () => {
    const queue = queueOf();
    type(queue, "信息");
    queue.composing("B1", true);
    for (const text of ["信息s", "信息she", "信息shehui"]) {
      type(queue, text);
      await clock.pass(5_000);
    }
    expect(server.seen).toHaveLength(0);
    type(queue, "信息社会");
    queue.composing("B1", false);
    await clock.pass(2_000);
    expect(server.seen.map(({ value }) => value)).toEqual(["信息社会"]);
  });

  it("has one request of a unit under way; what is typed meanwhile goes on its revision", async () => {
    const queue = queueOf();
    waiting = [];
    type(queue, "one");
    await clock.pass(2_000);
    type(queue, "one two");
    await clock.pass(20_000);
    expect(server.seen).toHaveLength(1);
    expect(queue.view("B1").status).toBe("sending");
    waiting.splice(0).forEach((go) => go());
    await clock.pass(2_000);
    waiting.splice(0).forEach((go) => go());
    await settle();
    expect(server.seen.map(({ value, baseRevision }) => [value, baseRevision])).toEqual([
      ["one", 0],
      ["one two", 1],
    ]);
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 2 });
  });

  it("repeats with the same id until the server answers, and says that it waits", async () => {
    const queue = queueOf();
    line = ["down", "lost", "down"];
    type(queue, "text");
    await clock.pass(1_500);
    expect(queue.view("B1").status).toBe("waiting");
    await clock.pass(60_000);
    expect(new Set(server.seen.map(({ opId }) => opId)).size).toBe(1);
    expect(server.seen).toHaveLength(4);
    expect(server.now).toMatchObject({ value: "text", revision: 1 });
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 1 });
  });

  it("keeps both texts in a conflict, keeps sending what is typed, and saves mine on theirs", async () => {
    const queue = queueOf();
    type(queue, "base");
    await clock.pass(2_000);
    byOther("theirs");
    type(queue, "mine");
    await clock.pass(2_000);
    expect(queue.view("B1")).toMatchObject({ status: "conflict", conflict: { value: "theirs", revision: 2, updatedBy: "Amina" } });
    type(queue, "mine, longer");
    await clock.pass(2_000);
    expect(server.history).toEqual(["base", "theirs", "mine", "mine, longer"]);
    expect(server.now.value).toBe("theirs");
    expect(queue.hasUnsent()).toBe(false);
    await expect(queue.keepMine("B1")).resolves.toBe(true);
    expect(server.now).toMatchObject({ value: "mine, longer", revision: 3 });
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 3, conflict: null });
  });

  it("takes theirs only after mine is in the history", async () => {
    const queue = queueOf();
    byOther("theirs");
    type(queue, "mine");
    await clock.pass(2_000);
    type(queue, "mine, the very last word");
    await expect(queue.takeTheirs("B1")).resolves.toMatchObject({ value: "theirs" });
    expect(server.history).toContain("mine, the very last word");
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 1, conflict: null });
    type(queue, "theirs");
    await clock.pass(5_000);
    expect(server.seen).toHaveLength(2);
    type(queue, "theirs and more");
    await clock.pass(5_000);
    expect(server.now).toMatchObject({ value: "theirs and more", revision: 2 });
  });

  it("does not take theirs while mine cannot be brought to the server", async () => {
    const queue = queueOf();
    byOther("theirs");
    type(queue, "mine");
    await clock.pass(2_000);
    line = ["down", "down"];
    type(queue, "mine again");
    await expect(queue.takeTheirs("B1")).resolves.toBeNull();
    expect(queue.view("B1").status).toBe("conflict");
  });

  it("repeats a save that is ahead, then puts it on what the server has", async () => {
    const queue = queueOf();
    type(queue, "one");
    await clock.pass(2_000);
    server.now = { value: null, confidential: false, revision: 0, by: "" };
    type(queue, "two");
    await clock.pass(60_000);
    expect(server.now).toMatchObject({ value: "two", revision: 1 });
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 1 });
  });

  it("keeps what is refused, says why, and tries again when it is changed", async () => {
    const queue = queueOf();
    line = [{ kind: "refused", code: "answer.refused", message: "why" }];
    type(queue, "bad\u0000");
    await clock.pass(2_000);
    expect(queue.view("B1")).toMatchObject({ status: "refused", refusal: { code: "answer.refused" } });
    expect(queue.hasUnsent()).toBe(true);
    await clock.pass(60_000);
    expect(server.seen).toHaveLength(1);
    type(queue, "good");
    await clock.pass(2_000);
    expect(queue.view("B1")).toMatchObject({ status: "saved", refusal: null });
  });

  it.each([{ kind: "signed_out" }, { kind: "locked", code: "report.cycle_closed" }] as const)(
    "stands still when $kind, and goes on in order with the same id",
    async (halt) => {
      const queue = queueOf();
      line = [halt];
      type(queue, "one");
      await clock.pass(2_000);
      type(queue, "one two");
      await clock.pass(60_000);
      expect(queue.whole()).toMatchObject({ halt, status: "waiting" });
      expect(server.seen).toHaveLength(1);
      queue.resume();
      await clock.pass(5_000);
      expect(server.seen.map(({ opId, value, baseRevision }) => [opId, value, baseRevision])).toEqual([
        ["op0", "one", 0],
        ["op0", "one", 0],
        ["op1", "one two", 1],
      ]);
    },
  );

  it("sends everything at once when the page goes, on top of what is under way, and settles once", async () => {
    const queue = queueOf();
    waiting = [];
    type(queue, "one");
    await clock.pass(2_000);
    type(queue, "one two");
    const left = queue.leave();
    expect(server.seen.filter(({ leaving }) => leaving).map(({ opId, value, baseRevision }) => [opId, value, baseRevision])).toEqual([
      ["op0", "one", 0],
      ["op1", "one two", 1],
    ]);
    waiting.splice(0).forEach((go) => go());
    waiting = null;
    await left;
    await clock.pass(5_000);
    expect(server.now).toMatchObject({ value: "one two", revision: 2 });
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 2 });
    expect(queue.hasUnsent()).toBe(false);
  });

  it("sends no composed letters as the page goes, but what was whole before them, and all once they are text", async () => {
    const queue = queueOf();
    type(queue, "你好");
    queue.composing("B1", true);
    type(queue, "你好 shi");
    await queue.leave();
    expect([server.history, queue.hasUnsent()]).toEqual([["你好"], true]);
    await queue.leave();
    expect(server.history).toEqual(["你好"]);
    type(queue, "你好世");
    queue.composing("B1", false);
    await clock.pass(5_000);
    expect(server.history).toEqual(["你好", "你好世"]);
    expect(queue.view("B1")).toMatchObject({ status: "saved", conflict: null });
  });

  it("sends nothing of an answer that is its first composed letters", async () => {
    const queue = queueOf();
    queue.composing("B1", true);
    type(queue, "ni");
    await queue.leave();
    expect(server.seen).toHaveLength(0);
    expect(queue.hasUnsent()).toBe(true);
  });

  it("keeps a suggestion only when asked to", async () => {
    const queue = queueOf();
    queue.register("D5/C4", { value: ["4"], confidential: false, revision: 0, savedAt: null });
    queue.change("D5/C4", { value: ["4"], confidential: false });
    await clock.pass(10_000);
    expect(server.seen).toHaveLength(0);
    await queue.keep("D5/C4", { value: ["4"], confidential: false });
    expect(server.now).toMatchObject({ value: ["4"], revision: 1 });
  });

  it("takes over what an upload saved, and shows a conflict when somebody saved in between", async () => {
    const queue = queueOf();
    type(queue, "note");
    await queue.hold("B1");
    expect([server.now.value, queue.hasUnsent()]).toEqual(["note", true]);
    type(queue, "note two");
    await clock.pass(10_000);
    expect(server.seen).toHaveLength(1);
    byOther("note + file");
    queue.adopt("B1", { value: "note + file", confidential: false, revision: 2, savedAt: "t" });
    await clock.pass(2_000);
    expect(server.now).toMatchObject({ value: "note two", revision: 3 });
    expect(queue.hasUnsent()).toBe(false);
    await queue.hold("B1");
    byOther("x");
    byOther("x + file");
    queue.adopt("B1", { value: "note two + file", confidential: false, revision: 5, savedAt: "t" });
    type(queue, "note three");
    await clock.pass(2_000);
    expect(queue.view("B1").status).toBe("conflict");
  });

  it.each([
    ["is typed again", (queue: SaveQueue) => type(queue, "d")],
    ["is composed on and left as it was", (queue: SaveQueue) => (queue.composing("B1", true), queue.composing("B1", false))],
  ])("goes on trying to send what got no answer when the same text %s", async (_, act) => {
    const queue = queueOf();
    line = ["down"];
    type(queue, "d");
    await queue.leave();
    act(queue);
    await clock.pass(60_000);
    expect(server.now.value).toBe("d");
    expect(queue.view("B1").status).toBe("saved");
  });

  it("loses nothing and ends as typed, whatever the line does", async () => {
    const ways = fc.array(fc.constantFrom("ok" as const, "down" as const, "lost" as const), { maxLength: 30 });
    const acts = fc.array(
      fc.oneof(
        fc.record({ text: fc.stringMatching(/^[a-e]{1,4}$/) }),
        fc.record({ ms: fc.integer({ min: 0, max: 4_000 }) }),
        fc.constant({ leave: true as const }),
      ),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(ways, acts, async (way, list) => {
        [server, clock, line, ids] = [new Server(), new Clock(), [...way], 0];
        const queue = queueOf();
        let typed: unknown = null;
        for (const act of list) {
          if ("text" in act) type(queue, (typed = act.text));
          else if ("ms" in act) await clock.pass(act.ms);
          else await queue.leave();
        }
        line = [];
        await clock.pass(120_000);
        expect(server.now.value).toBe(typed);
        expect(queue.hasUnsent()).toBe(false);
        expect(queue.view("B1").conflict).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
