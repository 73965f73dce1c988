import { z } from "zod";
import { versionParams } from "~/features/documents/schema";
import { VERSION_FORMATS } from "~/features/papers/model";
import { fileOfVersion } from "~/features/papers/queries/version.server";
import { readQuery } from "~/http/api.server";
import { downloadOf } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

const query = z.looseObject({ format: z.enum(VERSION_FORMATS) });

/** A frozen version to take away: Word, PDF, HTML, Akoma Ntoso or its content as JSON. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const { format } = valueOr404(readQuery(request, query), request, ctx);
  const answer = downloadOf(valueOr404(await fileOfVersion(ctx, document, number, format), request, ctx));
  noteRead(ctx, { type: "document.downloaded", subject: `document:${document}`, detail: `${number}.${format}`, data: { version: number, format } });
  return answer;
});
