import { listPublicTraces } from "~/features/documents/queries/traces.server";
import { getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getDraft } from "~/features/negotiations/queries/drafts.server";
import { everyPublished } from "~/features/papers/queries/every-published.server";
import { paperOfPublished, sourceOfPublished } from "~/features/papers/queries/reports.server";
import { paperOfSelection } from "~/features/papers/queries/selection.server";
import { getComparison } from "~/features/publication/queries/comparison.server";
import { exportPublished } from "~/features/publication/queries/export.server";
import {
  citableSymbols,
  getPublished,
  getPublishedFile,
  listPublished,
  listPublishedParties,
  listSymbols,
  readPage,
} from "~/features/publication/queries/published.server";
import { getReceipt } from "~/features/reports/queries/receipt.server";
import { plainOf } from "~/lib/paper";
import type { UserCtx } from "~/platform/context.server";

const no = (code: string) => ({ ok: false, error: { code } });
const NO_PAGE = { after: null, limit: 1000 };
/** Does a list hold a row in which one of these ids stands? A row of nothing stands in every list. */
const holds = (rows: readonly object[], ...ids: string[]): boolean => rows.some((row) => ids.some((id) => id !== "" && Object.values(row).includes(id)));

/** A version by its names, a file of it, a version of another report that was replaced, and a document with a frozen version. */
type Ids = { submission: string; symbol: string; replaced: string; sha256: string; receipt: string; draft: string };

/** Asked by anybody, also signed out: a version that is not public is not there, whoever asks. */
export const publicQueries: Record<string, { refused: unknown; ask: (ctx: UserCtx, ids: Ids) => Promise<unknown> }> = {
  "publication/getPublished": { refused: no("submission.not_found"), ask: (ctx, { symbol }) => getPublished(ctx, symbol) },
  "publication/getComparison": { refused: no("submission.not_found"), ask: (ctx, { replaced }) => getComparison(ctx, replaced) },
  "documents/listPublicTraces": { refused: no("submission.not_found"), ask: (ctx, { symbol }) => listPublicTraces(ctx, symbol) },
  "papers/paperOfPublished": { refused: no("submission.not_found"), ask: (ctx, { symbol }) => paperOfPublished(ctx, symbol, "full") },
  "papers/sourceOfPublished": { refused: no("submission.not_found"), ask: (ctx, { symbol }) => sourceOfPublished(ctx, symbol) },
  "papers/paperOfSelection": {
    refused: false,
    ask: async (ctx, { symbol }) => {
      const found = await paperOfSelection(ctx, { q: symbol || "none" }, "full");
      return (
        found.ok &&
        plainOf(found.value.paper().blocks)
          .split(/[\t\n]/)
          .includes(symbol)
      );
    },
  },
  "papers/everyPublished": {
    refused: false,
    ask: async (ctx, { symbol }) => {
      const found = await everyPublished(ctx, {}, { most: 1000 });
      return found.ok && holds(found.value, symbol);
    },
  },
  "publication/getPublishedFile": { refused: no("file.not_found"), ask: (ctx, { symbol, sha256 }) => getPublishedFile(ctx, symbol, sha256) },
  "publication/listPublishedParties": {
    refused: false,
    ask: async (ctx, { symbol }) => symbol !== "" && (await listPublishedParties(ctx)).some(({ value }) => symbol.includes(`-${value}`)),
  },
  "publication/citableSymbols": { refused: 0, ask: async (ctx, { symbol }) => (await citableSymbols(ctx, [symbol])).size },
  "publication/listPublished": { refused: false, ask: async (ctx, { symbol }) => holds((await listPublished(ctx, {}, NO_PAGE)).items, symbol) },
  "publication/readPage": { refused: false, ask: async (ctx, { symbol, submission }) => holds((await readPage(ctx, {}, NO_PAGE)).items, symbol, submission) },
  "publication/listSymbols": { refused: false, ask: async (ctx, { symbol }) => holds(await listSymbols(ctx, 1000), symbol) },
  "publication/exportPublished": {
    refused: false,
    ask: async (ctx, { symbol }) => {
      let found = false;
      for await (const { version } of exportPublished(ctx, {})) found ||= version.symbol === symbol;
      return found;
    },
  },
  "negotiations/getDraft": { refused: no("negotiation.not_found"), ask: (ctx, { draft }) => getDraft(ctx, draft, 1) },
  "negotiations/getPublicDispositions": { refused: no("negotiation.not_found"), ask: (ctx, { draft }) => getPublicDispositions(ctx, draft, 1) },
  "reports/getReceipt": { refused: no("receipt.not_found"), ask: (ctx, { receipt }) => getReceipt(ctx, receipt) },
};
