import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { Change } from "~/lib/diff";
import type { Language } from "~/lib/languages";
import { ChangedText } from "./changed-text";

/** One of two texts side by side; what only it has is marked. */
export function TextSide({ title, changes, kind, language }: { title: ReactNode; changes: readonly Change[]; kind: "added" | "removed"; language: Language }) {
  const { t } = useTranslation("reports");
  const own = changes.filter((change) => change.kind === "same" || change.kind === kind);
  return (
    <div className="grid grid-cols-1 content-start gap-1 rounded-sm border border-line p-3">
      <p className="text-sm font-semibold">{title}</p>
      {own.length === 0 ? <p className="text-ink-soft">{t("answerView.none")}</p> : <ChangedText changes={own} shows="one" language={language} />}
    </div>
  );
}
