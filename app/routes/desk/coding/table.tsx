import { useLoaderData } from "@remix-run/react";
import { CellAnswers, CodeTableView } from "~/features/codings/components/code-table";
import { CodingPages } from "~/features/codings/components/coding-pages";
import { codingLinks } from "~/features/codings/model/address";
import { FEW_PARTIES } from "~/features/compilations/model/guarded";
import { getCell, getCodeTable } from "~/features/codings/queries/table.server";
import { GROUPINGS } from "~/features/compilations/model";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["coding", "desk", "reports", "compilation"], title: (t) => t("coding:page.table") } satisfies PageHandle;

const FILES = ["csv", "xlsx"] as const;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const by = GROUPINGS.find((known) => known === searchParams.get("by")) ?? "kind";
  const code = searchParams.get("code");
  const table = valueOr404(await getCodeTable(ctx, by), request, ctx);
  const cell = code === null ? null : valueOr404(await getCell(ctx, { by, code, part: searchParams.get("part") }), request, ctx);
  if (code !== null) noteRead(ctx, { type: "coding.read", subject: `code:${code}`, detail: by });
  return { table, cell };
});

/** How many parties and answers have each code, by who gave them, and the answers behind a number. */
export default function CodeTableRoute() {
  const { t } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const { t: compiled } = useTranslation("compilation");
  const language = useLanguage();
  const { table, cell } = useLoaderData<typeof loader>();
  const names = {
    kind: compiled("by.kind"),
    un: compiled("by.un"),
    itu: compiled("by.itu"),
    group: compiled("figures.group"),
    language: compiled("by.language"),
  };
  return (
    <>
      <PageHeader
        title={t("page.table")}
        lead={t("table.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: codingLinks.start(language) },
          { label: t("page.table") },
        ]}
      />
      <CodingPages here="table" />
      <form method="get" className="mb-8 flex flex-wrap items-end gap-4 print:hidden">
        <Field label={compiled("figures.by")}>
          {(control) => <SelectInput {...control} name="by" defaultValue={table.by} options={GROUPINGS.map((value) => ({ value, label: names[value] }))} />}
        </Field>
        <Button type="submit">{compiled("figures.show")}</Button>
      </form>
      <div className="grid gap-10">
        <CodeTableView table={table} />
        {cell && <CellAnswers cell={cell} />}
        <section aria-labelledby="files" className="print:hidden">
          <h2 id="files" className="mb-3 text-xl">
            {t("files.title")}
          </h2>
          <p className="mb-3 max-w-measure">{t("files.lead", { count: FEW_PARTIES })}</p>
          <p className="flex flex-wrap gap-4">
            {FILES.map((format) => (
              <a key={format} href={codingLinks.tableFile(language, { by: table.by, format })} download className="inline-flex min-h-11 items-center">
                {compiled(`figures.${format}`)}
              </a>
            ))}
            <a href={codingLinks.project(language)} download className="inline-flex min-h-11 items-center">
              {t("files.project")}
            </a>
          </p>
        </section>
      </div>
    </>
  );
}
