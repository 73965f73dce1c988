import { useEffect, useState } from "react";
import { buildOfPage, keptAt } from "~/platform/offline/device";
import type { Saving } from "./autosave";
import { BESIDE_FORM } from "./section-data";

/** The reason for which this tab was loaded anew last: it is done once for each. */
const RENEWED = "portal.renewed";
const FIELD = "form[data-answers] :is(input, textarea, select)";

const isTyping = (): boolean => document.activeElement?.matches(FIELD) ?? false;
/** A reason typed beside a question is kept by nothing but its field until it is posted. */
const isTypedBeside = (): boolean =>
  [...document.querySelectorAll<HTMLTextAreaElement>(`textarea[form=${BESIDE_FORM}]`)].some(({ value }) => value.trim() !== "");
const isUnsent = ({ queue, elsewhere }: Pick<Saving, "queue" | "elsewhere">): boolean => queue.hasUnsent() || elsewhere.hasUnsent() || isTypedBeside();

/** Loads the page anew for a reason, once for each. */
function renewFor(reason: string): void {
  if (sessionStorage.getItem(RENEWED) === reason) return;
  sessionStorage.setItem(RENEWED, reason);
  window.location.reload();
}

/**
 * Loads the page anew once there is a reason, by itself where nobody would notice and nothing could be lost: everything is
 * with the server, files and words beside the questions too, and the caret is in no field. Until then, and where it has not helped, it answers the reason.
 */
export function useRenewal({ queue, elsewhere, news }: Saving): string | null {
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    const hear = (): void => {
      if (news.build !== null && news.build !== buildOfPage()) setReason(`build ${news.build}`);
    };
    // A file of this page's build that is gone from the portal. Without a line nothing is known of it.
    const miss = (): void => {
      if (navigator.onLine && !keptAt()) setReason(`file ${buildOfPage()}`);
    };
    hear();
    const stop = queue.subscribe(hear);
    window.addEventListener("vite:preloadError", miss);
    return () => {
      stop();
      window.removeEventListener("vite:preloadError", miss);
    };
  }, [queue, news]);
  useEffect(() => {
    if (reason === null) return;
    let isOver = false;
    const look = (): void => {
      if (isOver || isUnsent({ queue, elsewhere }) || isTyping()) return;
      isOver = true;
      renewFor(reason);
    };
    // The focus is in the next field only after it has left the last one.
    const lookSoon = (): void => void setTimeout(look);
    look();
    const stop = queue.subscribe(lookSoon);
    document.addEventListener("focusout", lookSoon);
    return () => {
      isOver = true;
      stop();
      document.removeEventListener("focusout", lookSoon);
    };
  }, [reason, queue, elsewhere]);
  return reason;
}
