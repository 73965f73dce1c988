import { numbersOf } from "~/features/documents/queries/documents.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import { mayWithDocuments } from "~/features/documents/policy";
import { byParagraph } from "~/features/negotiations/model/standing";
import { standingProposals } from "~/features/negotiations/queries/standing.server";
import { PAPER_TYPES, type PaperFile } from "~/features/papers/model";
import { wordsIn } from "~/features/papers/queries/words.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { draftForm } from "../model/draft-form";

/** The text of a document as it stands, as a Word file to write on. Refuses `document.not_found`, also to those who may not write. */
export async function draftFile(ctx: Ctx, id: string): Promise<Result<PaperFile, Refusal>> {
  const draft = mayWithDocuments(ctx.actor, "write") ? await loadDraft(ctx.db, id) : null;
  if (!draft) return refuse({ code: "document.not_found" });
  const { formFile } = await import("~/platform/word/form.server");
  const bytes = await formFile(draftForm(draft, numbersOf(draft), byParagraph(await standingProposals(ctx, draft)), wordsIn(draft.language)));
  const name = `draft-${id.slice(-8)}-${draft.language}-${ctx.now().toISOString().slice(0, 10)}.docx`;
  return ok({ name, type: PAPER_TYPES.docx, bytes });
}
