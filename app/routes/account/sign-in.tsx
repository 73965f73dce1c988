import { redirect, redirectDocument } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { signIn } from "~/features/identity/commands/sign-in.server";
import { DemoAccounts } from "~/features/identity/components/demo-accounts";
import { SignInForm } from "~/features/identity/components/sign-in-form";
import { DEMO_PASSWORD, normaliseEmail, startPage } from "~/features/identity/model";
import { listDemoAccounts } from "~/features/identity/queries.server";
import { signInSchema } from "~/features/identity/schema";
import { languageCookie } from "~/http/language-cookie.server";
import { formRefusal, publicAction, publicLoader } from "~/http/secured.server";
import { localPath } from "~/lib/links";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["account"], title: (t) => t("account:signIn.title") } satisfies PageHandle;

export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const { searchParams } = new URL(request.url);
  const next = searchParams.get("next");
  if (ctx.actor) throw redirect(localPath(next, startPage(ctx.actor, ctx.language)));
  const email = normaliseEmail(searchParams.get("email") ?? "");
  const demoAccounts = await listDemoAccounts(ctx, world.demo);
  return { next, email, demoAccounts, demoPassword: demoAccounts.some((account) => account.email === email) ? DEMO_PASSWORD : "" };
});

export const action = publicAction({ form: signInSchema }, async ({ ctx, input, request, world }) => {
  const result = await signIn(ctx, world.sessions, input);
  if (!result.ok) return formRefusal({ ...result.error, typed: { email: input.email } });
  const { cookie, user } = result.value;
  const headers = new Headers([["Set-Cookie", cookie]]);
  if (user.language) headers.append("Set-Cookie", languageCookie(user.language, ctx.origin));
  const next = new URL(request.url).searchParams.get("next");
  return redirectDocument(localPath(next, startPage(user, ctx.language)), { headers });
});

export default function SignInPage() {
  const { t } = useTranslation("account");
  const { next, email, demoAccounts, demoPassword } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("signIn.title")} lead={next ? t("signIn.toContinue") : t("signIn.lead")} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:gap-12">
        {/* Another account chosen from the list is another form. */}
        <SignInForm key={email} answer={answer} email={email} password={demoPassword} />
        {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} password={DEMO_PASSWORD} next={next} />}
      </div>
    </>
  );
}
