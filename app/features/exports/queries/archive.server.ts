import { isLanguage, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import type { ArchiveEntry } from "~/platform/files/made-files.server";
import { translator } from "~/platform/i18n/i18n.server";
import { bytesOfBook } from "~/platform/sheets/book.server";
import { listBook, type ListedPart, type ListWords } from "../model/list-book";
import type { ExportSource, Listed, PartOutcome } from "../model";

/** The list stands before the reports, whatever these are called. */
const LIST_NAME = "0-list.xlsx";

/** What the archive of an export holds: its list, then every report that was made, in the order of the list. */
export async function* archiveEntries(
  { db, now }: Pick<Ctx, "db" | "now">,
  { id, source, language }: { id: string; source: ExportSource; language: string },
): AsyncGenerator<ArchiveEntry, void> {
  const rows = await db.exportPart.findMany({
    where: { exportId: id },
    orderBy: { number: "asc" },
    select: { number: true, listed: true, outcome: true, name: true },
  });
  const parts = rows.map((row): ListedPart => ({ ...row, listed: row.listed as Listed, outcome: row.outcome as PartOutcome }));
  const words = listWords(isLanguage(language) ? language : SOURCE_LANGUAGE, source);
  yield { name: LIST_NAME, content: await bytesOfBook(listBook(parts, words, now())) };
  for (const { outcome, name } of parts) if (outcome === "made") yield { name };
}

function listWords(language: Language, source: ExportSource): ListWords {
  const t = translator(language);
  return {
    language,
    title: t("exports:list.title"),
    columns: {
      number: t("exports:list.number"),
      file: t("exports:list.file"),
      symbol: t("public:submission.symbol"),
      party: t("papers:cover.party"),
      kind: t("public:filter.kind"),
      language: t("public:submission.language"),
      at: t(source === "desk" ? "public:submission.submittedAt" : "public:submission.publishedAt"),
      note: t("exports:list.note"),
    },
    outcome: { gone: t("exports:list.gone"), failed: t("exports:list.failed") },
  };
}
