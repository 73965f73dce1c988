import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { FILE_TYPES } from "../model";

/** A filled-in form brought back, to be compared. */
export function UploadForm() {
  const { t } = useTranslation("imports");
  const isBusy = useNavigation().formData?.get("intent") === "compare";
  return (
    <Card title={t("bring.title")}>
      <Form method="post" encType="multipart/form-data" className="grid gap-4">
        <Field label={t("bring.file")} hint={t("bring.hint")}>
          {(control) => (
            <input {...control} type="file" name="file" required className="control" accept={`.docx,.xlsx,${Object.values(FILE_TYPES).join(",")}`} />
          )}
        </Field>
        <div>
          <Button type="submit" name="intent" value="compare" variant="primary" pending={isBusy}>
            {t("bring.go")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
