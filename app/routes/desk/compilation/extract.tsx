import { useLoaderData } from "@remix-run/react";
import { compilationLinks } from "~/features/compilations/model/address";
import { listCycles } from "~/features/cycles/queries.server";
import { PAGE_FORMATS } from "~/features/papers/model";
import { listPublishedParties } from "~/features/publication/queries/published.server";
import { useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["compilation", "desk", "public", "download"], title: (t) => t("compilation:extract.title") } satisfies PageHandle;

/** By what an extract can be narrowed. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx }) => {
  const [options, parties, cycles] = await Promise.all([filterOptions(ctx), listPublishedParties(ctx), listCycles(ctx)]);
  return {
    options,
    parties,
    cycles: cycles.map(({ code, names, state }) => ({ value: code, label: names[ctx.language], isOpen: state === "open" })),
  };
});

/** One document of what published reports say over all questions: a plain form, since a file is no page. */
export default function ExtractPage() {
  const { t } = useTranslation("compilation");
  const { t: desk } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const { t: download } = useTranslation("download");
  const language = useLanguage();
  const { options, parties, cycles } = useLoaderData<typeof loader>();
  const filters = useSubmissionFilters(options, ["region", "line", "gdc"]);
  return (
    <>
      <PageHeader
        title={t("extract.title")}
        lead={t("extract.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: compilationLinks.chapters(language) },
          { label: t("extract.title") },
        ]}
      />
      <form method="get" action={compilationLinks.extractFile(language)} className="grid max-w-measure gap-5">
        {cycles.length > 1 && (
          <Field id="cycle" label={shared("submission.cycle")}>
            {(control) => <SelectInput {...control} name="cycle" options={cycles} defaultValue={cycles.find(({ isOpen }) => isOpen)?.value} />}
          </Field>
        )}
        <Field id="party" label={t("extract.party")}>
          {(control) => <SelectInput {...control} name="party" placeholder={shared("filter.any")} options={parties} />}
        </Field>
        {filters.map(({ name, label, any: all, options: choices }) => (
          <Field key={name} id={name} label={label}>
            {(control) => <SelectInput {...control} name={name} placeholder={all} options={choices} />}
          </Field>
        ))}
        <CheckboxGroup id="sdg" name="sdg" legend={t("extract.goals")} options={options.sdgs} />
        <Field id="format" label={download("format")}>
          {(control) => <SelectInput {...control} name="format" options={PAGE_FORMATS.map((format) => ({ value: format, label: download(format) }))} />}
        </Field>
        <Field id="names" label={download("language")}>
          {(control) => <LanguageSelect {...control} name="names" defaultValue={language} />}
        </Field>
        <p className="text-ink-soft">{t("extract.note")}</p>
        <div>
          <Button type="submit" variant="primary" icon="download">
            {t("extract.show")}
          </Button>
        </div>
      </form>
    </>
  );
}
