import { sortByName } from "~/features/reference/model";
import { readReference } from "~/features/reference/queries.server";
import { PARTY_ROLES } from "~/lib/actor";
import { heightOf, sheetName, type BookCell, type BookCheck, type BookRow } from "~/lib/book";
import { directionOf, LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import { bytesOfBook } from "~/platform/sheets/book.server";
import { COLUMNS, type FileColumn } from "../model";

/** Lines of the empty file in which a list opens. */
const LINES = 500;
const WIDTHS: Record<FileColumn, number> = { email: 34, party: 34, name: 28, role: 22, language: 16 };

/**
 * An empty file of people for Excel in the reader's language: the headings, what each column means, and lists of States and
 * entities, roles and languages to choose from. Other parties can be typed: the lists suggest, reading decides.
 */
export async function emptyFile(ctx: Pick<Ctx, "db" | "now" | "language">): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const t = translator(ctx.language);
  const { sets } = await readReference(ctx.db);
  const rightToLeft = directionOf(ctx.language) === "rtl";
  const taken = new Set<string>();
  const [people, about, lists] = [t("outreach:file.sheet"), t("outreach:file.about"), t("outreach:file.lists")].map((words) => sheetName(words, taken)) as [
    string,
    string,
    string,
  ];
  const parties = sortByName([...(sets.get("parties") ?? []), ...(sets.get("un-entities") ?? [])], ctx.language).map(({ names }) => names[ctx.language]);
  const roles = PARTY_ROLES.map((role) => t(`mail:invitation.roles.${role}`));
  const languages = LANGUAGES.map((language) => LANGUAGE_NAMES[language]);
  const widths = COLUMNS.map((column) => WIDTHS[column]);
  const headings = COLUMNS.map((column): BookCell => ({ value: t(`outreach:column.${column}`), look: "label" }));
  const explained = COLUMNS.map((column): BookRow => {
    const cells: BookCell[] = [
      { value: t(`outreach:column.${column}`), look: "label" },
      { value: t(`outreach:columnHint.${column}`), look: "body" },
    ];
    return { cells, height: heightOf(cells, [30, 70]) };
  });
  const check = (column: FileColumn, place: number, count: number): BookCheck => ({
    rule: { kind: "list", sheet: lists, column: place, count },
    strict: false,
    title: t(`outreach:column.${column}`),
    text: t(`outreach:columnHint.${column}`),
    cells: Array.from({ length: LINES }, (_, index) => ({ row: index + 2, column: COLUMNS.indexOf(column) + 1 })),
  });
  const longest = Math.max(parties.length, roles.length, languages.length);
  const cellOf = (value: string | undefined): BookCell | null => (value === undefined ? null : { value, look: "plain" });
  const bytes = await bytesOfBook({
    title: t("outreach:file.title"),
    made: ctx.now(),
    sheets: [
      {
        name: people,
        rightToLeft,
        widths,
        rows: [{ cells: headings }],
        frozen: 1,
        checks: [check("party", 1, parties.length), check("role", 2, roles.length), check("language", 3, languages.length)],
      },
      { name: about, rightToLeft, widths: [30, 70], rows: explained, frozen: 0 },
      {
        name: lists,
        rightToLeft,
        widths: [50, 24, 18],
        rows: Array.from({ length: longest }, (_, index) => ({ cells: [cellOf(parties[index]), cellOf(roles[index]), cellOf(languages[index])] })),
        frozen: 0,
      },
    ],
  });
  return { name: `invitations-${ctx.language}.xlsx`, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes };
}
