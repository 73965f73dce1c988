import { buttonClass } from "~/ui/button-class";
import { ButtonFace } from "~/ui/button-face";
import { useTranslation } from "~/ui/use-translation";
import { TABLE_FORMATS } from "../schema";

/** A list as files, whatever page of it is shown. Plain links: a file is no page. */
export function DownloadLinks({ at }: { at: (format: (typeof TABLE_FORMATS)[number]) => string }) {
  const { t } = useTranslation("outreach");
  return (
    <nav aria-label={t("export.label")} className="flex flex-wrap items-center gap-3 print:hidden">
      <span className="text-sm text-ink-soft">{t("export.label")}</span>
      {TABLE_FORMATS.map((format) => (
        <a key={format} href={at(format)} download className={buttonClass("secondary", "md")}>
          <ButtonFace icon="download">{t(`export.${format}`)}</ButtonFace>
        </a>
      ))}
    </nav>
  );
}
