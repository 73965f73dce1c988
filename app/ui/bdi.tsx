import type { ReactNode } from "react";

/** A code, symbol, number or address: runs from left to right and leaves the sentence around it alone. */
export function Code({ children, mono = false }: { children: ReactNode; mono?: boolean }) {
  return (
    <bdi dir="ltr" className={mono ? "font-mono text-[0.92em] break-all" : undefined}>
      {children}
    </bdi>
  );
}
