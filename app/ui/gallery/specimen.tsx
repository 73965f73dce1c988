import type { ReactNode } from "react";

/** One component of the gallery, in all its states. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line py-8" aria-labelledby={`specimen-${name}`}>
      <h2 id={`specimen-${name}`} className="text-lg">
        <bdi dir="ltr" lang="en">
          {name}
        </bdi>
      </h2>
      {children}
    </section>
  );
}
