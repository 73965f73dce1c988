import { z } from "zod";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { getAnswer } from "~/features/reports/queries/live.server";
import { saveAnswerBody } from "~/features/reports/schema";
import { answerQuery } from "~/http/api-query";
import { answer, readJson, readQuery, revisionOf } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction, securedLoader } from "~/http/secured.server";

const params = z.object({ id: z.string(), question: z.string().max(40) });
const opId = z.uuid();

/** `GET /api/v1/reports/:id/answers/:question`: one answer of the working copy, as it stands now. */
export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id, question }, ctx, request }) => {
  const asked = readQuery(request, answerQuery);
  return answer(asked.ok ? await getAnswer(ctx, id, { question, row: asked.value.row }) : asked, ctx.language);
});

/** `PUT /api/v1/reports/:id/answers/:question`: one save. */
export const action = securedAction({ params, can: "reports.write" }, async ({ params: { id, question }, ctx, request }) => {
  if (request.method !== "PUT") return problem({ code: "request.method" }, ctx.language);
  const key = opId.safeParse(request.headers.get("idempotency-key"));
  const baseRevision = revisionOf(request.headers.get("if-match"));
  if (!key.success || baseRevision === null) return problem({ code: "save.headers_missing" }, ctx.language);
  const read = await readJson(request, saveAnswerBody);
  if (!read.ok) return problem(read.error, ctx.language);
  const via = request.headers.has("authorization") ? "api" : "form";
  const saved = await saveAnswers(ctx, { reportId: id, via, operations: [{ opId: key.data, question, baseRevision, ...read.value }] });
  return answer(saved.ok ? saved.value[0]! : saved, ctx.language);
});
