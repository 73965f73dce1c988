import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icons";

export type StepState = "not_started" | "in_progress" | "complete" | "needs_attention";

const STATES: Record<StepState, { icon: IconName; className: string }> = {
  not_started: { icon: "empty", className: "text-line-strong" },
  in_progress: { icon: "partial", className: "text-accent" },
  complete: { icon: "success", className: "text-success" },
  needs_attention: { icon: "warning", className: "text-warning" },
};

export type Step = {
  to: string;
  /** Short code before the title, kept left to right. */
  code?: string;
  title: ReactNode;
  state: StepState;
  /** The state in words. */
  stateLabel: string;
  current?: boolean;
  /** A step under the one before it. */
  nested?: boolean;
};

/** The steps of something long, each with its state in words and as an icon. */
export function SectionNav({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <nav aria-label={label}>
      <ol className="grid">
        {steps.map(({ to, code, title, state, stateLabel, current, nested }) => {
          const { icon, className } = STATES[state];
          return (
            <li key={to}>
              <Link
                to={to}
                aria-current={current ? "step" : undefined}
                className={classNames(
                  "flex items-start gap-2.5 rounded-sm border-s-4 px-3 py-1.5 text-sm no-underline hover:bg-accent-soft",
                  current ? "border-accent bg-accent-soft font-semibold text-accent-strong" : "border-transparent text-ink forced-colors:border-[Canvas]",
                  nested && "ps-8",
                )}
              >
                <Icon name={icon} className={classNames("mt-[0.22em]", className)} />
                <span className="min-w-0">
                  {code && (
                    <span className="me-2 text-ink-soft">
                      <bdi dir="ltr">{code}</bdi>
                    </span>
                  )}
                  {title}
                  <span className="block text-xs font-normal text-ink-soft">{stateLabel}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
