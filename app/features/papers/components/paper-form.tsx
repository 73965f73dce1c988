import { useTranslation } from "~/ui/use-translation";
import { PAPER_FORMATS } from "~/features/papers/model";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/checkbox";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";

/** A document to print or to keep, in a format and language of the reader's choice: a plain form, since a file is no page. */
export function PaperForm({ action, answered = true }: { action: string; /** There are answers, of which some may be missing. */ answered?: boolean }) {
  const { t } = useTranslation("download");
  const language = useLanguage();
  return (
    <section aria-labelledby="paper" className="mt-10 grid gap-3 print:hidden">
      <h2 id="paper" className="text-xl">
        {t("title")}
      </h2>
      <p className="max-w-measure text-ink-soft">{t("lead")}</p>
      <form method="get" action={action} className="flex flex-wrap items-end gap-4">
        <Field label={t("format")}>
          {(control) => <SelectInput {...control} name="format" options={PAPER_FORMATS.map((format) => ({ value: format, label: t(format) }))} />}
        </Field>
        <Field label={t("language")}>{(control) => <LanguageSelect {...control} name="lang" defaultValue={language} />}</Field>
        {answered && <Checkbox id="paper-only" name="only" value="answered" label={t("answered")} />}
        <Button type="submit" icon="download">
          {t("go")}
        </Button>
      </form>
    </section>
  );
}
