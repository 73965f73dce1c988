import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";

type ProgressProps = {
  /** What it is the progress of. */
  label: ReactNode;
  labelHidden?: boolean;
  value: number;
  max: number;
  /** The same in words, for example "12 of 43 questions". */
  valueText: string;
};

/** How far something is: in words, and as a bar. */
export function Progress({ label, labelHidden = false, value, max, valueText }: ProgressProps) {
  const id = useId();
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className="grid content-start gap-1">
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span id={id} className={classNames(labelHidden ? "sr-only" : "font-semibold")}>
          {label}
        </span>
        <span aria-hidden="true" className="text-ink-soft">
          {valueText}
        </span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={valueText}
        className="h-2 overflow-hidden rounded-full border border-line bg-line"
      >
        <div className="h-full bg-accent forced-colors:bg-[Highlight]" style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}
