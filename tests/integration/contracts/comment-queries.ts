import { listDeskThreads } from "~/features/comments/queries/desk.server";
import { openDoor } from "~/features/comments/queries/doors.server";
import { countOpen, getCommentsPage, listNotes, listThreads } from "~/features/comments/queries/pages.server";
import type { UserCtx } from "~/platform/context.server";

const no = (code: string) => ({ ok: false, error: { code } });

type Ids = { report: string; submission: string };
type Owned = { holder: "author" | "desk"; refused: unknown; ask: (ctx: UserCtx, ids: Ids) => Promise<unknown> };

/** Queries of comments, by whose they are. */
export const commentQueries: Record<string, Owned> = {
  "comments/openDoor": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => openDoor(ctx, { report }) },
  "comments/listThreads": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => listThreads(ctx, { report }, { limit: 5 }) },
  "comments/listNotes": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => listNotes(ctx, { report }) },
  "comments/getCommentsPage": {
    holder: "desk",
    refused: no("submission.not_found"),
    ask: (ctx, { submission }) => getCommentsPage(ctx, { submission }),
  },
  "comments/countOpen": { holder: "desk", refused: {}, ask: (ctx, { submission }) => countOpen(ctx, submission) },
  "comments/listDeskThreads": { holder: "desk", refused: 0, ask: async (ctx) => (await listDeskThreads(ctx, { filter: "open" })).items.length },
};
