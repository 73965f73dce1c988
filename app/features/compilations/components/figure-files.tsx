import { useTranslation } from "~/ui/use-translation";
import { FEW_PARTIES } from "../model/guarded";

/** Figures as files. Plain links: a file is no page. */
export function FigureFiles({ formats, at }: { formats: readonly ("csv" | "xlsx" | "svg")[]; at: (format: string) => string }) {
  const { t } = useTranslation("compilation");
  return (
    <section aria-labelledby="figures-files" className="print:hidden">
      <h2 id="figures-files" className="mb-3 text-xl">
        {t("figures.download")}
      </h2>
      <p className="mb-3 max-w-measure">{t("figures.leaves", { count: FEW_PARTIES })}</p>
      <p className="flex flex-wrap gap-4">
        {formats.map((format) => (
          <a key={format} href={at(format)} download className="inline-flex min-h-11 items-center">
            {t(`figures.${format}`)}
          </a>
        ))}
      </p>
    </section>
  );
}
