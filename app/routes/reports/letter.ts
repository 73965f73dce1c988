import { z } from "zod";
import { letterToParty } from "~/features/clarifications/queries/letters.server";
import { fileOfPages } from "~/features/papers/queries/file.server";
import { downloadOf } from "~/http/download.server";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";

/** A letter of the secretariat as a PDF, for the party, in the language of the address. */
export const loader = securedLoader({ params: z.object({ id: z.string(), turn: z.string() }), can: "reports.read" }, async ({ params, ctx, request }) => {
  const pages = valueOr404(await letterToParty(ctx, params.id, params.turn), request, ctx);
  const file = valueOr404(await fileOfPages(pages, "pdf"), request, ctx);
  noteRead(ctx, { type: "clarification.letter_downloaded", subject: `report:${params.id}`, detail: params.turn, data: { letter: params.turn } });
  return downloadOf(file);
});
