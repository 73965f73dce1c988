import type { PublicFilters, PublishedItem } from "~/features/publication/model";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { LANGUAGE_NAMES, isLanguage } from "~/lib/languages";
import { links } from "~/lib/links";
import { MAX_PAPER_BYTES, type Block } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { MAX_SELECTED, type Pages } from "../model";
import type { Extent } from "../model/answers";
import { selectedBlocks, selectionName, selectionPaper, type Chosen } from "../model/selection-paper";
import type { Words } from "../model/words";
import { everyPublished } from "./every-published.server";
import { sourceOfPublished } from "./reports.server";
import { wordsIn } from "./words.server";

type Read = Pick<Ctx, "db" | "now" | "language" | "origin">;

/**
 * The published reports these filters find, each as its public page shows it, in one document. Refuses
 * `paper.nothing_found`, `paper.too_many` and, as soon as what was read is more than a paper holds, `paper.too_large`.
 */
export async function paperOfSelection(ctx: Read, filters: PublicFilters, extent: Extent): Promise<Result<Pages, Refusal>> {
  const found = await everyPublished(ctx, filters, { most: MAX_SELECTED });
  if (!found.ok) return found;
  const options = { words: wordsIn(ctx.language), extent, now: ctx.now() };
  const items: PublishedItem[] = [];
  const reports: Block[][] = [];
  let cycle = "";
  let bytes = 0;
  for (const item of found.value) {
    const read = await sourceOfPublished(ctx, item.symbol);
    // It may have been withdrawn or replaced since the list was read.
    if (!read.ok || read.value.replacedBy) continue;
    const blocks = selectedBlocks(read.value, options);
    bytes += JSON.stringify(blocks).length;
    if (bytes > MAX_PAPER_BYTES) return refuse({ code: "paper.too_large" });
    items.push(item);
    reports.push(blocks);
    cycle = read.value.cycle;
  }
  const [first] = items;
  if (!first) return refuse({ code: "paper.nothing_found" });
  const chosen = await chosenOf(ctx, filters, { ...first, cycle }, options.words);
  const addressOf = (symbol: string): string => ctx.origin + links.submission(ctx.language, symbol);
  return ok({ name: selectionName(options), paper: () => selectionPaper({ items, chosen, reports, addressOf }, options) });
}

/** The filters by their names in the reader's language; what all that was found has in common is named by `one` of it. */
export async function chosenOf(ctx: Read, filters: PublicFilters, one: PublishedItem & { cycle: string }, { say }: Words): Promise<Chosen> {
  const options = await filterOptions(ctx);
  const within = (list: { value: string; label: string }[], value: string): string =>
    // Labels of lists in pages hold marks that keep a code from left to right.
    list.find((option) => option.value === value)?.label.replace(/[\u2066\u2069]/g, "") ?? value;
  const named: Record<keyof PublicFilters, { label: string; text: (value: string) => string }> = {
    cycle: { label: say("public:submission.cycle"), text: () => one.cycle },
    template: { label: say("public:filter.kind"), text: () => one.title },
    party: { label: say("papers:cover.party"), text: () => one.party.name },
    region: { label: say("public:filter.region"), text: (value) => within([...options.unGroups, ...options.ituRegions], value) },
    group: { label: say("public:filter.group"), text: (value) => within(options.groups, value) },
    line: { label: say("public:filter.line"), text: (value) => within(options.lines, value) },
    sdg: { label: say("public:filter.sdg"), text: (value) => within(options.sdgs, value.replace(/\D/g, "")) },
    gdc: { label: say("public:filter.gdc"), text: (value) => within(options.gdc, value.toUpperCase()) },
    category: { label: say("public:filter.category"), text: (value) => within(options.categories, value) },
    unit: { label: say("public:filter.unit"), text: (value) => within(options.units, value) },
    language: { label: say("public:filter.language"), text: (value) => (isLanguage(value) ? LANGUAGE_NAMES[value] : value) },
    q: { label: say("public:filter.search"), text: (value) => value },
  };
  return (Object.keys(named) as (keyof PublicFilters)[]).flatMap((filter) => {
    const value = filters[filter];
    return value === undefined ? [] : [{ label: named[filter].label, text: named[filter].text(value) }];
  });
}
