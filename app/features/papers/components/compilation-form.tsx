import { useTranslation } from "~/ui/use-translation";
import { ANSWER_TEXTS } from "../model";
import { PaperForm } from "./paper-form";

/** The answers of a compilation as a document, in the language given or in translation. */
export function CompilationForm({ action, kept }: { action: string; kept: Readonly<Record<string, string>> }) {
  const { t } = useTranslation("compilation");
  return (
    <PaperForm
      action={action}
      answered={false}
      languageName="names"
      kept={kept}
      lead={t("export")}
      choice={{ name: "text", label: t("paper.text"), options: ANSWER_TEXTS.map((value) => ({ value, label: t(`paper.${value}`) })) }}
    />
  );
}
