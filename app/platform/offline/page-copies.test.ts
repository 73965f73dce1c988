import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryCaches } from "../../../tests/support/cache-storage";
import { assetsIn, isAuthorsPage, PageCopies } from "./page-copies";

const REPORT = "/en/reports/0190a0f0-0000-7000-8000-000000000001";
const SECTION = `${REPORT}/sections/D-C7-GOV`;
const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

let caches: CacheStorage;
let now: number;
let copies: PageCopies;

beforeEach(() => {
  caches = memoryCaches();
  now = START;
  copies = new PageCopies(caches, "b1", () => now);
});

type Facts = { person?: string | null; status?: number; type?: string; at?: number; headers?: Record<string, string> };
/** An answer of the portal to a page that names whose it is in its text, too. */
function answerFor({ person = "ana", status = 200, type = "text/html; charset=utf-8", at = now, headers = {} }: Facts = {}): Response {
  const all = new Headers({ "content-type": type, date: new Date(at).toUTCString(), ...headers });
  if (person !== null) all.set("x-person", person);
  return new Response(`<!doctype html><html lang="en"><body>of ${person}</body></html>`, { status, headers: all });
}
const shown = async (path = SECTION): Promise<string | null> => (await copies.find(path))?.text() ?? null;

describe("isAuthorsPage", () => {
  it.each([
    [REPORT, true],
    [SECTION, true],
    ["/ar/reports/0190a0f0-0000-7000-8000-000000000001/sections/B", true],
    [`${REPORT}/review`, false],
    [`${REPORT}/receipt`, false],
    [`${SECTION}.data`, false],
    ["/en/reports", false],
    ["/en", false],
    ["/api/v1/reports/0190a0f0-0000-7000-8000-000000000001", false],
  ])("%s: %s", (path, expected) => expect(isAuthorsPage(path)).toBe(expected));
});

it("finds the files of the build a page names, each once", () => {
  const page = `<link href="/assets/ui-AbC_1.css"><script src="/assets/entry-x.js"></script>import("/assets/entry-x.js") /assets/noto.woff2`;
  expect(assetsIn(page)).toEqual(["/assets/ui-AbC_1.css", "/assets/entry-x.js", "/assets/noto.woff2"]);
});

describe("copies of pages", () => {
  it("shows a page again with its own headers, and says when it was made", async () => {
    expect(await copies.heard(SECTION, answerFor({ headers: { "content-security-policy": "script-src 'nonce-a'", "content-encoding": "br" } }))).toBe(true);
    now += MINUTE;
    const copy = await copies.find(SECTION);
    expect(copy?.headers.get("content-security-policy")).toBe("script-src 'nonce-a'");
    expect(copy?.headers.get("content-encoding")).toBeNull();
    expect(await copy?.text()).toContain(`<html data-kept="2026-01-01T00:00:00.000Z" lang="en">`);
  });

  it.each([
    ["an error", SECTION, { status: 500 }],
    ["a page of its own kind of status", SECTION, { status: 203 }],
    ["data", SECTION, { type: "text/x-script" }],
    ["an answer that is not the portal's", SECTION, { person: null }],
    ["an answer to nobody", SECTION, { person: "-" }],
    ["another page", `${REPORT}/review`, {}],
    ["an address with more in it", "", {}],
  ] as [string, string, Facts][])("does not keep %s", async (_, path, facts) => {
    expect(await copies.heard(path, answerFor(facts))).toBe(false);
    expect(await shown(path)).toBeNull();
    expect(await shown()).toBeNull();
  });

  it("goes when the portal says that the page is gone or closed; trouble of the portal changes nothing", async () => {
    await copies.heard(SECTION, answerFor());
    await copies.heard(SECTION, answerFor({ status: 500 }));
    expect(await shown()).toContain("of ana");
    await copies.heard(SECTION, answerFor({ status: 404 }));
    expect(await shown()).toBeNull();
  });

  it("goes when its person signs out, and with any answer to somebody else", async () => {
    for (const person of ["-", "ben"]) {
      await copies.heard(SECTION, answerFor());
      expect(await shown()).toContain("of ana");
      await copies.heard("/en", answerFor({ person }));
      expect(await shown()).toBeNull();
      expect((await caches.keys()).filter((name) => name.includes("ana"))).toEqual([]);
    }
  });

  it("is not brought back by an answer that was under way when somebody else signed in", async () => {
    const late = answerFor();
    now += MINUTE;
    await copies.heard("/en", answerFor({ person: "ben" }));
    expect(await copies.heard(SECTION, late)).toBe(false);
    expect(await shown()).toBeNull();
  });

  it("is fetched again after an hour, and not shown after two weeks", async () => {
    await copies.heard(SECTION, answerFor());
    now += 59 * MINUTE;
    expect(await copies.isFresh(SECTION)).toBe(true);
    now += 2 * MINUTE;
    expect(await copies.isFresh(SECTION)).toBe(false);
    now = START + 14 * 24 * 60 * MINUTE - 1;
    expect(await shown()).not.toBeNull();
    now += 1;
    expect(await shown()).toBeNull();
  });

  it("keeps a hashed file after it was had once, and no failed one", async () => {
    let loads = 0;
    const load = (status: number) => () => (loads++, Promise.resolve(new Response("file", { status })));
    const request = new Request("http://portal.example/assets/a-1.js");
    expect((await copies.asset(request, load(404))).status).toBe(404);
    expect((await copies.asset(request, load(200))).status).toBe(200);
    expect(await (await copies.asset(request, load(500))).text()).toBe("file");
    expect(loads).toBe(2);
  });

  it("of another build goes when the next one starts, files too", async () => {
    await copies.heard(SECTION, answerFor());
    await copies.asset(new Request("http://portal.example/assets/a-1.js"), () => Promise.resolve(new Response("file")));
    const next = new PageCopies(caches, "b2", () => now);
    await next.heard(REPORT, answerFor());
    await next.removeOthers();
    expect((await caches.keys()).filter((name) => name.includes(".b1"))).toEqual([]);
    expect(await shown()).toBeNull();
    expect(await next.find(REPORT)).not.toBeNull();
  });

  it("has notes beside it, which go with it", async () => {
    await copies.putNote("ana", "/saved/r1/B1/", { value: "too early" });
    await copies.heard(SECTION, answerFor());
    await copies.putNote("ana", "/saved/r1/B1/", { value: "text" });
    await copies.putNote("ben", "/saved/r1/B2/", { value: "another's" });
    await copies.putNote("ana", "/saved/r2/B1/", { value: "another report" });
    expect(await copies.notes("ana", "/saved/r1/")).toEqual([{ value: "text" }]);
    expect(await copies.notes("ben", "/saved/r1/")).toEqual([]);
    await copies.heard("/en", answerFor({ person: "-" }));
    await copies.heard(SECTION, answerFor());
    expect(await copies.notes("ana", "/saved/r1/")).toEqual([]);
  });

  it("is never another person's than the last one the portal answered, whatever happened before", async () => {
    const person = fc.constantFrom("ana", "ben", "-", null);
    const path = fc.constantFrom(REPORT, SECTION, `${REPORT}/review`, "/en");
    const step = fc.oneof(
      fc.record({ path, person, status: fc.constantFrom(200, 200, 200, 302, 403, 404, 500), late: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ minutes: fc.integer({ min: 0, max: 3_000 }) }),
      fc.constant({ build: true as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        caches = memoryCaches();
        [now, copies] = [START, new PageCopies(caches, "b1", () => now)];
        let last = "-";
        let lastAt = 0;
        for (const next of steps) {
          if ("minutes" in next) now += next.minutes * MINUTE;
          else if ("build" in next) {
            copies = new PageCopies(caches, `b${Math.random()}`, () => now);
            await copies.removeOthers();
          } else {
            const at = now - next.late * 1_000;
            await copies.heard(next.path, answerFor({ person: next.person, status: next.status, at }));
            if (next.person !== null && at >= lastAt) [last, lastAt] = [next.person, at];
          }
          for (const each of [REPORT, SECTION]) {
            const page = await shown(each);
            if (page !== null) expect(page).toContain(`of ${last}<`);
          }
          if (last === "-") expect([await shown(REPORT), await shown(SECTION)]).toEqual([null, null]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
