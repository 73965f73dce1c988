import { paragraphsOf } from "~/features/documents/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import { passageIn } from "../model/passages";
import { readInputs, withText } from "../queries/load.server";
import { placesInDraft } from "../queries/standing.server";
import { withDecision, type AskedDraft } from "./lock-draft.server";

type AskedAnchor = { input: string; place: string; words: string; reason: string };

const refuseField = (field: string, code: string): Result<never, Refusal> => refuse({ code, fields: { [field]: code } });

/**
 * Puts an orphan anew in the draft as it is written now: on a paragraph, and, where it is about words, on words of it, with a
 * reason everybody reads. What was said, and to which words of the version, stays. Refuses `negotiation.not_found`,
 * `negotiation.taken`, `negotiation.source_withheld`, `negotiation.move_impossible` for what was withdrawn or is no orphan,
 * `negotiation.place_required` for a paragraph that is not in the draft, `negotiation.paragraph_agreed` for one that is agreed,
 * `negotiation.passage_not_found` and `negotiation.passage_repeated`. Audit event with where it stood before.
 */
export const anchorAnew = (ctx: UserCtx, asked: AskedDraft, { input: id, place, words, reason }: AskedAnchor): Promise<Result<null, Refusal>> =>
  withDecision(ctx, asked, async (tx, published, working) => {
    const input = (await readInputs(tx, { consultationId: published.id }, ctx.language, ctx.now())).find((known) => known.id === id);
    if (!input) return refuse({ code: "negotiation.not_found" });
    if (input.takenAt !== null) return refuse({ code: "negotiation.taken" });
    if (input.withheld) return refuse({ code: "negotiation.source_withheld" });
    const stands = (await placesInDraft(tx, await withText(tx, published), working, [input])).has(id);
    if (stands || input.state === "withdrawn") return refuse({ code: "negotiation.move_impossible" });
    const paragraph = paragraphsOf(working).find((known) => known.id === place);
    if (!paragraph) return refuseField("place", "negotiation.place_required");
    if (paragraph.agreed && input.kind !== "comment") return refuseField("place", "negotiation.paragraph_agreed");
    const isPart = input.words !== "";
    if (isPart && words === "") return refuseField("words", "negotiation.passage_not_found");
    const passage = passageIn(paragraph.text, isPart ? words : "");
    if (!passage.ok) return passage;
    const { text, revision } = paragraph;
    await tx.draftAnchor.create({ data: { inputId: id, paragraphId: place, ...passage.value, text, revision, reason, byId: ctx.actor.id, at: ctx.now() } });
    const { paragraph: from, words: of, start, end } = input.anchor ?? input;
    const data = { input: id, before: { paragraph: from, words: of, start, end }, after: { paragraph: place, ...passage.value, revision }, reason };
    await recordEvent(tx, ctx, { type: "draft.anchored", subject: `document:${asked.document}`, data });
    return ok(null);
  });
