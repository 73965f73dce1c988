import { addParagraph, deleteParagraph, saveParagraph } from "~/features/documents/commands/paragraphs.server";
import { paragraphsOf, type Draft, type Paragraph } from "~/features/documents/model";
import { loadDraft } from "~/features/documents/queries/load.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { isBracket, type Input } from "../model";
import type { Passage } from "../model/anchors";
import { replaced } from "../model/brackets";
import { mayNegotiate } from "../policy";
import { findDraft, readInputs } from "../queries/load.server";
import { placesInDraft } from "../queries/standing.server";
import type { AskedDraft } from "./lock-draft.server";

/** Writes what a proposal says into the draft, at the place of its words. The proposal's id is that of the save, or of the paragraph: taken twice, it is written once. */
function write(ctx: UserCtx, working: Draft, paragraph: Paragraph, place: Passage, input: Input): Promise<Result<unknown, Refusal>> {
  const asked = { document: working.id, paragraph: paragraph.id };
  if (input.kind === "ADD") {
    const chapter = working.chapters.find(({ paragraphs }) => paragraphs.includes(paragraph))!;
    return addParagraph(ctx, working.id, { place: { chapter: chapter.id, after: paragraph.id }, text: input.text, id: input.id });
  }
  const text = replaced(paragraph.text, place, input.kind === "DEL" ? "" : input.text);
  if (text === "") return deleteParagraph(ctx, asked, { revision: paragraph.revision });
  return saveParagraph(ctx, asked, { opId: input.id, revision: paragraph.revision, text });
}

/**
 * Takes an agreed proposal into the draft as it is written now, through the commands of documents. Refuses
 * `negotiation.not_found`, `negotiation.taken`, `negotiation.move_impossible` for one that is not agreed,
 * `negotiation.orphan` where its words are no more surely there, and as those commands do. Audit event.
 */
export async function takeIntoDraft(ctx: UserCtx, { document, number }: AskedDraft, id: string): Promise<Result<null, Refusal>> {
  const draft = mayNegotiate(ctx.actor, "decide") ? await findDraft(ctx.db, document, number, ctx.now()) : null;
  const input = draft && (await readInputs(ctx.db, { consultationId: draft.id }, ctx.language)).find((known) => known.id === id);
  const working = input && (await loadDraft(ctx.db, document));
  if (!draft || !working || !isBracket(input)) return refuse({ code: "negotiation.not_found" });
  if (input.takenAt !== null) return refuse({ code: "negotiation.taken" });
  if (input.state !== "agreed") return refuse({ code: "negotiation.move_impossible" });
  const place = (await placesInDraft(ctx, draft, working, [input])).get(id);
  const paragraph = paragraphsOf(working).find((known) => known.id === input.paragraph);
  if (!place || !paragraph) return refuse({ code: "negotiation.orphan" });
  const written = await write(ctx, working, paragraph, place, input);
  if (!written.ok) return written;
  return ctx.db.$transaction(async (tx) => {
    await tx.draftInput.update({ where: { id }, data: { takenAt: ctx.now() } });
    await recordEvent(tx, ctx, { type: "draft.taken", subject: `document:${document}`, data: { input: id, paragraph: paragraph.id } });
    return ok(null);
  });
}
