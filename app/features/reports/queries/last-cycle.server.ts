import { questionsOfPage, type Page } from "~/features/templates/model/pages";
import { isEmpty, isFixed, type AnswerValue, type FormQuestion } from "~/features/templates/model/values";
import { findQuestion } from "~/features/templates/model/visibility";
import { getTemplateVersion, textsOf } from "~/features/templates/queries.server";
import { formatDay, GENEVA } from "~/lib/dates";
import { canonicalJson } from "~/lib/json";
import type { Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { flatAnswer } from "../model/flat-answer";
import {
  actsOf,
  CARRY_DECISIONS,
  decisionNow,
  hindranceOf,
  type CarryDecision,
  type Hindrance,
  type LastAnswer,
  type LastCycle,
  type Standing,
} from "../model/last-cycle";
import { canReport } from "../policy";
import { subjectOf, type LoadedReport, type Predecessor } from "./load.server";

type Row = {
  question: string;
  value: AnswerValue;
  language: Language;
  confidential: boolean;
  decision: CarryDecision | null;
  at: Date | null;
  by: string | null;
};

/** An answer of the cycle before under the question it answers now, and how the answer of now stands to it. */
export type Earlier = Omit<Row, "question"> & { question: FormQuestion; then: FormQuestion; hindrance: Hindrance | null; standing: Standing };

/** What the party answered to those of these questions of a page that are seen, in the version before, with what was decided of it since. One query. */
export async function readEarlier(
  ctx: Pick<Ctx, "db">,
  loaded: LoadedReport,
  before: Predecessor,
  row: string,
  asked: readonly FormQuestion[],
): Promise<Earlier[]> {
  const { row: report, env, answers, sees = () => true } = loaded;
  const seen = asked.filter(({ code }) => sees({ question: code, row }));
  const { definition } = await getTemplateVersion(ctx.db, before.templateVersionId);
  const rows = await runSql<Row>(
    ctx.db,
    sql`
    select a.question, a.value, a.language, a.confidential, o.decision, o.at, u.name as by
    from submitted_answer a
    left join carry_over o on o.report_id = ${report.id}::uuid and o.question = a.question and o.row = a.row and o.submission_id = a.submission_id
    left join "user" u on u.id = o.by_id
    where a.submission_id = ${before.id}::uuid and a.row = ${row} and a.question = any(${seen.map(({ code }) => code)}::text[])`,
  );
  return rows.flatMap((one): Earlier[] => {
    const question = seen.find(({ code }) => code === one.question);
    const then = findQuestion(definition, one.question, row, env.references);
    if (!question || !then || isFixed(question) || isEmpty(then, one.value)) return [];
    const now = answers.find((answer) => answer.question === one.question && answer.row === row);
    const standing = !now || isEmpty(question, now.value) ? "empty" : canonicalJson(now.value) === canonicalJson(one.value) ? "same" : "written";
    return [{ ...one, question, then, standing, hindrance: hindranceOf(then, question, one.value, env.references) }];
  });
}

/** What the form of a page shows of the cycle before, in the reader's words: it carries no script for them. Null where nothing was said. */
export async function findLastCycle(ctx: Ctx, loaded: LoadedReport, page: Page): Promise<LastCycle | null> {
  const { before } = loaded.row;
  if (!before) return null;
  const earlier = await readEarlier(ctx, loaded, before, page.row, questionsOfPage(loaded.version.definition, page));
  if (earlier.length === 0) return null;
  const t = translator(ctx.language);
  const texts = textsOf(await getTemplateVersion(ctx.db, before.templateVersionId), loaded.reference, ctx.language);
  // Whoever sees a part of the report reads what was said there; what becomes of it is decided by those who see the whole.
  const isWriter = !loaded.row.part && canReport(ctx.actor, "write", subjectOf(loaded.row, ctx.now()));
  const dayOf = (at: Date | string): string => formatDay(at, ctx.language, ctx.actor?.timeZone ?? GENEVA);
  const cycle = `\u2068${before.cycle[ctx.language]}\u2069`;
  const shown = ({ question, then, value, language, hindrance, standing, decision, at, by }: Earlier): [string, LastAnswer] => {
    const state = decision && t(`carry:state.${decisionNow(decision, standing)}`);
    const title = t("carry:title", { cycle, code: `\u2066${question.code}\u2069` });
    const about = [
      t("carry:signed", { day: dayOf(before.submittedAt) }),
      ...(state && at ? [t("carry:decided", { state, name: `\u2068${by ?? ""}\u2069`, day: dayOf(at) })] : []),
      ...(hindrance ? [t(`carry:why.${hindrance}`)] : []),
    ];
    return [
      question.code,
      { title: state ? `${title} · ${state}` : title, about, pieces: flatAnswer(then, value, texts), language, acts: isWriter ? actsOf(hindrance) : [] },
    ];
  };
  const receipt = loaded.row.part ? null : links.receipt(ctx.language, before.reportId);
  const href = before.state === "published" ? links.submission(ctx.language, before.symbol) : receipt;
  return {
    lead: isWriter ? t("carry:lead") : "",
    version: href === null ? null : { label: t("carry:version"), href },
    acts: Object.fromEntries(CARRY_DECISIONS.map((decision) => [decision, t(`carry:act.${decision}`)])) as LastCycle["acts"],
    answers: Object.fromEntries(earlier.map(shown)),
  };
}
