import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCharacters, countWords, limitFor, plainText } from "./text";

describe("countWords", () => {
  it.each([
    ["en", "The Government's 5-year plan covers 12.5 per cent of users.", 10 + 1],
    ["fr", "L'accès à l'Internet progresse aujourd'hui.", 5],
    ["es", "¿Qué ha cambiado desde 2003?", 5],
    ["ru", "Доля пользователей выросла до 92,2 %.", 5],
    ["ar", "ارتفعت نسبة مستخدمي الإنترنت إلى 72%.", 6],
    ["zh", "互联网普及率达到百分之七十八。", 14],
  ] as const)("counts %s", (language, text, expected) => {
    expect(countWords(text)).toBe(expected);
  });

  it("counts each Han character and each run of Latin letters or digits in Chinese", () => {
    expect(countWords("2024年,WSIS论坛在日内瓦举行")).toBe(1 + 1 + 1 + 8);
    expect(countWords("采用AI技术")).toBe(5);
  });

  it("counts Han by character in an answer of any language", () => {
    expect(countWords("The term 信息社会 is older.")).toBe(4 + 4);
  });

  it("does not count markdown marks or the address behind a link", () => {
    expect(countWords("# Title\n\n1. **first** item\n2. _second_ item\n- [the law](https://example.org/a/b)")).toBe(1 + 2 + 2 + 2);
    expect(countWords("| a | b |\n|---|:-:|\n| 1 | 2 |")).toBe(4);
    expect(countWords("> quoted words")).toBe(2);
  });

  it("counts a bare address as one word, and stops it where Chinese goes on", () => {
    expect(countWords("see https://www.itu.int/net/wsis?x=1 now")).toBe(3);
    expect(countWords("见https://itu.int/了解更多")).toBe(1 + 1 + 4);
  });

  it("is zero for nothing and never grows by emphasis", () => {
    expect(countWords("  \n\u00a0 — … ")).toBe(0);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,9}$/), (text) => {
        expect(countWords(`**${text}**`)).toBe(countWords(text));
        expect(countWords(text)).toBe(text.split(" ").length);
      }),
    );
  });

  // A pattern that tries every way takes hours here: the test would run out of time.
  it("is not held up by hostile marks", () => {
    for (const hostile of ["[", "*", "_", "|", "`", "[a](", "\\", "_a", "- ", " "]) plainText(hostile.repeat(50_000) + "x");
  });
});

describe("limitFor", () => {
  it("takes 1.7 Han characters for an English word in Chinese only", () => {
    expect(limitFor(500, "zh")).toBe(850);
    expect(limitFor(25, "zh")).toBe(43);
    for (const language of ["ar", "en", "fr", "ru", "es"] as const) expect(limitFor(500, language)).toBe(500);
  });
});

describe("countCharacters", () => {
  it("counts what a reader sees as one", () => {
    expect(countCharacters("e\u0301te\u0301")).toBe(3);
    expect(countCharacters("👩‍👩‍👧‍👦🇨🇭")).toBe(2);
    expect(countCharacters("信息社会")).toBe(4);
    expect(countCharacters("مُحَمَّد")).toBe(4);
  });
});

describe("the boundaries of words and characters", () => {
  it.each([
    ["F4.older_persons.action e.g. x:y", 2 + 1 + 1],
    ["l’accès l'accès aujourd’hui", 3],
    ["3.5 3,5 12'000 1:2 ٣٫٥", 1 + 1 + 1 + 2 + 1],
    ["A/RES/70/125 COVID-19", 4 + 2],
    ["می\u200cخواهم co\u00adoperation \u200fنص\u200f", 3],
    ["👍🏽 … — «»", 0],
    ["ราชอาณาจักรไทย ひらがな", 2],
  ])("counts the words of %s", (text, expected) => expect(countWords(text)).toBe(expected));

  it("finds those of the standard in any mixture of what authors write", () => {
    const byWord = new Intl.Segmenter("en", { granularity: "word" });
    const byCluster = new Intl.Segmenter("en", { granularity: "grapheme" });
    const standardWords = (markdown: string): number => {
      const text = plainText(markdown).replace(/https?:\/\/[!-~]+/g, " url ");
      const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
      return han + [...byWord.segment(text.replace(/\p{Script=Han}/gu, " "))].filter(({ isWordLike }) => isWordLike).length;
    };
    // Without the full stop and the colon between letters: versions of the standard disagree about them.
    const pieces = "a é e\u0301 Я ي شَ 信 7 ٣ 3.5 ’ ' , ، ， - – « _a ก 👍🏽 👩‍👩‍👧 🇨🇭 \u200f € ".split(" ").concat(" ", "\n", "\r\n", ". ");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        expect([text, countWords(text)]).toEqual([text, standardWords(text)]);
        expect([text, countCharacters(text)]).toEqual([text, [...byCluster.segment(text)].length]);
      }),
    );
  });
});

describe("plainText", () => {
  it("keeps the words, numbers and inner underscores", () => {
    expect(plainText("**Bold** and _soft_ snake_case 2*3 \\*")).toBe("Bold and soft snake_case 2*3 *");
    expect(plainText('[a](b) ![c](d "t")')).toBe("a c");
    expect(plainText("- one\n  - two")).toBe("one\ntwo");
  });
});
