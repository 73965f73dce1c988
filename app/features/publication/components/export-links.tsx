import { useTranslation } from "~/ui/use-translation";
import { EXPORT_FORMATS } from "~/features/publication/model/export";
import { links } from "~/lib/links";
import { buttonClass } from "~/ui/button-class";
import { ButtonFace } from "~/ui/button-face";
import { useLanguage } from "~/ui/use-language";

/** The answers of all reports a list found, whatever page of it is shown, as files. Plain links: a file is no page. */
export function ExportLinks({ filters }: { filters: Readonly<Record<string, string>> }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  return (
    <section aria-labelledby="download" className="mt-10 grid gap-3 print:hidden">
      <h2 id="download" className="text-xl">
        {t("submissions.download.title")}
      </h2>
      <p className="max-w-measure text-ink-soft">{t("submissions.download.lead")}</p>
      <ul className="flex flex-wrap gap-3">
        {EXPORT_FORMATS.map((format) => (
          <li key={format}>
            <a href={links.apiExport(language, format, filters)} download className={buttonClass("secondary", "md")}>
              <ButtonFace icon="download">{t(`submissions.download.${format}`)}</ButtonFace>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
