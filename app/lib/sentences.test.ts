import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES, type Language } from "./languages";
import { sentencesOf } from "./sentences";

const texts = (text: string, language: Language) => sentencesOf(text, language).map((sentence) => sentence.text);

test.each<[Language, string, string[]]>([
  [
    "en",
    "Access has grown. Costs, e.g. of devices, have not fallen! Have they?",
    ["Access has grown.", "Costs, e.g. of devices, have not fallen!", "Have they?"],
  ],
  ["en", "See para. 12 of res. 70/125. It says so.", ["See para. 12 of res. 70/125.", "It says so."]],
  ["en", "Mr. J. Smith spoke of 3.5 million users. He left.", ["Mr. J. Smith spoke of 3.5 million users.", "He left."]],
  ["en", "Roads, schools, etc. Nothing else.", ["Roads, schools, etc.", "Nothing else."]],
  ["fr", "M. Diallo a parlé. « Voyez l’art. 5. » Puis il est parti.", ["M. Diallo a parlé.", "« Voyez l’art. 5. »", "Puis il est parti."]],
  ["es", "El Sr. Gómez citó el párr. 4. ¿Qué dijo?", ["El Sr. Gómez citó el párr. 4.", "¿Qué dijo?"]],
  [
    "ru",
    "В 2025 г. доступ вырос, т. е. расширился. Расходы, млн. долл., не снизились.",
    ["В 2025 г. доступ вырос, т. е. расширился.", "Расходы, млн. долл., не снизились."],
  ],
  ["zh", "互联网接入有所增长。成本没有下降！为什么？", ["互联网接入有所增长。", "成本没有下降！", "为什么？"]],
  ["ar", "ازداد النفاذ إلى الإنترنت. هل انخفضت التكاليف؟ لا.", ["ازداد النفاذ إلى الإنترنت.", "هل انخفضت التكاليف؟", "لا."]],
  ["en", "1. First item\n2. Second item", ["1. First item", "2. Second item"]],
])("sentences of %s: %s", (language, text, expected) => {
  expect(texts(text, language)).toEqual(expected);
});

test("sentences stand in order where they say, with nothing but space between them", () => {
  const pieces = fc.constantFrom("Access", " grew", ". ", "e.g. ", "。", "？", "接入", "النفاذ", "؟ ", "г. ", "\n", "  ", "3.5", "!", "A.", "«", "»");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom(...LANGUAGES), (parts, language) => {
      const text = parts.join("");
      let at = 0;
      for (const { text: own, start, end } of sentencesOf(text, language)) {
        expect(text.slice(start, end)).toBe(own);
        expect(text.slice(at, start).trim()).toBe("");
        expect(own).toBe(own.trim());
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});
