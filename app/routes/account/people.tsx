import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { endMembership } from "~/features/identity/commands/end-membership.server";
import { invite, revokeInvitation } from "~/features/identity/commands/invite.server";
import { InvitationForm } from "~/features/identity/components/invitation-form";
import { PendingInvitations, PeopleTable } from "~/features/identity/components/people";
import { readPartyPeople } from "~/features/identity/queries.server";
import { invitationSchema } from "~/features/identity/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["account"], title: (t) => t("account:people.title") } satisfies PageHandle;

const params = z.object({ party: z.string().regex(/^[A-Za-z0-9-]{2,40}$/) });
const DONE = ["invited", "revoked", "ended"] as const;

/** Whose people these are decides the query: another party's page is not found. */
export const loader = securedLoader({ params, can: "account.own" }, async ({ params: { party }, ctx, request }) => {
  const people = valueOr404(await readPartyPeople(ctx, party), request, ctx);
  const done = new URL(request.url).searchParams.get("done");
  return { ...people, partyName: people.party.names[ctx.language], done: DONE.find((name) => name === done) ?? null };
});

const formSchema = z.discriminatedUnion("intent", [
  invitationSchema.extend({ intent: z.literal("invited") }),
  z.object({ intent: z.literal("revoked"), id: z.uuid() }),
  z.object({ intent: z.literal("ended"), id: z.uuid() }),
]);

export const action = securedAction({ params, can: "account.own", form: formSchema }, async ({ params: { party }, ctx, input }) => {
  const { intent } = input;
  const typed: Record<string, string> = intent === "invited" ? { intent, email: input.email, role: input.role, language: input.language } : { intent };
  const result = await (intent === "invited"
    ? invite(ctx, party, input)
    : intent === "revoked"
      ? revokeInvitation(ctx, input.id)
      : endMembership(ctx, input.id));
  return result.ok ? redirect(`${links.people(ctx.language, party)}?done=${intent}`) : formRefusal({ ...result.error, typed });
});

export default function PeoplePage() {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const { party, partyName, people, invitations, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const invitationAnswer = answer?.typed.intent === "invited" ? answer : undefined;
  return (
    <>
      <PageHeader
        title={t("people.title")}
        lead={partyName}
        breadcrumbs={[{ label: t("settings.title"), to: links.account(language) }, { label: t("people.title") }]}
      />
      <div className="grid gap-10">
        {done && !answer && <Notice tone="success" live title={t(`people.done.${done}`)} />}
        {answer && !invitationAnswer && <RefusalSummary refusal={answer.refusal} prefix="people" />}
        <p>
          <Link to={links.clearanceChain(language, party.code)}>{t("people.clearance")}</Link>
        </p>
        <p>
          <Link to={links.handover(language, party.code)}>{t("handover.link")}</Link>
        </p>
        <PeopleTable people={people} />
        <PendingInvitations invitations={invitations} />
        {/* A new form after each invitation that went out. */}
        <InvitationForm key={invitations[0]?.id ?? "first"} answer={invitationAnswer} />
      </div>
    </>
  );
}
