import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "./use-translation";
import { Icon } from "./icons";

export type Crumb = { label: ReactNode; to?: string };

/** Where this page stands: the last one is the page itself and has no address. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("nav.breadcrumbs")} className="text-sm print:hidden">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {items.map(({ label, to }, index) => (
          <li key={to ?? index} className="flex items-center gap-2">
            {index > 0 && <Icon name="next" className="size-3.5 text-ink-soft" />}
            {to ? <Link to={to}>{label}</Link> : <span aria-current="page">{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
