import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";
import { FILE_FORMATS } from "../model";

type Props = {
  action: string;
  /** Pages of the report, of which one may be asked for alone; none where the form is an empty one. */
  pages?: readonly { id: string; title: string }[];
};

/** The form as a file to fill in elsewhere: a plain form, since a file is no page. */
export function FormDownload({ action, pages = [] }: Props) {
  const { t } = useTranslation("imports");
  const language = useLanguage();
  return (
    <Card title={t("take.title")}>
      <p className="max-w-measure">{t(pages.length > 0 ? "take.text" : "take.emptyText")}</p>
      <form method="get" action={action} className="flex flex-wrap items-end gap-4">
        <Field label={t("take.format")}>
          {(control) => <SelectInput {...control} name="format" options={FILE_FORMATS.map((format) => ({ value: format, label: t(format) }))} />}
        </Field>
        <Field label={t("take.language")}>{(control) => <LanguageSelect {...control} name="lang" defaultValue={language} />}</Field>
        {pages.length > 0 && (
          <Field label={t("take.part")}>
            {(control) => (
              <SelectInput
                {...control}
                name="page"
                className="max-w-96"
                options={[{ value: "", label: t("take.whole") }, ...pages.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))]}
              />
            )}
          </Field>
        )}
        <Button type="submit" icon="download">
          {t("take.go")}
        </Button>
      </form>
    </Card>
  );
}
