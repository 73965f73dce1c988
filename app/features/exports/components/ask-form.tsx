import { Link } from "@remix-run/react";
import { MAX_SELECTED, PAPER_FORMATS } from "~/features/papers/model";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/checkbox";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { LinkButton } from "~/ui/link-button";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { KEPT_DAYS, type ExportSource } from "../model";

type AskFormProps = {
  source: ExportSource;
  /** By what the list on the page is narrowed. */
  filters: Readonly<Record<string, string>>;
  /** Nobody is signed in: they are told what to do; `here` is where they come back to. */
  signedOut?: { here: string };
};

/** Asks for all reports a list found, each as a document of its own: a plain form below the list. */
export function AskForm({ source, filters, signedOut }: AskFormProps) {
  const { t } = useTranslation(["exports", "download"]);
  const language = useLanguage();
  return (
    <section aria-labelledby="export" className="mt-10 grid gap-3 print:hidden">
      <h2 id="export" className="text-xl">
        {t("ask.title")}
      </h2>
      {signedOut ? (
        <>
          <p className="max-w-measure text-ink-soft">{t("ask.signIn", { max: MAX_SELECTED })}</p>
          <p>
            <LinkButton to={links.signIn(language, signedOut.here)}>{t("ask.signInGo")}</LinkButton>
          </p>
        </>
      ) : (
        <>
          <p className="max-w-measure text-ink-soft">
            {source === "desk" ? t("ask.leadDesk", { days: KEPT_DAYS }) : t("ask.lead", { max: MAX_SELECTED, days: KEPT_DAYS })}
          </p>
          <form method="post" action={links.exports(language)} className="flex flex-wrap items-end gap-4">
            <input type="hidden" name="source" value={source} />
            {Object.entries(filters).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Field label={t("ask.format")}>
              {(control) => (
                <SelectInput {...control} name="format" options={PAPER_FORMATS.map((format) => ({ value: format, label: t(`download:${format}`) }))} />
              )}
            </Field>
            <Field label={t("ask.language")}>{(control) => <LanguageSelect {...control} name="names" defaultValue={language} />}</Field>
            <Checkbox id="export-only" name="only" value="answered" label={t("download:answered")} />
            <Button type="submit">{t("ask.go")}</Button>
          </form>
          <p>
            <Link to={links.exports(language)}>{t("ask.own")}</Link>
          </p>
        </>
      )}
    </section>
  );
}
