import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";

/** One of the texts; what only it has is marked by a line under it, not by colour alone. */
export function TextSide({ title, changes, kind, language }: { title: ReactNode; changes: readonly Change[]; kind: "added" | "removed"; language: Language }) {
  const { t } = useTranslation("reports");
  const own = changes.filter((change) => change.kind === "same" || change.kind === kind);
  return (
    <div className="grid grid-cols-1 content-start gap-1 rounded-sm border border-line p-3">
      <p className="text-sm font-semibold">{title}</p>
      {own.length === 0 ? (
        <p className="text-ink-soft">{t("answerView.none")}</p>
      ) : (
        <div lang={language} dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {own.map((change, index) =>
            change.kind === "same" ? (
              <span key={index}>{change.text}</span>
            ) : (
              <mark key={index} className="bg-warning-soft underline decoration-warning decoration-2">
                {change.text}
              </mark>
            ),
          )}
        </div>
      )}
    </div>
  );
}
