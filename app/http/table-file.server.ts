import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { directionOf, type Language } from "~/lib/languages";
import { BYTE_ORDER_MARK, csvLine, type Cell } from "~/lib/table-cells";
import { translator } from "~/platform/i18n/i18n.server";
import { workbookOf } from "~/platform/sheets/workbook.server";

/** A table as a file: its columns, and rows that are read while it is written. `name` is without its ending. */
export type TableFile = {
  name: string;
  format: "csv" | "xlsx";
  language: Language;
  made: Date;
  columns: readonly { header: string; width: number }[];
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
};

const TYPES = { csv: "text/csv; charset=utf-8", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const;

async function* csvOf({ columns, rows }: TableFile): AsyncGenerator<string, void> {
  yield BYTE_ORDER_MARK + csvLine(columns.map(({ header }) => header));
  for await (const batch of rows) if (batch.length > 0) yield batch.map(csvLine).join("");
}

/** A table as a download, for one reader. No text of it is run as a formula by a spreadsheet. */
export function tableAnswer(table: TableFile): Response {
  const { name, format, language, made, columns, rows } = table;
  const sheet = (number: number): string => translator(language)("outreach:export.sheet", { number });
  const chunks: AsyncGenerator<string | Uint8Array, void> =
    format === "csv" ? csvOf(table) : workbookOf(rows, { columns, sheetName: sheet, rightToLeft: directionOf(language) === "rtl", made });
  return chunkedAnswer(chunks, TYPES[format], `${name}-${made.toISOString().slice(0, 10)}.${format}`);
}

/** A file as a download for one reader, written while it is made. Whoever stops taking it ends the making. */
export function chunkedAnswer(chunks: AsyncGenerator<string | Uint8Array, void>, type: string, file: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const given = await chunks.next();
        if (given.done) controller.close();
        else controller.enqueue(typeof given.value === "string" ? encoder.encode(given.value) : given.value);
      },
      cancel: async () => void (await chunks.return()),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${file}"`, "cache-control": "private, no-store" },
  });
}

/** Figures as a download: a table in the format asked for, CSV unless it is known, or as `svg` their chart. */
export function figuresAnswer(format: string | null, chart: ReactElement, table: Omit<TableFile, "format">): Response {
  if (format === "svg") return drawingAnswer(table.name, renderToStaticMarkup(chart));
  return tableAnswer({ ...table, format: format === "xlsx" ? "xlsx" : "csv" });
}

/** A drawing as a download for one reader. */
const drawingAnswer = (name: string, svg: string): Response =>
  new Response(svg, {
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.svg"`,
      "cache-control": "private, no-store",
    },
  });
