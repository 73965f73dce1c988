import { writeFile } from "node:fs/promises";
import { listCycles } from "~/features/cycles/queries.server";
import { readReference } from "~/features/reference/queries.server";
import { importTemplate } from "~/features/templates/commands.server";
import { fittingRows, TEMPLATE_COLUMNS, templateRows } from "~/features/templates/model/sheet";
import { findTemplate, listOpenTemplates, templateReferences, textsOf, type TemplateVersion } from "~/features/templates/queries.server";
import { MAX_CELL_LENGTH } from "~/lib/book";
import { directionOf, isLanguage, LANGUAGES, SOURCE_LANGUAGE } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { workbookOf } from "~/platform/sheets/workbook.server";
import { contextOf, readJson, reasonOf, Refused, required, Usage, valueOf, writeJson, type Command, type CommandInput, type CommandResult } from "../command";

/** One row for each question, in the language of `--lang`. A workbook is no text to be printed, so it needs a file. */
async function writeWorkbook(db: Database, options: CommandInput["options"], version: TemplateVersion): Promise<CommandResult> {
  const file = required(options, "out", "the file to write");
  const language = options.lang ?? SOURCE_LANGUAGE;
  if (!isLanguage(language)) throw new Usage(`--lang: ${LANGUAGES.join(", ")}`);
  const reference = await readReference(db);
  const texts = textsOf(version, reference, language);
  const rows = templateRows(version.definition, templateReferences(reference), texts);
  // One character of a cell is for the apostrophe its text may need.
  const fitting = rows.flatMap((cells) => fittingRows(cells, MAX_CELL_LENGTH - 1));
  const chunks = workbookOf(onlyBatch(fitting), {
    columns: TEMPLATE_COLUMNS.map(([header, width]) => ({ header, width })),
    sheetName: (number) => (number === 1 ? version.template : `${version.template} ${number}`),
    rightToLeft: directionOf(language) === "rtl",
    made: new Date(),
  });
  try {
    await writeFile(file, chunks);
  } catch (error) {
    throw new Refused(`file.not_written: ${reasonOf(error)}; give another --out`);
  }
  return { data: { file }, text: `Written: ${file}` };
}

/** Rows that are there already, as a writer of workbooks takes them. */
async function* onlyBatch<T>(batch: T): AsyncGenerator<T, void> {
  yield batch;
}

export const templateCommands: readonly Command[] = [
  {
    name: "template list",
    takes: "",
    does: "lists the open templates of every cycle",
    run: async ({ db }) => {
      const cycles = await listCycles({ db });
      const rows = await Promise.all(
        cycles.map(async (cycle) =>
          (await listOpenTemplates({ db }, cycle.id)).map(({ id, template, version, hash }) => ({ id, cycle: cycle.code, template, version, hash })),
        ),
      );
      const items = rows.flat();
      return { data: { items }, text: items.map(({ id, cycle, template, version, hash }) => `${cycle}  ${template}  ${version}  ${hash}  ${id}`).join("\n") };
    },
  },
  {
    name: "template export",
    takes: "--id T --format json|xlsx [--lang L] [--out FILE]",
    does: "writes a template: as JSON with its texts in six languages, as a workbook in one (--out is needed); T is its id, or its name for the newest open version",
    run: async ({ db, options }) => {
      const format = required(options, "format", "json or xlsx");
      if (format !== "json" && format !== "xlsx") throw new Usage("--format: json or xlsx");
      const id = required(options, "id", "a template's name or the id of a version; see template list");
      const found = await findTemplate({ db }, id);
      if (!found) throw new Refused(`template.not_found: there is no template ${id}; see: template list`);
      if (format === "xlsx") return writeWorkbook(db, options, found);
      const { cycle, template, version, hash, definition, strings } = found;
      return writeJson(options, { kind: "template", format: 1, cycle, template, version, hash, definition, strings });
    },
  },
  {
    name: "template import",
    takes: "FILE",
    does: "opens a template from a file as the next version in the open cycle",
    run: async ({ db, args: [file] }) => {
      const opened = valueOf(await importTemplate(contextOf(db), readJson(file!)));
      return { data: opened, text: `Opened: ${opened.template}, version ${opened.version} of ${opened.cycle}.` };
    },
  },
];
