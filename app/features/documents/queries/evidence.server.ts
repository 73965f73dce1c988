import type { Language } from "~/lib/languages";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import type { Evidence, Tie } from "../model";

type Row = Pick<Evidence, "submission" | "symbol" | "party" | "kind" | "region" | "language"> & { question: string; row: string };

/** What ties hold of signed answers, with who gave them, by tie; names in a language. Takes ties its callers found. */
export async function readEvidence(db: Tx, ties: readonly Tie[], language: Language): Promise<Map<string, Evidence>> {
  const evidence = ties.filter(({ kind }) => kind === "evidence");
  if (evidence.length === 0) return new Map();
  const asked = evidence.map(({ submission, question, row }) => ({ submission, question, row }));
  const rows = await runSql<Row>(
    db,
    sql`select s.id as submission, a.question, a."row", s.symbol, jsonb_build_object('code', p.code, 'name', p.names ->> ${language}) as party,
          case when p.kind = 'organisation' then coalesce(s.category, '') else p.kind end as kind, coalesce(s.un_group, '') as region, a.language
        from (select distinct * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as given (submission uuid, question text, "row" text)) asked
        join submission s on s.id = asked.submission
        join submitted_answer a on a.submission_id = s.id and a.question = asked.question and a."row" = asked."row"
        join report r on r.id = s.report_id join party p on p.id = r.party_id`,
  );
  const keyOf = ({ submission, question, row }: Pick<Row, "submission" | "question" | "row">): string => [submission, question, row].join(" ");
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return new Map(
    evidence.flatMap((tie): [string, Evidence][] => {
      const row = found.get(keyOf(tie));
      const { id, current, hash, place, quote, start, end } = tie;
      return row ? [[id, { ...row, tie: id, current, hash, place, quote, start, end }]] : [];
    }),
  );
}
