import { forwardRef, type TextareaHTMLAttributes } from "react";
import { classNames } from "./class-names";

type TextAreaProps = TextareaHTMLAttributes<HTMLTextAreaElement>;

/** Text of any length: grows with what is typed, in the direction of what is typed. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea({ rows = 4, className, ...rest }, ref) {
  return (
    <textarea
      ref={ref}
      rows={rows}
      dir="auto"
      {...rest}
      className={classNames("control field-sizing-content min-h-(--rows) resize-y", className)}
      style={{ ["--rows" as string]: `calc(${rows}lh + 1.125rem)` }}
    />
  );
});
