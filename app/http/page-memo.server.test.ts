import fc from "fast-check";
import { describe, expect, it } from "vitest";
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
        expect(again?.toString() ?? render(words, NEXT)).toBe(render(words, NEXT));
        if (/^[\0-\xff]*$/.test(render(words, OWN))) expect(again).not.toBeNull();
      }),
    ));

  it("has none of the values of the answer before", () => {
    const memo = new PageMemo();
    const key = pageKey(URL, { opId: OWN[2], name: "Ana" }, OWN)!;
    memo.keep(key, OWN, Buffer.from(`<script nonce="${OWN[1]}">"${OWN[2]}" "${OWN[2]}"</script>`));
    expect(memo.find(pageKey(URL, { opId: NEXT[2], name: "Ana" }, NEXT)!, NEXT)!.toString()).toBe(
      `<script nonce="${NEXT[1]}">"${NEXT[2]}" "${NEXT[2]}"</script>`,
    );
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
