import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadDemoRules } from "~/demo-desk.server";
import { loadPastReports } from "~/demo-past.server";
import { loadDemoConsolidation } from "~/demo-consolidation.server";
import { loadDemoReports } from "~/demo.server";
import { loadCycles } from "~/features/cycles/commands.server";
import { keepEarlierTraces } from "~/features/documents/commands/keep-traces.server";
import { loadDemoAccounts } from "~/features/identity/commands/demo-accounts.server";
import { indexOrganisations, loadReference } from "~/features/reference/commands.server";
import { loadTemplate, readTemplate, type ReadTemplate, type TemplateFiles } from "~/features/templates/commands.server";
import { allQuestionsOf, optionalTextKeysOf, textKeysOf } from "~/features/templates/model/texts";
import { definitionSchema } from "~/features/templates/schema";
import { LANGUAGES } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import type { Log } from "~/platform/log.server";

/**
 * `require`: codes of questions that must be answered in this cycle though they need not be elsewhere; `only`: those it
 * asked at all; `demo`: it is opened for demonstration reports alone.
 */
type TemplateOfCycle = { template: string; version: number; approval: object; require?: string[]; only?: string[]; demo?: boolean };

const SEED_FOLDER = "prisma/seed";

const CHANGED =
  "the files of this template differ from the version that was opened, which stays as it is; a new number in prisma/seed/cycles.json opens them as a new version";

/** The text of a definition in which some questions are required as well. Throws for a question it does not have. */
function requireQuestions(text: string, codes: readonly string[]): string {
  const definition = definitionSchema.parse(JSON.parse(text));
  const questions = allQuestionsOf(definition);
  for (const code of codes) {
    const question = questions.find((candidate) => candidate.code === code);
    if (!question) throw new Error(`Template ${definition.template} has no question ${code} to require`);
    question.required = true;
  }
  return codes.length > 0 ? JSON.stringify(definition) : text;
}

/** The files of a template that asked some of its questions, none of them repeated, with the texts of these. */
function onlyQuestions({ definition: text, strings }: TemplateFiles, codes: readonly string[]): TemplateFiles {
  const whole = definitionSchema.parse(JSON.parse(text));
  const sections = whole.sections.map((section) => ({
    ...section,
    repeat: undefined,
    questions: section.questions.filter(({ code }) => codes.includes(code)),
  }));
  const definition = { ...whole, sections: sections.filter(({ questions }) => questions.length > 0) };
  const keys = new Set([...textKeysOf(definition), ...optionalTextKeysOf(definition)]);
  const kept = (all: string): string => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(all) as object).filter(([key]) => keys.has(key))));
  return { definition: JSON.stringify(definition), strings: Object.fromEntries(Object.entries(strings).map(([language, all]) => [language, kept(all)])) };
}

/** A template as a cycle opens it, read from its files and found whole. */
type SeededTemplate = { cycle: string; template: string; version: number; approval: object; content: ReadTemplate };
export type Seed = { cycles: string; templates: readonly SeededTemplate[] };

/** Reads what `seedAll` loads, without a database: cycles and their templates, those of the demonstration where asked. Throws for a faulty file. */
export function readSeed({ demo, folder = SEED_FOLDER }: { demo: boolean; folder?: string }): Seed {
  const read = (...path: string[]): string => readFileSync(resolve(folder, ...path), "utf8");
  const cycles = read("cycles.json");
  const { cycles: all } = JSON.parse(cycles) as { cycles: { code: string; templates: TemplateOfCycle[] }[] };
  const templates = all.flatMap(({ code: cycle, templates: own }) =>
    own
      .filter((one) => demo || !one.demo)
      .map(({ template, version, approval, require = [], only }) => {
        const strings = Object.fromEntries(LANGUAGES.map((language) => [language, read("templates", template, `strings.${language}.json`)]));
        const whole = { definition: requireQuestions(read("templates", template, "definition.json"), require), strings };
        return { cycle, template, version, approval, content: readTemplate(only ? onlyQuestions(whole, only) : whole) };
      }),
  );
  return { cycles, templates };
}

export type SeedOptions = { demo: boolean; log: Log; /** What `readSeed` gave, where it was read before. */ seed?: Seed };

/**
 * Loads what the portal cannot run without (reference data, cycles, their templates) and, where asked, the demo accounts
 * and reports. Loads nothing that is there already. A template whose files are not those its version was opened from
 * stays as it was opened, and the log says so at every start.
 */
export async function seedAll(db: Database, { demo, log, seed = readSeed({ demo }) }: SeedOptions): Promise<void> {
  const loaded: string[] = [];
  if (await loadReference(db)) loaded.push("reference");
  if (await loadCycles(db, seed.cycles)) loaded.push("cycles");
  for (const { cycle, template, version, approval, content } of seed.templates) {
    const became = await loadTemplate(db, { cycle, version, approval, content });
    if (became === "opened") loaded.push(`${cycle}/${template}`);
    if (became === "differs") log.warn({ cycle, template, version }, CHANGED);
  }
  if (demo && (await loadDemoAccounts(db))) loaded.push("demo accounts");
  if (demo) loaded.push(...(await loadPastReports(db)).map((name) => `demo report ${name}`));
  if (demo && (await loadDemoRules(db, log))) loaded.push("demo rules");
  if (demo) loaded.push(...(await loadDemoReports(db, log)).map((name) => `demo report ${name}`));
  if (demo && (await loadDemoConsolidation(db, log))) loaded.push("demo codebook and document");
  const indexed = await indexOrganisations(db);
  if (indexed > 0) loaded.push(`names of ${indexed} organisations`);
  const traced = await keepEarlierTraces(db);
  if (traced > 0) loaded.push(`traces of answers in ${traced} versions`);
  if (loaded.length > 0) log.info({ loaded }, "seeded");
}
