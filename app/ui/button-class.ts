import { classNames } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "md" | "sm";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-white hover:border-accent-strong hover:bg-accent-strong hover:text-white",
  secondary: "border-line-strong bg-surface text-accent-strong hover:border-accent hover:bg-accent-soft",
  quiet: "border-transparent bg-transparent text-accent-strong underline hover:bg-accent-soft",
  danger: "border-danger bg-surface text-danger hover:bg-danger-soft hover:text-danger",
};

const SIZES: Record<ButtonSize, string> = {
  md: "min-h-11 px-4 py-2 text-base",
  sm: "min-h-9 px-3 py-1 text-sm",
};

/** The look of buttons, and of links that look like them. */
export const buttonClass = (variant: ButtonVariant, size: ButtonSize, more?: string): string =>
  classNames(
    "inline-flex items-center justify-center gap-2 rounded-sm border font-semibold no-underline transition-colors print:hidden",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-ground disabled:text-ink-soft aria-disabled:cursor-progress",
    VARIANTS[variant],
    SIZES[size],
    more,
  );
