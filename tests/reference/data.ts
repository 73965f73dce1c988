import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { REFERENCE_FILES, type ReferenceData, type ReferenceFile } from "~/features/reference/schema";

const projectRoot = new URL("../../", import.meta.url);

/** One reference data file, parsed by its schema; a fault throws with the path of the field. */
export function readReferenceFile<F extends ReferenceFile>(file: F): ReferenceData<F> {
  const text = readFileSync(new URL(`prisma/seed/reference/${file}.json`, projectRoot), "utf8");
  return REFERENCE_FILES[file].parse(JSON.parse(text)) as ReferenceData<F>;
}

/** The open data set names and groups are checked against. It lies beside the project and may be absent. */
const countryCodes = fileURLToPath(new URL("../shared/reference/country-codes.csv", projectRoot));

/** The rows of the open data set by ISO 3166 alpha-3 code, or null where the file is not there. */
export function readCountryCodes(): Map<string, Record<string, string>> | null {
  if (!existsSync(countryCodes)) return null;
  const [header = [], ...lines] = parseCsv(readFileSync(countryCodes, "utf8").replace(/^\uFEFF/, ""));
  const rows = lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])));
  return new Map(rows.map((row) => [row["ISO3166-1-Alpha-3"] ?? "", row]));
}

/** Cells of a CSV text (RFC 4180: quoted cells may hold commas, line breaks and doubled quotes). */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}
