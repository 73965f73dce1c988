import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons";

const AFTER: readonly IconName[] = ["forward", "next", "external", "down"];

/** The words of a button with its picture: one that leads on stands behind them, any other before. */
export function ButtonFace({ icon, turning = false, children }: { icon?: IconName; turning?: boolean; children: ReactNode }) {
  const picture = icon && <Icon name={icon} className={turning ? "animate-turn" : undefined} />;
  const after = icon !== undefined && AFTER.includes(icon);
  return (
    <>
      {!after && picture}
      {children}
      {after && picture}
    </>
  );
}
