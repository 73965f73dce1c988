import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES, type Language } from "./languages";
import { isAbout, sentencesOf, sentenceTexts, wholeSigns } from "./sentences";

const parted = (text: string, language: Language): string[] => sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));

test.each<[Language, string, string[]]>([
  [
    "en",
    "Dr. Ada Ng spoke. It cost 3.5 million, e.g. Nairobi.  Was it worth it?",
    ["Dr. Ada Ng spoke.", "It cost 3.5 million, e.g. Nairobi.", "Was it worth it?"],
  ],
  ["en", "The U.S. Department agreed. See para. 12 of Art. 19.", ["The U.S. Department agreed.", "See para. 12 of Art. 19."]],
  ["fr", "M. Dupont demande : « Est-ce possible ? » Oui. Voir p. ex. Kigali.", ["M. Dupont demande : « Est-ce possible ? »", "Oui.", "Voir p. ex. Kigali."]],
  ["ru", "В 2025 г. портал открыт. Т. е. им. А. С. Попова, ст. 5. Всё.", ["В 2025 г. портал открыт.", "Т. е. им. А. С. Попова, ст. 5.", "Всё."]],
  ["ru", "Это было в 2025 г. Портал открыт.", ["Это было в 2025 г.", "Портал открыт."]],
  ["es", "¿Qué dijo la Sra. López? Que EE. UU. Mexicanos firmó.", ["¿Qué dijo la Sra. López?", "Que EE. UU. Mexicanos firmó."]],
  ["ar", "قال د. علي إن الشبكة متاحة. هل تكفي؟ نعم!", ["قال د. علي إن الشبكة متاحة.", "هل تكفي؟", "نعم!"]],
  [
    "zh",
    "他说:“网络已通。”费用是3.5亿元吗？还有农业、教育……等。我们等待……现在开始。",
    ["他说:“网络已通。”", "费用是3.5亿元吗？", "还有农业、教育……等。", "我们等待……", "现在开始。"],
  ],
])("%s: %s", (language, text, sentences) => {
  expect(parted(text, language)).toEqual(sentences);
});

test("paragraphs, headings and list items end sentences; a line that goes on does not", () => {
  expect(parted("## Access\nSchools in rural\nareas are connected\n\n- cheaper plans\n* *women* first\n1. skills. Then devices\n\nThe end", "en")).toEqual([
    "Access",
    "Schools in rural\nareas are connected",
    "cheaper plans",
    "*women* first",
    "skills.",
    "Then devices",
    "The end",
  ]);
  expect(parted("*Stress* at the beginning.\r\n\r\n-5 degrees.", "en")).toEqual(["*Stress* at the beginning.", "-5 degrees."]);
});

test("stress that ends with a sentence is closed with it, and stress that begins with one is the next one's", () => {
  expect(parted("**进展。**二十年间，互联网普及。*差距：*仍然存在。", "zh")).toEqual(["**进展。**", "二十年间，互联网普及。", "*差距：*仍然存在。"]);
  expect(parted("**Что сделано.** Доля выросла. **Планы.** Их два.", "ru")).toEqual(["**Что сделано.**", "Доля выросла.", "**Планы.**", "Их два."]);
  expect(parted("It has grown. *Much* remains.", "en")).toEqual(["It has grown.", "*Much* remains."]);
});

test("no span parts a sign, whatever was selected", () => {
  const text = "a👩‍👩‍👧é🇰🇪b";
  for (let start = 0; start < text.length; start++)
    for (let end = start + 1; end <= text.length; end++) {
      const span = wholeSigns(text, { start, end }, "en");
      expect(span.start).toBeLessThanOrEqual(start);
      expect(span.end).toBeGreaterThanOrEqual(end);
      expect([0, 1, 9, 9 + "é".length, 9 + "é".length + 4, text.length]).toContain(span.start);
    }
  expect(sentencesOf("", "en")).toEqual([]);
  expect(sentencesOf(" \n…\n ", "zh")).toHaveLength(1);
});

test("sentences of any text stand in order, within it, and without spaces around", () => {
  const signs = ["a", "B", ".", " ", "\n", "- ", "؟", "。", "1", "»", "\u00a0", "👩‍👩‍👧", "é", "г", "……", "汉"];
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 30 }, () => signs[next() % signs.length]).join("");
    for (const language of ["en", "zh", "ru"] as const) {
      const spans = sentencesOf(text, language);
      spans.forEach(({ start, end }, index) => {
        expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(wholeSigns(text, { start, end }, language)).toEqual({ start, end });
      });
    }
  }
});

test("a span is about a sentence it covers half of, or lies in for half", () => {
  const sentence = { start: 10, end: 30 };
  expect(isAbout({ start: 12, end: 15 }, sentence)).toBe(true);
  expect(isAbout({ start: 0, end: 20 }, sentence)).toBe(true);
  expect(isAbout({ start: 0, end: 11 }, sentence)).toBe(false);
  expect(isAbout({ start: 30, end: 40 }, sentence)).toBe(false);
});

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
])("with marks, %s: %s", (language, text, expected) => {
  expect(sentenceTexts(text, language)).toEqual(expected);
});

test("sentences stand in order where they say, with nothing but space between them", () => {
  const pieces = fc.constantFrom("Access", " grew", ". ", "e.g. ", "。", "？", "接入", "النفاذ", "؟ ", "г. ", "\n", "  ", "3.5", "!", "A.", "«", "»");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom(...LANGUAGES), (parts, language) => {
      const text = parts.join("");
      let at = 0;
      for (const { start, end } of sentencesOf(text, language, "kept")) {
        const own = text.slice(start, end);
        expect(text.slice(at, start).trim()).toBe("");
        expect(own).toBe(own.trim());
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});
