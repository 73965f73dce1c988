import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "./use-translation";
import { Icon } from "./icons";

export type SummaryItem = { /** Id of the control. */ fieldId?: string; /** Or an address on another page. */ href?: string; message: ReactNode };

type ErrorSummaryProps = {
  items: readonly SummaryItem[];
  title?: ReactNode;
  /** Anything that changes with each attempt: the focus goes to the summary then. Without it the summary is a part of the page like others. */
  attempt?: unknown;
};

/** Everything that is wrong with a form, on top of it, each with a link to its field. Shows nothing when nothing is. */
export function ErrorSummary({ items, title, attempt }: ErrorSummaryProps) {
  const { t } = useTranslation("common");
  const box = useRef<HTMLDivElement>(null);
  const shown = items.length > 0;
  useEffect(() => {
    if (shown && attempt !== undefined) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="grid gap-2 rounded-sm border-2 border-danger bg-surface px-5 py-4">
      <h2 className="flex items-start gap-2 text-lg text-danger">
        <Icon name="error" className="mt-[0.15em]" />
        {title ?? t("field.summary", { count: items.length })}
      </h2>
      <ul className="grid list-disc gap-1 ps-6">
        {items.map(({ fieldId, href, message }, index) => (
          <li key={fieldId ?? href ?? index}>{fieldId || href ? <a href={href ?? `#${fieldId}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
