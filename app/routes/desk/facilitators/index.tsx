import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { addFacilitation } from "~/features/facilitations/commands.server";
import { LineTable } from "~/features/facilitations/components/line-table";
import { TermFields } from "~/features/facilitations/components/term-fields";
import { listFacilitations } from "~/features/facilitations/queries.server";
import { newFacilitationSchema } from "~/features/facilitations/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["desk", "public"], title: (t) => t("desk:facilitators.title") } satisfies PageHandle;

const DONE = ["added", "corrected", "ended"] as const;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const done = new URL(request.url).searchParams.get("done");
  return { ...valueOr404(await listFacilitations(ctx), request, ctx), done: DONE.find((known) => known === done) ?? null };
});

export const action = securedAction({ can: "desk.decide", form: newFacilitationSchema }, async ({ ctx, input }) => {
  const added = await addFacilitation(ctx, input);
  const { from, until, ...typed } = input;
  return added.ok
    ? redirect(`${links.deskFacilitators(ctx.language)}?done=added`)
    : formRefusal({ ...added.error, typed: { ...typed, from: from ?? "", until: until ?? "" } });
});

/** Which entity facilitates which action line, in which role and when: what there was, is and will be, and one more. */
export default function FacilitatorsPage() {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("facilitators.title")}
        lead={t("facilitators.lead")}
        breadcrumbs={[{ label: t("queue.title"), to: links.desk(language) }, { label: t("facilitators.title") }]}
      />
      <div className="grid gap-10">
        {page.done && !answer && <Notice tone="success" live title={t(`facilitators.done.${page.done}`)} />}
        <Notice>{t("facilitators.consequence")}</Notice>
        {page.mayManage && <AddForm entities={page.entities} lines={page.lines} answer={answer} />}
        {page.lines.map((line) => (
          <LineTable key={line.code} line={line} mayManage={page.mayManage} />
        ))}
      </div>
    </>
  );
}

type Choice = { code: string; name: string };

const CHOSEN = ["entity", "line"] as const;

function AddForm({ entities, lines, answer }: { entities: Choice[]; lines: Choice[]; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("desk");
  const { state } = useNavigation();
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("facilitators.add.title")}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="add" />
        {CHOSEN.map((name) => (
          <Field key={name} id={`add-${name}`} label={t(`facilitators.${name}`)} error={errorOf(name)} required>
            {(control) => (
              <SelectInput
                {...control}
                name={name}
                defaultValue={answer?.typed[name] ?? ""}
                placeholder={t("facilitators.choose")}
                options={(name === "entity" ? entities : lines).map((one) => ({
                  value: one.code,
                  label: name === "entity" ? `${one.name} (\u2066${one.code}\u2069)` : `\u2066${one.code}\u2069 ${one.name}`,
                }))}
              />
            )}
          </Field>
        ))}
        <TermFields prefix="add" answer={answer} />
        <div>
          <Button type="submit" variant="primary" pending={state === "submitting"}>
            {t("facilitators.add.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
