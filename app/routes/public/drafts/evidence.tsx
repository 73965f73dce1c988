import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FrozenEvidence } from "~/features/documents/components/frozen-evidence";
import { useVersionName } from "~/features/documents/components/use-version-name";
import type { FrozenEvidencePage } from "~/features/documents/model/pages";
import { getPublicEvidence } from "~/features/documents/queries/frozen-evidence.server";
import { versionParams } from "~/features/documents/schema";
import { draftLinks } from "~/features/negotiations/model/address";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: FrozenEvidencePage };
export const handle = {
  texts: ["negotiations", "documents"],
  title: (t, data) =>
    data ? `${t("documents:paragraph.title", { number: data.page.paragraph.number })} · ${data.page.document.title}` : t("negotiations:title"),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

/** A paragraph of a published draft, with what published reports say that its sentences rest on. */
export const loader = publicLoader({ params: versionParams.extend({ paragraph: z.uuid() }) }, async ({ ctx, params, request, world }) => ({
  origin: world.origin,
  page: valueOr404(await getPublicEvidence(ctx, params), request, ctx),
}));

export default function DraftEvidencePage() {
  const { t } = useTranslation("documents");
  const { t: drafts } = useTranslation("negotiations");
  const language = useLanguage();
  const {
    page: { document, version, paragraph, sentences },
  } = useLoaderData<typeof loader>();
  const nameOf = useVersionName();
  const title = t("paragraph.title", { number: paragraph.number });
  const name = (
    <>
      <bdi lang={document.language} dir="auto">
        {document.title}
      </bdi>
      {" · "}
      {nameOf(version)}
    </>
  );
  return (
    <>
      <PageHeader
        title={title}
        lead={t("evidence.public")}
        breadcrumbs={[
          { label: drafts("title"), to: draftLinks.all(language) },
          { label: name, to: draftLinks.place(language, document.id, version.number, paragraph.id) },
          { label: title },
        ]}
      />
      <FrozenEvidence
        sentences={sentences}
        language={document.language}
        linkOf={({ symbol }) => links.submission(language, symbol)}
        none={t("evidence.nonePublic")}
      />
    </>
  );
}
