import { CrossChart } from "~/features/compilations/components/cross-chart";
import { readCross } from "~/features/compilations/model/address";
import { getOpenCross } from "~/features/compilations/queries/cross.server";
import { crossTable, crossWords } from "~/features/compilations/queries/figure-table.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { figuresAnswer } from "~/http/table-file.server";
import { directionOf } from "~/lib/languages";

/** The reports on one template by any two attributes, as CSV (unless `?format=xlsx`), or their chart (`?format=svg`). */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCross(searchParams);
  const cross = valueOr404(await getOpenCross(ctx, asked), request, ctx);
  const chart = (
    <CrossChart
      table={cross}
      title={`${cross.rowsLabel} · ${cross.columnsLabel}`}
      rightToLeft={directionOf(ctx.language) === "rtl"}
      words={crossWords(ctx.language, cross)}
    />
  );
  const table = { name: `${asked.template}-cross`, language: ctx.language, made: ctx.now(), ...crossTable(ctx.language, cross) };
  const answer = figuresAnswer(searchParams.get("format"), chart, table);
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `template:${asked.template}` });
  return answer;
});
