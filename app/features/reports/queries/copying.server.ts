import { fixedText } from "~/features/reference/queries.server";
import { asksConsent } from "~/features/templates/model/consent";
import { isOfItsLine } from "~/features/templates/model/derived";
import { findQuestion } from "~/features/templates/model/visibility";
import { textsOf } from "~/features/templates/queries.server";
import { canonicalJson } from "~/lib/json";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { unitOf, type CopyItem, type CopyPage, type CopySource } from "../model";
import { canReport, visibleTo, whyNotWritten } from "../policy";
import { findReport, loadReport, reportSelect, subjectOf, type LoadedReport, type ReportRow } from "./load.server";
import { answersToSign } from "./signing.server";

/** The party's other reports on the same template in the same cycle: an entity's on its other action lines. */
async function sourcesOf(ctx: UserCtx, { id, partyId, template, cycle }: ReportRow): Promise<ReportRow[]> {
  return ctx.db.report.findMany({
    where: { AND: [visibleTo(ctx.actor), { partyId, template, cycleId: cycle.id, id: { not: id } }] },
    orderBy: { line: "asc" },
    select: reportSelect,
  });
}

/**
 * What could be copied: the answers of the other report that say something else, each with what stands here. What holds
 * for the other line alone is not offered: its goals would be proposed as a change of this line's. Consent to publication is
 * given for each report anew.
 */
export function copyItems(from: LoadedReport, to: LoadedReport): CopyItem[] {
  const here = new Map(to.answers.map((answer) => [unitOf(answer), answer]));
  return answersToSign(from).flatMap(({ question: code, row, value, language, confidential }): CopyItem[] => {
    const question = findQuestion(to.version.definition, code, row, to.env.references);
    if (!question || asksConsent(question) || isOfItsLine(question)) return [];
    const current = here.get(unitOf({ question: code, row }));
    if (current && canonicalJson(current.value) === canonicalJson(value)) return [];
    return [{ question, row, value, language, confidential: question.confidential === "always" ? false : confidential, current: current ?? null }];
  });
}

/** A report that may be written and, where asked for, the one to copy from. Refuses `report.not_found`, `report.not_allowed`, `report.locked`, `report.in_clearance`, `report.cycle_closed`. */
export async function loadCopying(
  ctx: UserCtx,
  id: string,
  from: string | null,
): Promise<Result<{ to: LoadedReport; sources: ReportRow[]; from: LoadedReport | null }, Refusal>> {
  const found = await findReport(ctx, ctx.db, id);
  if (!found.ok) return found;
  const subject = subjectOf(found.value, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  const sources = await sourcesOf(ctx, found.value);
  const source = from === null ? sources[0] : sources.find((row) => row.id === from);
  if (from !== null && !source) return refuse({ code: "report.not_found" });
  return ok({ to: await loadReport(ctx, found.value), sources, from: source ? await loadReport(ctx, source) : null });
}

/** The page on which answers are copied from another of the party's reports. Refuses as `loadCopying`. */
export async function getCopyPage(ctx: UserCtx, id: string, from: string | null): Promise<Result<CopyPage, Refusal>> {
  const loaded = await loadCopying(ctx, id, from);
  if (!loaded.ok) return loaded;
  const { to, sources, from: source } = loaded.value;
  const named = ({ id: report, line }: ReportRow): CopySource => ({ id: report, line, lineName: fixedText(line, "", to.reference, ctx.language) });
  const items = source ? copyItems(source, to) : [];
  const codes = new Set(items.map(({ question }) => question.code));
  const texts = Object.entries(textsOf(to.version, to.reference, ctx.language));
  return ok({
    id,
    sources: sources.map(named),
    source: source && named(source.row),
    items,
    language: to.row.language as Language,
    texts: Object.fromEntries(texts.filter(([key]) => codes.has(key.split(".")[0]!) || /^(?:reference|scale|trend)\./.test(key))),
  });
}
