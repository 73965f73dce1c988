import { describe, expect, it } from "vitest";
import { lateEdit, type PastedRun } from "./paste-late";

/** `‹` and `›` mark the selection. */
function convert(pasted: PastedRun, markdown: string, marked: string): string | null {
  const text = marked.replace(/[‹›]/g, "");
  const edit = lateEdit(pasted, markdown, { text, start: marked.indexOf("‹"), end: marked.indexOf("›") - 1 });
  if (!edit) return null;
  const next = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${next.slice(0, edit.start)}‹${next.slice(edit.start, edit.end)}›${next.slice(edit.end)}`;
}

describe("a paste that is understood late", () => {
  const pasted = { before: "Before ", run: "plan", after: " after." };

  it("is converted where it stands, with the caret behind it", () => {
    expect(convert(pasted, "**plan**", "Before plan‹› after.")).toBe("Before **plan**‹› after.");
    expect(convert({ before: "A.", run: "b\nc", after: "D." }, "- b\n- c", "A.b\nc‹›D.")).toBe("A.\n\n- b\n- c‹›\n\nD.");
  });

  it("leaves every key typed meanwhile, and the caret with it", () => {
    expect(convert(pasted, "**plan**", "Before plan and more‹› after.")).toBe("Before **plan** and more‹› after.");
    expect(convert(pasted, "**plan**", "Now‹› Before plan after.")).toBe("Now‹› Before **plan** after.");
    expect(convert(pasted, "**plan**", "Before p‹la›n after.")).toBe("Before **plan**‹› after.");
  });

  it("is left alone where it was changed itself, or means no more than it says", () => {
    expect(convert(pasted, "**plan**", "Before plain‹› after!")).toBeNull();
    expect(convert(pasted, "plan", "Before plan‹› after.")).toBeNull();
    expect(convert(pasted, "", "Before plan‹› after.")).toBeNull();
  });

  it("takes the place of what was selected where there was no plain text", () => {
    expect(convert({ before: "a ", run: "b", after: " c" }, "**x**", "a ‹b› c")).toBe("a ‹**x**› c");
  });
});
