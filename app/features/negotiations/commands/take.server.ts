import { randomUUID } from "node:crypto";
import { strike, writeNew, writeText } from "~/features/documents/commands/paragraphs.server";
import { paragraphsOf, type Draft } from "~/features/documents/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { isBracket, type Input } from "../model";
import { replaced } from "../model/brackets";
import type { Place } from "../model/standing";
import { readInputs, withText, type DraftText } from "../queries/load.server";
import { placeOfNew, placesInDraft } from "../queries/standing.server";
import { withDecision, type AskedDraft } from "./lock-draft.server";

/** Writes what a proposal says over the words of a paragraph. */
async function write(tx: Tx, ctx: UserCtx, working: Draft, place: Place, input: Input): Promise<Result<unknown, Refusal>> {
  const paragraph = paragraphsOf(working).find(({ id }) => id === place.paragraph)!;
  if (paragraph.agreed) return refuse({ code: "document.paragraph_agreed" });
  const text = replaced(paragraph.text, place, input.kind === "DEL" ? "" : input.text);
  if (text === "") return strike(tx, ctx, working, paragraph);
  return writeText(tx, ctx, working, paragraph, { opId: randomUUID(), revision: paragraph.revision, text });
}

/**
 * What the desk does with an agreed proposal that is not in the draft yet; `place`: where its words stand, null for an orphan.
 * Whatever is done gives the reason for which it was done by hand, "" where it was not.
 */
const withAgreed = (
  ctx: UserCtx,
  asked: AskedDraft,
  id: string,
  act: (tx: Tx, found: { draft: DraftText; working: Draft; inputs: Input[]; input: Input; place: Place | null }) => Promise<Result<string, Refusal>>,
): Promise<Result<null, Refusal>> =>
  withDecision(ctx, asked, async (tx, published, working) => {
    const inputs = await readInputs(tx, { consultationId: published.id }, ctx.language, ctx.now());
    const input = inputs.find((known) => known.id === id);
    if (!input || !isBracket(input)) return refuse({ code: "negotiation.not_found" });
    if (input.takenAt !== null) return refuse({ code: "negotiation.taken" });
    if (input.state !== "agreed") return refuse({ code: "negotiation.move_impossible" });
    if (input.withheld) return refuse({ code: "negotiation.source_withheld" });
    const draft = await withText(tx, published);
    const place = (await placesInDraft(tx, draft, working, [input])).get(id) ?? null;
    const done = await act(tx, { draft, working, inputs, input, place });
    if (!done.ok) return done;
    await tx.draftInput.update({ where: { id }, data: { takenAt: ctx.now(), takenReason: done.value } });
    return ok(null);
  });

/**
 * Takes an agreed proposal into the draft as it is written now, once, all in one transaction. Refuses
 * `negotiation.not_found`, `negotiation.taken`, `negotiation.move_impossible` for one that is not agreed,
 * `negotiation.source_withheld` where its report says it no more in the open, `negotiation.orphan` where its words are no
 * more surely there, and as the commands of documents do. Audit event.
 */
export const takeIntoDraft = (ctx: UserCtx, asked: AskedDraft, id: string): Promise<Result<null, Refusal>> =>
  withAgreed(ctx, asked, id, async (tx, { draft, working, inputs, input, place }) => {
    if (!place) return refuse({ code: "negotiation.orphan" });
    const written =
      input.kind === "ADD"
        ? await writeNew(tx, ctx, working, { place: placeOfNew(draft, working, input, inputs), text: input.text, id })
        : await write(tx, ctx, working, place, input);
    if (!written.ok) return written;
    await recordEvent(tx, ctx, { type: "draft.taken", subject: `document:${asked.document}`, data: { input: id, paragraph: place.paragraph } });
    return ok("");
  });

/**
 * Says that an agreed proposal whose words are no more surely there was written into the draft by a person, or need not be,
 * with a reason that is read beside it. Refuses as `takeIntoDraft`, and `negotiation.move_impossible` where it can be taken. Audit event.
 */
export const markTaken = (ctx: UserCtx, asked: AskedDraft, { input: id, reason }: { input: string; reason: string }): Promise<Result<null, Refusal>> =>
  withAgreed(ctx, asked, id, async (tx, { input, place }) => {
    if (place) return refuse({ code: "negotiation.move_impossible" });
    const data = { input: id, paragraph: input.paragraph, reason };
    await recordEvent(tx, ctx, { type: "draft.taken_by_hand", subject: `document:${asked.document}`, data });
    return ok(reason);
  });
