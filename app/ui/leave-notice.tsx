import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "./button";
import { Notice } from "./notice";
import { useTranslation } from "./use-translation";

type LeaveNoticeProps = { title: string; children: ReactNode; onStay: () => void; onLeave: () => void };

/** Asks whoever leaves a page with something unsaved. Staying leads back to where they were. */
export function LeaveNotice({ title, children, onStay, onLeave }: LeaveNoticeProps) {
  const { t } = useTranslation("common");
  const leftBy = useRef<Element | null>(null);
  useEffect(() => {
    leftBy.current = document.activeElement;
  }, []);
  const stay = (): void => {
    onStay();
    if (leftBy.current instanceof HTMLElement) leftBy.current.focus();
  };
  return (
    <Notice
      tone="warning"
      live
      title={title}
      actions={
        <>
          <Button type="button" variant="primary" size="sm" onClick={stay}>
            {t("leave.stay")}
          </Button>
          <Button type="button" variant="danger" size="sm" onClick={onLeave}>
            {t("leave.leave")}
          </Button>
        </>
      }
    >
      {children}
    </Notice>
  );
}
