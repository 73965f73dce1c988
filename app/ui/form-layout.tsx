import type { ReactNode } from "react";
import { Icon } from "./icons";

type FormLayoutProps = {
  /** A `SectionNav`; folded away on narrow screens under `navSummary`. */
  nav: ReactNode;
  /** Where one is, for example "Section B: 3 of 12". */
  navSummary: ReactNode;
  children: ReactNode;
  /** At the foot of the screen all the time: a `SaveState`, then the button that leads on. */
  bar: ReactNode;
};

/** A long form as one sheet: where one is at its side, what is written on it, whether it is kept at its foot. */
export function FormLayout({ nav, navSummary, children, bar }: FormLayoutProps) {
  return (
    <div className="grid gap-6 print:block lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-10">
      <details className="group open-on-wide rounded-sm border border-line bg-surface lg:sticky lg:top-6 lg:self-start lg:border-0 lg:bg-transparent print:hidden">
        <summary className="flex min-h-11 items-center justify-between gap-3 px-4 py-2 font-semibold">
          {navSummary}
          <Icon name="down" className="group-open:rotate-180" />
        </summary>
        {/* Longer than the screen it scrolls by itself; its links lead the keyboard through it. */}
        <div className="p-2 lg:max-h-[calc(100dvh-8rem)] lg:overflow-y-auto lg:p-0">{nav}</div>
      </details>
      <div className="min-w-0 border-line bg-surface max-sm:-mx-4 max-sm:border-y sm:rounded-md sm:border">
        <div className="px-4 pt-6 sm:px-8 sm:pt-8">{children}</div>
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-b-md border-t border-line bg-surface px-4 py-2.5 sm:px-8 *:first:grow *:first:basis-32 print:hidden">
          {bar}
        </div>
      </div>
    </div>
  );
}
