import { arrangedCodes, type ReferenceData } from "~/features/reference/queries.server";
import { onlySection } from "~/features/templates/model/page-part";
import { templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import type { Definition, ReferenceSet } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";

/** What the pages of one section need of a template: its questions and what their conditions read, its texts and lists. */
export type SectionPart = { definition: Definition; texts: Record<string, string>; references: Record<string, string[]> };

const parts = new WeakMap<TemplateVersion, { data: ReferenceData; byKey: Map<string, SectionPart> }>();

/** The part of a template that the pages of a section need, in one language. Put together once for the same data. */
export function sectionPart(version: TemplateVersion, data: ReferenceData, section: string, language: Language): SectionPart {
  let kept = parts.get(version);
  if (kept?.data !== data) parts.set(version, (kept = { data, byKey: new Map() }));
  const key = `${language} ${section}`;
  let part = kept.byKey.get(key);
  if (!part) kept.byKey.set(key, (part = makePart(version, data, section, language)));
  return part;
}

function makePart(version: TemplateVersion, data: ReferenceData, section: string, language: Language): SectionPart {
  const definition = onlySection(version.definition, section);
  const sets = setsOf(definition.sections.find(({ code }) => code === section)!);
  const references = templateReferences(data);
  return {
    definition,
    texts: textsOfSection(textsOf(version, data, language), definition, section, sets),
    references: Object.fromEntries(sets.map((set) => [set, arrangedCodes(data, set, references[set], language)])),
  };
}

/** Lists a section's fields and rows take their codes from. */
function setsOf(section: Definition["sections"][number]): ReferenceSet[] {
  const found = JSON.stringify(section).matchAll(/"reference":"([a-z-]+)"/g);
  return [...new Set([...found].map(([, set]) => set as ReferenceSet))];
}

function textsOfSection(all: Readonly<Record<string, string>>, definition: Definition, section: string, sets: readonly string[]): Record<string, string> {
  const { questions, repeat } = definition.sections.find(({ code }) => code === section)!;
  const codes = [...questions, ...(repeat?.questions ?? [])].map(({ code }) => code);
  const wanted = (key: string): boolean =>
    codes.some((code) => key.startsWith(`${code}.`)) ||
    sets.some((set) => key.startsWith(`reference.${set}.`)) ||
    key.startsWith("scale.") ||
    key.startsWith("trend.");
  return Object.fromEntries(Object.entries(all).filter(([key]) => wanted(key)));
}
