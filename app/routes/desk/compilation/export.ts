import { z } from "zod";
import { readCompilation } from "~/features/compilations/model/address";
import { paperOfCompilation } from "~/features/papers/queries/compilation.server";
import { PAPER_FORMATS } from "~/features/papers/model";
import { answerWithPaper } from "~/http/paper.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { isLanguage, LANGUAGES } from "~/lib/languages";
import { refuse } from "~/lib/result";

const query = z.looseObject({ format: z.enum(PAPER_FORMATS), names: z.enum(LANGUAGES).optional() });

/** All answers to a question as a PDF, a Word document or an Excel workbook, without those that are confidential. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const asked = readCompilation(searchParams);
  const names = searchParams.get("names");
  const answer = await answerWithPaper(
    request,
    (refusal) => valueOr404(refuse(refusal), request, ctx),
    () => paperOfCompilation({ ...ctx, language: isLanguage(names) ? names : ctx.language }, asked),
    query,
  );
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `question:${asked.template}/${asked.question}` });
  return answer;
});
