import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icons";

/** `quiet`: nothing to say; `waiting`: here only; `busy`: on its way; `done`: kept; `attention`: the writer should look; `stopped`: it did not work. */
export type SaveTone = "quiet" | "waiting" | "busy" | "done" | "attention" | "stopped";

const LOOK: Record<SaveTone, { icon: IconName; className: string }> = {
  quiet: { icon: "empty", className: "text-ink-soft" },
  waiting: { icon: "partial", className: "text-ink-soft" },
  busy: { icon: "busy", className: "text-ink-soft" },
  done: { icon: "check", className: "text-success" },
  attention: { icon: "warning", className: "font-semibold text-warning" },
  stopped: { icon: "error", className: "font-semibold text-danger" },
};

type SaveStateProps = {
  tone: SaveTone;
  /** The state in words, for example "Saved at 14:03 (revision 12)". */
  children: ReactNode;
  /** Read out when it changes. One on a page at most, or it talks into every sentence. */
  live?: boolean;
};

/** Where a text is kept now. */
export function SaveState({ tone, children, live = false }: SaveStateProps) {
  const { icon, className } = LOOK[tone];
  return (
    <p role={live ? "status" : undefined} className={classNames("flex items-start gap-1.5 text-sm tabular-nums", className)}>
      <Icon name={icon} className={classNames("mt-[0.22em]", tone === "busy" && "animate-turn")} />
      <span>{children}</span>
    </p>
  );
}
