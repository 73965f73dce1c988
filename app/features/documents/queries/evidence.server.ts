import { partsIn } from "~/features/compilations/queries/entries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import type { Evidence, Tie } from "../model";
import type { QuoteGroup } from "../model/pages";

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

/** Excerpts by the group of stakeholders that gave them, in the order of the compilation, and within it by region; names in its reader's language. */
export async function groupQuotes<Q extends Pick<Evidence, "kind" | "region">>(
  { db, language }: Pick<Ctx, "db" | "language">,
  quotes: readonly Q[],
): Promise<QuoteGroup<Q>[]> {
  if (quotes.length === 0) return [];
  const reference = await readReference(db);
  const regions = new Map(partsIn("un", reference, language).map(({ key, label }) => [key, label]));
  const order = partsIn("kind", reference, language);
  const known = new Set(order.map(({ key }) => key));
  const keyOf = (kind: string): string => (known.has(kind) ? kind : "");
  return order.flatMap(({ key, label }) => {
    const own = quotes.filter(({ kind }) => keyOf(kind) === key).sort((a, b) => (a.region < b.region ? -1 : 1));
    return own.length === 0 ? [] : [{ key, label, quotes: own.map((quote) => ({ ...quote, regionName: regions.get(quote.region) ?? "" })) }];
  });
}
