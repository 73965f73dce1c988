import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { listTemplates } from "~/features/publication/queries/consultation.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Card } from "~/ui/card";
import { DateTimeInZones } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["public"], title: (t) => t("public:templates.title") } satisfies PageHandle;
export const meta = publicMeta;

export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, templates: await listTemplates(ctx) }));

export default function TemplatesPage() {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const { templates } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("templates.title")} lead={t("templates.lead")} />
      {templates.length === 0 && <EmptyState title={t("templates.none")} />}
      <div className="grid gap-6">
        {templates.map(({ template, title, summary, questions, sections, partyKind, deadline }) => (
          <Card key={template} title={<Link to={links.template(language, template)}>{title}</Link>}>
            <p className="max-w-measure">{summary}</p>
            <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-3">
              <div>
                <dt className="text-ink-soft">{t("templates.for")}</dt>
                <dd>{t(`templates.kind.${partyKind}`)}</dd>
              </div>
              <div>
                <dt className="text-ink-soft">{t("templates.size")}</dt>
                <dd>{t("templates.questions", { count: questions, sections })}</dd>
              </div>
              <div>
                <dt className="text-ink-soft">{t("templates.deadline")}</dt>
                <dd>{deadline ? <DateTimeInZones at={deadline} /> : t("templates.noDeadline")}</dd>
              </div>
            </dl>
          </Card>
        ))}
      </div>
    </>
  );
}
