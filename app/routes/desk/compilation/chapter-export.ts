import { z } from "zod";
import { readChapter } from "~/features/compilations/model/address";
import { paperOfChapter } from "~/features/papers/queries/compilation.server";
import { answerWithCompilation } from "~/http/paper.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { refuse } from "~/lib/result";

const params = z.object({ chapter: z.string() });

/** All that feeds a chapter as a PDF, a Word document or an Excel workbook, without what is confidential. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { chapter }, request }) => {
  const asked = readChapter(new URL(request.url).searchParams);
  const answer = await answerWithCompilation(
    request,
    (refusal) => valueOr404(refuse(refusal), request, ctx),
    (language, text) => paperOfChapter({ ...ctx, language: language ?? ctx.language }, chapter, asked, text),
  );
  noteDownload(ctx, answer, request, { type: "compilation.downloaded", subject: `chapter:${chapter}` });
  return answer;
});
