import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HARD_MAX_CHARACTERS, HARD_MAX_ROWS, parseStored, REFUSAL_CODES } from "./stored";
import { choicesOf, fieldsOf, isEmpty, newRowId, normaliseValue } from "./values";
import { findQuestion } from "./visibility";
import { anyValue, example, references, slots } from "./testing";

const question = (code: string, row = "") => findQuestion(example, code, row, references)!;
const parse = (code: string, value: unknown, row = "") => parseStored(question(code, row), value, { references });
const refused = (code: string, value: unknown, row = "") => {
  const result = parse(code, value, row);
  return result.ok ? [] : result.error.map((refusal) => `${refusal.code} ${refusal.path.join(".")}`.trim());
};

describe("parseStored", () => {
  it("stores anything an author may be in the middle of, and storing again changes nothing", () => {
    for (const { of } of slots) {
      fc.assert(
        fc.property(anyValue(of), (value) => {
          const first = parseStored(of, value, { references });
          expect(first.ok).toBe(true);
          if (first.ok) {
            expect(parseStored(of, first.value, { references })).toEqual(first);
            expect(isEmpty(of, first.value)).toBe(isEmpty(of, value));
            expect(JSON.parse(JSON.stringify(first.value))).toEqual(first.value);
          }
        }),
        { numRuns: 30 },
      );
    }
  });

  it("never throws and never stores what it does not know, whatever comes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...slots), fc.jsonValue(), ({ of }, value) => {
        const result = parseStored(of, value, { references });
        if (!result.ok) for (const { code } of result.error) expect(REFUSAL_CODES).toContain(code);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps text to the letter, with LF for line ends", () => {
    expect(parse("D2", "  a\r\nb\rc \n", "C1")).toEqual({ ok: true, value: "  a\nb\nc \n" });
    expect(parse("D2", "e\u0301", "C1")).toEqual({ ok: true, value: "e\u0301" });
    expect(parse("D2", "word ".repeat(1000), "C1").ok).toBe(true);
  });

  it("leaves out what is empty", () => {
    expect(parse("A2", "")).toEqual({ ok: true, value: null });
    expect(parse("A6", [])).toEqual({ ok: true, value: null });
    expect(parse("I1", { publish: "", declaration: false, issues: [], amount: null })).toEqual({ ok: true, value: null });
    expect(parse("D1", { C1: {}, C2: { progress: null } })).toEqual({ ok: true, value: null });
    expect(parse("B2", [])).toEqual({ ok: true, value: null });
    expect(parse("B2", [{ id: "a", title: "" }])).toEqual({ ok: true, value: [{ id: "a" }] });
  });

  it("makes readable numbers numbers and keeps the others as typed", () => {
    expect(parse("I1", { amount: "12,5" })).toEqual({ ok: true, value: { amount: 12.5 } });
    expect(parse("I1", { amount: " about 12 " })).toEqual({ ok: true, value: { amount: " about 12 " } });
    expect(parse("I1", { amount: "1,234" })).toEqual({ ok: true, value: { amount: "1,234" } });
  });

  it("reads line codes typed on a Cyrillic keyboard, and lists nothing twice", () => {
    expect(parse("D2", ["\u04211", "C1", "\u04217-GOV"])).toEqual({ ok: true, value: ["C1", "C7-GOV"] });
    expect(parse("D1", { "\u04215": { progress: "3" } })).toEqual({ ok: true, value: { C5: { progress: "3" } } });
    expect(parse("D2", ["«جيم 2»", "c7 e-gov"])).toEqual({ ok: true, value: ["C2", "C7-GOV"] });
    expect(refused("D2", ["Сектор"])).toEqual(["answer.unknown_option 0"]);
    // Codes of other lists are theirs to the letter.
    expect(refused("A6", ["\u0421youth"])).toEqual(["answer.unknown_option 0"]);
  });

  it("refuses unknown codes, fields and rows by code", () => {
    expect(refused("A6", ["youth", "martians"])).toEqual(["answer.unknown_option 1"]);
    expect(refused("D1", { C1: { progress: "7" } })).toEqual(["answer.unknown_option C1.progress"]);
    expect(refused("D2", ["C99"])).toEqual(["answer.unknown_option 0"]);
    expect(refused("I1", { extra: "x" })).toEqual(["answer.unknown_field"]);
    expect(refused("D1", { C99: { progress: "3" } })).toEqual(["answer.unknown_row"]);
    expect(refused("I1", JSON.parse('{"__proto__":{"a":1}}'))).toEqual(["answer.unknown_field"]);
    expect(refused("I1", JSON.parse('{"constructor":"x"}'))).toEqual(["answer.unknown_field"]);
    expect(refused("A1", "CHE")).toEqual(["answer.fixed"]);
    const option = parse("A6", ["martians"]);
    expect(!option.ok && option.error[0]?.params).toEqual({ value: "martians" });
  });

  it("refuses wrong shapes", () => {
    for (const [code, value] of [
      ["A2", 3],
      ["A2", ["x"]],
      ["A6", "youth"],
      ["I1", "x"],
      ["I1", []],
      ["I1", { declaration: "yes" }],
      ["B2", {}],
      ["B2", [{ title: "no id" }]],
      ["B2", ["x"]],
      ["D1", []],
      ["D1", { C1: "x" }],
      ["I1", { annexes: ["x"] }],
    ] as const) {
      expect(refused(code, value).map((line) => line.split(" ")[0])).toContain("answer.wrong_shape");
    }
    expect(refused("I1", { amount: Infinity })).toEqual(["answer.wrong_shape amount"]);
    expect(refused("I1", { amount: true })).toEqual(["answer.wrong_shape amount"]);
  });

  it("refuses what no database or encoding can carry, in numbers kept as text too", () => {
    expect(refused("A2", "a\0b")).toEqual(["answer.forbidden_character"]);
    expect(refused("A2", "a\ud800b")).toEqual(["answer.forbidden_character"]);
    expect(refused("A2", "a😀b")).toEqual([]);
    expect(refused("I1", { amount: "x\0" })).toEqual(["answer.forbidden_character amount"]);
  });

  it("refuses absurd sizes with the limit", () => {
    expect(refused("A2", "x".repeat(HARD_MAX_CHARACTERS))).toEqual([]);
    const long = parse("A2", "x".repeat(HARD_MAX_CHARACTERS + 1));
    expect(long).toMatchObject({ ok: false, error: [{ code: "answer.too_long", params: { limit: HARD_MAX_CHARACTERS } }] });
    const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}` }));
    expect(refused("B2", rows(HARD_MAX_ROWS))).toEqual([]);
    expect(refused("B2", rows(HARD_MAX_ROWS + 1))).toEqual(["answer.too_many_rows"]);
    expect(refused("B2", [{ id: "a" }, { id: "a" }])).toEqual(["answer.duplicate_row"]);
    expect(refused("B2", [{ id: newRowId() }, { id: newRowId() }])).toEqual([]);
  });

  it("stores files of this report only", () => {
    const ref = { sha256: "a".repeat(64), name: "law.pdf", size: 12 };
    const store = (files?: string[]) => parseStored(question("I1"), { annexes: [ref] }, { references, files: files && new Set(files) });
    expect(store().ok).toBe(true);
    expect(store([ref.sha256]).ok).toBe(true);
    expect(store([])).toMatchObject({ ok: false, error: [{ code: "answer.unknown_file", path: ["annexes", 0, "sha256"] }] });
  });
});

describe("normaliseValue", () => {
  it("leaves what does not fit for the schema to refuse", () => {
    fc.assert(
      fc.property(fc.constantFrom(...slots), fc.jsonValue(), ({ of }, value) => {
        const once = normaliseValue(of, value);
        expect(normaliseValue(of, once)).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  it("gives a set one order and leaves a ranking as it was ranked", () => {
    const lists = slots.flatMap(({ of }) => fieldsOf(of).flatMap((field) => (field.kind === "many" || field.kind === "ranked" ? [{ of, field }] : [])));
    const wrap = ({ of, field }: (typeof lists)[number], codes: string[]) =>
      of.kind === "single" ? codes : of.kind === "group" ? { [field.id]: codes } : [{ id: "r", [field.id]: codes }];
    fc.assert(
      fc.property(fc.constantFrom(...lists), fc.gen(), (list, gen) => {
        const choices = [...(choicesOf(list.field, references) ?? []), "C10", "C9", "unknown"];
        const [one, other] = [gen(fc.shuffledSubarray, choices, { minLength: 1 }), gen(fc.shuffledSubarray, choices)];
        const again = [...other.filter((code) => one.includes(code)), ...one.filter((code) => !other.includes(code))];
        const [first, second] = [one, again].map((codes) => JSON.stringify(normaliseValue(list.of, wrap(list, codes))));
        if (list.field.kind === "many") expect(second).toBe(first);
        else expect(first).toBe(JSON.stringify(wrap(list, one)));
      }),
      { numRuns: 300 },
    );
    expect(lists.map(({ field }) => field.kind)).toEqual(expect.arrayContaining(["many", "ranked"]));
  });

  it("orders a set by its options, and codes of reference data by their numbers", () => {
    expect(parse("A6", ["other", "youth"])).toEqual({ ok: true, value: ["youth", "other"] });
    expect(parse("D5", { sdgs: ["SDG16", "SDG9", "SDG1"] }, "C1")).toEqual({ ok: true, value: { sdgs: ["SDG1", "SDG9", "SDG16"] } });
  });
});
