import { forwardRef, type ButtonHTMLAttributes, type MouseEvent } from "react";
import { useTranslation } from "./use-translation";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./button-class";
import { ButtonFace } from "./button-face";
import type { IconName } from "./icons";
import { VisuallyHidden } from "./visually-hidden";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
  /** Named each time: a button without a type submits. */
  type: "submit" | "button" | "reset";
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** What it does is under way: it keeps the focus and does nothing until that has ended. */
  pending?: boolean;
};

/** Something the reader does. One primary button on a page or form. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = "secondary", size = "md", icon, pending = false, className, onClick, children, type, ...rest },
  ref,
) {
  const { t } = useTranslation("common");
  const whenIdle = (event: MouseEvent<HTMLButtonElement>): void => (pending ? event.preventDefault() : onClick?.(event));
  return (
    <button ref={ref} type={type} {...rest} aria-disabled={pending || undefined} onClick={whenIdle} className={buttonClass(variant, size, className)}>
      <ButtonFace icon={pending ? "busy" : icon} turning={pending}>
        {children}
      </ButtonFace>
      {pending && <VisuallyHidden>{t("state.pending")}</VisuallyHidden>}
    </button>
  );
});
