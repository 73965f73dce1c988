import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Asks for the page's data again and again while it is looked at, so many seconds after the last answer; null asks no more. */
export function useFreshData(seconds: number | null): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (seconds === null || state !== "idle") return undefined;
    const timer = setTimeout(() => {
      // What nobody looks at waits until somebody does.
      if (document.visibilityState === "visible") revalidate();
      else document.addEventListener("visibilitychange", () => revalidate(), { once: true });
    }, seconds * 1_000);
    return () => clearTimeout(timer);
  }, [seconds, state, revalidate]);
}
