import type { Names } from "~/features/cycles/model";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { arrangedCodes, fixedText, readReference, type ReferenceData } from "~/features/reference/queries.server";
import type { AnswerDto } from "~/features/reports/model";
import { canReport, whyNotWritten } from "~/features/reports/policy";
import { findPart, loadReport, subjectOf, type LoadedReport } from "~/features/reports/queries/load.server";
import { formatPageId, pagesOf, pageTitle, questionsOfPage, type Page } from "~/features/templates/model/pages";
import { sectionKey } from "~/features/templates/model/texts";
import { isFixed, type FormQuestion, type References } from "~/features/templates/model/values";
import { findOpenTemplate, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import { REFERENCE_SETS, type Section } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { Fillable, FillablePage, FillableQuestion } from "../model";
import { mayApply } from "../model/may-apply";

/** Forms to take away and fill in: an empty one of a template, or one of a report with what stands in it. */

type Read = Pick<Ctx, "db" | "now" | "language">;
type Grounds = { version: TemplateVersion; reference: ReferenceData; language: Language };

/** Lists in the order the reader's language gives them, as the pages offer them. */
const referencesIn = ({ reference, language }: Grounds): References => {
  const codes = templateReferences(reference);
  return Object.fromEntries(REFERENCE_SETS.map((set) => [set, arrangedCodes(reference, set, codes[set], language)])) as unknown as References;
};

type FormParts = { report: string | null; subject: string; pages: FillablePage[] };

function formOf(grounds: Grounds, { report, subject, pages }: FormParts): Fillable {
  const { version, reference, language } = grounds;
  const texts = textsOf(version, reference, language);
  return {
    mark: { format: 1, template: version.template, version: version.version, report, language },
    title: texts.title ?? version.template,
    subject,
    definition: version.definition,
    references: referencesIn(grounds),
    texts,
    pages,
  };
}

/** A page without its questions. The section's own page of a repeat says where the questions of its rows are found. */
function pageFrame({ version, reference, language }: Grounds, page: Page, hint: string): Omit<FillablePage, "questions"> {
  const texts = textsOf(version, reference, language);
  const intro = texts[sectionKey(page.section, "intro")] ?? "";
  return { ...page, title: pageTitle(version.definition, page, texts), intro: page.row === "" ? [intro, hint].filter(Boolean).join("\n") : "" };
}

/** The newest open version of a template, in the open cycle. */
async function findOpen(ctx: Read, template: string): Promise<TemplateVersion | null> {
  const cycle = await findOpenCycle(ctx);
  return cycle && findOpenTemplate(ctx, cycle.id, template);
}

/**
 * An empty form of a template that is open for reporting, for any party: questions of all groups are in it. `rows` are the
 * codes a repeating section is asked for; without them its page says how its questions are had. Refuses `template.not_found`.
 */
export async function fillableOfTemplate(ctx: Read, template: string, { rows = [] }: { rows?: readonly string[] } = {}): Promise<Result<Fillable, Refusal>> {
  const version = await findOpen(ctx, template);
  if (!version) return refuse({ code: "template.not_found" });
  const grounds: Grounds = { version, reference: await readReference(ctx.db), language: ctx.language };
  return ok(emptyForm(grounds, rows));
}

function emptyForm(grounds: Grounds, rows: readonly string[]): Fillable {
  const { definition } = grounds.version;
  const references = templateReferences(grounds.reference);
  const chosenOf = ({ repeat }: Section): string[] => {
    if (!repeat) return [];
    const offered: readonly string[] = "reference" in repeat.rows ? references[repeat.rows.reference] : repeat.rows;
    return offered.filter((code) => rows.includes(code));
  };
  const pages = definition.sections.flatMap((section) => {
    const chosen = chosenOf(section);
    const hint = section.repeat && chosen.length === 0 ? translator(grounds.language)("fillable:form.repeat") : "";
    return ["", ...chosen].map((row): FillablePage => {
      const page: Page = { id: formatPageId(section.code, row), section: section.code, row };
      const questions = questionsOfPage(definition, page).map((question): FillableQuestion => ({ question, row, value: null, revision: 0 }));
      return { ...pageFrame(grounds, page, hint), questions };
    });
  });
  return formOf(grounds, { report: null, subject: "", pages });
}

/**
 * A report to fill in, with what was answered so far, for somebody who may write it now; who sees a part is given that part.
 * `only` is the id of one page of it. Questions that wait for an answer are in it, with what they hold; those that never
 * apply to this party are not. Refuses `report.not_found`, also for a page without anything to fill in, and as saving does.
 */
export async function fillableOfReport(ctx: Ctx, id: string, { only }: { only?: string } = {}): Promise<Result<Fillable, Refusal>> {
  const found = await findPart(ctx, ctx.db, id);
  if (!found.ok) return found;
  const subject = subjectOf(found.value, ctx.now());
  if (!canReport(ctx.actor, "write", subject)) return refuse(whyNotWritten(ctx.actor, subject));
  const loaded = await loadReport(ctx, found.value);
  const grounds: Grounds = { version: loaded.version, reference: loaded.reference, language: ctx.language };
  const party = (loaded.row.party.names as Names)[ctx.language];
  const fixed = fixedText(loaded.row.line, party, loaded.reference, ctx.language);
  const pages = pagesInSight(loaded)
    .filter((page) => only === undefined || page.id === only)
    .map((page): FillablePage => ({ ...pageFrame(grounds, page, hintOf(loaded, page, ctx.language)), questions: questionsOn(page, loaded, fixed) }))
    .filter(({ questions }) => questions.length > 0);
  if (pages.length === 0) return refuse({ code: "report.not_found" });
  const line = loaded.row.line === "" ? [] : [fixedText(loaded.row.line, "", loaded.reference, ctx.language)];
  return ok(formOf(grounds, { report: loaded.row.id, subject: [party, ...line].join(" · "), pages }));
}

/** The pages that are there, and of sections that wait for an answer their own page. */
function pagesInSight({ env }: LoadedReport): Page[] {
  const shown = pagesOf(env);
  return env.definition.sections.flatMap((section): Page[] => {
    const own = shown.filter((page) => page.section === section.code);
    if (own.length > 0 || !mayApply(section.showIf, env.groups)) return own;
    return [{ id: section.code, section: section.code, row: "" }];
  });
}

/** Rows of a repeat are chosen before their questions can be asked. */
function hintOf({ env, sees }: LoadedReport, page: Page, language: Language): string {
  const section = env.definition.sections.find(({ code }) => code === page.section);
  return section?.repeat && page.row === "" && !sees ? translator(language)("fillable:form.chosenRows") : "";
}

function questionsOn(page: Page, { env, answers, sees }: LoadedReport, fixed: string): FillableQuestion[] {
  const given = new Map<string, AnswerDto>(answers.filter(({ row }) => row === page.row).map((answer) => [answer.question, answer]));
  // What conditions say of answers that are not seen is not given away: of a part, what applies now is in it.
  const isIn = (question: FormQuestion): boolean =>
    sees
      ? sees({ question: question.code, row: page.row }) && env.shows(question.code, page.row)
      : mayApply("showIf" in question ? question.showIf : undefined, env.groups);
  return questionsOfPage(env.definition, page)
    .filter(isIn)
    .map((question): FillableQuestion => {
      const answer = given.get(question.code);
      return { question, row: page.row, value: isFixed(question) ? fixed : (answer?.value ?? null), revision: answer?.revision ?? 0 };
    });
}
