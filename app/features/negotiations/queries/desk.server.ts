import { paragraphsOf, type Draft } from "~/features/documents/model";
import { numbersOf } from "~/features/documents/queries/documents.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import type { Stage } from "~/features/documents/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { isBracket, isOpen, movesFrom, type Input, type Kind, type State } from "../model";
import { bracketed, cleanText, countBrackets } from "../model/brackets";
import { bracketsByDay } from "../model/count";
import type { BracketParagraph, BracketsPage, DeskInput, NegotiationPage } from "../model/pages";
import { choiceOf } from "../model/passages";
import { mayNegotiate } from "../policy";
import { findDraftText, lineOf, lineSelect, readInputs } from "./load.server";
import { placesInDraft } from "./standing.server";

/** A document at the desk: what of it is out for comment or was, and how many brackets were open over time. Refuses `negotiation.not_found`. */
export async function getNegotiation(ctx: Ctx, id: string): Promise<Result<NegotiationPage, Refusal>> {
  const working = mayNegotiate(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  if (!working) return refuse({ code: "negotiation.not_found" });
  const [versions, rows] = await Promise.all([
    ctx.db.documentVersion.findMany({
      where: { documentId: id, consultation: null },
      orderBy: { number: "desc" },
      select: { number: true, stage: true, revision: true },
    }),
    ctx.db.draftConsultation.findMany({
      where: { version: { documentId: id } },
      orderBy: { openedAt: "desc" },
      select: {
        ...lineSelect,
        inputs: {
          select: { kind: true, state: true, at: true, disposition: true, turns: { orderBy: { id: "asc" }, select: { from: true, to: true, at: true } } },
        },
      },
    }),
  ]);
  const courses = rows.flatMap(({ inputs }) =>
    inputs.map(({ kind, at, turns }) => ({
      kind: kind as Kind,
      at: at.toISOString(),
      moves: turns.map((turn) => ({ from: turn.from as State, to: turn.to as State, at: turn.at.toISOString() })),
    })),
  );
  return ok({
    document: headOf(working),
    mayDecide: mayNegotiate(ctx.actor, "decide"),
    drafts: rows.map((row) => {
      const standing = row.inputs.filter(({ state }) => state !== "withdrawn");
      const proposals = standing.filter(({ kind }) => kind !== "comment");
      return {
        ...lineOf(row, ctx.now()),
        comments: standing.length - proposals.length,
        proposals: proposals.length,
        brackets: proposals.filter(({ kind, state }) => isBracket({ kind: kind as Kind }) && isOpen(state as State)).length,
        unanswered: standing.filter(({ disposition }) => disposition === "").length,
      };
    }),
    versions: versions.map(({ number, stage, revision }) => ({ number, stage: stage as Stage, revision })),
    days: bracketsByDay(courses),
  });
}

const headOf = ({ id, title, language }: Draft): NegotiationPage["document"] => ({ id, title, language });

/**
 * A published draft with all that is proposed, paragraph by paragraph: in brackets, as it reads with what was agreed, and
 * each proposal with where it stands in the draft as it is written now. Refuses `negotiation.not_found`.
 */
export async function getBrackets(ctx: Ctx, id: string, number: number): Promise<Result<BracketsPage, Refusal>> {
  const working = mayNegotiate(ctx.actor, "read") ? await loadDraft(ctx.db, id) : null;
  const draft = working && (await findDraftText(ctx.db, id, number, ctx.now()));
  if (!draft) return refuse({ code: "negotiation.not_found" });
  const inputs = await readInputs(ctx.db, { consultationId: draft.id }, ctx.language, ctx.now());
  const places = await placesInDraft(ctx.db, draft, working, inputs);
  const mayDecide = mayNegotiate(ctx.actor, "decide");
  const present = new Map(paragraphsOf(working).map((paragraph) => [paragraph.id, paragraph]));
  const numbers = numbersOf(working);
  const atDesk = ({ anchor, ...input }: Input): DeskInput => {
    const standing = input.takenAt !== null ? "taken" : places.has(input.id) ? "stands" : "orphan";
    const isLocked = present.get((anchor ?? input).paragraph)?.agreed ?? false;
    const moved = anchor && { number: numbers.get(anchor.paragraph) ?? "", words: anchor.words, reason: anchor.reason, at: anchor.at };
    const mayAnchor = standing === "orphan" && input.state !== "withdrawn" && !input.withheld;
    const moves = input.kind === "comment" || input.takenAt !== null ? [] : movesFrom(input).filter((to) => !isLocked || !isOpen(to));
    const isToTake = input.state === "agreed" && isBracket(input) && !input.withheld;
    return { ...input, moved, standing, moves, mayTake: isToTake && standing === "stands", mayMark: isToTake && standing === "orphan", mayAnchor };
  };
  const chapters = draft.chapters.map(({ id: of, number: place, title, paragraphs }) => ({
    id: of,
    number: place,
    title,
    paragraphs: paragraphs.map((paragraph): BracketParagraph => {
      const own = inputs.filter((input) => input.paragraph === paragraph.id);
      const now = present.get(paragraph.id);
      return {
        id: paragraph.id,
        number: paragraph.number,
        text: paragraph.text,
        now: now ? { revision: now.revision, agreed: now.agreed, text: now.text === paragraph.text ? null : now.text } : null,
        bracketed: bracketed(paragraph.text, own),
        clean: cleanText(paragraph.text, own),
        inputs: own.map(atDesk),
      };
    }),
  }));
  const choices = paragraphsOf(working).map(({ id: paragraph, text }) => choiceOf({ id: paragraph, number: numbers.get(paragraph)!, text }));
  return ok({ document: headOf(working), draft: draft.line, mayDecide, brackets: countBrackets(inputs), places: choices, chapters });
}
