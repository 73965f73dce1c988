import { Link, useLoaderData } from "@remix-run/react";
import { codingLinks } from "~/features/codings/model/address";
import { ChapterList } from "~/features/compilations/components/chapter-list";
import { compilationLinks, writeCross } from "~/features/compilations/model/address";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { documentLinks } from "~/features/documents/model/address";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["compilation", "coding", "desk", "documents"], title: (t) => t("compilation:title") } satisfies PageHandle;

/** The questions that can be compiled, by chapter of the consolidated report. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx }) => ({ chapters: await listChapters(ctx) }));

export default function CompilationPage() {
  const { t } = useTranslation("compilation");
  const { t: coding } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const { t: documents } = useTranslation("documents");
  const language = useLanguage();
  const { chapters } = useLoaderData<typeof loader>();
  const templates = new Map(chapters.flatMap(({ sources }) => sources.map(({ template, title }) => [template, title])));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <LinkButton to={codingLinks.start(language)}>{coding("title")}</LinkButton>
            <LinkButton to={compilationLinks.extract(language)}>{t("extract.link")}</LinkButton>
            <LinkButton to={documentLinks.all(language)}>{documents("title")}</LinkButton>
          </>
        }
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("title") }]}
      />
      {chapters.length === 0 ? (
        <EmptyState title={t("noCycle")} />
      ) : (
        <>
          <nav aria-labelledby="cross-tables" className="mb-6">
            <h2 id="cross-tables" className="text-base">
              {t("cross.link")}
            </h2>
            <ul className="flex flex-wrap gap-x-6">
              {[...templates].map(([template, title]) => (
                <li key={template}>
                  <Link
                    to={compilationLinks.cross(language, writeCross({ template, rows: "kind", columns: "un", filters: {} }))}
                    className="inline-flex min-h-11 items-center"
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <ChapterList chapters={chapters} />
        </>
      )}
    </>
  );
}
