import { Link, useLoaderData } from "@remix-run/react";
import { ComparedText } from "~/features/documents/components/compared-text";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { useVersionName } from "~/features/documents/components/use-version-name";
import { CompareForm, VersionFacts, VersionText } from "~/features/documents/components/version-text";
import { documentLinks } from "~/features/documents/model/address";
import type { VersionPage } from "~/features/documents/model/pages";
import { getVersion } from "~/features/documents/queries/versions.server";
import { versionParams } from "~/features/documents/schema";
import { VersionForm } from "~/features/papers/components/version-form";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["documents", "desk", "history"],
  title: (t, data) => data?.document.title ?? t("documents:title"),
} satisfies PageHandle<VersionPage>;

const numberOf = (text: string | null): number | null => (/^\d{1,4}$/.test(text ?? "") ? Number(text) : null);

/** A frozen version to be read or printed, clean or with what changed since another one. */
export const loader = securedLoader({ can: "desk.read", params: versionParams }, async ({ ctx, params: { document, number }, request }) => {
  const against = numberOf(new URL(request.url).searchParams.get("against"));
  const page = valueOr404(await getVersion(ctx, document, number, against), request, ctx);
  noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: String(number) });
  return page;
});

export default function VersionPageView() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const { document, version, others, against } = page;
  const nameOf = useVersionName();
  return (
    <>
      <DocumentHeader
        document={document}
        current="versions"
        title={nameOf(version)}
        lead={<bdi lang={document.language}>{document.title}</bdi>}
        actions={against && <LinkButton to={documentLinks.version(language, document.id, version.number)}>{t("version.clean")}</LinkButton>}
      />
      <div className="grid gap-10">
        {others.length > 0 && <CompareForm others={others} against={against?.version.number ?? null} />}
        {against ? (
          <ComparedText title={t("version.compared", { version: nameOf(against.version) })} chapters={against.chapters} language={document.language} />
        ) : (
          <VersionText
            page={page}
            under={({ id, number }) => (
              <Link lang={language} to={documentLinks.versionEvidence(language, document.id, version.number, id)} className="text-sm print:hidden">
                {t("evidence.of", { number })}
              </Link>
            )}
          />
        )}
        <VersionFacts page={page} />
        <VersionForm action={documentLinks.versionFile(language, document.id, version.number)} />
      </div>
    </>
  );
}
