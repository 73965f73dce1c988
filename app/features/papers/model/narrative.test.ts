import { expect, test } from "vitest";
import { plainOf, type Block } from "~/lib/paper";
import { blocksOfNarrative } from "./narrative";

const blocks = (text: string, language: "ar" | "en" = "en"): Block[] => blocksOfNarrative(text, language, "Notes");

test("paragraphs, lists, tables and quotations keep their kind and order", () => {
  const kinds = blocks("First.\n\n1. one\n2. two\n\n> said\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nLast.").map(({ kind }) => kind);
  expect(kinds).toEqual(["paragraph", "list", "quote", "table", "paragraph"]);
});

test("stress and links are looks of a run; an address that leads nowhere safe is left out", () => {
  const [paragraph] = blocks("a **b *c*** [d](https://example.org) [e](javascript:alert(1)) ~~f~~");
  expect(paragraph).toMatchObject({
    runs: [
      { text: "a " },
      { text: "b ", bold: true },
      { text: "c", bold: true, italic: true },
      { text: " " },
      { text: "d", href: "https://example.org" },
      { text: " " },
      { text: "e" },
      { text: " " },
      { text: "f", strike: true },
    ],
  });
  expect(JSON.stringify(paragraph)).not.toContain("javascript");
});

test("raw HTML, pictures and headings are text", () => {
  expect(plainOf(blocks("<b>x</b>\n\n![alt](https://example.org/p.png)\n\n# Head"))).toBe("<b>x</b>\nalt\nHead");
});

test("each paragraph runs as its first letter does, a list as a whole", () => {
  expect(blocks("ITU هي\n\nالاتحاد ITU", "ar").map((block) => "direction" in block && block.direction)).toEqual(["ltr", "rtl"]);
  const [list] = blocks("- الاتحاد\n- ITU\n  - inner", "ar");
  expect(JSON.stringify(list)).not.toContain('"ltr"');
});

test("a list goes on from its first number, and tasks show their boxes", () => {
  expect(blocks("4. four\n5. five")[0]).toMatchObject({ kind: "list", start: 4 });
  expect(plainOf(blocks("- [x] done\n- [ ] not"))).toBe("☑ done\n☐ not");
});

test("footnotes stand below, in the order they are asked for", () => {
  expect(plainOf(blocks("One[^b] two[^a] one[^b].\n\n[^a]: A\n[^b]: B"))).toBe("One[1] two[2] one[1].\nNotes\nB\nA");
});

test("line ends stay, and text without a mark needs no parser", () => {
  expect(blocks("one\r\ntwo\n\nthree")).toMatchObject([{ runs: [{ text: "one\ntwo" }] }, { runs: [{ text: "three" }] }]);
});

test("stress beside Chinese punctuation is stress, as its author meant it", () => {
  const [paragraph] = blocksOfNarrative("**进展。**二十年间，**“多处跑”**转为一网通办。", "zh", "注");
  expect(paragraph).toMatchObject({
    runs: [{ text: "进展。", bold: true }, { text: "二十年间，" }, { text: "“多处跑”", bold: true }, { text: "转为一网通办。" }],
  });
});
