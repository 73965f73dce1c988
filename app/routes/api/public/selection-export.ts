import { extentOf } from "~/features/papers/model/answers";
import { fileOfPages } from "~/features/papers/queries/file.server";
import { paperOfSelection } from "~/features/papers/queries/selection.server";
import { readFilters } from "~/features/reports/model/submission-filters";
import { selectionQuery } from "~/http/api-query";
import { readQuery } from "~/http/api.server";
import { downloadOf } from "~/http/download.server";
import { problem } from "~/http/problem.server";
import { publicLoader } from "~/http/secured.server";

/** `GET /api/v1/submissions/export`: the published reports found, in one PDF or Word document. */
export const loader = publicLoader({}, async ({ ctx, request }) => {
  const asked = readQuery(request, selectionQuery);
  if (!asked.ok) return problem(asked.error, ctx.language);
  const { format, only, names: language = ctx.language } = asked.value;
  const pages = await paperOfSelection({ ...ctx, language }, readFilters(new URL(request.url).searchParams), extentOf(only));
  const file = pages.ok ? await fileOfPages(pages.value, format) : pages;
  return file.ok ? downloadOf(file.value) : problem(file.error, language);
});
