import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { publicTimeline } from "~/features/publication/queries/consultation.server";
import { publicLoader } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["public"], title: (t) => t("public:about.title") } satisfies PageHandle;
export const meta = publicMeta;

export const loader = publicLoader({}, async ({ ctx, world }) => ({ origin: world.origin, summary: (await publicTimeline(ctx))?.summary ?? "" }));

const PARTS = ["purpose", "process", "publication", "languages", "data"] as const;

export default function AboutPage() {
  const { t } = useTranslation("public");
  const { summary } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("about.title")} lead={summary} />
      <div className="grid max-w-measure gap-8">
        {PARTS.map((part) => (
          <section key={part} className="grid gap-2">
            <h2 className="text-xl">{t(`about.${part}.title`)}</h2>
            <p>{t(`about.${part}.text`)}</p>
          </section>
        ))}
      </div>
    </>
  );
}
