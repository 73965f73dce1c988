import { questionsOfPage, shownQuestionsOfPage, type Page } from "~/features/templates/model/pages";
import { isFixed, type AnswerValue } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { WAITING_STATES, type GivenBack, type ProposedText, type Proposing } from "../model/proposals";
import { canReport } from "../policy";
import { proposesOf, subjectOf, type LoadedReport } from "./load.server";

/** What others propose on a page and nobody has taken or given back, oldest first: for those who write the report now. */
export async function listProposedHere(ctx: Pick<Ctx, "actor" | "db" | "now">, { row, version }: LoadedReport, page: Page): Promise<ProposedText[]> {
  // Nothing is asked where nobody ever proposed anything.
  if (!row.hasProposals || row.part || !canReport(ctx.actor, "write", subjectOf(row, ctx.now()))) return [];
  const codes = questionsOfPage(version.definition, page).map(({ code }) => code);
  const rows = await ctx.db.proposedAnswer.findMany({
    where: { reportId: row.id, row: page.row, question: { in: codes }, state: { in: [...WAITING_STATES] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { user: { select: { id: true, name: true } } },
  });
  return rows.map(({ question, row: repeat, user, value, language, confidential, revision, updatedAt, state }) => ({
    question,
    row: repeat,
    person: user,
    value: value as AnswerValue,
    language: language as Language,
    confidential,
    revision,
    updatedAt: updatedAt.toISOString(),
    isReady: state === "ready",
  }));
}

/** What the actor only proposes on a page, and what became of it; null where they propose nothing. */
export async function findProposing(ctx: Pick<Ctx, "actor" | "db">, { row, env }: LoadedReport, page: Page): Promise<Proposing | null> {
  if (!row.part?.some(({ proposes }) => proposes) || !ctx.actor) return null;
  const proposes = await proposesOf(ctx.db, { part: row.part, templateVersionId: row.templateVersionId });
  const codes = shownQuestionsOfPage(env, page)
    .filter((question) => !isFixed(question) && proposes({ question: question.code, row: page.row }))
    .map(({ code }) => code);
  if (codes.length === 0) return null;
  const rows = await ctx.db.proposedAnswer.findMany({
    where: { reportId: row.id, userId: ctx.actor.id, row: page.row, question: { in: codes } },
    include: { decidedBy: { select: { name: true } } },
  });
  const givenBack = rows
    .filter(({ state, reason }) => reason !== "" && (state === "open" || state === "given_back"))
    .map(({ question, reason, decidedAt, decidedBy }): [string, GivenBack] => [
      question,
      { by: decidedBy?.name ?? "", at: decidedAt?.toISOString() ?? "", reason },
    ]);
  return { codes, givenBack: Object.fromEntries(givenBack), ready: rows.filter(({ state }) => state === "ready").length };
}

/** One text somebody proposes, for callers that found the report; null where there is none. */
export const findProposed = (db: Pick<Tx, "proposedAnswer">, key: { reportId: string; userId: string; question: string; row: string }) =>
  db.proposedAnswer.findUnique({ where: { reportId_userId_question_row: key } });
export type Proposed = NonNullable<Awaited<ReturnType<typeof findProposed>>>;
