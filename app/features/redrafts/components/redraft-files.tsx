import { Form, useNavigation } from "@remix-run/react";
import { PAPER_TYPES } from "~/features/papers/model";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { useTranslation } from "~/ui/use-translation";

/** The text to take away, to be written on in Word. */
export function TakeDraft({ action }: { action: string }) {
  const { t } = useTranslation("documents");
  return (
    <Card title={t("redraft.get.title")}>
      <p className="max-w-measure">{t("redraft.get.text")}</p>
      <form method="get" action={action}>
        <Button type="submit" icon="download">
          {t("redraft.get.go")}
        </Button>
      </form>
    </Card>
  );
}

/** The same file brought back, to be compared. */
export function BringDraft() {
  const { t } = useTranslation("documents");
  const isBusy = useNavigation().formData?.get("intent") === "compare";
  return (
    <Card title={t("redraft.bring.title")}>
      <Form method="post" encType="multipart/form-data" className="grid gap-4">
        <Field id="redraft-file" label={t("redraft.bring.file")} hint={t("redraft.bring.hint")}>
          {(control) => <input {...control} type="file" name="file" required className="control" accept={`.docx,${PAPER_TYPES.docx}`} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="compare" variant="primary" pending={isBusy}>
            {t("redraft.bring.go")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
