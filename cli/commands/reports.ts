import { PAPER_FORMATS } from "~/features/papers/model";
import { fileOf } from "~/features/papers/queries/file.server";
import { paperOfAnyReport } from "~/features/papers/queries/reports.server";
import { importReport, type ImportedAnswer } from "~/features/reports/commands/import-report.server";
import { unitOf } from "~/features/reports/model";
import { listAllReports } from "~/features/reports/queries/all.server";
import { exportReport } from "~/features/reports/queries/export.server";
import { isLanguage } from "~/lib/languages";
import {
  contextOf,
  formatOf,
  readJson,
  required,
  Usage,
  valueOf,
  wordsOf,
  writeFile,
  writeJson,
  type Command,
  type CommandInput,
  type CommandResult,
} from "../command";
import { bringForm, isForm, personOf } from "./forms";

async function bringIn(input: CommandInput): Promise<CommandResult> {
  const {
    db,
    args: [file],
  } = input;
  if (isForm(file!)) return bringForm(input);
  const actor = await personOf(input);
  const outcomes = valueOf(await importReport({ ...contextOf(db), actor }, readJson(file!)));
  const refused = outcomes.filter(({ outcome }) => outcome === "refused").length;
  return {
    data: { items: outcomes },
    text: outcomes.map(lineOf).join("\n"),
    ...(refused > 0 && {
      refusal: `report.partly_imported: ${refused} of ${outcomes.length} answers were not saved, each for the reason printed; correct them and import again`,
    }),
  };
}

const lineOf = (answer: ImportedAnswer): string =>
  `${unitOf(answer)}  ${answer.outcome}  ${answer.outcome === "refused" ? wordsOf(answer.refusal) : `revision ${answer.revision}`}`;

const FORMATS = { named: ["pdf", "docx", "xlsx", "json", "xliff"], written: ["json", ...PAPER_FORMATS] } as const;

async function writeOut({ db, options }: CommandInput): Promise<CommandResult> {
  const format = formatOf(options, FORMATS);
  const language = options.lang ?? "en";
  if (!isLanguage(language)) throw new Usage("--lang: ar, zh, en, fr, ru or es");
  const id = required(options, "id", "the id of a report; see report list");
  if (format === "json") return writeJson(options, valueOf(await exportReport({ db }, id, language)));
  const path = required(options, "out", `the file to write; a ${format} cannot be printed`);
  const paper = valueOf(await paperOfAnyReport({ ...contextOf(db), language }, id, "full", { history: options.history === true }));
  return writeFile(path, valueOf(await fileOf(paper, format)).bytes);
}

export const reportCommands: readonly Command[] = [
  {
    name: "report list",
    takes: "",
    does: "lists all reports with their state and latest version",
    run: async ({ db }) => {
      const items = await listAllReports({ db });
      const latest = (item: (typeof items)[number]): string => (item.latest ? `v${item.latest.version} ${item.latest.state} ${item.latest.receipt}` : "-");
      return {
        data: { items },
        text: items.map((item) => [item.id, item.party, item.template, item.language, item.state, latest(item)].join("  ")).join("\n"),
      };
    },
  },
  {
    name: "report export",
    takes: "--id R --format pdf|docx|xlsx|json|xliff [--lang L] [--history] [--out FILE]",
    does: "writes the working copy of a report, contact data left out; L is the language of labels; --history adds who changed what in each answer (pdf, docx, xlsx)",
    run: writeOut,
  },
  {
    name: "report import",
    takes: "FILE --as E [--id R] [--take none|clean|all]",
    does: "saves the answers of an exported file in the name of a person; of a filled-in form (.docx, .xlsx) shows what differs from report R, and saves what --take says; prints what became of each",
    run: bringIn,
  },
];
