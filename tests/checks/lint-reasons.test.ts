import { ESLint } from "eslint";
import { expect, test } from "vitest";
import format, { reasonOf } from "../../scripts/lint-format.mjs";

const FILES = ["app/routes/public/about.tsx", "app/ui/page-header.tsx", "app/http/form.server.ts", "cli/portal.ts", "tests/checks/rules.test.ts", "server.mjs"];
/** Each of its entries has a message of our own. */
const SPEAKS = "no-restricted-syntax";

test("every rule that can fail says why it is there", async () => {
  const eslint = new ESLint();
  const rules = new Set<string>();
  for (const file of FILES) {
    const config = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, [number | string, ...unknown[]]> };
    for (const [rule, [severity, ...lists]] of Object.entries(config.rules)) {
      if (severity === 0 || severity === "off") continue;
      if (rule !== SPEAKS) rules.add(rule);
      else for (const { message } of lists as { message: string }[]) expect(message.length).toBeGreaterThan(20);
    }
  }
  expect(rules.size).toBeGreaterThan(30);
  expect([...rules].filter((rule) => reasonOf(rule) === undefined)).toEqual([]);
});

test("the reason stands under the list of what is wrong", async () => {
  const results = await new ESLint().lintText("debugger;\n", { filePath: "server.mjs" });
  expect(await format(results)).toMatch(/1:1 {2}error.*no-debugger[^]*Why:\n {2}no-debugger: \S/);
});
