import { z } from "zod";
import { readExtract } from "~/features/papers/model/extract-address";
import { PAGE_FORMATS } from "~/features/papers/model";
import { paperOfExtract } from "~/features/papers/queries/extract.server";
import { fileOfPages } from "~/features/papers/queries/file.server";
import { readQuery } from "~/http/api.server";
import { downloadOf } from "~/http/download.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { isLanguage } from "~/lib/languages";

const query = z.looseObject({ format: z.enum(PAGE_FORMATS) });

/** What published reports say over all questions, of one party, region or objective, as PDF or Word. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const { format } = valueOr404(readQuery(request, query), request, ctx);
  const names = searchParams.get("names");
  const paper = valueOr404(await paperOfExtract({ ...ctx, language: isLanguage(names) ? names : ctx.language }, readExtract(searchParams)), request, ctx);
  const answer = downloadOf(valueOr404(await fileOfPages(paper, format), request, ctx));
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: "compilation:extract" });
  return answer;
});
