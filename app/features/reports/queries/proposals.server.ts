import { questionsOfPage, shownQuestionsOfPage, type Page } from "~/features/templates/model/pages";
import { isFixed } from "~/features/templates/model/values";
import { textsOf } from "~/features/templates/queries.server";
import { formatInstant, GENEVA } from "~/lib/dates";
import { diffWords, type Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { differingPieces, flatAnswer } from "../model/flat-answer";
import { PROPOSAL_WORDS, WAITING_STATES, type GivenBack, type ProposalWords, type ProposedText, type Proposing } from "../model/proposals";
import { canReport } from "../policy";
import { proposesOf, subjectOf, type LoadedReport } from "./load.server";

/** What others propose on a page and nobody has taken or given back, oldest first: for those who write the report now. */
export async function listProposedHere(ctx: Ctx, { row, version, reference, answers, env }: LoadedReport, page: Page): Promise<ProposedText[]> {
  // Nothing is asked where nobody ever proposed anything.
  if (!row.hasProposals || row.part || !canReport(ctx.actor, "write", subjectOf(row, ctx.now()))) return [];
  const questions = questionsOfPage(version.definition, page);
  const rows = await ctx.db.proposedAnswer.findMany({
    where: { reportId: row.id, row: page.row, question: { in: questions.map(({ code }) => code) }, state: { in: [...WAITING_STATES] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { user: { select: { id: true, name: true } } },
  });
  const t = translator(ctx.language);
  const words = textsOf(version, reference, ctx.language);
  return rows.flatMap(({ question: code, user, value, language, revision, updatedAt, state }): ProposedText[] => {
    const question = questions.find((candidate) => candidate.code === code);
    if (!question) return [];
    const standing = answers.find((answer) => answer.question === code && answer.row === page.row);
    const differing = differingPieces(flatAnswer(question, standing?.value ?? null, words), flatAnswer(question, value, words));
    const isReady = state === "ready";
    return [
      {
        question: code,
        person: user,
        title: t("delegations:proposal.title", { name: `\u2068${user.name}\u2069` }),
        state: t(isReady ? "delegations:proposal.ready" : "delegations:proposal.open"),
        isReady,
        when: formatInstant(updatedAt, ctx.language, ctx.actor?.timeZone ?? GENEVA),
        revision,
        base: standing?.revision ?? 0,
        languages: [standing?.language ?? env.language, language as Language],
        pieces: differing.map(({ key, label, before, after }) => {
          const changes = diffWords(before, after);
          const without = (kind: Change["kind"]): Change[] => changes.filter((change) => change.kind !== kind);
          return { key, label, now: without("added"), proposed: without("removed") };
        }),
      },
    ];
  });
}

/** The words of the page for proposed texts. */
export function proposalWords({ language }: Pick<Ctx, "language">): ProposalWords {
  const t = translator(language);
  const own = Object.fromEntries(PROPOSAL_WORDS.map((word) => [word, t(`delegations:proposal.${word}`)])) as Record<(typeof PROPOSAL_WORDS)[number], string>;
  return { ...own, only: t("history:diff.only"), end: t("history:diff.end"), none: t("reports:answerView.none") };
}

/** What the actor only proposes on a page, and what became of it; null where they propose nothing. */
export async function findProposing(ctx: Ctx, { row, env }: LoadedReport, page: Page): Promise<Proposing | null> {
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
  const t = translator(ctx.language);
  const zone = ctx.actor.timeZone ?? GENEVA;
  const givenBack = rows
    .filter(({ state, reason }) => reason !== "" && (state === "open" || state === "given_back"))
    .map(({ question, reason, decidedAt, decidedBy }): [string, GivenBack] => [
      question,
      {
        title: t("delegations:proposal.givenBack", { name: `\u2068${decidedBy?.name ?? ""}\u2069` }),
        when: decidedAt ? formatInstant(decidedAt, ctx.language, zone) : "",
        reason,
        goOn: t("delegations:proposal.goOn"),
      },
    ]);
  return { codes, givenBack: Object.fromEntries(givenBack), ready: rows.filter(({ state }) => state === "ready").length };
}

/** One text somebody proposes, for callers that found the report; null where there is none. */
export const findProposed = (db: Pick<Tx, "proposedAnswer">, key: { reportId: string; userId: string; question: string; row: string }) =>
  db.proposedAnswer.findUnique({ where: { reportId_userId_question_row: key } });
export type Proposed = NonNullable<Awaited<ReturnType<typeof findProposed>>>;
