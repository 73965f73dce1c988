import { letterFromDesk, letterToParty } from "~/features/clarifications/queries/letters.server";
import { findOpenPoints, getDeskPoints, getReportPoints, listAskable } from "~/features/clarifications/queries/points.server";
import { findReviewed } from "~/features/review/queries/subject.server";
import type { UserCtx } from "~/platform/context.server";

const no = (code: string) => ({ ok: false, error: { code } });

/** A report with an open point, its version, and the letter. */
type Ids = { clarified: string; asked: string; letter: string; submission: string };
type Owned = { holder: "author" | "desk"; refused: unknown; ask: (ctx: UserCtx, ids: Ids) => Promise<unknown> };

/** Queries of clarifications and of the version they are about, by whose they are. */
export const clarificationQueries: Record<string, Owned> = {
  "clarifications/getReportPoints": { holder: "author", refused: no("report.not_found"), ask: (ctx, { clarified }) => getReportPoints(ctx, clarified) },
  "clarifications/findOpenPoints": { holder: "author", refused: null, ask: (ctx, { clarified }) => findOpenPoints(ctx, clarified) },
  "clarifications/letterToParty": {
    holder: "author",
    refused: no("report.not_found"),
    ask: (ctx, { clarified, letter }) => letterToParty(ctx, clarified, letter),
  },
  "clarifications/letterFromDesk": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { asked, letter }) => letterFromDesk(ctx, asked, letter) },
  "clarifications/getDeskPoints": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { asked }) => getDeskPoints(ctx, asked) },
  "clarifications/listAskable": { holder: "desk", refused: [], ask: (ctx, { asked }) => listAskable(ctx, asked) },
  "review/findReviewed": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => findReviewed(ctx, ctx.db, submission, "read") },
};
