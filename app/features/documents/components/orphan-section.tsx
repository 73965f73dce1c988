import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";

/** The place of ties without a sentence on a page, which links and redirects lead to. */
export function OrphanSection({ lead, children }: { lead: string; children: ReactNode }) {
  const { t } = useTranslation("documents");
  return (
    <section id="orphans" aria-labelledby="orphans-title" className="grid gap-3">
      <h2 id="orphans-title" className="text-xl">
        {t("orphan.title")}
      </h2>
      <p className="max-w-measure">{lead}</p>
      {children}
    </section>
  );
}
