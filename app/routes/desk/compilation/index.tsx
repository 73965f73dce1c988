import { Link, useLoaderData } from "@remix-run/react";
import { codingLinks } from "~/features/codings/model/address";
import { ChapterList } from "~/features/compilations/components/chapter-list";
import { compilationLinks, writeCross } from "~/features/compilations/model/address";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { findBegunCycle, listCycles } from "~/features/cycles/queries.server";
import { documentLinks } from "~/features/documents/model/address";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["compilation", "coding", "desk", "documents", "public"], title: (t) => t("compilation:title") } satisfies PageHandle;

/** The questions that can be compiled, by chapter of the consolidated report. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const asked = new URL(request.url).searchParams.get("cycle") ?? undefined;
  const [cycle, cycles] = await Promise.all([findBegunCycle(ctx, asked), listCycles(ctx)]);
  return {
    chapters: cycle ? await listChapters(ctx, cycle.code) : [],
    cycle: cycle?.code ?? null,
    chosen: asked !== undefined,
    cycles: cycles.filter(({ state }) => state !== "prepared").map(({ code, names }) => ({ value: code, label: names[ctx.language] })),
  };
});

export default function CompilationPage() {
  const { t } = useTranslation("compilation");
  const { t: coding } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const { t: documents } = useTranslation("documents");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { chapters, cycle, chosen, cycles } = useLoaderData<typeof loader>();
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
      {cycles.length > 1 && (
        <form method="get" className="mb-6 flex flex-wrap items-end gap-4">
          <Field id="cycle" label={shared("submission.cycle")}>
            {(control) => <SelectInput {...control} name="cycle" options={cycles} defaultValue={cycle ?? undefined} />}
          </Field>
          <Button type="submit">{shared("filter.submit")}</Button>
        </form>
      )}
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
                    to={compilationLinks.cross(language, writeCross({ template, rows: "kind", columns: "un", filters: chosen && cycle ? { cycle } : {} }))}
                    className="inline-flex min-h-11 items-center"
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <ChapterList chapters={chapters} cycle={chosen ? cycle : null} />
        </>
      )}
    </>
  );
}
