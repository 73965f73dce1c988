import { useTranslation } from "~/ui/use-translation";
import { PAPER_FORMATS, type PaperFormat } from "~/features/papers/model";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/checkbox";
import { Field } from "~/ui/field";
import { LanguageSelect } from "~/ui/language-select";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";

type PaperFormProps = {
  action: string;
  /** There are answers, of which some may be missing. */
  answered?: boolean;
  /** The history of answers can be asked for, too. */
  history?: boolean;
  /** The discussions on answers can be asked for, too. */
  comments?: boolean;
  formats?: readonly PaperFormat[];
  /** What the address calls the language of the document. */
  languageName?: "lang" | "names";
  /** What else the address asks for: which part of a list, and how it is arranged. */
  kept?: Readonly<Record<string, string>>;
  lead?: string;
  /** Something more to choose. */
  choice?: { name: string; label: string; options: readonly { value: string; label: string }[] };
};

/** A document to print or to keep, in a format and language of the reader's choice: a plain form, since a file is no page. */
export function PaperForm({
  action,
  answered = true,
  history = false,
  comments = false,
  formats = PAPER_FORMATS,
  languageName = "lang",
  kept = {},
  lead,
  choice,
}: PaperFormProps) {
  const { t } = useTranslation("download");
  const language = useLanguage();
  return (
    <section aria-labelledby="paper" className="mt-10 grid gap-3 print:hidden">
      <h2 id="paper" className="text-xl">
        {t("title")}
      </h2>
      <p className="max-w-measure text-ink-soft">{lead ?? t("lead")}</p>
      <form method="get" action={action} className="flex flex-wrap items-end gap-4">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field label={t("format")}>
          {(control) => <SelectInput {...control} name="format" options={formats.map((format) => ({ value: format, label: t(format) }))} />}
        </Field>
        <Field label={t("language")}>{(control) => <LanguageSelect {...control} name={languageName} defaultValue={language} />}</Field>
        {choice && <Field label={choice.label}>{(control) => <SelectInput {...control} name={choice.name} options={choice.options} />}</Field>}
        {answered && <Checkbox id="paper-only" name="only" value="answered" label={t("answered")} />}
        {history && <Checkbox id="paper-history" name="history" value="1" label={t("history")} />}
        {comments && <Checkbox id="paper-comments" name="comments" value="1" label={t("comments")} />}
        <Button type="submit" icon="download">
          {t("go")}
        </Button>
      </form>
    </section>
  );
}
