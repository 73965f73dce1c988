import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { restoreAnswer } from "~/features/reports/commands/restore-answer.server";
import { HistoryList } from "~/features/reports/components/history-list";
import { reportName } from "~/features/reports/components/report-name";
import { RestoreForm } from "~/features/reports/components/restore-form";
import { shownRevision } from "~/features/reports/model/proposals";
import { getHistoryPage } from "~/features/reports/queries/history.server";
import { getReport } from "~/features/reports/queries/pages.server";
import { rowSchema } from "~/features/saves/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["reports", "history"], title: (t) => t("history:title") } satisfies PageHandle;

const params = z.object({ id: z.string(), question: z.string().max(40) });
const form = z.object({ save: z.string().max(20), revision: z.coerce.number().int().min(0).max(2_000_000_000), opId: z.uuid() });

/** The repeat row the address names; one that is none finds no question. */
const rowOf = (request: Request): string => rowSchema.catch("?").parse(new URL(request.url).searchParams.get("row") ?? "");

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id, question }, ctx, request }) => {
  const asked = new URL(request.url).searchParams;
  const key = { question, row: rowOf(request) };
  return {
    report: valueOr404(await getReport(ctx, id), request, ctx),
    page: valueOr404(await getHistoryPage(ctx, id, key, { before: asked.get("before"), restore: asked.get("restore") }), request, ctx),
    isFirst: !asked.has("before"),
    restored: Number(asked.get("restored")) || null,
    opId: randomUUID(),
  };
});

export const action = securedAction({ params, can: "reports.write", form }, async ({ params: { id, question }, ctx, request, input }) => {
  const row = rowOf(request);
  const restored = await restoreAnswer(ctx, { reportId: id, question, row, ...input });
  if (restored.ok) return redirect(at(links.history(ctx.language, id, question, row), { restored: restored.value.revision }));
  if (restored.error.code === "report.not_found") return valueOr404<never>(restored, request, ctx);
  return formRefusal(restored.error);
});

/** A history's address with what is asked of it. */
const at = (address: string, asked: Record<string, string | number>): string => {
  const [path = "", row = ""] = address.split("?");
  const query = new URLSearchParams(row);
  for (const [name, value] of Object.entries(asked)) query.set(name, String(value));
  return `${path}?${query.toString()}`;
};

/** Every text that was saved for an answer, with what each save changed; an earlier one can be put back. */
export default function HistoryRoute() {
  const { t } = useTranslation(["history", "reports"]);
  const language = useLanguage();
  const { report, page, isFirst, restored, opId } = useLoaderData<typeof loader>();
  const refusalText = useRefusalText();
  const answer = useActionData<typeof action>();
  const refusal = answer && "refusal" in answer ? answer.refusal : null;
  const { question, row, items, next, current, chosen } = page;
  const here = links.history(language, report.id, question, row);
  const section = `${links.section(language, report.id, page.page)}#${question}`;
  const mayWrite = report.allowances.write;
  const isChosen = chosen !== null && mayWrite;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={
          <>
            <p className="font-semibold">
              <Code>{question}</Code> {page.label}
            </p>
            <p>{t("lead")}</p>
          </>
        }
        breadcrumbs={[
          { label: t("reports:index.title"), to: links.reports(language) },
          { label: reportName((key, values) => t(`reports:${key}`, values), report), to: links.report(language, report.id) },
          { label: page.page, to: section },
          { label: t("crumb") },
        ]}
        actions={<LinkButton to={section}>{t("back")}</LinkButton>}
      />
      <div className="grid grid-cols-1 gap-6">
        {restored !== null && !chosen && (
          <Notice tone="success" live>
            {t("restore.done", { revision: shownRevision(restored) })}
          </Notice>
        )}
        {refusal && !isChosen && (
          <Notice tone="error" live>
            {refusalText(refusal)}
          </Notice>
        )}
        {isChosen && <RestoreForm key={chosen.id} chosen={chosen} current={current} opId={opId} refusal={refusal} cancelTo={here} />}
        {items.length > 0 ? (
          <HistoryList page={page} restoreAt={mayWrite ? (save) => `${at(here, { restore: save })}#restore` : null} />
        ) : (
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        )}
        <Pager label={t("title")} earlier={null} later={next && at(here, { before: next })} />
        {!isFirst && <Link to={here}>{t("toNewest")}</Link>}
      </div>
    </>
  );
}
