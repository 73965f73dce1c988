import { codeTableFile } from "~/features/codings/queries/table.server";
import { GROUPINGS } from "~/features/compilations/model";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { tableAnswer } from "~/http/table-file.server";

/** The table of codes as CSV (unless `?format=xlsx`), without confidential answers and small numbers. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const by = GROUPINGS.find((known) => known === searchParams.get("by")) ?? "kind";
  const table = valueOr404(await codeTableFile(ctx, by), request, ctx);
  const format = searchParams.get("format") === "xlsx" ? "xlsx" : "csv";
  const answer = tableAnswer({ name: `codes-${by}`, format, language: ctx.language, made: ctx.now(), ...table });
  noteDownload(ctx, answer, request, { type: "coding.downloaded", subject: `codes:${by}` });
  return answer;
});
