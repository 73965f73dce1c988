import type { Names } from "~/features/identity/model";
import { publicAt } from "~/features/publication/policy";
import { isWhollyPublic } from "~/features/templates/model/public-part";
import { placesOf } from "~/features/templates/model/visibility";
import { getTemplateVersion } from "~/features/templates/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import type { FrozenParagraph, VersionContent, VersionLine } from "../model";
import type { FrozenEvidencePage, FrozenQuote } from "../model/pages";
import { mayWithDocuments } from "../policy";
import { groupQuotes } from "./evidence.server";

type AskedFrozen = { document: string; number: number; paragraph: string };
type Row = Pick<VersionLine, "stage" | "revision"> & Pick<VersionContent, "title" | "language"> & { paragraph: FrozenParagraph; published: boolean };

/** One paragraph out of a version, which holds thousands; null where it has none of this id. Its callers ask who may read it. */
async function findFrozen({ db }: Pick<Ctx, "db">, { document, number, paragraph }: AskedFrozen): Promise<Row | null> {
  if (!isUuid(document)) return null;
  const [row] = await runSql<Row>(
    db,
    sql`select v.stage, v.revision, v.content ->> 'title' as title, v.content ->> 'language' as language, p as paragraph,
          exists (select 1 from draft_consultation out where out.version_id = v.id) as published
        from document_version v, jsonb_array_elements(v.content -> 'chapters') c, jsonb_array_elements(c -> 'paragraphs') p
        where v.document_id = ${document}::uuid and v.number = ${number}::int and p ->> 'id' = ${paragraph}`,
  );
  return row ?? null;
}

/** A paragraph of a frozen version with what each sentence rested on when it was frozen. Refuses `document.not_found`. */
export async function getFrozenEvidence(ctx: Ctx, asked: AskedFrozen): Promise<Result<FrozenEvidencePage, Refusal>> {
  const row = mayWithDocuments(ctx.actor, "read") ? await findFrozen(ctx, asked) : null;
  return row ? ok(await pageOf(ctx, asked, row, async (quotes) => [...quotes])) : refuse({ code: "document.not_found" });
}

/**
 * The same of a published version, for everybody: only what reports that are public say in the open today, each by the
 * version it is read in. Refuses `document.not_found` for a version that was not published.
 */
export async function getPublicEvidence(ctx: Ctx, asked: AskedFrozen): Promise<Result<FrozenEvidencePage, Refusal>> {
  const row = await findFrozen(ctx, asked);
  return row?.published ? ok(await pageOf(ctx, asked, row, (quotes) => readPublicQuotes(ctx, quotes))) : refuse({ code: "document.not_found" });
}

/** Which excerpts are shown. */
type Choose = <Q extends FrozenQuote>(quotes: readonly Q[]) => Promise<Q[]>;

/** Of these excerpts those whose answer the report says in the open in the version everybody reads. Another party may have said the same words: that makes nobody's public. Of a question whose answers are public in part, none is shown. */
async function readPublicQuotes<Q extends FrozenQuote>({ db, now }: Pick<Ctx, "db" | "now">, quotes: readonly Q[]): Promise<Q[]> {
  const cited = await db.submission.findMany({
    where: { id: { in: [...new Set(quotes.map(({ submission }) => submission))] } },
    select: { id: true, reportId: true },
  });
  const reportOf = new Map(cited.map(({ id, reportId }) => [id, reportId]));
  const versions = await db.submission.findMany({
    where: { AND: [publicAt(now()), { reportId: { in: [...new Set(reportOf.values())] } }] },
    orderBy: { version: "asc" },
    select: { id: true, symbol: true, reportId: true, report: { select: { templateVersionId: true } } },
  });
  const latest = new Map(versions.map((version) => [version.reportId, version]));
  const templates = [...new Set(versions.map(({ report }) => report.templateVersionId))];
  const asking = new Map(await Promise.all(templates.map(async (id) => [id, placesOf((await getTemplateVersion(db, id)).definition)] as const)));
  const said = await db.submittedAnswer.findMany({
    where: { submissionId: { in: [...latest.values()].map(({ id }) => id) }, hash: { in: [...new Set(quotes.map(({ hash }) => hash))] }, confidential: false },
    select: { submissionId: true, hash: true },
  });
  const open = new Set(said.map(({ submissionId, hash }) => `${submissionId} ${hash}`));
  return quotes.flatMap((quote) => {
    const version = latest.get(reportOf.get(quote.submission) ?? "");
    const asked = version && asking.get(version.report.templateVersionId)?.get(quote.question)?.question;
    return asked && isWhollyPublic(asked) && open.has(`${version.id} ${quote.hash}`) ? [{ ...quote, submission: version.id, symbol: version.symbol }] : [];
  });
}

async function pageOf(ctx: Ctx, { document, number }: AskedFrozen, row: Row, choose: Choose): Promise<FrozenEvidencePage> {
  const { stage, revision, title, language, paragraph } = row;
  const all = paragraph.sentences.flatMap(({ evidence }, at) => evidence.map((quote) => ({ ...quote, at })));
  const shown = await choose(all);
  const parties = await ctx.db.party.findMany({ where: { code: { in: shown.map(({ party }) => party.code) } }, select: { code: true, names: true } });
  const names = new Map(parties.map(({ code, names: own }) => [code, (own as Names)[ctx.language]]));
  const named = shown.map((quote) => ({ ...quote, party: { ...quote.party, name: names.get(quote.party.code) ?? quote.party.name } }));
  const sentences = await Promise.all(
    paragraph.sentences.map(async ({ text, mark }, at) => ({
      text,
      mark,
      groups: await groupQuotes(
        ctx,
        named.filter((quote) => quote.at === at),
      ),
    })),
  );
  return {
    document: { id: document, title, language },
    version: { number, stage, revision },
    paragraph: { id: paragraph.id, number: paragraph.number },
    sentences,
  };
}
