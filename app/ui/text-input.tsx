import { forwardRef, type InputHTMLAttributes } from "react";
import { classNames } from "./class-names";

type TextInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & {
  type?: "text" | "email" | "tel" | "url" | "password" | "search" | "date" | "datetime-local" | "number";
  /** Codes and addresses stay left to right; words follow what is typed. */
  code?: boolean;
};

const LEFT_TO_RIGHT: readonly string[] = ["email", "tel", "url", "number"];

/** One line of text. */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(function TextInput({ type = "text", code = false, className, ...rest }, ref) {
  const direction = code || LEFT_TO_RIGHT.includes(type) ? "ltr" : "auto";
  return <input ref={ref} type={type} dir={direction} {...rest} className={classNames("control", direction === "ltr" && "rtl:text-end", className)} />;
});
