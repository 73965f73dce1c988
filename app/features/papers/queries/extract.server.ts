import { findCycle, findOpenCycle } from "~/features/cycles/queries.server";
import { listChapters } from "~/features/compilations/queries/questions.server";
import type { PublicFilters, PublishedItem } from "~/features/publication/model";
import { MAX_PAPER_BYTES } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Pages } from "../model";
import type { AskedExtract } from "../model/extract-address";
import { extractName, extractPaper, type ExtractReport } from "../model/extract-paper";
import { everyPublished } from "./every-published.server";
import { sourceOfPublished } from "./reports.server";
import { chosenOf } from "./selection.server";
import { wordsIn } from "./words.server";

/** More reports than these are read for no extract: each is read as its public page is. */
const MAX_REPORTS = 300;

/**
 * What the published reports of a cycle that are asked for say over all questions, in the order of the chapters of
 * the consolidated report, without a word that is not public. Refuses `compilation.not_found` to those who do not read
 * compilations, `paper.no_cycle`, `paper.nothing_found` and, as soon as what was read is more than a paper holds,
 * `paper.extract_too_large`.
 */
export async function paperOfExtract(ctx: Ctx, { cycle: code, filters, sdgs }: AskedExtract): Promise<Result<Pages, Refusal>> {
  const cycle = await (code === undefined ? findOpenCycle(ctx) : findCycle(ctx, code));
  if (!cycle) return refuse({ code: "paper.no_cycle" });
  const chapters = await listChapters(ctx, cycle.code);
  if (chapters.length === 0) return refuse({ code: "compilation.not_found" });
  const asked = (sdgs.length === 0 ? [undefined] : sdgs).map((sdg): PublicFilters => ({ ...filters, cycle: cycle.code, ...(sdg && { sdg }) }));
  const items = new Map<string, PublishedItem>();
  for (const one of asked) {
    const found = await everyPublished(ctx, one, { most: MAX_REPORTS });
    if (!found.ok) return refuse({ code: "paper.extract_too_large" });
    for (const item of found.value) items.set(item.symbol, item);
  }
  const reports: ExtractReport[] = [];
  const texts = new Map<string, ExtractReport["texts"]>();
  let bytes = 0;
  for (const { symbol } of items.values()) {
    const read = await sourceOfPublished(ctx, symbol);
    // It may have been withdrawn or replaced since the list was read.
    if (!read.ok || read.value.replacedBy) continue;
    const { template, templateVersion, sections, ...report } = read.value;
    const own = texts.get(`${template} ${templateVersion}`) ?? report.texts;
    texts.set(`${template} ${templateVersion}`, own);
    const answers = sections.flatMap((section) => section.answers);
    bytes += answers.reduce((sum, { value }) => sum + (JSON.stringify(value)?.length ?? 0), 0);
    if (bytes > MAX_PAPER_BYTES / 2) return refuse({ code: "paper.extract_too_large" });
    const { party, unitName, line, language } = report;
    reports.push({ symbol, template, party, unitName, line, language, texts: own, answers });
  }
  const [first] = items.values();
  const [named] = reports;
  if (!first || !named) return refuse({ code: "paper.nothing_found" });
  const options = { words: wordsIn(ctx.language), now: ctx.now() };
  const one = { ...first, cycle: cycle.names[ctx.language] };
  const chosen = (await Promise.all(asked.map((own) => chosenOf(ctx, own, one, options.words)))).flat();
  const unique = [...new Map(chosen.map((entry) => [`${entry.label} ${entry.text}`, entry])).values()];
  const marks = [cycle.code, ...Object.values(filters), ...sdgs].filter((mark) => mark !== undefined);
  const name = extractName(marks, options);
  return ok({ name, paper: () => extractPaper(name, { chapters, reports, chosen: unique }, options) });
}
