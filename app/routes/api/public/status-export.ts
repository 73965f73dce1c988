import { fileOf } from "~/features/papers/queries/file.server";
import { paperOfBoard } from "~/features/papers/queries/board.server";
import { boardAsked, boardQuery } from "~/http/board-query";
import { readQuery } from "~/http/api.server";
import { downloadOf } from "~/http/download.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/status/export`: the status board as a PDF, a Word document or an Excel workbook. */
export const loader = publicLoader({}, async ({ ctx, request }) => {
  const asked = readQuery(request, boardQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  const board = await paperOfBoard(ctx, boardAsked(asked.value));
  const file = board.ok ? await fileOf(board.value, asked.value.format) : board;
  return file.ok ? downloadOf(file.value) : problem(file.error, ctx.language);
});
