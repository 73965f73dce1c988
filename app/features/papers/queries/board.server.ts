import type { Audience, BoardFilters, BoardSummary, FacilitatorOrder, StateOrder } from "~/features/publication/model";
import { boardSummary, findBoardCycle } from "~/features/publication/queries/board.server";
import { facilitatorBoard } from "~/features/publication/queries/facilitator-board.server";
import { stakeholderBoard } from "~/features/publication/queries/stakeholder-board.server";
import { stateBoard } from "~/features/publication/queries/state-board.server";
import { links } from "~/lib/links";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { MAX_LISTED, type Handout } from "../model";
import type { BoardSource, BoardView } from "../model/board";
import { boardBook } from "../model/board-book";
import { boardName, boardPaper } from "../model/board-paper";
import { everyPublished } from "./every-published.server";
import { wordsIn } from "./words.server";

type Read = Pick<Ctx, "db" | "now" | "language" | "origin">;

/** Whose board, and how it is arranged and narrowed: as on its page. */
export type BoardAsked =
  | { who: Extract<Audience, "state">; filters: BoardFilters<StateOrder> }
  | { who: Extract<Audience, "un_entity">; filters: BoardFilters<FacilitatorOrder> }
  | { who: Extract<Audience, "organisation">; category?: string };

/** The status board of the open cycle. Refuses `paper.no_cycle` and, for more contributions than a list holds, `paper.too_many`. */
export async function paperOfBoard(ctx: Read, asked: BoardAsked): Promise<Result<Handout, Refusal>> {
  const [summary, view] = await Promise.all([boardSummary(ctx), viewOf(ctx, asked)]);
  if (!view.ok) return view;
  return summary ? ok(handoutOf(ctx, summary, view.value)) : refuse(noCycle);
}

const noCycle: Refusal = { code: "paper.no_cycle" };

function handoutOf({ language, origin, now }: Read, summary: BoardSummary, view: BoardView): Handout {
  const source: BoardSource = { ...view, summary, addressOf: (symbol) => origin + links.submission(language, symbol) };
  const options = { words: wordsIn(language), now: now() };
  return { name: boardName(source, options), paper: () => boardPaper(source, options), book: () => boardBook(source, options) };
}

async function viewOf(ctx: Read, asked: BoardAsked): Promise<Result<BoardView, Refusal>> {
  if (asked.who === "organisation") return stakeholderView(ctx, asked.category);
  if (asked.who === "state") {
    const board = await stateBoard(ctx, asked.filters);
    return board ? ok({ ...asked, board }) : refuse(noCycle);
  }
  const board = await facilitatorBoard(ctx, asked.filters);
  return board ? ok({ ...asked, board }) : refuse(noCycle);
}

/** The page shows the public contributions a page at a time, a document all of them. */
async function stakeholderView(ctx: Read, category: string | undefined): Promise<Result<BoardView, Refusal>> {
  const [found, board] = await Promise.all([findBoardCycle(ctx), stakeholderBoard(ctx, { category })]);
  if (!found || !board) return refuse(noCycle);
  const published = await everyPublished(ctx, { cycle: found.cycle.code, category }, { most: MAX_LISTED, templates: found.templates.organisation });
  const name = board.categories.find(({ code }) => code === category)?.name;
  return published.ok ? ok({ who: "organisation", board, published: published.value, category: category === undefined ? null : name || category }) : published;
}
