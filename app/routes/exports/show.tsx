import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { cancelExport } from "~/features/exports/commands/cancel.server";
import { ExportProgress } from "~/features/exports/components/export-progress";
import { StateBadge } from "~/features/exports/components/state-badge";
import { getExport } from "~/features/exports/queries.server";
import { exportActSchema } from "~/features/exports/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["exports", "download"], title: (t) => t("exports:title") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "exports.own" }, async ({ params: { id }, ctx, request }) => ({
  item: valueOr404(await getExport(ctx, id), request, ctx),
}));

export const action = securedAction({ params, can: "exports.own", form: exportActSchema }, async ({ params: { id }, ctx, request, world }) => {
  const done = await cancelExport(ctx, world.made, id);
  if (done.ok) return redirect(links.export(ctx.language, id));
  if (done.error.code === "export.not_found") return valueOr404<never>(done, request, ctx);
  return formRefusal(done.error);
});

/** One export: how far it is, its file once it is there, and how it ended. */
export default function ExportPage() {
  const { t } = useTranslation("exports");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const { item } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <>
      <PageHeader
        title={t("show.title", { count: item.total })}
        badge={<StateBadge state={item.state} />}
        breadcrumbs={[{ label: t("title"), to: links.exports(language) }, { label: t("reports", { count: item.total }) }]}
      />
      {refusal && (
        <Notice tone="error" live>
          {refusalText(refusal)}
        </Notice>
      )}
      <ExportProgress item={item} />
    </>
  );
}
