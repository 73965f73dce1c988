import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { asKnown } from "~/lib/known";
import { PageMemo, pageKey } from "./page-memo.server";

const OWN = ["2f1c9a3e-1111-4222-8333-444455556666", "n+o/n.c(e)==", "0b0b0b0b-aaaa-4bbb-8ccc-ddddeeeeffff"];
const NEXT = ["9e9e9e9e-1111-4222-8333-444455556666", "AbC+/d012(.)", "7c7c7c7c-aaaa-4bbb-8ccc-ddddeeeeffff"];
const URL = "http://localhost/en/reports";

/** A page of some words and the answer's own values, as rendering would make it from the same data. */
const render = (words: readonly (string | number)[], own: readonly string[]): string =>
  words.map((word) => (typeof word === "number" ? own[word] : word)).join("");

describe("a page that is kept", () => {
  const word = fc.oneof(fc.string(), fc.constantFrom("<b>", "مرحبا", "数字", "ё"), fc.nat(2));

  it("is found again by the same data, with the values of the answer that asks", () =>
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const memo = new PageMemo();
        memo.keep(pageKey(URL, { words: render(words, OWN) }, OWN)!, OWN, Buffer.from(render(words, OWN)));
        const again = memo.find(pageKey(URL, { words: render(words, NEXT) }, NEXT)!, NEXT);
        // A text of wide letters is not looked into for the values: then it is not found, never found wrongly.
        expect(again?.page.toString() ?? render(words, NEXT)).toBe(render(words, NEXT));
        if (/^[\0-\xff]*$/.test(render(words, OWN))) expect(again).not.toBeNull();
      }),
    ));

  it("has none of the values of the answer before", () => {
    const memo = new PageMemo();
    const key = pageKey(URL, { opId: OWN[2], name: "Ana" }, OWN)!;
    memo.keep(key, OWN, Buffer.from(`<script nonce="${OWN[1]}">"${OWN[2]}" "${OWN[2]}"</script>`));
    expect(memo.find(pageKey(URL, { opId: NEXT[2], name: "Ana" }, NEXT)!, NEXT)!.page.toString()).toBe(
      `<script nonce="${NEXT[1]}">"${NEXT[2]}" "${NEXT[2]}"</script>`,
    );
  });
});

describe("a page that is asked for again", () => {
  const long = fc.string({ minLength: 1, maxLength: 400, unit: fc.constantFrom("<p>", "a", "bc", "مرحبا", "数字", "ё", " ") });
  const word = fc.oneof(long, fc.nat(2));

  it("is compressed once, and unpacks to what it is, whatever the values in it", () =>
    fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 30 }), async (words) => {
        const memo = new PageMemo();
        memo.keep("key", OWN, Buffer.from(render(words, OWN)));
        await vi.waitUntil(() => memo.find("key", OWN, { gzip: true })!.encoding);
        for (const own of [OWN, NEXT]) {
          const { page, encoding } = memo.find("key", own, { gzip: true })!;
          expect(encoding).toBe("gzip");
          expect(gunzipSync(page).toString()).toBe(render(words, own));
          expect(memo.find("key", own)).toEqual({ page: Buffer.from(render(words, own)), encoding: null });
        }
      }),
      { numRuns: 40 },
    ));

  it("takes as few bytes as when it is compressed as a whole, but for what is different each time", async () => {
    const memo = new PageMemo();
    const words = Array.from({ length: 600 }, (_, index) => (index % 30 === 0 ? 2 : `<p class="answer" data-row="${(index * index) % 97}">`));
    memo.keep("key", OWN, Buffer.from(render(words, OWN)));
    await vi.waitUntil(() => memo.find("key", OWN, { gzip: true })!.encoding);
    const whole = gzipSync(render(words, OWN)).length;
    expect(memo.find("key", OWN, { gzip: true })!.page.length).toBeLessThan(whole + 20 * (OWN[2]!.length + 20));
  });

  it("is not found where a value has another length than the one it was kept with", () => {
    const memo = new PageMemo();
    memo.keep("key", OWN, Buffer.from(`<p>${OWN[2]}`));
    expect(memo.find("key", [OWN[0]!, OWN[1]!, "short"])).toBeNull();
  });
});

describe("the key of a page", () => {
  it.each([
    ["another text", URL, { user: "Ana", text: "b", opId: OWN[2] }],
    ["another person", URL, { user: "Bea", text: "a", opId: OWN[2] }],
    ["another address", `${URL}?check`, { user: "Ana", text: "a", opId: OWN[2] }],
    ["a value of another place", URL, { user: "Ana", text: "a", opId: OWN[0] }],
    ["nothing in place of a member", URL, { user: "Ana", text: "a", opId: OWN[2], more: undefined }],
  ])("is another for %s", (_, url, data) => expect(pageKey(url, data, OWN)).not.toBe(pageKey(URL, { user: "Ana", text: "a", opId: OWN[2] }, OWN)));

  it("is that of the same object where that is known, whatever it holds, and of no other", () => {
    const [texts, others] = [{ a: ["x"] }, { a: ["x"] }];
    const key = (known: object, more = 1) => pageKey(URL, { page: { known, more } }, OWN);
    expect(key(asKnown(texts))).toBe(key(texts));
    expect(key(asKnown(others))).not.toBe(key(texts));
    expect(key({ ...texts })).toBe(key({ ...texts }));
    expect(key({ ...texts, b: 1 })).not.toBe(key({ ...texts }));
    expect(key(texts, 2)).not.toBe(key(texts));
  });

  it("is none where something is still awaited", () => expect(pageKey(URL, { later: Promise.resolve(1) }, OWN)).toBeNull());
});

it("makes room by forgetting what was not asked for longest, and never takes more than it may", () => {
  const memo = new PageMemo(100);
  const page = Buffer.alloc(25, "x");
  for (const key of ["a", "b", "c", "d"]) memo.keep(key, OWN, page);
  memo.find("a", OWN);
  memo.keep("e", OWN, page);
  memo.keep("large", OWN, Buffer.alloc(26));
  expect(["a", "b", "c", "d", "e", "large"].filter((key) => memo.find(key, OWN) !== null)).toEqual(["a", "c", "d", "e"]);
});
