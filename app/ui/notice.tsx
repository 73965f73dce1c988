import type { ReactNode } from "react";
import { useTranslation } from "./use-translation";
import { classNames } from "./class-names";
import { Icon } from "./icons";
import { VisuallyHidden } from "./visually-hidden";

export type Tone = "info" | "success" | "warning" | "error";

const LOOK: Record<Tone, string> = {
  info: "border-accent-line bg-accent-soft border-s-accent",
  success: "border-success-line bg-success-soft border-s-success",
  warning: "border-warning-line bg-warning-soft border-s-warning",
  error: "border-danger-line bg-danger-soft border-s-danger",
};
const ICON_COLOUR: Record<Tone, string> = { info: "text-accent", success: "text-success", warning: "text-warning", error: "text-danger" };

type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** Read out when it appears: politely, or at once for errors. Leave out for what is there from the start. */
  live?: boolean;
  actions?: ReactNode;
};

/** Something the reader should know here. */
export function Notice({ tone = "info", title, children, live = false, actions }: NoticeProps) {
  const { t } = useTranslation("common");
  const role = live ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div role={role} className={classNames("flex gap-3 rounded-sm border border-s-4 px-4 py-3", LOOK[tone])}>
      <Icon name={tone} className={classNames("mt-[0.2em]", ICON_COLOUR[tone])} />
      <div className="grid min-w-0 max-w-measure gap-1">
        <VisuallyHidden>{t(`tone.${tone}`)}</VisuallyHidden>
        {title && <p className="font-semibold">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-3">{actions}</div>}
      </div>
    </div>
  );
}
