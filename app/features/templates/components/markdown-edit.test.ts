import { describe, expect, it } from "vitest";
import { insertBlock, insertLink, insertTable, toggleList, toggleMark, type Edit, type Selection } from "./markdown-edit";

/** `[` and `]` mark the selection. */
const select = (marked: string): Selection => ({ text: marked.replace(/[‹›]/g, ""), start: marked.indexOf("‹"), end: marked.indexOf("›") - 1 });
const apply = (marked: string, edit: (selection: Selection) => Edit): string => {
  const selection = select(marked);
  const { from, to, insert, start, end } = edit(selection);
  const text = selection.text.slice(0, from) + insert + selection.text.slice(to);
  return `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
};

describe("edits of a long answer", () => {
  it("mark and unmark words, without the spaces around them", () => {
    expect(apply("the ‹plan› is", (s) => toggleMark(s, "**"))).toBe("the **‹plan›** is");
    expect(apply("the **‹plan›** is", (s) => toggleMark(s, "**"))).toBe("the ‹plan› is");
    expect(apply("the‹ plan ›is", (s) => toggleMark(s, "*"))).toBe("the *‹plan›* is");
    expect(apply("**‹plan›**", (s) => toggleMark(s, "*"))).toBe("***‹plan›***");
    expect(apply("‹›", (s) => toggleMark(s, "**"))).toBe("**‹›**");
  });

  it("make lists of whole lines and take them back", () => {
    expect(apply("a\nb‹b\nc›c\nd", (s) => toggleList(s, false))).toBe("a\n‹- bb\n- cc›\nd");
    expect(apply("a\n- b‹b\n- c›c\nd", (s) => toggleList(s, false))).toBe("a\n‹bb\ncc›\nd");
    expect(apply("- b‹b\n- c›c", (s) => toggleList(s, true))).toBe("‹1. bb\n2. cc›");
    expect(apply("一‹›", (s) => toggleList(s, true))).toBe("‹1. 一›");
  });

  it("set pasted paragraphs and lists apart, but not words", () => {
    expect(apply("a ‹b› c", (s) => insertBlock(s, "words"))).toBe("a words‹› c");
    expect(apply("a‹› c", (s) => insertBlock(s, "- one\n- two"))).toBe("a\n\n- one\n- two‹›\n\n c");
    expect(apply("‹a›", (s) => insertBlock(s, "one\n\ntwo"))).toBe("one\n\ntwo‹›");
  });

  it("insert links and tables where they stand apart", () => {
    expect(apply("see ‹the law› now", insertLink)).toBe("see [the law](‹https://›) now");
    expect(apply("‹https://itu.int›", insertLink)).toBe("[‹›](https://itu.int)");
    expect(apply("text‹›", insertTable)).toBe("text\n\n| ‹›  |   |\n|---|---|\n|   |   |\n|   |   |\n");
    expect(apply("‹›", insertTable)).toBe("| ‹›  |   |\n|---|---|\n|   |   |\n|   |   |\n");
  });
});
