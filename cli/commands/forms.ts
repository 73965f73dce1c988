import { readFileSync } from "node:fs";
import { findActorByEmail } from "~/features/identity/queries.server";
import { importFile, type ImportedItem } from "~/features/imports/commands/take.server";
import { FILE_FORMATS, TAKE } from "~/features/imports/model";
import { fillableOfReport, fillableOfTemplate } from "~/features/imports/queries/fillable.server";
import { formFile } from "~/features/imports/queries/form-file.server";
import { unitOf } from "~/features/reports/model";
import type { User } from "~/lib/actor";
import { isLanguage, type Language } from "~/lib/languages";
import type { UserCtx } from "~/platform/context.server";
import { contextOf, reasonOf, Refused, required, Usage, valueOf, wordsOf, writeFile, type Command, type CommandInput, type CommandResult } from "../command";

/** Forms to fill in away from the portal, and what comes back in them. */

/** The person `--as` names. */
export async function personOf({ db, options }: Pick<CommandInput, "db" | "options">): Promise<User> {
  const email = required(options, "as", "the email of the person in whose name answers are saved");
  const actor = await findActorByEmail({ db }, email);
  if (!actor) throw new Refused(`identity.not_found: there is no active account with the email ${email}`);
  return actor;
}

function languageOf({ lang = "en" }: CommandInput["options"]): Language {
  if (!isLanguage(lang)) throw new Usage("--lang: ar, zh, en, fr, ru or es");
  return lang;
}

function oneOf<T extends string>(options: CommandInput["options"], name: string, known: readonly T[]): T {
  const given = required(options, name, known.join(" or "));
  const found = known.find((one) => one === given);
  if (!found) throw new Usage(`--${name}: ${known.join(" or ")}`);
  return found;
}

/** A file that is no JSON: a form of Word or Excel. Everything that is one is an archive, or claims to be an older kind. */
export const isForm = (path: string): boolean => /\.(?:docx?|xlsx?|docm|xlsm|odt|ods)$/i.test(path);

/** Brings a filled-in form into a report: compares, and takes what `--take` says. */
export async function bringForm({ db, args: [path], options }: CommandInput): Promise<CommandResult> {
  const ctx: UserCtx = { ...contextOf(db), actor: await personOf({ db, options }) };
  const id = required(options, "id", "the id of the report the form is brought into; see report list");
  const take = options.take === undefined ? "none" : oneOf(options, "take", TAKE);
  const imported = valueOf(await importFile(ctx, id, { bytes: readBytes(path!), take }));
  const { items, problems, same } = imported;
  const refused = items.filter(({ outcome }) => outcome === "refused").length;
  const unread = problems.map(({ code, place, found }) => [place, code, found].filter(Boolean).join("  "));
  return {
    data: { ...imported, items: items.map(({ question, ...item }) => ({ ...item, question: question.code })) },
    text: [...items.map(lineOf), ...unread, `${same} answers are the same as in the report.`].join("\n"),
    ...(refused > 0 && {
      refusal: `report.partly_imported: ${refused} of ${items.length} answers were not saved, each for the reason printed; compare once more`,
    }),
    ...(unread.length > 0 && {
      refusal: `import.partly_read: ${unread.length} places could not be read, each for the reason printed; correct them in the file and import again`,
    }),
  };
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refused(`file.unreadable: ${reasonOf(error)}; give a form as \`report form\` writes it`);
  }
}

const lineOf = ({ question, row, standing, outcome, refusal }: ImportedItem): string =>
  [unitOf({ question: question.code, row }), standing, outcome, refusal && wordsOf(refusal)].filter(Boolean).join("  ");

const FORM_OPTIONS = "--format docx|xlsx --out FILE [--lang L]";

export const formCommands: readonly Command[] = [
  {
    name: "template form",
    takes: `--id T ${FORM_OPTIONS}`,
    does: "writes an empty form to fill in away from the portal; T is a template's name",
    run: async ({ db, options }) => {
      const ctx = { ...contextOf(db), language: languageOf(options) };
      const format = oneOf(options, "format", FILE_FORMATS);
      const path = required(options, "out", "the file to write");
      const form = valueOf(await fillableOfTemplate(ctx, required(options, "id", "a template's name; see template list")));
      return writeFile(path, (await formFile(ctx, form, format)).bytes);
    },
  },
  {
    name: "report form",
    takes: `--id R --as E ${FORM_OPTIONS} [--page P]`,
    does: "writes a report's form with what was answered so far, for a person who may write it; P is one page of it (B, D-C5)",
    run: async ({ db, options }) => {
      const ctx: UserCtx = { ...contextOf(db), actor: await personOf({ db, options }), language: languageOf(options) };
      const format = oneOf(options, "format", FILE_FORMATS);
      const path = required(options, "out", "the file to write");
      const only = typeof options.page === "string" ? options.page : undefined;
      const form = valueOf(await fillableOfReport(ctx, required(options, "id", "the id of a report; see report list"), { only }));
      return writeFile(path, (await formFile(ctx, form, format)).bytes);
    },
  },
];
