import { readCross } from "~/features/compilations/model/address";
import { getOpenCross } from "~/features/compilations/queries/cross.server";
import { crossTable } from "~/features/compilations/queries/figure-table.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { tableAnswer } from "~/http/table-file.server";

/** The reports on one template by any two attributes, as CSV (unless `?format=xlsx`). */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCross(searchParams);
  const cross = valueOr404(await getOpenCross(ctx, asked), request, ctx);
  const answer = tableAnswer({
    name: `${asked.template}-cross`,
    format: searchParams.get("format") === "xlsx" ? "xlsx" : "csv",
    language: ctx.language,
    made: ctx.now(),
    ...crossTable(ctx.language, cross),
  });
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `template:${asked.template}` });
  return answer;
});
