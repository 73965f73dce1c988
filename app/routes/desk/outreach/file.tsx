import { redirect } from "@remix-run/node";
import { Form, useActionData, useNavigation } from "@remix-run/react";
import { rehearseList } from "~/features/outreach/commands/lists.server";
import { COLUMNS } from "~/features/outreach/model";
import { fileSchema } from "~/features/outreach/schema";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { buttonClass } from "~/ui/button-class";
import { ButtonFace } from "~/ui/button-face";
import { Card } from "~/ui/card";
import { FactList } from "~/ui/fact-list";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["outreach", "desk"], title: (t) => t("outreach:file.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "admin.manage" }, () => Promise.resolve(null));

/** Reads the file and leads to what would happen with it; nothing is sent. */
export const action = securedAction({ can: "admin.manage", form: fileSchema }, async ({ ctx, input: { file } }) => {
  const read = await rehearseList(ctx, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  return read.ok ? redirect(links.outreachList(ctx.language, read.value.id)) : formRefusal(read.error);
});

/** A file of people to invite is brought here. */
export default function OutreachFilePage() {
  const { t } = useTranslation("outreach");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const answer = useActionData<typeof action>();
  const { state } = useNavigation();
  return (
    <>
      <PageHeader
        title={t("file.title")}
        lead={t("file.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: links.deskOutreach(language) },
          { label: t("file.title") },
        ]}
      />
      <div className="grid gap-6">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        <Card title={t("file.columns")}>
          <FactList facts={COLUMNS.map((column) => [t(`column.${column}`), t(`columnHint.${column}`)] as const)} />
          <div>
            <a href={links.outreachEmptyFile(language)} download className={buttonClass("secondary", "md")}>
              <ButtonFace icon="download">{t("file.empty")}</ButtonFace>
            </a>
          </div>
        </Card>
        <Card title={t("file.upload")}>
          <Form method="post" encType="multipart/form-data" className="grid gap-4">
            <Field label={t("file.upload")} hint={t("file.hint")}>
              {(control) => <input {...control} type="file" name="file" required className="control" accept=".csv,.xlsx,text/csv" />}
            </Field>
            <div>
              <Button type="submit" variant="primary" pending={state === "submitting"}>
                {t("file.go")}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
