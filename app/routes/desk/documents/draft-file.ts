import { z } from "zod";
import { draftFile } from "~/features/redrafts/queries/draft-file.server";
import { downloadOf } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

const params = z.object({ document: z.string() });

/** The text of a document as it stands, as a Word file to write on and bring back. */
export const loader = securedLoader({ can: "desk.decide", params }, async ({ ctx, params: { document }, request }) => {
  const file = valueOr404(await draftFile(ctx, document), request, ctx);
  noteRead(ctx, { type: "document.downloaded", subject: `document:${document}`, detail: "draft", data: { version: null, format: "docx" } });
  return downloadOf(file);
});
