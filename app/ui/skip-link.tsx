import { useTranslation } from "./use-translation";

/** First thing the keyboard reaches: past the header, to what the page is about. */
export function SkipLink() {
  const { t } = useTranslation("common");
  return (
    <a
      href="#main"
      className="absolute start-4 top-2 z-40 -translate-y-24 rounded-sm bg-accent px-4 py-2 font-semibold text-white hover:text-white focus:translate-y-0 print:hidden"
    >
      {t("nav.skip")}
    </a>
  );
}
