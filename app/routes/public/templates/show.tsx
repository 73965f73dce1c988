import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { FormDownload } from "~/features/imports/components/form-download";
import { PaperForm } from "~/features/papers/components/paper-form";
import { TemplateDocument } from "~/features/publication/components/template-document";
import { getTemplate } from "~/features/publication/queries/consultation.server";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { sectionKey } from "~/features/templates/model/texts";
import { publicLoader, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Code } from "~/ui/bdi";
import { DateTimeInZones } from "~/ui/date-time";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

type Data = { template: { title: string } };
export const handle = {
  texts: ["public", "reports", "download", "imports"],
  title: (t, data) => data?.template.title ?? t("public:templates.title"),
} satisfies PageHandle<Data>;
export const meta = publicMeta;

export const loader = publicLoader({ params: z.object({ template: z.string() }) }, async ({ params, ctx, request, world }) => {
  const [template, { groups }] = await Promise.all([getTemplate(ctx, params.template), filterOptions(ctx)]);
  return {
    origin: world.origin,
    template: valueOr404(template, request, ctx),
    groupNames: Object.fromEntries(groups.map(({ value, label }) => [value, label])),
  };
});

export default function TemplatePage() {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const { template, groupNames } = useLoaderData<typeof loader>();
  const { definition, texts } = template;
  return (
    <>
      <PageHeader
        title={template.title}
        lead={template.summary}
        breadcrumbs={[{ label: t("templates.title"), to: links.templates(language) }, { label: template.title }]}
        actions={
          <LinkButton to={links.signIn(language)} variant="primary">
            {t("home.start.nobody")}
          </LinkButton>
        }
      />
      <div className="mb-10 grid gap-6">
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-3">
          <div>
            <dt className="text-sm text-ink-soft">{t("templates.deadline")}</dt>
            <dd>{template.deadline ? <DateTimeInZones at={template.deadline} /> : t("templates.noDeadline")}</dd>
          </div>
          <div>
            <dt className="text-sm text-ink-soft">{t("template.version")}</dt>
            <dd>{template.version}</dd>
          </div>
          <div className="print:hidden">
            <dt className="text-sm text-ink-soft">{t("template.languages")}</dt>
            <dd className="flex flex-wrap gap-x-4">
              {LANGUAGES.map((other) => (
                <a
                  key={other}
                  href={links.template(other, template.template)}
                  lang={other}
                  hrefLang={other}
                  aria-current={other === language ? "true" : undefined}
                >
                  {LANGUAGE_NAMES[other]}
                </a>
              ))}
            </dd>
          </div>
        </dl>
        <Notice>{t("template.note")}</Notice>
        <nav aria-label={t("template.contents")} className="print:hidden">
          <h2 className="mb-2 text-lg">{t("template.contents")}</h2>
          <ol className="grid gap-1 sm:columns-2 sm:block">
            {definition.sections.map(({ code }) => (
              <li key={code} className="py-0.5">
                <a href={`#section-${code}`}>
                  <span className="me-2">
                    <Code>{code}</Code>
                  </span>
                  {texts[sectionKey(code, "title")]}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </div>
      <TemplateDocument template={template} groupNames={groupNames} />
      <PaperForm action={links.apiTemplatePaper(template.template)} answered={false} />
      <div className="mt-10 print:hidden">
        <FormDownload action={links.apiTemplateForm(template.template)} />
      </div>
      <p className="mt-10 text-xs text-ink-soft">
        {t("template.hash")} <Code mono>{template.hash}</Code>
      </p>
    </>
  );
}
