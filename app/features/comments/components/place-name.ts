import { useTranslation } from "~/ui/use-translation";
import type { ThreadPlace } from "../model";

/** What a thread is about in words, for lists of choices: code, row and label of a question, or the version as a whole. */
export function usePlaceName(): (place: ThreadPlace & { label: string }) => string {
  const { t } = useTranslation("comments");
  return ({ question, row, label }) => (question === "" ? t("page.whole") : `\u2068${[question, row].filter(Boolean).join(" ")}\u2069 ${label}`);
}
