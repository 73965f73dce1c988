import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icons";

export type BadgeTone = "neutral" | "accent" | "success" | "warning" | "danger";

const LOOK: Record<BadgeTone, string> = {
  neutral: "border-line bg-ground text-ink-soft",
  accent: "border-accent-line bg-accent-soft text-accent-strong",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
};

/** A state in a word or two. The word says it; colour and icon only help to find it. */
export function Badge({ tone = "neutral", icon, children }: { tone?: BadgeTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classNames("inline-flex items-center gap-1.5 rounded-full border px-2.5 text-xs font-semibold", LOOK[tone])}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
