import fc from "fast-check";
import { expect, test } from "vitest";
import { chapterNumbers, compareNumbers, paragraphNumbers } from "./numbering";

test("chapters have Roman numerals, paragraphs their place while nothing is frozen", () => {
  const chapters = Array.from({ length: 49 }, (_, index) => ({ id: String(index + 1), paragraphs: [index] }));
  const numbers = chapterNumbers(chapters);
  expect([1, 2, 4, 9, 14, 26, 40, 49].map((place) => numbers.get(String(place)))).toEqual(["I", "II", "IV", "IX", "XIV", "XXVI", "XL", "XLIX"]);
  expect(paragraphNumbers(["", "", ""])).toEqual(["1", "2", "3"]);
});

test("a chapter nobody has written in has no number, and those after it go on without a gap", () => {
  const chapters = [[], ["x"], [], ["y", "z"], []].map((paragraphs, index) => ({ id: `chapter ${index}`, paragraphs }));
  expect([...chapterNumbers(chapters).values()]).toEqual(["", "I", "", "II", ""]);
});

test("what is frozen keeps its number; what comes between takes bis and ter, what comes at the end goes on", () => {
  expect(paragraphNumbers(["1", "2", "", "", "3", "", ""])).toEqual(["1", "2", "2 bis", "2 ter", "3", "4", "5"]);
  expect(paragraphNumbers(["1", "2", "2 bis", "", "3"])).toEqual(["1", "2", "2 bis", "2 ter", "3"]);
  expect(paragraphNumbers(["", "1"])).toEqual(["0 bis", "1"]);
  expect(paragraphNumbers(["1", "", "3", ""], ["1 bis", "7"])).toEqual(["1", "1 ter", "3", "8"]);
});

test("a number stands once, whatever is frozen, added, moved and deleted, and no frozen one changes", () => {
  const act = fc.record({ act: fc.constantFrom("add", "delete", "move", "freeze"), from: fc.nat(30), to: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      let frozen: string[] = ["", "", ""];
      const gone: string[] = [];
      const ever = new Set<string>();
      for (const { act: what, from, to } of acts) {
        if (what === "add") frozen.splice(from % (frozen.length + 1), 0, "");
        else if (what === "freeze") {
          frozen = paragraphNumbers(frozen, gone);
          frozen.forEach((number) => ever.add(number));
        } else if (frozen.length > 0) {
          const [moved = ""] = frozen.splice(from % frozen.length, 1);
          if (what === "move") frozen.splice(to % (frozen.length + 1), 0, moved);
          else if (moved) gone.push(moved);
        }
        const numbers = paragraphNumbers(frozen, gone);
        expect(new Set(numbers).size).toBe(numbers.length);
        numbers.forEach((number, index) => expect(frozen[index] === "" ? !ever.has(number) : number === frozen[index]).toBe(true));
      }
    }),
    { numRuns: 500 },
  );
});

test("numbers stand in the order of the text, whatever was added between them", () => {
  const order = ["0 bis", "2", "2 bis", "2 ter", "2 quater", "2 decies", "2 (11)", "2 (12)", "3", "10"];
  expect([...order].reverse().sort(compareNumbers)).toEqual(order);
});
