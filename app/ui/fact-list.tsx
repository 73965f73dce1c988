import type { ReactNode } from "react";

/** Short facts under their names, in columns. */
export const FactList = ({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) => (
  <dl className="grid content-start gap-x-8 gap-y-4 rounded-md border border-line bg-surface p-5 sm:grid-cols-2">
    {facts.map(([label, value]) => (
      <div key={label}>
        <dt className="text-sm text-ink-soft">{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
