import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";

type PageHeaderProps = {
  title: ReactNode;
  /** A sentence or two on what this page is for. */
  lead?: ReactNode;
  /** Beside the title: a state, for instance. */
  badge?: ReactNode;
  actions?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Level of the title in the page's outline; 1 except where a page is shown inside another. */
  level?: 1 | 2 | 3;
};

/** The head of a page; holds its `h1`. */
export function PageHeader({ title, lead, badge, actions, breadcrumbs, level = 1 }: PageHeaderProps) {
  const Title = `h${level}` as const;
  return (
    <header className="mb-8 grid gap-4">
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="grid max-w-measure gap-2">
          <Title className="flex flex-wrap items-center gap-x-4 gap-y-1 text-2xl">
            <span>{title}</span>
            {badge}
          </Title>
          {lead && <div className="text-ink-soft">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-3 print:hidden">{actions}</div>}
      </div>
    </header>
  );
}
