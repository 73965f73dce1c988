import { findOpenCycle } from "~/features/cycles/queries.server";
import { codesOfSet, namesOfSet, readReference } from "~/features/reference/queries.server";
import { localize } from "~/features/templates/model/texts";
import { listOpenTemplates } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { regionOf } from "../model/submission-filters";

export type Named = { value: string; label: string };
export type FilterOptions = { unGroups: Named[]; ituRegions: Named[]; groups: Named[]; templates: Named[]; lines: Named[]; units: Named[] };

/** What lists of submissions can be narrowed by, in the reader's language. */
export async function filterOptions(ctx: Pick<Ctx, "db" | "language">): Promise<FilterOptions> {
  const [reference, cycle] = await Promise.all([readReference(ctx.db), findOpenCycle(ctx)]);
  const { sets, units } = reference;
  const lineNames = namesOfSet(reference, "action-lines", ctx.language);
  const named = (set: string, valueOf: (code: string) => string): Named[] =>
    (sets.get(set) ?? []).map(({ code, names }) => ({ value: valueOf(code), label: names[ctx.language] }));
  const templates = cycle ? await listOpenTemplates(ctx, cycle.id) : [];
  return {
    unGroups: named("un-groups", (code) => regionOf("un", code)),
    ituRegions: named("itu-regions", (code) => regionOf("itu", code)),
    groups: named("groups", (code) => code),
    templates: templates.map(({ template, strings }) => ({ value: template, label: localize({ title: strings.title! }, ctx.language).title! })),
    // The code first and kept left to right: readers look for it.
    lines: codesOfSet(reference, "action-lines").map((code) => ({ value: code, label: `\u2066${code}\u2069 ${lineNames[code]}` })),
    units: [...units.values()].flat().map(({ code, names }) => ({ value: code, label: `\u2066${code}\u2069 ${names[ctx.language]}` })),
  };
}
