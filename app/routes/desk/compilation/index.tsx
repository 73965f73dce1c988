import { useLoaderData } from "@remix-run/react";
import { ChapterList } from "~/features/compilations/components/chapter-list";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["compilation", "desk"], title: (t) => t("compilation:title") } satisfies PageHandle;

/** The questions that can be compiled, by chapter of the consolidated report. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx }) => ({ chapters: await listChapters(ctx) }));

export default function CompilationPage() {
  const { t } = useTranslation("compilation");
  const { t: desk } = useTranslation("desk");
  const { chapters } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} breadcrumbs={[{ label: desk("queue.title"), to: links.desk(useLanguage()) }, { label: t("title") }]} />
      {chapters.length === 0 ? <EmptyState title={t("noCycle")} /> : <ChapterList chapters={chapters} />}
    </>
  );
}
