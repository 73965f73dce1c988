import { useBlocker } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { LeaveNotice } from "~/ui/leave-notice";
import { useTranslation } from "~/ui/use-translation";
import { useKept, useQueue } from "./autosave";

/** A way to another page is held until everything typed is saved; when that takes too long, the author decides. */
const PATIENCE_MS = 4_000;

/** Browsers may believe in a line that leads nowhere; a page that came from the device for want of one knows better. */
const isLineDown = (): boolean => !navigator.onLine || document.documentElement.dataset.kept !== undefined;

export function LeaveGuard() {
  const { t } = useTranslation("reports");
  const queue = useQueue();
  const kept = useKept();
  const [isSlow, setSlow] = useState(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && queue.hasUnsent());
  const { state } = blocker;
  const agreed = useRef(false);
  useEffect(() => {
    // Once the author leaves by this way, the browser need not ask again should it have to fetch the whole page.
    const spare = (event: Event): void => {
      if (agreed.current) event.stopImmediatePropagation();
    };
    window.addEventListener("beforeunload", spare, { capture: true });
    return () => window.removeEventListener("beforeunload", spare, { capture: true });
  }, []);
  useEffect(() => {
    if (state !== "blocked") return;
    let isOver = false;
    const end = (isSaved: boolean): void => {
      if (isOver) return;
      isOver = true;
      if (isSaved) blocker.proceed();
      else setSlow(true);
    };
    // Without a line there is nothing to wait for: what the device keeps is sent from wherever the report is opened next.
    const leaveKept = async (): Promise<void> => {
      await kept.write();
      if (!kept.works) return setSlow(true);
      agreed.current = true;
      end(true);
    };
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    if (isLineDown()) void leaveKept();
    else void queue.flush().then(end);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // The blocker is a new object at each render; its state says when to act.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state, queue, kept]);
  if (state !== "blocked" || !isSlow) return null;
  const stay = (): void => {
    setSlow(false);
    blocker.reset();
  };
  const leave = (): void => {
    setSlow(false);
    agreed.current = true;
    blocker.proceed();
  };
  return (
    <LeaveNotice title={t("leave.title")} onStay={stay} onLeave={leave}>
      {t(kept.works ? "leave.textKept" : "leave.text")}
    </LeaveNotice>
  );
}
