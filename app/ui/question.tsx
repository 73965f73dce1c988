import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { controlProps, type ControlProps } from "./field";
import { FieldError, FieldHint, RequiredMark } from "./field-parts";

type QuestionProps = {
  /** The id of the control, or of the group of controls: error summaries and links from elsewhere lead to it. */
  id: string;
  /** The question's code, kept left to right. */
  code: string;
  label: ReactNode;
  /** What a good answer contains: visible all the time. */
  guidance?: ReactNode;
  required?: boolean;
  error?: ReactNode;
  /** Beside the label: a mark such as "not published". */
  badge?: ReactNode;
  /** Several controls answer it: they are grouped under the label instead of being labelled by it. */
  group?: boolean;
  /** Under the control, always in the same place: the counter at the start, the state of saving at the end. */
  footer?: ReactNode;
  level?: 2 | 3;
  /** A table or matrix: as wide as the sheet, not only a line of text. */
  wide?: boolean;
  children: (control: ControlProps) => ReactNode;
};

/** One question of a long form: its code hangs in the margin, its answer stands on the line of the text. */
export function Question({
  id,
  code,
  label,
  guidance,
  required = false,
  error,
  badge,
  group = false,
  footer,
  level = 3,
  wide = false,
  children,
}: QuestionProps) {
  const own = controlProps(id, { hint: guidance, error, required });
  const control = group ? { ...own, id: `${id}-control` } : own;
  const Title = `h${level}` as const;
  const labelId = `${id}-label`;
  const grouping = group ? { id, tabIndex: -1, role: "group", "aria-labelledby": labelId, "aria-describedby": own["aria-describedby"] } : {};
  return (
    <div {...grouping} className="grid gap-2 ruled py-8 sm:grid-cols-[3.5rem_minmax(0,1fr)]">
      <div className="text-sm text-ink-soft sm:pt-[0.2em]">
        <bdi dir="ltr">{code}</bdi>
      </div>
      <div className={classNames("grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2.5", !wide && "max-w-measure")}>
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <Title id={labelId} className="text-lg">
            {group ? label : <label htmlFor={id}>{label}</label>}
            {required && <RequiredMark />}
          </Title>
          {badge}
        </div>
        {guidance && <FieldHint id={`${id}-hint`}>{guidance}</FieldHint>}
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {children(control)}
        {footer && <div className="flex min-h-6 flex-wrap gap-x-6 gap-y-1 *:last:ms-auto">{footer}</div>}
      </div>
    </div>
  );
}
