import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { createDocument } from "~/features/documents/commands/documents.server";
import { documentLinks } from "~/features/documents/model/address";
import { listDocuments } from "~/features/documents/queries/documents.server";
import { documentSchema } from "~/features/documents/schema";
import { compilationLinks } from "~/features/compilations/model/address";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { LANGUAGE_NAMES, LANGUAGES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DataTable } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["documents", "compilation", "desk"], title: (t) => t("documents:title") } satisfies PageHandle;

/** The consolidated documents of the open cycle. */
export const loader = securedLoader({ can: "desk.read" }, async ({ ctx }) => listDocuments(ctx));

export const action = securedAction({ can: "desk.decide", form: documentSchema }, async ({ ctx, input }) => {
  const made = await createDocument(ctx, input);
  return made.ok ? redirect(documentLinks.one(ctx.language, made.value.id)) : formRefusal({ ...made.error, typed: input });
});

export default function DocumentsPage() {
  const { t } = useTranslation("documents");
  const { t: desk } = useTranslation("desk");
  const { t: compilation } = useTranslation("compilation");
  const language = useLanguage();
  const { documents, mayWrite, hasCycle } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={<LinkButton to={compilationLinks.chapters(language)}>{compilation("title")}</LinkButton>}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("title") }]}
      />
      <div className="grid gap-10">
        <DataTable
          caption={t("title")}
          captionHidden
          rows={documents}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t(hasCycle ? "none" : "noCycle")} />}
          columns={[
            {
              key: "title",
              header: t("column.title"),
              rowHeader: true,
              cell: ({ id, title, language: written }) => (
                <Link to={documentLinks.one(language, id)}>
                  <bdi lang={written}>{title}</bdi>
                </Link>
              ),
            },
            { key: "language", header: t("column.language"), cell: ({ language: written }) => <span lang={written}>{LANGUAGE_NAMES[written]}</span> },
            { key: "by", header: t("column.by"), cell: ({ createdBy }) => <bdi>{createdBy}</bdi> },
            { key: "versions", header: t("column.versions"), align: "end", cell: ({ versions }) => versions },
          ]}
        />
        {mayWrite && hasCycle && <CreateForm />}
      </div>
    </>
  );
}

function CreateForm() {
  const { t } = useTranslation("documents");
  const language = useLanguage();
  const answer = useActionData<typeof action>();
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("create.title")}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="create" />
        <Field id="create-title" label={t("create.name")} hint={t("create.nameHint")} error={errorOf("title")} required>
          {(control) => <TextInput {...control} name="title" dir="auto" defaultValue={typed.title ?? ""} />}
        </Field>
        <Field id="create-language" label={t("create.language")} error={errorOf("language")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="language"
              defaultValue={typed.language ?? language}
              options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            />
          )}
        </Field>
        <Field id="create-chapters" label={t("create.chapters")} error={errorOf("chapters")} required>
          {(control) => (
            <SelectInput
              {...control}
              name="chapters"
              defaultValue={typed.chapters ?? "map"}
              options={[
                { value: "map", label: t("create.map") },
                { value: "none", label: t("create.free") },
              ]}
            />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary">
            {t("create.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
