import { findActorByEmail } from "~/features/identity/queries.server";
import { importReport, type ImportedAnswer } from "~/features/reports/commands/import-report.server";
import { unitOf } from "~/features/reports/model";
import { listAllReports } from "~/features/reports/queries/all.server";
import { exportReport } from "~/features/reports/queries/export.server";
import { isLanguage } from "~/lib/languages";
import {
  contextOf,
  jsonOnly,
  readJson,
  Refused,
  required,
  Usage,
  valueOf,
  wordsOf,
  writeJson,
  type Command,
  type CommandInput,
  type CommandResult,
} from "../command";

async function bringIn({ db, args: [file], options }: CommandInput): Promise<CommandResult> {
  const email = required(options, "as", "the email of the person in whose name answers are saved");
  const actor = await findActorByEmail({ db }, email);
  if (!actor) throw new Refused(`identity.not_found: there is no active account with the email ${email}`);
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
    takes: "--id R --format pdf|docx|xlsx|json|xliff [--lang L] [--out FILE]",
    does: "writes the working copy of a report, contact data left out; L is the language of labels",
    run: async ({ db, options }) => {
      jsonOnly(options, ["pdf", "docx", "xlsx", "json", "xliff"]);
      const lang = options.lang ?? "en";
      if (!isLanguage(lang)) throw new Usage("--lang: ar, zh, en, fr, ru or es");
      return writeJson(options, valueOf(await exportReport({ db }, required(options, "id", "the id of a report; see report list"), lang)));
    },
  },
  {
    name: "report import",
    takes: "FILE --as E",
    does: "saves the answers of an exported file in the name of a person; prints what became of each",
    run: bringIn,
  },
];
