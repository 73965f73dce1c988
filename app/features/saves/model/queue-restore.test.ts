import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Clock, Server } from "../../../../tests/support/save-line";
import { SaveQueue } from "./queue";
import type { Draft, Kept } from "./queue-states";

/** What a browser keeps of one unit between two pages, and how the line to the server is at the moment. */
let server: Server;
let clock: Clock;
let ids: number;
let kept: Kept | null;
let line: "ok" | "down" | "lost";
/** Pages that have crashed hear nothing more and send nothing more. */
let page: number;

function open(): SaveQueue {
  const own = (page += 1);
  const queue = new SaveQueue({
    newId: () => `op${ids++}`,
    timers: clock.timers,
    keep: (_, now) => {
      if (own === page) kept = now;
    },
    send: async (saves) => {
      if (own !== page) return new Promise(() => undefined);
      const way = line;
      await Promise.resolve();
      if (way === "down") throw new TypeError("network");
      const outcomes = saves.map((save) => server.apply(save));
      if (way === "lost") throw new TypeError("network");
      return outcomes;
    },
  });
  const { value, confidential, revision } = server.now;
  queue.register("B1", { value, confidential, revision, savedAt: revision > 0 ? "t" : null });
  return queue;
}
const draft = (value: unknown): Draft => ({ value, confidential: false });
const byOther = (value: unknown): unknown => server.apply({ opId: `other${ids++}`, unit: "B1", baseRevision: server.now.revision, ...draft(value) }, "Amina");
/** The page ends without a word, and another is opened. */
async function crash(): Promise<{ queue: SaveQueue; shown: Draft | null }> {
  const left = kept && structuredClone(kept);
  const queue = open();
  return { queue, shown: left && (await queue.restore("B1", left)) };
}

beforeEach(() => {
  [server, clock, ids, kept, line, page] = [new Server(), new Clock(), 0, null, "ok", 0];
});

describe("SaveQueue.restore", () => {
  it("keeps every key at once, and nothing once the server has it", async () => {
    const queue = open();
    queue.change("B1", draft("a"));
    expect(kept).toEqual({ revision: 0, sent: [], draft: draft("a"), draftId: "op0" });
    await clock.pass(5_000);
    expect(kept).toBeNull();
  });

  it("goes on where a page ended before it could send", async () => {
    open().change("B1", draft("a"));
    const { queue, shown } = await crash();
    expect(shown).toEqual(draft("a"));
    await clock.pass(5_000);
    expect(server.now.value).toBe("a");
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 1 });
    expect(kept).toBeNull();
  });

  it("asks nothing and saves nothing twice where the server had it and the page did not hear", async () => {
    line = "lost";
    open().change("B1", draft("a"));
    await clock.pass(1_500);
    line = "ok";
    const { queue, shown } = await crash();
    expect(shown).toBeNull();
    await clock.pass(60_000);
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 1, conflict: null });
    expect([server.history, kept]).toEqual([["a"], null]);
  });

  it("puts what was typed after a save that arrived unheard on that save, without a conflict", async () => {
    line = "lost";
    const first = open();
    first.change("B1", draft("a"));
    await clock.pass(1_500);
    first.change("B1", draft("ab"));
    line = "ok";
    const { queue, shown } = await crash();
    expect(shown).toEqual(draft("ab"));
    await clock.pass(60_000);
    expect(queue.view("B1")).toMatchObject({ status: "saved", revision: 2, conflict: null });
    expect(server.history).toEqual(["a", "ab"]);
  });

  it.each(["typed last", "typed"])("takes the last keys of a page that sent “%s” as it was closed, and kept “typed”, for its own", async (last) => {
    const first = open();
    first.change("B1", draft("typed"));
    const left = structuredClone(kept);
    first.change("B1", draft(last));
    await first.leave();
    kept = left;
    const { queue, shown } = await crash();
    expect(shown).toBeNull();
    await clock.pass(60_000);
    expect(queue.view("B1")).toMatchObject({ status: "saved", conflict: null });
    expect([server.history, server.now.value, kept]).toEqual([[last], last, null]);
  });

  it("shows both texts where the last keys of a closed page arrive only after another has been opened", async () => {
    const first = open();
    first.change("B1", draft("typed"));
    const left = structuredClone(kept)!;
    const next = open();
    server.apply({ opId: left.draftId!, unit: "B1", baseRevision: 0, ...draft("typed last") });
    expect(await next.restore("B1", left)).toEqual(draft("typed"));
    await clock.pass(60_000);
    expect(next.view("B1")).toMatchObject({ status: "conflict", conflict: { value: "typed last" } });
    expect(server.history).toEqual(["typed last", "typed"]);
  });

  it("leaves what the server holds where a later hand replaced a save that had arrived", async () => {
    line = "lost";
    open().change("B1", draft("a"));
    await clock.pass(1_500);
    byOther("b");
    line = "ok";
    const { queue, shown } = await crash();
    expect(shown).toBeNull();
    await clock.pass(60_000);
    expect(queue.view("B1").conflict).toBeNull();
    expect([server.now.value, kept]).toEqual(["b", null]);
  });

  it("shows both texts where somebody saved before what was typed here", async () => {
    open().change("B1", draft("mine"));
    byOther("theirs");
    const { queue, shown } = await crash();
    expect(shown).toEqual(draft("mine"));
    await clock.pass(60_000);
    expect(queue.view("B1")).toMatchObject({ status: "conflict", conflict: { value: "theirs", updatedBy: "Amina" } });
    expect(server.history).toEqual(["theirs", "mine"]);
    const again = await crash();
    await clock.pass(60_000);
    expect(again.queue.view("B1").status).toBe("conflict");
    expect(server.history).toEqual(["theirs", "mine"]);
  });

  it.each([
    ["sent", 3_000],
    ["typed", 0],
  ])("saves what was typed before the restoring after what another page had %s", async (_, ms) => {
    line = "down";
    open().change("B1", draft("old"));
    await clock.pass(ms);
    line = "ok";
    const left = kept!;
    const queue = open();
    queue.change("B1", draft("new"));
    expect(await queue.restore("B1", left)).toBeNull();
    await clock.pass(60_000);
    expect([server.history, server.now.value]).toEqual([["old", "new"], "new"]);
  });

  it("keeps in the history all a page had sent and typed, where somebody saved before and more is typed by now", async () => {
    line = "down";
    const first = open();
    first.change("B1", draft("sent"));
    await clock.pass(3_000);
    first.change("B1", draft("sent, typed on"));
    line = "ok";
    byOther("theirs");
    const left = structuredClone(kept)!;
    const queue = open();
    queue.change("B1", draft("theirs, and more"));
    expect(await queue.restore("B1", left)).toBeNull();
    await clock.pass(60_000);
    expect(server.history).toEqual(["theirs", "sent", "sent, typed on", "theirs, and more"]);
    expect(queue.view("B1").status).toBe("conflict");
    expect(queue.hasUnsent()).toBe(false);
  });

  it("saves what is typed while the server is asked about what was left, though it knows it all", async () => {
    const queue = open();
    queue.change("B1", draft("one"));
    line = "lost";
    await clock.pass(1_500);
    const left = structuredClone(kept)!;
    line = "ok";
    const next = open();
    const restored = next.restore("B1", left);
    next.change("B1", draft("one, and more"));
    expect(await restored).toBeNull();
    await clock.pass(5_000);
    expect(server.now.value).toBe("one, and more");
    expect(next.view("B1").status).toBe("saved");
  });

  it("sends no letters composed during the restoring, and what was left before them", async () => {
    open().change("B1", draft("left"));
    const left = structuredClone(kept)!;
    const next = open();
    next.composing("B1", true);
    next.change("B1", draft("zhong"));
    expect(await next.restore("B1", left)).toBeNull();
    await clock.pass(60_000);
    expect(server.history).toEqual(["left"]);
    expect(kept).toMatchObject({ draft: draft("zhong") });
    next.change("B1", draft("中"));
    next.composing("B1", false);
    await clock.pass(5_000);
    expect([server.history, kept]).toEqual([["left", "中"], null]);
  });

  it("goes on with the letters a page was closed in the middle of, after what was whole before them", async () => {
    const first = open();
    first.change("B1", draft("你好"));
    first.composing("B1", true);
    first.change("B1", draft("你好 shi"));
    await first.leave();
    expect(server.history).toEqual(["你好"]);
    const { queue, shown } = await crash();
    expect(shown).toEqual(draft("你好 shi"));
    await clock.pass(5_000);
    expect(queue.view("B1")).toMatchObject({ status: "saved", conflict: null });
    expect(server.history).toEqual(["你好", "你好 shi"]);
  });

  it("loses no text that was kept, whatever the line does and whenever the page ends", async () => {
    const act = fc.oneof(
      { weight: 4, arbitrary: fc.record({ text: fc.stringMatching(/^[a-e]{1,4}$/) }) },
      { weight: 4, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 9_000 }) }) },
      { weight: 3, arbitrary: fc.record({ line: fc.constantFrom("ok" as const, "down" as const, "lost" as const) }) },
      { weight: 2, arbitrary: fc.constant({ crash: true as const }) },
      { weight: 1, arbitrary: fc.record({ other: fc.stringMatching(/^[v-z]{1,3}$/) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40 }), async (acts) => {
        [server, clock, ids, kept, line, page] = [new Server(), new Clock(), 0, null, "ok", 0];
        let queue = open();
        let typed: unknown = null;
        const others: unknown[] = [];
        for (const next of acts) {
          if ("text" in next) queue.change("B1", draft((typed = next.text)));
          else if ("ms" in next) await clock.pass(next.ms);
          else if ("line" in next) line = next.line;
          else if ("other" in next) others.push((byOther(next.other), next.other));
          else ({ queue } = await crash());
        }
        line = "ok";
        ({ queue } = await crash());
        await clock.pass(120_000);
        if (typed !== null) expect([...server.history, server.now.value]).toContain(typed);
        for (const other of others) expect(server.history).toContain(other);
        // Without a second hand there is never a question, and what was typed last stands last.
        if (others.length === 0 && typed !== null) expect([server.now.value, queue.view("B1").conflict, kept]).toEqual([typed, null, null]);
      }),
      { numRuns: 400 },
    );
  });
});
