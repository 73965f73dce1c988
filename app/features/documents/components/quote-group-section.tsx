import type { ReactNode } from "react";
import type { QuoteGroup } from "../model/pages";

type QuoteGroupSectionProps<Q> = { group: QuoteGroup<Q>; keyOf: (quote: Q) => string; children: (quote: Q & { regionName: string }) => ReactNode };

/** Excerpts of one group of stakeholders under its name, and those of States under the names of their regions. */
export function QuoteGroupSection<Q>({ group: { label, regions }, keyOf, children }: QuoteGroupSectionProps<Q>) {
  return (
    <section className="grid gap-2">
      <h3 className="text-base">{label}</h3>
      {regions.map(({ key, label: region, quotes }) => (
        <div key={key || "none"} className="grid gap-2">
          {region && <h4 className="text-sm font-semibold text-ink-soft">{region}</h4>}
          <ul className="grid gap-4">
            {quotes.map((quote) => (
              <li key={keyOf(quote)} className="grid max-w-measure justify-items-start gap-1 border-b border-line pb-3">
                {children(quote)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
