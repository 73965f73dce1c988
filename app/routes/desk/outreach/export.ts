import { readOutreachFilters } from "~/features/outreach/model/filters";
import { outreachTable } from "~/features/outreach/queries/tables.server";
import { TABLE_FORMATS } from "~/features/outreach/schema";
import { securedLoader } from "~/http/secured.server";
import { tableAnswer } from "~/http/table-file.server";

/** The list of parties and people as CSV (unless `?format=xlsx`), narrowed as its page is. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const format = TABLE_FORMATS.find((known) => known === searchParams.get("format")) ?? "csv";
  return tableAnswer({ name: "outreach", format, language: ctx.language, made: ctx.now(), ...outreachTable(ctx, readOutreachFilters(searchParams)) });
});
