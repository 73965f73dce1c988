import { useBlocker } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { LeaveNotice } from "~/ui/leave-notice";
import { useTranslation } from "~/ui/use-translation";

/** What of a field's text is saved, on the field. */
export const SAVED = "data-saved";

/** Whether a field of the page holds another text than is saved. */
const isTyped = (): boolean =>
  [...document.querySelectorAll<HTMLTextAreaElement>(`textarea[${SAVED}]`)].some((field) => field.value.trim() !== field.getAttribute(SAVED)!.trim());

/** What of an address shows other fields; the rest only says what was done. */
const fieldsAt = ({ pathname, search }: { pathname: string; search: string }): string => {
  const params = new URLSearchParams(search);
  return [pathname, params.get("to"), params.get("show")].join(" ");
};

/** Holds whoever leaves the page, or turns to other fields, with texts that are not saved. */
export function UnsavedGuard() {
  const { t } = useTranslation("translations");
  const agreed = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => !agreed.current && fieldsAt(currentLocation) !== fieldsAt(nextLocation) && isTyped());
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (!agreed.current && isTyped()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  const { state } = blocker;
  useEffect(() => {
    if (state === "unblocked") agreed.current = false;
  }, [state]);
  if (state !== "blocked") return null;
  const leave = (): void => {
    agreed.current = true;
    blocker.proceed();
  };
  return (
    <div className="sticky top-4 z-10 mb-6">
      <LeaveNotice title={t("leave.title")} onStay={() => blocker.reset()} onLeave={leave}>
        {t("leave.text")}
      </LeaveNotice>
    </div>
  );
}
