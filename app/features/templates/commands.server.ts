import { createHash } from "node:crypto";
import { canonicalJson } from "~/lib/json";
import { z } from "zod";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { readReference } from "~/features/reference/queries.server";
import { LANGUAGES, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { Ctx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { seedOnce } from "~/platform/db/seed-state.server";
import { faultsOf } from "./model/faults";
import { checkStrings, type StringsReport } from "./model/texts";
import { templateReferences } from "./queries.server";
import { definitionSchema, type Definition, type LocalizedText } from "./schema";

/** First eight hex digits of the SHA-256 of an English text: a translation carries it to show when its source changed. */
export const sourceHash = (english: string): string => createHash("sha256").update(english).digest("hex").slice(0, 8);

/** The files of one template: its definition and one file of texts per language, as they stand in `prisma/seed/templates`. */
export type TemplateFiles = { definition: string; strings: Record<string, string> };

/** A template joined from its files; `hash` is of both together. */
export type ReadTemplate = { definition: Definition; strings: Record<string, LocalizedText>; hash: string };

/** Joins the files of a template. Throws, naming keys and languages, when a text is missing, left over or stale. */
export function readTemplate(files: TemplateFiles): ReadTemplate {
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
  const faults = textFaults(checkStrings(definition, strings, sourceHash));
  if (faults.length > 0)
    throw new Error(`Template ${definition.template}:\n${faults.slice(0, 20).join("\n")}${faults.length > 20 ? `\n… ${faults.length} in all` : ""}`);
  return { definition, strings, hash: hashOf(definition, strings) };
}

const hashOf = (definition: Definition, strings: object): string => createHash("sha256").update(canonicalJson({ definition, strings })).digest("hex");

const textFaults = (report: StringsReport): string[] => [
  ...report.extra.map((key) => `left over: ${key}`),
  ...(["missing", "stale", "placeholders"] as const).flatMap((kind) => report[kind].map(({ key, language }) => `${kind}: ${key} (${language})`)),
];

/** What became of the files of a template: opened now, there already, or other than what was opened under their number. */
export type LoadedTemplate = "opened" | "known" | "differs";

/**
 * Opens a template version in a cycle. A version that is open is immutable, so files that were changed since stay
 * outside (`differs`) until they have a new number.
 */
export async function loadTemplate(db: Database, input: { cycle: string; version: number; approval: object; content: ReadTemplate }): Promise<LoadedTemplate> {
  const { definition, strings, hash } = input.content;
  const name = `template:${input.cycle}:${definition.template}:${input.version}`;
  const { id: cycleId } = await db.cycle.findUniqueOrThrow({ where: { code: input.cycle } });
  const key = { cycleId, template: definition.template, version: input.version };
  const opened = await db.templateVersion.findUnique({ where: { cycleId_template_version: key }, select: { hash: true } });
  if (opened) return opened.hash === hash ? "known" : "differs";
  const data = { ...key, definition: definition as object, strings: strings as object, hash, approval: input.approval, state: "open", openedAt: new Date() };
  const isOpened = await seedOnce(db, name, hash, async (tx) => void (await tx.templateVersion.create({ data })));
  return isOpened ? "opened" : "known";
}

const translation = z.strictObject({ text: z.string(), of: z.string() });
const localizedText = z.strictObject({ en: z.string(), ar: translation, zh: translation, fr: translation, ru: translation, es: translation }).partial();
/** A template as a file: what exporting gives. Cycle, version and hash only tell where it came from. */
const templateFileSchema = z.object({
  kind: z.literal("template"),
  format: z.literal(1),
  definition: definitionSchema,
  strings: z.record(z.string(), localizedText),
});

const SHOWN_FAULTS = 10;
const listOf = (faults: string[]): string => faults.slice(0, SHOWN_FAULTS).join(", ") + (faults.length > SHOWN_FAULTS ? `, … (${faults.length})` : "");

export type ImportedTemplate = { id: string; cycle: string; template: string; version: number; hash: string };

/**
 * Opens a template from a file as the next version in the open cycle; reports already begun stay on theirs. Refuses
 * `template.unreadable`, `template.texts_incomplete` (missing, left over, stale), `template.faulty`, `template.unchanged`
 * and `template.no_cycle`. Audit event.
 */
export async function importTemplate(ctx: Ctx, file: unknown): Promise<Result<ImportedTemplate, Refusal>> {
  const parsed = templateFileSchema.safeParse(file);
  if (!parsed.success) return refuse({ code: "template.unreadable" });
  const { definition, strings } = parsed.data;
  const faults = textFaults(checkStrings(definition, strings, sourceHash));
  if (faults.length > 0) return refuse({ code: "template.texts_incomplete", params: { list: listOf(faults) } });
  const misfits = faultsOf(definition, templateReferences(await readReference(ctx.db))).map(({ code, at }) => `${code}: ${at}`);
  if (misfits.length > 0) return refuse({ code: "template.faulty", params: { list: listOf(misfits) } });
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return refuse({ code: "template.no_cycle" });
  const hash = hashOf(definition, strings);
  return ctx.db.$transaction(async (tx) => {
    const { template } = definition;
    // Two imports at once would both open the same number: the second waits for the first.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`template:${cycle.code}:${template}`}))`;
    const newest = await tx.templateVersion.findFirst({
      where: { cycleId: cycle.id, template },
      orderBy: { version: "desc" },
      select: { version: true, hash: true },
    });
    if (newest?.hash === hash) return refuse({ code: "template.unchanged", params: { version: newest.version } });
    const version = (newest?.version ?? 0) + 1;
    const { id } = await tx.templateVersion.create({
      data: { cycleId: cycle.id, template, version, state: "open", definition: definition as object, strings, hash, openedAt: ctx.now() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "template.imported", subject: `template:${id}`, data: { cycle: cycle.code, template, version, hash } });
    return ok({ id, cycle: cycle.code, template, version, hash });
  });
}
