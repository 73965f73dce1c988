import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { confirmRegistration } from "~/features/registrations/commands/register.server";
import { ConfirmForm } from "~/features/registrations/components/link-forms";
import { readConfirmation } from "~/features/registrations/queries.server";
import { confirmationSchema } from "~/features/registrations/schema";
import { statusOf } from "~/http/refusals.server";
import { formRefusal, publicAction, publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";

export const handle = { texts: ["registration", "account"], title: (t) => t("registration:confirm.title") } satisfies PageHandle;

const params = z.object({ token: z.string().min(1).max(200) });

/** A link that no longer works is explained on the page: whoever opens it did nothing wrong. */
export const loader = publicLoader({ params }, async ({ params: { token }, ctx }) => {
  const result = await readConfirmation(ctx, token);
  return result.ok
    ? data({ confirmation: result.value, refusal: null })
    : data({ confirmation: null, refusal: result.error }, { status: statusOf(result.error) });
});

export const action = publicAction({ params, form: confirmationSchema }, async ({ params: { token }, ctx, input }) => {
  const result = await confirmRegistration(ctx, token, input.password);
  return result.ok ? redirect(links.registration(ctx.language, token)) : formRefusal(result.error);
});

export default function ConfirmRegistrationPage() {
  const { t } = useTranslation("registration");
  const text = useRefusalText();
  const { confirmation, refusal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("confirm.title")} lead={confirmation && t("confirm.lead", confirmation)} />
      <div className="max-w-narrow">
        {confirmation ? <ConfirmForm confirmation={confirmation} answer={answer} /> : refusal && <Notice tone="warning">{text(refusal)}</Notice>}
      </div>
    </>
  );
}
