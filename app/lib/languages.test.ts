import { expect, test } from "vitest";
import { acceptedLanguage } from "./languages";

test.each([
  ["fr", "fr"],
  ["fr-CH, fr;q=0.9, en;q=0.8", "fr"],
  ["de, ru;q=0.4, es;q=0.7", "es"],
  ["ZH-Hans-CN", "zh"],
  ["en;q=0, ar;q=0.1", "ar"],
  ["en ; q=0.5 , ar ;q=0.50", "en"],
])("%s prefers %s", (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

test.each([null, undefined, "", "*", "de", "de, *;q=0.5", ";;;,=", "fr;q=2", `${"x,".repeat(400)}fr`])("%s names none of ours", (header) => {
  expect(acceptedLanguage(header)).toBeNull();
});
