import { createHash } from "node:crypto";
import { canonicalJson } from "~/lib/json";
import { LANGUAGES, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { seedOnce } from "~/platform/db/seed-state.server";
import { checkStrings } from "./model/texts";
import { definitionSchema, type Definition, type LocalizedText } from "./schema";

/** First eight hex digits of the SHA-256 of an English text: a translation carries it to show when its source changed. */
export const sourceHash = (english: string): string => createHash("sha256").update(english).digest("hex").slice(0, 8);

/** The files of one template: its definition and one file of texts per language, as they stand in `prisma/seed/templates`. */
export type TemplateFiles = { definition: string; strings: Record<string, string> };

/** Joins the files of a template. Throws, naming keys and languages, when a text is missing, left over or stale. */
export function readTemplate(files: TemplateFiles): { definition: Definition; strings: Record<string, LocalizedText>; hash: string } {
  const definition = definitionSchema.parse(JSON.parse(files.definition));
  const byLanguage = Object.fromEntries(LANGUAGES.map((language) => [language, JSON.parse(files.strings[language] ?? "{}") as Record<string, unknown>]));
  const english = byLanguage[SOURCE_LANGUAGE] as Record<string, string>;
  const keys = new Set(LANGUAGES.flatMap((language) => Object.keys(byLanguage[language]!)));
  const strings = Object.fromEntries(
    [...keys].map((key) => [
      key,
      Object.fromEntries(LANGUAGES.map((language) => [language, language === SOURCE_LANGUAGE ? english[key] : byLanguage[language]![key]])),
    ]),
  ) as unknown as Record<string, LocalizedText>;
  const report = checkStrings(definition, strings, sourceHash);
  const faults = [
    ...report.extra.map((key) => `left over: ${key}`),
    ...(["missing", "stale", "placeholders"] as const).flatMap((kind) => report[kind].map(({ key, language }) => `${kind}: ${key} (${language})`)),
  ];
  if (faults.length > 0)
    throw new Error(`Template ${definition.template}:\n${faults.slice(0, 20).join("\n")}${faults.length > 20 ? `\n… ${faults.length} in all` : ""}`);
  return { definition, strings, hash: createHash("sha256").update(canonicalJson({ definition, strings })).digest("hex") };
}

/**
 * Opens a template version in a cycle. A version that is open is immutable: a changed file with the same number is
 * refused by the database, so a change is a new number.
 */
export function loadTemplate(db: Database, input: { cycle: string; version: number; approval: object; files: TemplateFiles }): Promise<boolean> {
  const { definition, strings, hash } = readTemplate(input.files);
  const name = `template:${input.cycle}:${definition.template}:${input.version}`;
  return seedOnce(db, name, hash, async (tx) => {
    const { id: cycleId } = await tx.cycle.findUniqueOrThrow({ where: { code: input.cycle } });
    const key = { cycleId_template_version: { cycleId, template: definition.template, version: input.version } };
    const data = { definition: definition as object, strings: strings as object, hash, approval: input.approval, state: "open", openedAt: new Date() };
    await tx.templateVersion.upsert({ where: key, create: { cycleId, template: definition.template, version: input.version, ...data }, update: data });
  });
}
