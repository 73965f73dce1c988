import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** One page of several that belong together; `current`: the one that is shown. */
export type PageNavItem = { to: string; label: ReactNode; current: boolean };

/** The pages of one thing, in a row that wraps. `label` names the group for those who hear it. */
export function PageNav({ label, items }: { label: string; items: readonly PageNavItem[] }) {
  return (
    <nav aria-label={label} className="mb-8 border-b border-line print:hidden">
      <ul className="flex flex-wrap gap-x-6">
        {items.map(({ to, label: text, current }) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={current ? "page" : undefined}
              className="inline-flex min-h-11 items-center border-b-2 border-transparent aria-[current]:border-current aria-[current]:font-semibold"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
