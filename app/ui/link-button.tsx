import { Link, type LinkProps } from "@remix-run/react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./button-class";
import { ButtonFace } from "./button-face";
import type { IconName } from "./icons";

type LinkButtonProps = LinkProps & { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName };

/** A link to the next step, as visible as a button. */
export function LinkButton({ variant = "secondary", size = "md", icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      <ButtonFace icon={icon}>{children}</ButtonFace>
    </Link>
  );
}
