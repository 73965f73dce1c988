import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { meetingLinks } from "~/features/meetings/model/address";
import { PhaseList } from "~/features/publication/components/phase-list";
import { publicTimelines } from "~/features/publication/queries/consultation.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["public", "meetings"], title: (t) => t("public:timeline.title") } satisfies PageHandle;
export const meta = publicMeta;

export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, timelines: await publicTimelines(ctx) }));

export default function TimelinePage() {
  const { t } = useTranslation("public");
  const { t: meetings } = useTranslation("meetings");
  const language = useLanguage();
  const { open, others } = useLoaderData<typeof loader>().timelines;
  return (
    <>
      <PageHeader
        title={t("timeline.title")}
        lead={t("timeline.lead")}
        actions={<LinkButton to={meetingLinks.all(language)}>{meetings("title")}</LinkButton>}
      />
      {open && (
        <p className="mb-6 print:hidden">
          <a href={links.calendar(language)} download>
            {t("timeline.calendar")}
          </a>
        </p>
      )}
      {open ? <PhaseList steps={open.steps} detailed /> : <EmptyState title={t("home.noCycle")} />}
      {others.length > 0 && (
        <section aria-labelledby="others" className="mt-10 grid gap-4">
          <h2 id="others" className="text-xl">
            {t("timeline.others")}
          </h2>
          {others.map(({ code, name, summary, state, steps }) => (
            <Card key={code} level={3} title={name} badge={<Badge>{t(`timeline.state.${state}`)}</Badge>}>
              <p className="max-w-measure">{summary}</p>
              {steps.length > 0 && <PhaseList steps={steps} />}
            </Card>
          ))}
        </section>
      )}
    </>
  );
}
