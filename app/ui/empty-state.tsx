import type { ReactNode } from "react";

/** Where a list has nothing to show: says why, and what to do. */
export function EmptyState({ title, children, actions }: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-2 rounded-md border border-dashed border-line-strong bg-surface px-6 py-8">
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-measure text-ink-soft">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
