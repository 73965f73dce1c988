import { z } from "zod";
import { getAnswerHistory } from "~/features/reports/queries/answers.server";
import { answer } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedLoader } from "~/http/secured.server";

const page = z.object({
  row: z.string().max(40).default(""),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

/** `GET /api/v1/reports/:id/answers/:question/history`: every save, newest first. */
export const loader = securedLoader(
  { params: z.object({ id: z.string(), question: z.string().max(40) }), can: "reports.read" },
  async ({ params, ctx, request }) => {
    const asked = page.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return problem({ code: "request.invalid" }, ctx.language);
    return answer(await getAnswerHistory(ctx, params.id, { question: params.question, row: asked.data.row }, asked.data), ctx.language);
  },
);
