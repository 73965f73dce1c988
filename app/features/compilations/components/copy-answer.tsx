import { useState } from "react";
import { Button } from "~/ui/button";
import { classNames } from "~/ui/class-names";
import { useAlive } from "~/ui/use-alive";
import { useTranslation } from "~/ui/use-translation";

/** Where an answer stands on its page, for who copies it. */
export const ANSWER_TEXT = "data-answer-text";

/** Copies the answer of the article it stands in, with who gave it and where it is found. Out of sight without a script: then there is the mouse. */
export function CopyAnswer({ source }: { source: string }) {
  const { t } = useTranslation("compilation");
  const isAlive = useAlive();
  const [outcome, setOutcome] = useState<"copied" | "notCopied" | null>(null);
  const copy = (button: HTMLElement): void => {
    const text = button.closest("article")?.querySelector<HTMLElement>(`[${ANSWER_TEXT}]`)?.innerText.trim() ?? "";
    // Where the browser keeps the clipboard to itself, the page says so.
    void Promise.resolve(`${text}\n${source}`)
      .then((whole) => navigator.clipboard.writeText(whole))
      .then(
        () => setOutcome("copied"),
        () => setOutcome("notCopied"),
      );
  };
  return (
    <span className={classNames("inline-flex items-baseline gap-2 print:hidden", !isAlive && "invisible noscript:hidden")}>
      <Button type="button" size="sm" onClick={(event) => copy(event.currentTarget)} aria-label={t("copy.of", { source })}>
        {t("copy.button")}
      </Button>
      <span role="status" className="text-sm text-ink-soft">
        {outcome && t(`copy.${outcome}`)}
      </span>
    </span>
  );
}
