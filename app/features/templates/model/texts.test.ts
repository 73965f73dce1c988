import { describe, expect, it } from "vitest";
import { LANGUAGES } from "~/lib/languages";
import type { LocalizedText } from "../schema";
import { checkStrings, fieldLabelKey, localize, matrixRowKey, optionKey, questionKey, textKeysOf } from "./texts";
import { fieldsOf } from "./values";
import { findQuestion } from "./visibility";
import { example, references } from "./testing";

const hash = (english: string): string => english.length.toString(16).padStart(8, "0");
const text = (en: string, translate = (english: string) => english): LocalizedText =>
  ({ en, ...Object.fromEntries(LANGUAGES.filter((l) => l !== "en").map((l) => [l, { text: translate(en), of: hash(en) }])) }) as LocalizedText;
const whole = (): Record<string, Partial<LocalizedText>> => Object.fromEntries(textKeysOf(example).map((key) => [key, text(`The ${key} of {{party}}`)]));

describe("textKeysOf", () => {
  const keys = textKeysOf(example);

  it("names each text once by the convention", () => {
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of [
      "title",
      "summary",
      "section.A.title",
      "section.F.intro",
      "A1.label",
      "A2.guidance",
      "A6.option.youth",
      "A3.field.email.label",
      "A3.row.focal",
      "B2.row",
      "B2.add",
      "B2.field.title.label",
      "B3.field.change.option.ADD",
      "D2.choice.label",
      "D2.choice.guidance",
      "D2.label",
      "D5.field.sdgs.label",
      "I1.field.publish.option.after_date",
      "scale.na",
      "scale.5",
      "trend.stable",
    ])
      expect(keys).toContain(key);
  });

  it("names no text for reference data, lone fields or hints", () => {
    expect(keys.filter((key) => /^A2\.field|^A8\.option|^D1\.row|sdgs\.option|\.hint$|^A2\.row|^D2\.field/.test(key))).toEqual([]);
  });

  it("has every key the renderer asks for", () => {
    for (const [code, row] of [
      ["A6", ""],
      ["B3", ""],
      ["D1", ""],
      ["D2", ""],
      ["D2", "C1"],
      ["I1", ""],
      ["A3", ""],
    ] as const) {
      const question = findQuestion(example, code, row, references)!;
      const asked = [questionKey(question, "label"), questionKey(question, "guidance"), matrixRowKey(question, "focal")].concat(
        fieldsOf(question).flatMap((field) => [
          fieldLabelKey(question, field),
          ...(Array.isArray(field.options) ? field.options.map((o) => optionKey(question, field, o)) : []),
        ]),
      );
      for (const key of asked) if (key !== null) expect(keys).toContain(key);
    }
    expect(matrixRowKey(findQuestion(example, "D1", "", references)!, "C1")).toBeNull();
  });
});

describe("localize", () => {
  it("gives one language, and English where it has nothing", () => {
    const strings = { title: { ...text("Report"), fr: { text: "Rapport", of: "x" } }, summary: { en: "Only English" } as LocalizedText };
    expect(localize(strings, "fr")).toEqual({ title: "Rapport", summary: "Only English" });
    expect(localize(strings, "en")).toEqual({ title: "Report", summary: "Only English" });
  });
});

describe("checkStrings", () => {
  it("is content with whole texts, and with hints", () => {
    expect(checkStrings(example, { ...whole(), "I1.field.publish.hint": text("Hint") }, hash)).toEqual({ extra: [], missing: [], stale: [], placeholders: [] });
  });

  it("finds what is missing, extra, stale or misses a placeholder", () => {
    const strings = whole();
    delete strings["A2.label"];
    strings["A3.label"] = { ...strings["A3.label"], ru: undefined };
    strings["B9.label"] = text("Extra");
    strings["title"] = { ...strings["title"], en: "Changed English of {{party}}" };
    strings["summary"] = { ...strings["summary"], zh: { text: "没有占位符", of: strings["summary"]!.zh!.of } };
    const report = checkStrings(example, strings, hash);
    expect(report.missing).toHaveLength(LANGUAGES.length + 1);
    expect(report.missing).toContainEqual({ key: "A3.label", language: "ru" });
    expect(report.extra).toEqual(["B9.label"]);
    expect(report.stale.map(({ key, language }) => `${key} ${language}`).sort()).toEqual(["title ar", "title es", "title fr", "title ru", "title zh"]);
    expect(report.placeholders).toEqual([{ key: "summary", language: "zh" }]);
  });
});
