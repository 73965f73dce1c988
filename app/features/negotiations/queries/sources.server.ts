import { isInput } from "~/features/compilations/queries/standing.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import { readVersionOutline } from "~/features/documents/queries/text.server";
import { publicAt } from "~/features/publication/policy";
import { allQuestionsOf } from "~/features/templates/model/texts";
import type { Definition } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import type { SourceLine, SourcesPage } from "../model/pages";
import { CHANGES, type ChangeKind } from "../model";
import { mayNegotiate } from "../policy";
import type { SourceInput } from "../schema";
import { findDraft } from "./load.server";

const SCREEN = 25;

const BETWEEN = "~";

/** The questions of a cycle's templates that ask for proposals, as their definitions say: by template and code. */
async function proposalQuestions(db: Tx, cycle: string): Promise<{ template: string; question: string }[]> {
  const versions = await db.templateVersion.findMany({ where: { cycle: { code: cycle } }, select: { template: true, definition: true } });
  const named = versions.flatMap(({ template, definition }) =>
    allQuestionsOf(definition as Definition).flatMap(({ code, ...question }) =>
      question.kind === "table" && question.layout === "proposal" ? [`${template} ${code}`] : [],
    ),
  );
  return [...new Set(named)].map((name) => {
    const [template = "", question = ""] = name.split(" ");
    return { template, question };
  });
}

/** Versions of a cycle's reports whose answers other parties may read; whether one is input, too, the queries ask. */
async function readPublic(db: Tx, cycle: string, templates: string[], now: Date): Promise<string[]> {
  const rows = await db.submission.findMany({ where: { AND: [publicAt(now), { cycleCode: cycle, template: { in: templates } }] }, select: { id: true } });
  return rows.map(({ id }) => id);
}

type Row = Omit<SourceLine, "used">;

/** Proposals in public reports of a cycle that are input and not confidential, in their order, after a place. */
async function readReportProposals(ctx: Pick<Ctx, "db" | "language" | "now">, cycle: string, after: string, limit: number): Promise<Row[]> {
  const asked = await proposalQuestions(ctx.db, cycle);
  const open = await readPublic(
    ctx.db,
    cycle,
    asked.map(({ template }) => template),
    ctx.now(),
  );
  const [symbol = "", question = "", line = ""] = after.split(BETWEEN);
  return runSql<Row>(
    ctx.db,
    sql`with asked as (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as given (template text, question text))
        select s.id as submission, s.symbol, p.names ->> ${ctx.language} as party, a.question, proposal ->> 'id' as row, a.hash, a.language,
          coalesce(proposal ->> 'topic', '') as topic, coalesce(proposal ->> 'paragraph', '') as place, proposal ->> 'change' as change,
          coalesce(proposal ->> 'text', '') as text, coalesce(proposal ->> 'reason', '') as reason
        from asked join submission s on s.template = asked.template and s.id = any(${open}::uuid[]) and ${isInput}
        join submitted_answer a on a.submission_id = s.id and a.question = asked.question and not a.confidential
        join report r on r.id = s.report_id join party p on p.id = r.party_id
        cross join lateral jsonb_array_elements(case when jsonb_typeof(a.value) = 'array' then a.value else '[]'::jsonb end) proposal
        where proposal ->> 'change' in ('ADD', 'MOD', 'DEL', 'NOC') and (s.symbol, a.question, proposal ->> 'id') > (${symbol}, ${question}, ${line})
        order by s.symbol, a.question, proposal ->> 'id' limit ${limit}::int`,
  );
}

/** One proposal of an answer that is public and input, with its party; null where there is none, or it is confidential. Its callers may decide. */
export async function findReportProposal(db: Tx, cycle: string, { submission, question, row, hash }: Omit<SourceInput, "paragraph">, now: Date) {
  const asked = (await proposalQuestions(db, cycle)).filter((known) => known.question === question);
  const open = await readPublic(
    db,
    cycle,
    asked.map(({ template }) => template),
    now,
  );
  const [found] = await runSql<{ partyId: string; language: Language; change: ChangeKind; text: string; reason: string }>(
    db,
    sql`select r.party_id as "partyId", a.language, proposal ->> 'change' as change, coalesce(proposal ->> 'text', '') as text, coalesce(proposal ->> 'reason', '') as reason
        from submission s join submitted_answer a on a.submission_id = s.id and a.question = ${question} and a.hash = ${hash} and not a.confidential
        join report r on r.id = s.report_id
        cross join lateral jsonb_array_elements(case when jsonb_typeof(a.value) = 'array' then a.value else '[]'::jsonb end) proposal
        where s.id = ${submission}::uuid and s.id = any(${open}::uuid[]) and ${isInput} and proposal ->> 'id' = ${row}`,
  );
  return found && CHANGES.includes(found.change) ? found : null;
}

/** What public reports propose for the outcome, to be put on paragraphs of a draft, a screen at a time. Refuses `negotiation.not_found`. */
export async function getReportProposals(ctx: Ctx, id: string, number: number, after: string | null): Promise<Result<SourcesPage, Refusal>> {
  const working = mayNegotiate(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  const draft = working && (await findDraft(ctx.db, id, number, ctx.now()));
  if (!draft) return refuse({ code: "negotiation.not_found" });
  const [rows, used, paragraphs] = await Promise.all([
    readReportProposals(ctx, working.cycle, after ?? "", SCREEN + 1),
    ctx.db.draftInput.findMany({ where: { consultationId: draft.id, submissionId: { not: null } }, select: { answerHash: true, row: true } }),
    readVersionOutline(ctx.db, draft.versionId),
  ]);
  const taken = new Set(used.map(({ answerHash, row }) => `${answerHash} ${row}`));
  const items = rows.slice(0, SCREEN).map((row): SourceLine => ({ ...row, used: taken.has(`${row.hash} ${row.row}`) }));
  const last = items.at(-1);
  return ok({
    document: { id, title: working.title, language: working.language },
    draft: draft.line,
    mayDecide: mayNegotiate(ctx.actor, "decide") && !draft.line.disposed,
    items,
    next: rows.length > SCREEN && last ? [last.symbol, last.question, last.row].join(BETWEEN) : null,
    paragraphs,
  });
}
