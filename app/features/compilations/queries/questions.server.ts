import { findBegunCycle } from "~/features/cycles/queries.server";
import { codesOfSet, namesOfSet, readReference } from "~/features/reference/queries.server";
import { holdsReview } from "~/features/review/policy";
import { localize, questionKey } from "~/features/templates/model/texts";
import { isFixed } from "~/features/templates/model/values";
import type { Definition, Question } from "~/features/templates/schema";
import { listOpenTemplates, templateReferences, type TemplateVersion } from "~/features/templates/queries.server";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { sharedRead } from "~/platform/db/shared-reads.server";
import type { ChapterLine, ChapterSource } from "../model";
import { countedFields } from "../model/figures";
import { CHAPTERS, FIRST_CHAPTERS, isNamed, LINE_MATRICES } from "../model/chapters";
import { isInput } from "./standing.server";

/** Whether an answer to this question can stand beside others: contacts never do, and what the account fixes says nothing. */
export const isCompilable = (question: Question): boolean => question.confidential !== "always" && !isFixed(question);

type Counted = { template: string; question: string; row: string; item: string; line: string; count: number };
const MATRICES = Object.entries(LINE_MATRICES).flatMap(([template, questions]) => questions.map((question) => `${template} ${question}`));
type Counts = (asked: { template: string; question: string; row?: string; item: string; line?: string }) => number;

/** How many versions of a cycle have answered each question, by row and by the action line of their report; of matrices over action lines also each row. */
async function readCounts({ db }: Pick<Ctx, "db">, cycle: string): Promise<Counts> {
  const rows = await sharedRead(db, `compilation counts ${cycle}`, () =>
    runSql<Counted>(
      db,
      sql`select s.template, a.question, a."row", '' as item, s.line, count(*)::int as count
          from submission s join submitted_answer a on a.submission_id = s.id
          where s.cycle_code = ${cycle} and ${isInput} group by 1, 2, 3, 5
          union all
          select s.template, a.question, a."row", matrix.item, s.line, count(*)::int
          from submission s join submitted_answer a on a.submission_id = s.id and s.template || ' ' || a.question = any(${MATRICES})
          cross join lateral jsonb_object_keys(case when jsonb_typeof(a.value) = 'object' then a.value else '{}' end) as matrix (item)
          where s.cycle_code = ${cycle} and ${isInput} group by 1, 2, 3, 4, 5`,
    ),
  );
  return ({ template, question, row, item, line }) =>
    rows.reduce(
      (sum, counted) =>
        counted.template === template &&
        counted.question === question &&
        counted.item === item &&
        (row === undefined || counted.row === row) &&
        (line === undefined || counted.line === line)
          ? sum + counted.count
          : sum,
      0,
    );
}

type Asked = { section: string; question: Question; repeats: boolean };
/** Every question of a template with its section, those of repeats too. */
export const questionsOf = ({ sections }: Definition): Asked[] =>
  sections.flatMap(({ code, questions, repeat }) => [
    ...questions.map((question) => ({ section: code, question, repeats: false })),
    ...(repeat?.questions ?? []).map((question) => ({ section: code, question, repeats: true })),
  ]);

/**
 * The questions of a cycle's templates by chapter of the consolidated report, each with how many answered: of the cycle
 * named, or of the one whose answers are read across now. Empty for those who do not read at the desk.
 */
export async function listChapters(ctx: Ctx, of?: string): Promise<ChapterLine[]> {
  const cycle = holdsReview(ctx.actor, "read") ? await findBegunCycle(ctx, of) : null;
  if (!cycle) return [];
  const [templates, reference, counts] = await Promise.all([listOpenTemplates(ctx, cycle.id), readReference(ctx.db), readCounts(ctx, cycle.code)]);
  const references = templateReferences(reference);
  const lineNames = namesOfSet(reference, "action-lines", ctx.language);
  const sourceOf = (version: TemplateVersion, row: string, line: string | undefined, chosen: (asked: Asked) => boolean): ChapterSource[] => {
    const texts = localize(version.strings, ctx.language);
    const questions = questionsOf(version.definition)
      .filter((asked) => isCompilable(asked.question) && chosen(asked))
      .map(({ question, repeats }) => ({
        code: question.code,
        item: repeats ? "" : row,
        label: texts[questionKey(question, "label")] ?? question.code,
        figures: countedFields(question, references).length > 0,
        count: counts({ template: version.template, question: question.code, line, item: repeats ? "" : row, ...(repeats && row && { row }) }),
      }));
    return questions.length === 0 ? [] : [{ template: version.template, title: texts.title ?? version.template, row, questions }];
  };
  const chapters = CHAPTERS.map(({ key, sources }): ChapterLine => ({
    key,
    name: "",
    code: "",
    sources: templates.flatMap((version) =>
      sourceOf(version, "", undefined, ({ section, question, repeats }) => !repeats && isNamed(sources[version.template] ?? [], section, question.code)),
    ),
  }));
  const lines = codesOfSet(reference, "action-lines").map((line): ChapterLine => ({
    key: line,
    code: line,
    name: lineNames[line] ?? line,
    // What is asked line by line, and of reports on one line everything.
    sources: templates.flatMap((version) =>
      version.definition.partyKind === "un_entity"
        ? sourceOf(version, "", line, () => true)
        : sourceOf(version, line, undefined, ({ repeats, question }) => repeats || isNamed(LINE_MATRICES[version.template] ?? [], "", question.code)),
    ),
  }));
  return [...chapters.slice(0, FIRST_CHAPTERS), ...lines, ...chapters.slice(FIRST_CHAPTERS)];
}

/** Whether a question of a cycle's template stands in some chapter of the report: contacts stand in none. Says no to those who do not read at the desk. */
export async function isCompiledQuestion(ctx: Ctx, cycle: string | undefined): Promise<(template: string, question: string) => boolean> {
  const known = new Set(
    (await listChapters(ctx, cycle)).flatMap(({ sources }) => sources.flatMap(({ template, questions }) => questions.map(({ code }) => `${template} ${code}`))),
  );
  return (template, question) => known.has(`${template} ${question}`);
}
