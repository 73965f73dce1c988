import { ESLint } from "eslint";
import { beforeAll, expect, test } from "vitest";
import { localeFaults, type LocaleInput, type Texts } from "../../scripts/check-locales";
import { cycleFaults, cycleTextFaults, nameFaults, styleFaults } from "../../scripts/check-names";
import { LANGUAGES, type Language } from "~/lib/languages";

const eslint = new ESLint({ cache: false });

/** Lints a text as if it stood in a file that exists, as the type-aware rules need its project. */
async function rulesBroken(file: string, text: string): Promise<string> {
  const [result] = await eslint.lintText(text, { filePath: file });
  return result!.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`).join("\n");
}

const ROUTE = "app/routes/public/about.tsx";
const COMPONENT = "app/ui/page-header.tsx";
const SERVER = "app/http/form.server.ts";
const TEST = "tests/integration/platform/env.test.ts";

const SINS: [sin: string, file: string, text: string, said: RegExp][] = [
  ["a bare loader", ROUTE, "export const loader = async () => null;", /declares who may enter/],
  ["a loader as a function", ROUTE, "export async function loader() { return null; }", /declares who may enter/],
  ["a re-exported action", ROUTE, 'export { action } from "./home";', /No re-exported/],
  ["a route that catches", ROUTE, "export const loader = publicLoader({}, async () => { try { return 1; } catch { return 2; } });", /Routes catch nothing/],
  ["process.env", SERVER, "export const a = process.env.HOME;", /env\.server/],
  ['process["env"]', SERVER, 'export const a = process["env"].HOME;', /env\.server/],
  ["env taken out of process", SERVER, "export const { env } = process;", /env\.server/],
  ["env through globalThis", SERVER, "export const a = globalThis.process.env.HOME;", /env\.server/],
  ["node:process", SERVER, 'import { env } from "node:process";\nexport const a = env.HOME;', /env\.server/],
  ["import.meta.env", SERVER, "export const a = import.meta.env.MODE;", /env\.server/],
  ["HTML by hand", COMPONENT, 'export const Sample = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;', /never becomes HTML/],
  ["Intl elsewhere", SERVER, 'export const a = new Intl.NumberFormat("en").format(1);', /explicit language and zone/],
  ["toLocaleString", SERVER, "export const a = new Date(0).toLocaleString();", /language and zone/],
  ["localeCompare", SERVER, 'export const a = "a".localeCompare("b");', /language and zone/],
  ["a left margin", COMPONENT, 'export const Sample = () => <p className="mt-2 ml-4" />;', /wrong in Arabic/],
  ["left-aligned text under a breakpoint", COMPONENT, 'export const Sample = () => <p className="md:text-left" />;', /wrong in Arabic/],
  ["a right border in a template", COMPONENT, "export const Sample = ({ b }: { b: string }) => <p className={`border-r ${b}`} />;", /wrong in Arabic/],
  ["text in code", COMPONENT, "export const Sample = () => <p>Save your report</p>;", /no-literal-string/],
  ["a label in code", COMPONENT, 'export const Sample = () => <nav aria-label="Sections of the report" />;', /no-literal-string/],
  ["a picture without words", COMPONENT, 'export const Sample = () => <img src="/a.png" />;', /jsx-a11y\/alt-text/],
  ["a click on a div", COMPONENT, "export const Sample = ({ go }: { go: () => void }) => <div onClick={go} />;", /jsx-a11y/],
  ["texts by the library's hook", COMPONENT, 'import { useTranslation } from "react-i18next";\nexport const useA = () => useTranslation();', /use-translation/],
  [
    "a hook in a condition",
    COMPONENT,
    'import { useState } from "react";\nexport function Sample({ b }: { b: boolean }) { if (b) useState(1); return null; }',
    /rules-of-hooks/,
  ],
  ["a promise nobody waits for", SERVER, "async function a() { return 1; }\nexport function b() { a(); }", /no-floating-promises/],
  [
    "a state forgotten in a switch",
    SERVER,
    'export function a(s: "x" | "y"): number { switch (s) { case "x": return 1; }\n return 0; }',
    /switch-exhaustiveness-check/,
  ],
  ["a type imported as a value", SERVER, 'import { z } from "zod";\nexport type A = z.ZodType;', /consistent-type-imports/],
  ["any", SERVER, "export const a = (b: any): unknown => b;", /no-explicit-any/],
  ["the console", SERVER, 'console.log("x");', /no-console/],
  ["a mock", TEST, 'import { vi } from "vitest";\nvi.mock("~/platform/db/client.server");', /Nothing of ours is mocked/],
  ["a test left alone", TEST, 'import { test } from "vitest";\ntest.only("x", () => undefined);', /hides the others/],
  ["a route of 251 lines", ROUTE, Array.from({ length: 251 }, (_, i) => `export const b${i} = ${i};`).join("\n"), /max-lines/],
];

// The first look reads the whole project; the others are quick.
beforeAll(() => rulesBroken(SERVER, ""), 300_000);

test.each(SINS)("%s is an error", async (_, file, text, said) => {
  expect(await rulesBroken(file, text)).toMatch(said);
});

test("lawful code passes the same rules", async () => {
  const text = "export const Sample = ({ b }: { b: string }) => <p className={`ms-4 border-e text-start ${b}`}>{b}</p>;\n";
  expect(await rulesBroken(COMPONENT, text)).toBe("");
});

const english: Texts = {
  common: { "save.done": "Saved", count_one: "{{count}} report was received", count_other: "{{count}} reports were received by {{who}}" },
  errors: { "report.locked": "It is locked" },
};
const code = 't("save.done"); t("count"); ';

/** The same words in all six languages with the forms each needs, then one thing spoilt. */
function faultsOf(spoil: (input: LocaleInput) => void): string[] {
  const own = (language: Language): Texts => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counts = Object.fromEntries(
      forms.map((form) => [`count_${form}`, `{{count}} ${form === "other" || language !== "en" ? "{{who}}" : ""} ${language}`]),
    );
    return { common: { "save.done": `${language} saved`, ...counts }, errors: { "report.locked": `${language} locked` } };
  };
  const texts = Object.fromEntries(
    LANGUAGES.map((language) => [language, language === "en" ? structuredClone(english) : own(language)]),
  ) as LocaleInput["texts"];
  const input: LocaleInput = { texts, code, refusalCodes: ["report.locked"] };
  spoil(input);
  return localeFaults(input);
}

test("whole texts have no fault but the number English spells in one form", () => {
  expect(faultsOf(({ texts }) => void (texts.en.common!.count_one = "{{count}} report by {{who}}"))).toEqual([]);
});

test.each<[string, (input: LocaleInput) => void, RegExp]>([
  ["a missing key", ({ texts }) => void delete texts.fr.common!["save.done"], /^fr\/common\.json save\.done: missing/],
  ["a key English does not have", ({ texts }) => void (texts.es.common!["save.gone"] = "x"), /^es\/common\.json save\.gone: English has no such key/],
  ["a missing Arabic dual", ({ texts }) => void delete texts.ar.common!.count_two, /^ar\/common\.json count_two: missing/],
  [
    "a plural Chinese does not have",
    ({ texts }) => void (texts.zh.common!.count_one = "{{count}} {{who}}"),
    /^zh\/common\.json count_one: .*no such plural form/,
  ],
  ["a lost placeholder", ({ texts }) => void (texts.ru.common!.count_many = "{{count}}"), /^ru\/common\.json count_many: placeholders/],
  [
    "English left in another language",
    ({ texts }) => void (texts.fr.errors!["report.locked"] = texts.en.errors!["report.locked"] = "This report is locked at present"),
    /^fr\/errors\.json report\.locked: still English/,
  ],
  ["a plain space before a French sign", ({ texts }) => void (texts.fr.common!["save.done"] = "C’est fait !"), /^fr\/common\.json save\.done: a plain space/],
  ["a half-width sign in Chinese", ({ texts }) => void (texts.zh.common!["save.done"] = "已保存,谢谢"), /^zh\/common\.json save\.done: a half-width/],
  ["a Latin sign in Arabic", ({ texts }) => void (texts.ar.common!["save.done"] = "هل حُفظ?"), /^ar\/common\.json save\.done: a Latin sign/],
  ["ё in Russian", ({ texts }) => void (texts.ru.common!["save.done"] = "Учёт сохранён"), /^ru\/common\.json save\.done: ё/],
  ["a refusal without words", ({ refusalCodes }) => void refusalCodes.push("report.unknown"), /report\.unknown: a refusal without a message/],
  ["a text nothing shows", (input) => void (input.code = 't("count")'), /^en\/common\.json save\.done: not used/],
])("%s is a fault", (_, spoil, said) => {
  expect(faultsOf(spoil)).toContainEqual(expect.stringMatching(said));
});

test.each([
  ["app/features/reports/helpers.ts"],
  ["app/features/reports/index.ts"],
  ["app/features/surveys/model.ts"],
  ["app/features/reports/service.server.ts"],
  ["app/lib/utils.ts"],
])("%s is no name for a file", (path) => {
  expect(nameFaults([path])).not.toEqual([]);
});

test("a style sheet that knows left from right is a fault", () => {
  expect(styleFaults("a.css", ".a {\n  margin-left: 1rem;\n  inset-inline-start: 0;\n}")).toHaveLength(1);
});

test("code and texts that name a cycle are a fault; comments, tests and years are none", () => {
  const faults = (text: string, path = "app/http/a.ts") => cycleFaults(path, text, ["wsis20", "followup2027"]);
  for (const text of ['const a = "wsis20-answers";', "const a = `WSIS+20 portal`;", 'const a = x === "followup2027";', 'const b = "https://x.org/WSIS-20";'])
    expect(faults(text)).toHaveLength(1);
  for (const text of ["// a symbol: WSIS20-NR-CHE", "/** `WSIS20-NR-CHE`:\n * wsis20 */", 'const a = "demo-wsis-2025";', "const a = cycle.code;"])
    expect(faults(text)).toEqual([]);
  expect(faults('expect(code).toBe("wsis20");', "app/lib/a.test.ts")).toEqual([]);
  expect(cycleTextFaults("fr/mail.json", '{\n  "a": "la consultation SMSI+20",\n  "b": "{{cycle}}, +200 mots"\n}')).toHaveLength(1);
});
