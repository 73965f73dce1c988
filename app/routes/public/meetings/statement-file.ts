import { z } from "zod";
import { getStatementFile } from "~/features/meetings/queries/statements.server";
import { download } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { publicLoader, valueOr404 } from "~/http/secured.server";

/** The file of a statement, always as a download; what is not public yet is noted as read. */
export const loader = publicLoader(
  { params: z.object({ meeting: z.string(), statement: z.string() }) },
  async ({ ctx, params: { meeting, statement }, request, world }) => {
    const file = valueOr404(await getStatementFile(ctx, meeting, statement), request, ctx);
    const { actor } = ctx;
    if (!file.public && actor) noteRead({ ...ctx, actor }, { type: "meeting.statement_downloaded", subject: `meeting:${meeting}`, detail: statement });
    return download(world.files, file);
  },
);
