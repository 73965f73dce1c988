import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { askExport } from "~/features/exports/commands/ask.server";
import { ExportList } from "~/features/exports/components/export-list";
import { listExports } from "~/features/exports/queries.server";
import { askExportForm } from "~/features/exports/schema";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["exports", "download", "public"], title: (t) => t("exports:title") } satisfies PageHandle;

export const loader = securedLoader({ can: "exports.own" }, async ({ ctx, request }) => {
  const after = new URL(request.url).searchParams.get("after");
  return { ...(await listExports(ctx, { after })), isFirst: after === null };
});

/** Asks for an export from below a list; it goes on at the export's own page. */
export const action = securedAction({ can: "exports.own", form: askExportForm }, async ({ ctx, input, allows }) => {
  const asked = await askExport(ctx, input, { desk: allows("desk.read") });
  return asked.ok ? redirect(links.export(ctx.language, asked.value.id)) : formRefusal(asked.error);
});

/** What somebody has asked for, and where it stands. */
export default function ExportsPage() {
  const { t } = useTranslation("exports");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const { items, next, isFirst } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid grid-cols-1 gap-6">
        {refusal && (
          <Notice tone="error" live>
            {refusalText(refusal)}
          </Notice>
        )}
        <ExportList items={items} />
        <Pager label={t("title")} earlier={null} later={next && `?after=${next}`} />
        {!isFirst && <Link to={links.exports(language)}>{t("toStart")}</Link>}
      </div>
    </>
  );
}
