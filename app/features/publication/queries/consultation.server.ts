import { deadlineOf, phaseOf, type Cycle } from "~/features/cycles/model";
import { findOpenCycle, listCycles } from "~/features/cycles/queries.server";
import { offeredCodes, referenceSetsOf } from "~/features/reports/model/document";
import { arrangedCodes, namesOfSet, readReference, type ReferenceData } from "~/features/reference/queries.server";
import { allQuestionsOf, localize } from "~/features/templates/model/texts";
import type { Definition, ReferenceSet } from "~/features/templates/schema";
import { findOpenTemplate, listOpenTemplates, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { PublicCycle, PublicTemplate, PublicTemplateItem, PublicTimeline, PublicTimelines } from "../model";

type PublicCtx = Pick<Ctx, "db" | "now" | "language">;

/** The steps of the open cycle in order, each with where it stands now. Null when no cycle is open. */
export async function publicTimeline(ctx: PublicCtx): Promise<PublicTimeline | null> {
  const cycle = await findOpenCycle(ctx);
  return cycle && timelineOf(ctx, cycle);
}

/** Every cycle with its steps: the open one, and those of the past and to come. */
export async function publicTimelines(ctx: PublicCtx): Promise<PublicTimelines> {
  const [open, cycles] = await Promise.all([findOpenCycle(ctx), listCycles(ctx)]);
  return { open: open && timelineOf(ctx, open), others: cycles.filter(({ id }) => id !== open?.id).map((cycle) => timelineOf(ctx, cycle)) };
}

function timelineOf(ctx: PublicCtx, cycle: Cycle): PublicTimeline {
  const steps = cycle.milestones.map(({ names, ...step }) => ({ ...step, name: names[ctx.language], stands: phaseOf(step, ctx.now()) }));
  return { code: cycle.code, name: cycle.names[ctx.language], summary: cycle.summaries[ctx.language] ?? "", state: cycle.state, steps };
}

/** All cycles, newest first: the one that is open, those of the past and to come. */
export async function listPublicCycles(ctx: Pick<PublicCtx, "db">): Promise<PublicCycle[]> {
  const cycles = await listCycles(ctx);
  return cycles.map(({ id: _, ...cycle }) => ({ ...cycle, groupsOn: cycle.groupsOn.slice(0, 10) }));
}

const itemOf = (version: TemplateVersion, cycle: Cycle, texts: Record<string, string>): PublicTemplateItem => ({
  template: version.template,
  title: texts.title ?? version.template,
  summary: texts.summary ?? "",
  version: version.version,
  questions: allQuestionsOf(version.definition).length,
  sections: version.definition.sections.length,
  partyKind: version.definition.partyKind,
  deadline: deadlineOf(cycle, version.template),
});

/** The templates open for reporting now. */
export async function listTemplates(ctx: PublicCtx): Promise<PublicTemplateItem[]> {
  const cycle = await findOpenCycle(ctx);
  if (!cycle) return [];
  return (await listOpenTemplates(ctx, cycle.id)).map((version) => itemOf(version, cycle, localize(version.strings, ctx.language)));
}

/** A template open for reporting, with all its texts and the lists it refers to. Refuses `template.not_found`. */
export async function getTemplate(ctx: PublicCtx, template: string): Promise<Result<PublicTemplate, Refusal>> {
  const cycle = await findOpenCycle(ctx);
  const version = cycle && (await findOpenTemplate(ctx, cycle.id, template));
  if (!cycle || !version) return refuse({ code: "template.not_found" });
  const reference = await readReference(ctx.db);
  const sets = referenceSetsOf(version.definition);
  const texts = textsOf(version, reference, ctx.language, sets);
  return ok({
    ...itemOf(version, cycle, texts),
    definition: version.definition,
    texts,
    hash: version.hash,
    lists: sets.map((set) => listOf(reference, set, version.definition, ctx)),
  });
}

/** A list with the codes a template offers, as they are offered in the reader's language. */
function listOf(reference: ReferenceData, set: ReferenceSet, definition: Definition, { language }: PublicCtx): PublicTemplate["lists"][number] {
  const names = namesOfSet(reference, set, language);
  const codes = arrangedCodes(reference, set, offeredCodes(definition, set, templateReferences(reference)), language);
  return { set, entries: codes.map((code) => ({ code, name: names[code] ?? code })) };
}
