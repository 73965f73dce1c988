import { useTranslation } from "~/ui/use-translation";
import { PlainText } from "~/ui/plain-text";
import type { AuditFact } from "../model";

/** What is told of an event besides its words: short facts in a row, a reason as a text. */
export function EntryFacts({ facts }: { facts: readonly AuditFact[] }) {
  const { t } = useTranslation("audit");
  const reason = facts.find(({ name }) => name === "reason");
  const short = facts.filter(({ name }) => name !== "reason");
  return (
    <>
      {short.length > 0 && (
        <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
          {short.map(({ name, value }) => (
            <span key={name} className="wrap-anywhere">
              {t(`fact.${name}`, { value: `\u2068${value}\u2069` })}
            </span>
          ))}
        </p>
      )}
      {reason && <PlainText text={t("fact.reason", { value: reason.value })} />}
    </>
  );
}
