import { FigureChart } from "~/features/compilations/components/figure-chart";
import { readCompilation } from "~/features/compilations/model/address";
import { figureTable, figureWords } from "~/features/compilations/queries/figure-table.server";
import { getOpenFigures } from "~/features/compilations/queries/figures.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { figuresAnswer } from "~/http/table-file.server";
import { directionOf } from "~/lib/languages";

/** The figures of a question as CSV (unless `?format=xlsx`), or their chart (`?format=svg`). */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCompilation(searchParams);
  const place = { field: searchParams.get("field") ?? "", item: searchParams.get("item") ?? "" };
  const figures = valueOr404(await getOpenFigures(ctx, asked, place), request, ctx);
  const chart = (
    <FigureChart
      rows={figures.rows}
      answered={figures.answered}
      title={`${figures.question} ${figures.label}`}
      rightToLeft={directionOf(ctx.language) === "rtl"}
      counted={figureWords(ctx.language, figures.answered)}
    />
  );
  const table = { name: `${figures.template}-${figures.question}`, language: ctx.language, made: ctx.now(), ...figureTable(ctx.language, figures) };
  const answer = figuresAnswer(searchParams.get("format"), chart, table);
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `question:${asked.template}/${asked.question}` });
  return answer;
});
