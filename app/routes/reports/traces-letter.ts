import { z } from "zod";
import { letterOfTraces } from "~/features/papers/queries/traces-letter.server";
import { PAGE_FORMATS } from "~/features/papers/model";
import { fileOfPages } from "~/features/papers/queries/file.server";
import { downloadOf } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { isLanguage } from "~/lib/languages";

/** What became of the answers of a report, as a letter in a format and language of its reader's choice. */
export const loader = securedLoader({ params: z.object({ id: z.string() }), can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const [lang, format] = [searchParams.get("lang"), PAGE_FORMATS.find((known) => known === searchParams.get("format")) ?? "pdf"];
  const pages = valueOr404(await letterOfTraces({ ...ctx, language: isLanguage(lang) ? lang : ctx.language }, id), request, ctx);
  const file = valueOr404(await fileOfPages(pages, format), request, ctx);
  noteRead(ctx, { type: "document.traces_downloaded", subject: `report:${id}` });
  return downloadOf(file);
});
