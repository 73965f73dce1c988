import { useNavigation } from "@remix-run/react";
import { useTranslation } from "./use-translation";

/** A thin bar on top while the next page is on its way; short waits end before it shows. */
export function NavigationProgress() {
  const { t } = useTranslation("common");
  const busy = useNavigation().state !== "idle";
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-50 h-1 overflow-hidden print:hidden">
      {busy && (
        <>
          <span className="sr-only">{t("state.loading")}</span>
          <span className="absolute h-full w-2/5 animate-travel bg-brand forced-colors:bg-[Highlight]" />
        </>
      )}
    </div>
  );
}
