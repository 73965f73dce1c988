import { useTranslation } from "~/ui/use-translation";
import { SEVERAL, type Arrangement, type PartOf } from "../model";

/** Which parts answers stand under and how many under each; where one may stand under several, that is said. */
export function PartCounts({ parts, by }: { parts: readonly PartOf[]; by: Arrangement }) {
  const { t } = useTranslation("compilation");
  return (
    <section aria-label={t("parts")} className="mb-6 grid gap-2">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-soft">
        {parts.map(({ key, label, count }) => (
          <li key={key}>{t("counted", { name: label, count })}</li>
        ))}
      </ul>
      {SEVERAL.includes(by) && <p className="max-w-measure text-sm">{t("several")}</p>}
    </section>
  );
}
