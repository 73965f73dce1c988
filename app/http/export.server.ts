import {
  EXPORT_COLUMNS,
  flatAnswers,
  sheetRows,
  valueCells,
  versionCells,
  type ExportedReport,
  type ExportFormat,
  type FileAddress,
} from "~/features/publication/model/export";
import { MAX_CELL_LENGTH } from "~/lib/book";
import type { Language } from "~/lib/languages";
import { directionOf } from "~/lib/languages";
import { links } from "~/lib/links";
import { BYTE_ORDER_MARK, csvFields, csvLine, csvRecord, type Cell } from "~/lib/table-cells";
import { translator } from "~/platform/i18n/i18n.server";
import { workbookOf } from "~/platform/sheets/workbook.server";
import { EXPORT_TYPES } from "./export-types";

/** `cycle`: the code of the one cycle that was asked for. */
export type ExportOptions = { format: ExportFormat; language: Language; origin: string; now: Date; cycle?: string };
type Reports = AsyncIterable<ExportedReport>;

const names = EXPORT_COLUMNS.map(([name]) => name);
/** The column of a workbook that counts the rows of one value. */
const PART = { header: "part", width: 6 };

const addressOf =
  ({ language, origin }: ExportOptions): FileAddress =>
  (symbol, sha256) =>
    origin + links.submissionFile(language, symbol, sha256);

async function* csvOf(reports: Reports, options: ExportOptions): AsyncGenerator<string, void> {
  const fileAddress = addressOf(options);
  yield BYTE_ORDER_MARK + csvLine(names);
  for await (const { version, values } of reports) {
    // Said once for all rows of a submission: it is most of their cells.
    const { before, after } = versionCells(version);
    const [head, tail] = [csvFields(before), csvFields(after)];
    yield values.map((value) => csvRecord(head, csvFields(valueCells(value, version.symbol, fileAddress)), tail)).join("");
  }
}

async function* linesOf(reports: Reports): AsyncGenerator<string, void> {
  for await (const report of reports)
    yield flatAnswers(report)
      .map((answer) => `${JSON.stringify(answer)}\n`)
      .join("");
}

async function* sheetRowsOf(reports: Reports, options: ExportOptions): AsyncGenerator<Cell[][], void> {
  const fileAddress = addressOf(options);
  for await (const { version, values } of reports) {
    const { before, after } = versionCells(version);
    // One character of a cell is for the apostrophe a part may need.
    yield values.flatMap((value) => sheetRows([...before, ...valueCells(value, version.symbol, fileAddress), ...after], MAX_CELL_LENGTH - 1));
  }
}

function chunksOf(reports: Reports, options: ExportOptions): AsyncGenerator<string | Uint8Array, void> {
  const { format, language, now } = options;
  if (format === "csv") return csvOf(reports, options);
  if (format === "jsonl") return linesOf(reports);
  const t = translator(language);
  return workbookOf(sheetRowsOf(reports, options), {
    columns: [...EXPORT_COLUMNS.map(([header, width]) => ({ header, width })), PART],
    sheetName: (number) => t("public:submissions.download.sheet", { number }),
    rightToLeft: directionOf(language) === "rtl",
    made: now,
  });
}

/** What is read in turn, of which the first has been. */
async function* goingOn<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    for (let given = first; !given.done; given = await rest.next()) yield given.value;
  } finally {
    await rest.return();
  }
}

/** Chunks as the body of an answer: each is made when the one before has gone out, none after the reader has gone. */
function bodyOf(chunks: AsyncGenerator<string | Uint8Array, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let given = await chunks.next();
        // A submission without a single answer to show has an empty chunk.
        while (!given.done && given.value.length === 0) given = await chunks.next();
        if (given.done) controller.close();
        else controller.enqueue(typeof given.value === "string" ? encoder.encode(given.value) : given.value);
      },
      cancel: async () => void (await chunks.return()),
    },
    { highWaterMark: 0 },
  );
}

/** The cycle that was asked for, as far as it can be part of a file's name, what it is, and the day. */
const fileName = ({ cycle = "", format, now }: ExportOptions): string =>
  [...(/^[a-z0-9]{1,30}$/.test(cycle) ? [cycle] : []), "answers", `${now.toISOString().slice(0, 10)}.${format}`].join("-");

/**
 * Published answers as a download in one of the formats, written while they are read. The first are read before the answer
 * begins: what fails at once is refused in words; what fails later breaks the download off, so that it never looks whole.
 */
export async function exportAnswer(reports: AsyncGenerator<ExportedReport, void>, options: ExportOptions): Promise<Response> {
  const body = bodyOf(chunksOf(goingOn(await reports.next(), reports), options));
  const { format } = options;
  const charset = format === "xlsx" ? "" : "; charset=utf-8";
  return new Response(body, {
    headers: {
      "content-type": EXPORT_TYPES[format] + charset,
      "content-disposition": `attachment; filename="${fileName(options)}"`,
      "cache-control": "no-store",
    },
  });
}
