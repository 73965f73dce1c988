import excel from "exceljs";
import { expect } from "vitest";
import { loader } from "~/routes/api/public/export";
import { call, type Site } from "./pages";

export const EXPORT_FORMATS = ["csv", "jsonl", "xlsx"] as const;

/** The words of a public export, of whatever kind. */
export async function exported(site: Site, query: string, format: (typeof EXPORT_FORMATS)[number]): Promise<string> {
  const answer = (await call(site, loader, { path: `/api/v1/export?${query}&format=${format}` })) as Response;
  expect(answer.status).toBe(200);
  if (format !== "xlsx") return answer.text();
  const book = new excel.Workbook();
  await book.xlsx.load(await answer.arrayBuffer());
  const cells: string[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell(({ text: words }) => void cells.push(words)));
  return cells.join("\n");
}
