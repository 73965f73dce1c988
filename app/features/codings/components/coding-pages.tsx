import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { codingLinks } from "../model/address";

const PAGES = ["start", "codebook", "agreement", "table"] as const;

/** The way between the pages of coding. `here`: the one that is shown, where it is one of them. */
export function CodingPages({ here }: { here?: (typeof PAGES)[number] }) {
  const { t } = useTranslation("coding");
  const language = useLanguage();
  return <PageNav label={t("pages")} items={PAGES.map((page) => ({ to: codingLinks[page](language), label: t(`page.${page}`), current: page === here }))} />;
}
