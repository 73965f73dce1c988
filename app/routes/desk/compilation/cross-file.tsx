import { renderToStaticMarkup } from "react-dom/server";
import { CrossChart } from "~/features/compilations/components/cross-chart";
import { readCross } from "~/features/compilations/model/address";
import { getOpenCross } from "~/features/compilations/queries/cross.server";
import { crossTable, crossWords } from "~/features/compilations/queries/figure-table.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { drawingAnswer, tableAnswer } from "~/http/table-file.server";
import { directionOf } from "~/lib/languages";

/** The reports on one template by any two attributes, as CSV (unless `?format=xlsx`), or their chart (`?format=svg`). */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCross(searchParams);
  const cross = valueOr404(await getOpenCross(ctx, asked), request, ctx);
  const name = `${asked.template}-cross`;
  const answer =
    searchParams.get("format") === "svg"
      ? drawingAnswer(
          name,
          renderToStaticMarkup(
            <CrossChart
              table={cross}
              title={`${cross.rowsLabel} · ${cross.columnsLabel}`}
              rightToLeft={directionOf(ctx.language) === "rtl"}
              words={crossWords(ctx.language, cross)}
            />,
          ),
        )
      : tableAnswer({
          name,
          format: searchParams.get("format") === "xlsx" ? "xlsx" : "csv",
          language: ctx.language,
          made: ctx.now(),
          ...crossTable(ctx.language, cross),
        });
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `template:${asked.template}` });
  return answer;
});
