import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadDemoReports } from "~/demo.server";
import { loadCycles } from "~/features/cycles/commands.server";
import { loadDemoAccounts } from "~/features/identity/commands/demo-accounts.server";
import { indexOrganisations, loadReference } from "~/features/reference/commands.server";
import { loadTemplate } from "~/features/templates/commands.server";
import { LANGUAGES } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import type { Log } from "~/platform/log.server";

const read = (...path: string[]): string => readFileSync(resolve("prisma/seed", ...path), "utf8");

/**
 * Loads what the portal cannot run without (reference data, cycles, their templates) and, where asked, the demo accounts
 * and reports. Loads nothing that is there already.
 */
export async function seedAll(db: Database, { demo, log }: { demo: boolean; log: Log }): Promise<void> {
  const loaded: string[] = [];
  if (await loadReference(db)) loaded.push("reference");
  const cyclesText = read("cycles.json");
  if (await loadCycles(db, cyclesText)) loaded.push("cycles");
  const { cycles } = JSON.parse(cyclesText) as { cycles: { code: string; templates: { template: string; version: number; approval: object }[] }[] };
  for (const { code, templates } of cycles) {
    for (const { template, version, approval } of templates) {
      const strings = Object.fromEntries(LANGUAGES.map((language) => [language, read("templates", template, `strings.${language}.json`)]));
      const files = { definition: read("templates", template, "definition.json"), strings };
      if (await loadTemplate(db, { cycle: code, version, approval, files })) loaded.push(`${code}/${template}`);
    }
  }
  if (demo && (await loadDemoAccounts(db))) loaded.push("demo accounts");
  if (demo) loaded.push(...(await loadDemoReports(db, log)).map((name) => `demo report ${name}`));
  const indexed = await indexOrganisations(db);
  if (indexed > 0) loaded.push(`names of ${indexed} organisations`);
  if (loaded.length > 0) log.info({ loaded }, "seeded");
}
