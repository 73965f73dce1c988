import { codesOfSet, readReference } from "~/features/reference/queries.server";
import { localize } from "~/features/templates/model/texts";
import { listOpenTemplates, templateReferences } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { sharedRead } from "~/platform/db/shared-reads.server";
import { offeredCodes } from "../model/document";
import type { FilterOptions, Named } from "../model/filter-options";
import { regionOf } from "../model/submission-filters";

/** What lists of submissions can be narrowed by, in the reader's language. */
export async function filterOptions(ctx: Pick<Ctx, "db" | "language">): Promise<FilterOptions> {
  const [reference, templates] = await Promise.all([readReference(ctx.db), sharedRead(ctx.db, "open templates", () => listOpenTemplates(ctx))]);
  const { sets, units } = reference;
  const named = (set: string, valueOf: (code: string) => string): Named[] =>
    (sets.get(set) ?? []).map(({ code, names }) => ({ value: valueOf(code), label: names[ctx.language] }));
  const reportable = new Set(codesOfSet(reference, "action-lines"));
  const offered = new Set(templates.flatMap(({ definition }) => offeredCodes(definition, "stakeholder-categories", templateReferences(reference))));
  return {
    unGroups: named("un-groups", (code) => regionOf("un", code)),
    ituRegions: named("itu-regions", (code) => regionOf("itu", code)),
    groups: named("groups", (code) => code),
    // The code first and kept left to right: readers look for it.
    lines: named("action-lines", (code) => code).flatMap(({ value, label }) =>
      reportable.has(value) ? [{ value, label: `\u2066${value}\u2069 ${label}` }] : [],
    ),
    sdgs: named("sdgs", (code) => code).map(({ value, label }) => ({ value, label: `\u2066${value}\u2069 ${label}` })),
    gdc: named("gdc", (code) => code).map(({ value, label }) => ({ value, label: `\u2066${value}\u2069 ${label}` })),
    categories: named("stakeholder-categories", (code) => code).filter(({ value }) => offered.has(value)),
    templates: templates.map(({ template, strings }) => ({ value: template, label: localize({ title: strings.title! }, ctx.language).title! })),
    units: [...units.values()].flat().map(({ code, names }) => ({ value: code, label: `\u2066${code}\u2069 ${names[ctx.language]}` })),
  };
}
