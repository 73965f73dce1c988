import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { acceptRegistration, askApplicant, declineRegistration } from "~/features/registrations/commands/screen.server";
import { RegistrationBadge } from "~/features/registrations/components/registration-badge";
import { RegistrationFacts, RegistrationTrail, ScreeningForms } from "~/features/registrations/components/screening";
import { getRegistration } from "~/features/registrations/queries.server";
import { screeningSchema } from "~/features/registrations/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

type Data = { registration: { organisation: string } };
export const handle = {
  texts: ["registration", "desk", "account"],
  title: (t, data) => data?.registration.organisation ?? t("registration:desk.title"),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });
const DONE = ["accept", "ask", "decline"] as const;

export const loader = securedLoader({ params, can: "desk.decide" }, async ({ params: { id }, ctx, request }) => ({
  registration: valueOr404(await getRegistration(ctx, id), request, ctx),
}));

/** Each decision ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.decide", form: screeningSchema }, async ({ params: { id }, ctx, input }) => {
  const result = await (input.intent === "accept"
    ? acceptRegistration(ctx, id)
    : input.intent === "ask"
      ? askApplicant(ctx, id, input.question)
      : declineRegistration(ctx, id, input.reason));
  const { intent: _, ...typed } = input;
  return result.ok ? redirect(`${links.deskRegistration(ctx.language, id)}?done=${input.intent}`) : formRefusal({ ...result.error, typed });
});

export default function RegistrationPage() {
  const { t } = useTranslation("registration");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { registration } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE.find((known) => known === search.get("done"));
  return (
    <>
      <PageHeader
        title={<bdi>{registration.organisation}</bdi>}
        badge={<RegistrationBadge state={registration.state} />}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("desk.title"), to: links.deskRegistrations(language) },
          { label: registration.acronym || registration.organisation },
        ]}
      />
      <div className="mb-8 grid gap-4 empty:hidden">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`action.${done}.done`)}
          </Notice>
        )}
        {registration.similar.length > 0 && (
          <Notice tone="warning" title={t("desk.similar")}>
            <p>{t("desk.similarText")}</p>
            <ul>
              {registration.similar.map(({ code, name }) => (
                <li key={code}>
                  <bdi>{name}</bdi> <Code>{code}</Code>
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <RegistrationFacts registration={registration} />
        <aside className="grid content-start gap-6">
          {registration.moves.length > 0 && (
            <Card title={t("desk.decide")}>
              <ScreeningForms registration={registration} answer={answer} />
            </Card>
          )}
          <Card title={t("desk.trail")}>
            <RegistrationTrail events={registration.trail} />
          </Card>
        </aside>
      </div>
    </>
  );
}
