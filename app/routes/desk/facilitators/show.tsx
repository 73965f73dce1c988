import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { correctFacilitation, endFacilitation } from "~/features/facilitations/commands.server";
import { RecordedDay, StandingBadge } from "~/features/facilitations/components/line-table";
import { DayField, TermFields } from "~/features/facilitations/components/term-fields";
import { getFacilitation } from "~/features/facilitations/queries.server";
import { facilitationChangeSchema } from "~/features/facilitations/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { FactList } from "~/ui/fact-list";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["desk", "public"], title: (t) => t("desk:facilitators.changeTitle") } satisfies PageHandle;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.decide" }, async ({ params: { id }, ctx, request }) =>
  valueOr404(await getFacilitation(ctx, id), request, ctx),
);

/** Ends on the list, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.decide", form: facilitationChangeSchema }, async ({ params: { id }, ctx, input }) => {
  const { intent, until } = input;
  const changed = await (intent === "ended" ? endFacilitation(ctx, id, until) : correctFacilitation(ctx, id, input));
  if (changed.ok) return redirect(`${links.deskFacilitators(ctx.language)}?done=${intent}`);
  const terms: Record<string, string> = intent === "corrected" ? { role: input.role, from: input.from ?? "" } : {};
  return formRefusal({ ...changed.error, typed: { intent, ...terms, until: until ?? "" } });
});

/** One role of an entity on an action line: ended with a day, or corrected. */
export default function FacilitatorPage() {
  const { t } = useTranslation("desk");
  const { t: shared } = useTranslation("public");
  const language = useLanguage();
  const { line, entity, role, from, until, standing } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const answerTo = (intent: string) => (answer?.typed.intent === intent ? answer : undefined);
  return (
    <>
      <PageHeader
        title={t("facilitators.changeTitle")}
        badge={<StandingBadge standing={standing} />}
        breadcrumbs={[
          { label: t("queue.title"), to: links.desk(language) },
          { label: t("facilitators.title"), to: links.deskFacilitators(language) },
          { label: `\u2066${entity.code}\u2069, \u2066${line.code}\u2069` },
        ]}
      />
      <div className="grid gap-8">
        {answer && !answer.typed.intent && <RefusalSummary refusal={answer.refusal} prefix="change" />}
        <FactList
          facts={[
            [
              t("facilitators.entity"),
              <>
                {entity.name} <Code>{entity.code}</Code>
              </>,
            ],
            [
              t("facilitators.line"),
              <>
                <Code>{line.code}</Code> {line.name}
              </>,
            ],
            [t("facilitators.role"), shared(`status.role.${role}`)],
            [t("facilitators.from"), <RecordedDay key="from" day={from} open={t("facilitators.openFrom")} />],
            [t("facilitators.until"), <RecordedDay key="until" day={until} open={t("facilitators.openUntil")} />],
          ]}
        />
        {standing !== "past" && (
          <ChangeForm intent="ended" answer={answerTo("ended")}>
            <DayField prefix="ended" name="until" answer={answerTo("ended")} required />
          </ChangeForm>
        )}
        <ChangeForm intent="corrected" answer={answerTo("corrected")}>
          <TermFields prefix="corrected" answer={answerTo("corrected")} terms={{ role, from, until }} />
        </ChangeForm>
      </div>
    </>
  );
}

function ChangeForm({ intent, answer, children }: { intent: "ended" | "corrected"; answer: FormAnswer | undefined; children: ReactNode }) {
  const { t } = useTranslation("desk");
  const { formData } = useNavigation();
  return (
    <Card title={t(`facilitators.${intent}.title`)}>
      <p className="max-w-measure text-ink-soft">{t(`facilitators.${intent}.text`)}</p>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix={intent} />
        {children}
        <div>
          <Button type="submit" name="intent" value={intent} variant={intent === "ended" ? "danger" : "primary"} pending={formData?.get("intent") === intent}>
            {t(`facilitators.${intent}.button`)}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
