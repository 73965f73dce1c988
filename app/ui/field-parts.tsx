import type { ReactNode } from "react";
import { useTranslation } from "./use-translation";
import { Icon } from "./icons";

/** Guidance of a field. */
export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="max-w-measure text-sm text-ink-soft">
      {children}
    </div>
  );
}

/** What is wrong with a field, and what to do. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex max-w-measure gap-2 text-sm font-semibold text-danger">
      <Icon name="error" className="mt-[0.2em]" />
      <span>{children}</span>
    </p>
  );
}

/** Says in words that an answer is needed. */
export function RequiredMark() {
  const { t } = useTranslation("common");
  return <span className="ms-2 text-sm font-normal whitespace-nowrap text-ink-soft">({t("field.required")})</span>;
}
