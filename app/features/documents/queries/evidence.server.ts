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

/** Excerpts by the group of stakeholders that gave them, those of States by region within it, in the order of the compilation; names in its reader's language. */
export async function groupQuotes<Q extends Pick<Evidence, "kind" | "region">>(
  { db, language }: Pick<Ctx, "db" | "language">,
  quotes: readonly Q[],
): Promise<QuoteGroup<Q>[]> {
  if (quotes.length === 0) return [];
  const reference = await readReference(db);
  const regions = partsIn("un", reference, language);
  const nameOf = (region: string): string => regions.find(({ key }) => key === region)?.label ?? "";
  return partedBy(partsIn("kind", reference, language), quotes, ({ kind }) => kind).map(({ key, label, quotes: own }) => ({
    key,
    label,
    regions:
      key === "state"
        ? partedBy(regions, own, ({ region }) => region).map((part) => ({ ...part, quotes: part.quotes.map((quote) => ({ ...quote, regionName: "" })) }))
        : [{ key: "", label: "", quotes: own.map((quote) => ({ ...quote, regionName: quote.region && nameOf(quote.region) })) }],
  }));
}

/** Excerpts by parts of a list, in its order; what belongs to none of them stands in the part without a key. */
function partedBy<Q>(parts: ReturnType<typeof partsIn>, quotes: readonly Q[], keyOf: (quote: Q) => string) {
  const known = new Set(parts.map(({ key }) => key));
  return parts.flatMap(({ key, label }) => {
    const own = quotes.filter((quote) => (known.has(keyOf(quote)) ? keyOf(quote) : "") === key);
    return own.length === 0 ? [] : [{ key, label, quotes: own }];
  });
}
