import { readCompilation } from "~/features/compilations/model/address";
import { paperOfCompilation } from "~/features/papers/queries/compilation.server";
import { answerWithCompilation } from "~/http/paper.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { refuse } from "~/lib/result";

/** All answers to a question as a PDF, a Word document or an Excel workbook, without those that are confidential. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const asked = readCompilation(new URL(request.url).searchParams);
  const answer = await answerWithCompilation(
    request,
    (refusal) => valueOr404(refuse(refusal), request, ctx),
    (language, text) => paperOfCompilation({ ...ctx, language: language ?? ctx.language }, asked, text),
  );
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `question:${asked.template}/${asked.question}` });
  return answer;
});
