import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { FreezeForm } from "~/features/documents/components/freeze-form";
import { useVersionName } from "~/features/documents/components/use-version-name";
import { documentLinks } from "~/features/documents/model/address";
import type { VersionsPage } from "~/features/documents/model/pages";
import { listVersions } from "~/features/documents/queries/versions.server";
import { freezeSchema } from "~/features/documents/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["documents", "desk"],
  title: (t, data) => (data ? `${t("documents:versions.title")} · ${data.document.title}` : t("documents:title")),
} satisfies PageHandle<VersionsPage>;

const params = z.object({ document: z.string() });

/** The frozen versions of a document. */
export const loader = securedLoader({ can: "desk.read", params }, async ({ ctx, params: { document }, request }) =>
  valueOr404(await listVersions(ctx, document), request, ctx),
);

export const action = securedAction({ can: "desk.decide", params, form: freezeSchema }, async ({ ctx, params: { document }, input }) => {
  const frozen = await freezeVersion(ctx, document, input);
  if (frozen.ok) return redirect(documentLinks.version(ctx.language, document, frozen.value.number));
  return formRefusal({ ...frozen.error, typed: { stage: input.stage, reason: input.reason, waive: input.waive.join("\n") } });
});

export default function VersionsPageView() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const nameOf = useVersionName();
  return (
    <>
      <DocumentHeader document={page.document} current="versions" title={t("versions.title")} />
      <div className="grid gap-10">
        <DataTable
          caption={t("versions.title")}
          captionHidden
          rows={page.versions}
          rowKey={({ number }) => String(number)}
          empty={<EmptyState title={t("versions.none")} />}
          columns={[
            {
              key: "version",
              header: t("versions.version"),
              rowHeader: true,
              cell: (version) => <Link to={documentLinks.version(language, page.document.id, version.number)}>{nameOf(version)}</Link>,
            },
            { key: "by", header: t("versions.by"), cell: ({ frozenBy }) => <bdi>{frozenBy}</bdi> },
            { key: "at", header: t("versions.at"), cell: ({ frozenAt }) => <DateTime at={frozenAt} /> },
          ]}
        />
        {page.mayWrite && <FreezeForm page={page} answer={answer} />}
      </div>
    </>
  );
}
