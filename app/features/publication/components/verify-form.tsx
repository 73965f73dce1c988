import { useTranslation } from "~/ui/use-translation";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";

/** Asks for a receipt number; what was typed before stays. */
export function VerifyForm({ typed = "", error }: { typed?: string; error?: string }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  return (
    <form method="get" action={links.verify(language)} className="grid max-w-narrow gap-4">
      <Field id="receipt" label={t("verify.receipt")} hint={t("verify.hint")} error={error} required>
        {(control) => <TextInput {...control} name="receipt" code required defaultValue={typed} autoComplete="off" spellCheck={false} maxLength={60} />}
      </Field>
      <div>
        <Button type="submit" variant="primary">
          {t("verify.submit")}
        </Button>
      </div>
    </form>
  );
}
