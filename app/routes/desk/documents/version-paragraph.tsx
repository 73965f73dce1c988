import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DocumentHeader } from "~/features/documents/components/document-header";
import { FrozenEvidence } from "~/features/documents/components/frozen-evidence";
import { useVersionName } from "~/features/documents/components/use-version-name";
import { documentLinks } from "~/features/documents/model/address";
import type { FrozenEvidencePage } from "~/features/documents/model/pages";
import { getFrozenEvidence } from "~/features/documents/queries/frozen-evidence.server";
import { versionParams } from "~/features/documents/schema";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = {
  texts: ["documents", "desk"],
  title: (t, data) => (data ? `${t("documents:paragraph.title", { number: data.paragraph.number })} · ${data.document.title}` : t("documents:title")),
} satisfies PageHandle<FrozenEvidencePage>;

/** A paragraph of a frozen version, with what each of its sentences rested on. */
export const loader = securedLoader(
  { can: "desk.read", params: versionParams.extend({ paragraph: z.uuid() }) },
  async ({ ctx, params: { document, number, paragraph }, request }) => {
    const page = valueOr404(await getFrozenEvidence(ctx, { document, number, paragraph }), request, ctx);
    noteRead(ctx, { type: "document.read", subject: `document:${document}`, detail: `${number} ${paragraph}` });
    return page;
  },
);

export default function VersionParagraphPage() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const { document, version, paragraph, sentences } = useLoaderData<typeof loader>();
  const nameOf = useVersionName();
  return (
    <>
      <DocumentHeader
        document={document}
        current="versions"
        title={t("paragraph.title", { number: `\u2066${paragraph.number}\u2069` })}
        lead={t("evidence.frozen", { version: nameOf(version) })}
        actions={
          <LinkButton to={`${documentLinks.version(language, document.id, version.number)}#paragraph-${paragraph.id}`}>{t("evidence.toVersion")}</LinkButton>
        }
      />
      <FrozenEvidence
        sentences={sentences}
        language={document.language}
        linkOf={({ submission }) => links.deskSubmission(language, submission)}
        none={t("evidence.none")}
      />
    </>
  );
}
