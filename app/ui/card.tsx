import type { ReactNode } from "react";
import { classNames } from "./class-names";

type CardProps = {
  title?: ReactNode;
  /** Level of the title in the page's outline. */
  level?: 2 | 3 | 4;
  /** Beside the title: a state, for instance. */
  badge?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  as?: "section" | "article" | "div" | "li";
  className?: string;
};

/** A piece of a page that stands for itself. */
export function Card({ title, level = 2, badge, footer, children, as: Element = "section", className }: CardProps) {
  const Title = `h${level}` as const;
  return (
    <Element className={classNames("flex flex-col gap-3 rounded-md border border-line bg-surface p-5 sm:p-6", className)}>
      {title && (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <Title className="text-lg">{title}</Title>
          {badge}
        </div>
      )}
      {children}
      {footer && <div className="mt-auto flex flex-wrap items-center gap-3 pt-2">{footer}</div>}
    </Element>
  );
}
