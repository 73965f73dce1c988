import { expect } from "vitest";
import { loader } from "~/routes/api/public/export";
import { call, type Site } from "./pages";
import { rowsIn, sheetsIn } from "./workbooks";

export const EXPORT_FORMATS = ["csv", "jsonl", "xlsx"] as const;

/** The words of a public export, of whatever kind. */
export async function exported(site: Site, query: string, format: (typeof EXPORT_FORMATS)[number]): Promise<string> {
  const answer = (await call(site, loader, { path: `/api/v1/export?${query}&format=${format}` })) as Response;
  expect(answer.status).toBe(200);
  if (format !== "xlsx") return answer.text();
  const sheets = await sheetsIn(new Uint8Array(await answer.arrayBuffer()));
  return sheets.flatMap(rowsIn).flat().join("\n");
}
