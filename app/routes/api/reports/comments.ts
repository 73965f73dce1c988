import { z } from "zod";
import { replyToThread, startThread } from "~/features/comments/commands/write.server";
import { listThreads } from "~/features/comments/queries/pages.server";
import { commentBody } from "~/features/comments/schema";
import { pageQuery } from "~/http/api-query";
import { answer, readJson, readQuery } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction, securedLoader } from "~/http/secured.server";

const params = z.object({ id: z.string() });

/** `GET /api/v1/reports/:id/comments`: the threads the secretariat and the party share on what was signed, newest first. */
export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id }, ctx, request }) => {
  const asked = readQuery(request, pageQuery);
  return asked.ok ? answer(await listThreads(ctx, { report: id }, asked.value), ctx.language) : problem(asked.error, ctx.language);
});

/** `POST /api/v1/reports/:id/comments`: begins a thread, or with `thread` answers in one. */
export const action = securedAction({ params, can: "reports.write" }, async ({ params: { id }, ctx, request }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const read = await readJson(request, commentBody);
  if (!read.ok) return problem(read.error, ctx.language);
  const { thread, question, row, id: own = crypto.randomUUID(), ...rest } = read.value;
  const comment = { ...rest, id: own };
  const written = thread
    ? await replyToThread(ctx, { report: id }, { ...comment, thread })
    : await startThread(ctx, { report: id }, { ...comment, kind: "shared", place: { question, row } });
  return answer(written, ctx.language, 201);
});
