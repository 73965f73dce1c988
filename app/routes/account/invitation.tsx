import { data, redirectDocument } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { acceptInvitation } from "~/features/identity/commands/accept-invitation.server";
import { AcceptInvitation } from "~/features/identity/components/accept-invitation";
import { startPage } from "~/features/identity/model";
import { readInvitation } from "~/features/identity/queries.server";
import { acceptanceSchema } from "~/features/identity/schema";
import { languageCookie } from "~/http/language-cookie.server";
import { statusOf } from "~/http/refusals.server";
import { formRefusal, publicAction, publicLoader } from "~/http/secured.server";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";

export const handle = { texts: ["account"], title: (t) => t("account:invitation.title") } satisfies PageHandle;

const params = z.object({ token: z.string().min(1).max(200) });

/** A link that no longer works is explained on the page: whoever opens it did nothing wrong. */
export const loader = publicLoader({ params }, async ({ params: { token }, ctx, request }) => {
  const result = await readInvitation(ctx, token);
  const page = new URL(request.url).pathname.replace(/\.data$/, "");
  if (!result.ok) return data({ invitation: null, refusal: result.error, page }, { status: statusOf(result.error) });
  const { party, ...invitation } = result.value;
  return data({ invitation: { ...invitation, partyName: party?.names[ctx.language] ?? null }, refusal: null, page });
});

const formSchema = z.discriminatedUnion("intent", [acceptanceSchema.extend({ intent: z.literal("new") }), z.object({ intent: z.literal("confirm") })]);

export const action = publicAction({ params, form: formSchema }, async ({ params: { token }, ctx, input, world }) => {
  const result = await acceptInvitation(ctx, world.sessions, token, input.intent === "new" ? input : null);
  if (!result.ok) return formRefusal({ ...result.error, typed: input.intent === "new" ? { name: input.name } : {} });
  const { user, cookie } = result.value;
  const headers = new Headers();
  if (cookie) headers.append("Set-Cookie", cookie);
  if (user.language) headers.append("Set-Cookie", languageCookie(user.language, ctx.origin));
  return redirectDocument(startPage(user, ctx.language), { headers });
});

export default function InvitationPage() {
  const { t } = useTranslation("account");
  const text = useRefusalText();
  const { invitation, refusal, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("invitation.title")} />
      <div className="max-w-narrow">
        {invitation ? <AcceptInvitation invitation={invitation} page={page} answer={answer} /> : refusal && <Notice tone="warning">{text(refusal)}</Notice>}
      </div>
    </>
  );
}
