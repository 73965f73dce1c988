import { dispositionTable, getDispositions } from "~/features/negotiations/queries/dispositions.server";
import { versionParams } from "~/features/documents/schema";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { tableAnswer } from "~/http/table-file.server";

/** What became of everything that was said to a draft as CSV (unless `?format=xlsx`), as it stands at the desk. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const page = valueOr404(await getDispositions(ctx, document, number), request, ctx);
  const format = new URL(request.url).searchParams.get("format") === "xlsx" ? "xlsx" : "csv";
  const answer = tableAnswer({ name: `dispositions-${number}`, format, language: ctx.language, made: ctx.now(), ...dispositionTable(page, ctx.language) });
  noteDownload(ctx, answer, request, { type: "draft.downloaded", subject: `document:${document}` });
  return answer;
});
