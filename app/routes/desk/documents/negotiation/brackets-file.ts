import { z } from "zod";
import { versionParams } from "~/features/documents/schema";
import { PROPOSALS_FORMATS, PROPOSALS_VIEWS } from "~/features/papers/model";
import { fileOfProposals } from "~/features/papers/queries/proposals.server";
import { readQuery } from "~/http/api.server";
import { downloadOf } from "~/http/download.server";
import { noteDownload } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

const query = z.looseObject({ format: z.enum(PROPOSALS_FORMATS), view: z.enum(PROPOSALS_VIEWS).default("brackets") });

/** All that is proposed for a published draft to take away: Word or PDF, with brackets or clean, or the data of it. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const asked = valueOr404(readQuery(request, query), request, ctx);
  const answer = downloadOf(valueOr404(await fileOfProposals(ctx, document, number, asked), request, ctx));
  noteDownload(ctx, answer, request, { type: "draft.downloaded", subject: `document:${document}` });
  return answer;
});
