import { useTranslation } from "~/ui/use-translation";
import { publicLoader } from "~/http/secured.server";
import { publicMeta } from "~/lib/page-links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["public"], title: (t) => t("public:accessibility.title") } satisfies PageHandle;
export const meta = publicMeta;

export const loader = publicLoader({}, async ({ world }) => ({ origin: world.origin }));

const DONE = ["keyboard", "reader", "zoom", "scripts", "languages", "motion", "print"] as const;
const KNOWN = ["review", "tables", "files"] as const;

export default function AccessibilityPage() {
  const { t } = useTranslation("public");
  return (
    <>
      <PageHeader title={t("accessibility.title")} lead={t("accessibility.lead")} />
      <div className="grid max-w-measure gap-8">
        <section className="grid gap-2">
          <h2 className="text-xl">{t("accessibility.done.title")}</h2>
          <ul className="grid list-disc gap-1 ps-6">
            {DONE.map((point) => (
              <li key={point}>{t(`accessibility.done.${point}`)}</li>
            ))}
          </ul>
        </section>
        <section className="grid gap-2">
          <h2 className="text-xl">{t("accessibility.known.title")}</h2>
          <ul className="grid list-disc gap-1 ps-6">
            {KNOWN.map((point) => (
              <li key={point}>{t(`accessibility.known.${point}`)}</li>
            ))}
          </ul>
        </section>
        <section className="grid gap-2">
          <h2 className="text-xl">{t("accessibility.contact.title")}</h2>
          <p>{t("accessibility.contact.text")}</p>
        </section>
      </div>
    </>
  );
}
