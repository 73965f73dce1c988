import { getPublicDispositions, dispositionTable } from "~/features/negotiations/queries/dispositions.server";
import { versionParams } from "~/features/documents/schema";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { tableAnswer } from "~/http/table-file.server";

/** What became of everything that was said to a draft as CSV (unless `?format=xlsx`), once that is public. */
export const loader = publicLoader({ params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const page = valueOr404(await getPublicDispositions(ctx, document, number), request, ctx);
  const format = new URL(request.url).searchParams.get("format") === "xlsx" ? "xlsx" : "csv";
  return tableAnswer({ name: `dispositions-${number}`, format, language: ctx.language, made: ctx.now(), ...dispositionTable(page, ctx.language) });
});
