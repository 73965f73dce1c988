import { Link, useLoaderData } from "@remix-run/react";
import { VersionText } from "~/features/documents/components/version-text";
import { documentLinks } from "~/features/documents/model/address";
import { DraftBadge, DraftFacts, DraftName } from "~/features/negotiations/components/draft-facts";
import { draftLinks } from "~/features/negotiations/model/address";
import type { DraftPage } from "~/features/negotiations/model/pages";
import { getDraft } from "~/features/negotiations/queries/drafts.server";
import { versionParams } from "~/features/documents/schema";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: DraftPage };
export const handle = {
  texts: ["negotiations", "documents"],
  title: (t, data) => data?.page.draft.title ?? t("negotiations:title"),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

/** A published draft: its text with its numbers, and until when it takes comments. */
export const loader = publicLoader({ params: versionParams }, async ({ ctx, params: { document, number }, request, world }) => ({
  origin: world.origin,
  page: valueOr404(await getDraft(ctx, document, number), request, ctx),
}));

export default function DraftPageView() {
  const { t } = useTranslation("negotiations");
  const { t: documents } = useTranslation("documents");
  const language = useLanguage();
  const {
    page: { draft, hash, chapters },
  } = useLoaderData<typeof loader>();
  const { document, number, open, disposed } = draft;
  return (
    <>
      <PageHeader
        title={<DraftName draft={draft} />}
        badge={<DraftBadge draft={draft} />}
        breadcrumbs={[{ label: t("title"), to: draftLinks.all(language) }, { label: <DraftName draft={draft} /> }]}
        actions={disposed && <LinkButton to={draftLinks.dispositions(language, document, number)}>{t("dispositions.title")}</LinkButton>}
      />
      <div className="grid gap-10">
        <DraftFacts draft={draft} hash={hash} />
        {open && <p className="max-w-measure">{t("draft.how")}</p>}
        <VersionText
          page={{ chapters, document: draft }}
          under={({ id, number: place }) => (
            <p lang={language} dir="auto" className="flex flex-wrap gap-x-4 gap-y-1 text-sm print:hidden">
              <Link to={draftLinks.paragraph(language, document, number, id)}>{t(open ? "paragraph.say" : "paragraph.see", { number: place })}</Link>
              <Link to={documentLinks.publicEvidence(language, document, number, id)}>{documents("evidence.of", { number: place })}</Link>
            </p>
          )}
        />
      </div>
    </>
  );
}
