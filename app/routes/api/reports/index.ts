import { startReport } from "~/features/reports/commands/start.server";
import { listReports } from "~/features/reports/queries/pages.server";
import { startReportBody } from "~/features/reports/schema";
import { pageQuery } from "~/http/api-query";
import { answer, json, readJson, readQuery } from "~/http/api.server";
import { problem } from "~/http/problem.server";
import { securedAction, securedLoader } from "~/http/secured.server";

/** `GET /api/v1/reports`: the caller's reports, newest first. */
export const loader = securedLoader({ can: "reports.read" }, async ({ ctx, request }) => {
  const asked = readQuery(request, pageQuery);
  return asked.ok ? json(await listReports(ctx, asked.value)) : problem(asked.error, ctx.language);
});

/** `POST /api/v1/reports {template, party, line?, language?}`: starts one. */
export const action = securedAction({ can: "reports.write" }, async ({ ctx, request }) => {
  if (request.method !== "POST") return problem({ code: "request.method" }, ctx.language);
  const read = await readJson(request, startReportBody);
  if (!read.ok) return problem(read.error, ctx.language);
  return answer(await startReport(ctx, { ...read.value, language: read.value.language ?? ctx.actor.language ?? ctx.language }), ctx.language, 201);
});
