import { projectFile } from "~/features/codings/queries/project-file.server";
import { chunkedAnswer } from "~/http/table-file.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** The codebook and what was coded as a project of REFI-QDA, without confidential answers. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { name, chunks } = valueOr404(await projectFile(ctx), request, ctx);
  const answer = chunkedAnswer(chunks, "application/vnd.refi-qda.project+zip", `${name}-${ctx.now().toISOString().slice(0, 10)}.qdpx`);
  noteDownload(ctx, answer, request, { type: "coding.downloaded", subject: "codes:project" });
  return answer;
});
