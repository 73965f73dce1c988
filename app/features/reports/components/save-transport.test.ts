import { afterEach, describe, expect, it, vi } from "vitest";
import { outcomeOf, transportOf } from "./save-transport";

describe("outcomeOf", () => {
  it.each([
    [200, { revision: 3, hash: "h", savedAt: "2025-01-01T00:00:00Z" }, "saved"],
    [200, "<html>sign in to the hotel network</html>", "unreachable"],
    [200, null, "unreachable"],
    [401, { code: "identity.sign_in_required" }, "signed_out"],
    [423, { code: "report.locked" }, "locked"],
    [423, { code: "report.cycle_closed" }, "locked"],
    [423, null, "locked"],
    [409, { code: "identity.other_person", title: "why" }, "locked"],
    [409, { code: "answer.conflict", current: { value: "x", revision: 2 } }, "conflict"],
    [409, { code: "save.revision_ahead", revision: 1 }, "ahead"],
    [422, { code: "save.operation_reused", title: "why" }, "reused"],
    [422, { code: "answer.refused", title: "why" }, "refused"],
    [403, { code: "request.origin", title: "why" }, "unreachable"],
    [413, null, "unreachable"],
    [429, { code: "request.too_many" }, "unreachable"],
    [503, { code: "request.unavailable" }, "unreachable"],
    [500, null, "unreachable"],
  ])("%i %j is %s", (status, body, kind) => {
    expect(outcomeOf(status, body).kind).toBe(kind);
  });

  it("keeps why nothing is written now", () => {
    expect(outcomeOf(423, { code: "report.locked" })).toEqual({ kind: "locked", code: "report.locked" });
    expect(outcomeOf(423, { code: "report.cycle_closed" })).toEqual({ kind: "locked", code: "report.cycle_closed" });
  });
});

describe("transportOf", () => {
  afterEach(() => void vi.unstubAllGlobals());
  const save = (opId: string, unit: string, value: unknown, baseRevision = 0) => ({ opId, unit, value, confidential: false, baseRevision });

  it("sends one save as PUT with its id and revision", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ revision: 5, hash: "h", savedAt: "t" }));
    vi.stubGlobal("fetch", fetch);
    const send = transportOf({ person: "p1", report: "r1", reader: "fr" }, () => "ar");
    await expect(send([save("op", "D3/C7-GOV", "text", 4)], { leaving: false })).resolves.toEqual([{ kind: "saved", revision: 5, savedAt: "t" }]);
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe("/api/v1/reports/r1/answers/D3?lang=fr");
    expect(init).toMatchObject({ method: "PUT", headers: { "idempotency-key": "op", "if-match": '"4"', "x-person": "p1" } });
    expect(JSON.parse(String(init?.body))).toEqual({ value: "text", row: "C7-GOV", lang: "ar" });
  });

  /** A browser that carries 64 KiB at most beyond the life of a page, in all such requests together. */
  function quota(): { fetch: typeof globalThis.fetch; sent: { keepalive: boolean; ids: string[]; headers: unknown }[] } {
    const sent: { keepalive: boolean; ids: string[]; headers: unknown }[] = [];
    let carried = 0;
    const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      const body = String(init?.body);
      const ids = (JSON.parse(body) as { opId: string }[]).map(({ opId }) => opId);
      if (init?.keepalive && (carried += Buffer.byteLength(body)) > 65_536) throw new TypeError("Failed to fetch");
      sent.push({ keepalive: init?.keepalive === true, ids, headers: init?.headers });
      return Response.json({
        results: ids.map((opId) => (opId === "c" ? { opId, status: 423, code: "report.locked" } : { opId, status: 200, revision: 1, savedAt: "t" })),
      });
    };
    return { fetch, sent };
  }

  it.each([
    ["what was typed last outlives it, with all that fits beside it", [40_000, 40_000, 1], [["a", "c"], ["b"]], true],
    ["a text too long for that goes by itself, and the others outlive it", [70_000, 40_000, 1], [["b", "c"], ["a"]], true],
    ["all of it outlives it where it fits", [1, 1, 1], [["a", "b", "c"]], true],
  ])("sends all at once when the page goes: %s", async (_, sizes, requests, keepalive) => {
    const { fetch, sent } = quota();
    vi.stubGlobal("fetch", fetch);
    const [a = "", b = "", c = ""] = sizes.map((size) => "x".repeat(size));
    const outcomes = await transportOf({ person: "p1", report: "r1", reader: "en" }, () => "en")(
      [save("a", "B1/", a), save("b", "C3/", b), save("c", "E4/", c)],
      { leaving: true },
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(["saved", "saved", "locked"]);
    expect(sent.map(({ ids }) => ids)).toEqual(requests);
    expect(sent.map((request) => request.keepalive)).toEqual(requests.map((_ids, index) => keepalive && index === 0));
    for (const { headers } of sent) expect(headers).toMatchObject({ "x-person": "p1" });
  });

  it("keeps the saves of one answer together and in order, and spends nothing beyond its life while the page stays", async () => {
    const { fetch, sent } = quota();
    vi.stubGlobal("fetch", fetch);
    const send = transportOf({ person: "p1", report: "r1", reader: "en" }, () => "en");
    await send([save("a", "B1/", "x"), save("b", "C3/", "y"), save("d", "B1/", "xy", 1)], { leaving: false });
    expect(sent).toMatchObject([{ keepalive: false, ids: ["a", "d", "b"] }]);
  });

  it("sends what has waited one request after the other, in order, each as long as a page lives", async () => {
    let open = 0;
    const fetch = vi.fn<typeof globalThis.fetch>(async (_url, init) => {
      expect(++open).toBe(1);
      await Promise.resolve();
      open -= 1;
      const operations = JSON.parse(String(init?.body)) as { opId: string }[];
      return Response.json({ results: operations.map(({ opId }) => ({ opId, status: 200, revision: 1, savedAt: "t" })) });
    });
    vi.stubGlobal("fetch", fetch);
    const saves = ["a", "b", "c"].map((id) => save(id, `${id}1/`, "x".repeat(40_000)));
    const outcomes = await transportOf({ person: "p1", report: "r1", reader: "en" }, () => "en")(saves, { leaving: false });
    expect(outcomes.map(({ kind }) => kind)).toEqual(["saved", "saved", "saved"]);
    expect(fetch.mock.calls.map(([, init]) => (JSON.parse(String(init?.body)) as { opId: string }[]).map(({ opId }) => opId))).toEqual([["a"], ["b"], ["c"]]);
    for (const [url, init] of fetch.mock.calls) {
      expect(String(url)).toContain("/saves?");
      expect(init?.keepalive).toBeUndefined();
    }
  });
});
