import { data, redirect, redirectDocument } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { createApiToken, revokeApiToken } from "~/features/identity/commands/api-token.server";
import { changePassword, endOtherSessions, updateSettings } from "~/features/identity/commands/settings.server";
import { MyRoles } from "~/features/identity/components/my-roles";
import { PasswordForm } from "~/features/identity/components/password-form";
import { SettingsForm } from "~/features/identity/components/settings-form";
import { Tokens } from "~/features/identity/components/tokens";
import { tokenExpiry } from "~/features/identity/model";
import { chooseLetters } from "~/features/reminders/commands/choose.server";
import { LetterChoice } from "~/features/reminders/components/letter-choice";
import { readLetterChoice } from "~/features/reminders/queries/rules.server";
import { readAccount } from "~/features/identity/queries.server";
import { passwordSchema, settingsSchema, tokenFormSchema } from "~/features/identity/schema";
import { languageCookie } from "~/http/language-cookie.server";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { timeZones } from "~/lib/dates";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useRefusalText } from "~/ui/refusal-summary";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";

export const handle = { texts: ["account", "deadlines"], title: (t) => t("account:settings.title") } satisfies PageHandle;

const DONE = ["settings", "password", "sessions", "token", "letters"] as const;

export const loader = securedLoader({ can: "account.own" }, async ({ ctx, request, world }) => {
  const session = await world.sessions.read(request.headers.get("cookie"));
  const done = new URL(request.url).searchParams.get("done");
  const account = await readAccount(ctx, session?.sessionId ?? "");
  // The server's list, so that browser and server write the same one.
  const zones = timeZones(account.timeZone);
  return { account, zones, letters: await readLetterChoice(ctx), done: DONE.find((name) => name === done) ?? null };
});

const formSchema = z.discriminatedUnion("intent", [
  settingsSchema.extend({ intent: z.literal("settings") }),
  passwordSchema.extend({ intent: z.literal("password") }),
  z.object({ intent: z.literal("sessions") }),
  z.object({ intent: z.enum(["stop", "resume"]) }),
  tokenFormSchema.extend({ intent: z.literal("token") }),
  z.object({ intent: z.literal("revoke"), id: z.uuid() }),
]);

export const action = securedAction({ can: "account.own", form: formSchema }, async ({ ctx, input, request, world }) => {
  const done = (name: (typeof DONE)[number], cookie?: string) =>
    redirect(`${links.account(ctx.language)}?done=${name}`, cookie ? { headers: { "Set-Cookie": cookie } } : undefined);
  switch (input.intent) {
    case "settings": {
      await updateSettings(ctx, input);
      const page = links.account(input.language ?? ctx.language);
      return redirectDocument(`${page}?done=settings`, { headers: { "Set-Cookie": languageCookie(input.language, ctx.origin) } });
    }
    case "password": {
      const result = await changePassword(ctx, world.sessions, input);
      return result.ok ? done("password", result.value) : formRefusal({ ...result.error, typed: { intent: input.intent } });
    }
    case "sessions": {
      const session = await world.sessions.read(request.headers.get("cookie"));
      await endOtherSessions(ctx, session?.sessionId ?? "");
      return done("sessions");
    }
    case "stop":
    case "resume": {
      await chooseLetters(ctx, input.intent === "stop");
      return done("letters");
    }
    case "token": {
      const { label, scopes, days } = input;
      const result = await createApiToken(ctx, { label, scopes, expiresAt: tokenExpiry(ctx.now(), days) });
      return result.ok ? data({ token: result.value.token }) : formRefusal({ ...result.error, typed: { intent: input.intent, label } });
    }
    case "revoke": {
      const result = await revokeApiToken(ctx, input.id);
      return result.ok ? done("token") : formRefusal({ ...result.error, typed: { intent: input.intent } });
    }
  }
});

export default function AccountPage() {
  const { t } = useTranslation("account");
  const { t: ofDeadlines } = useTranslation("deadlines");
  const { account, zones, letters, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  const refused = answer && "refusal" in answer ? answer : undefined;
  const refusedFor = (...intents: string[]) => (refused && intents.includes(refused.typed.intent ?? "") ? refused : undefined);
  // What none of the forms has sent has no form to stand in.
  const refusedWhole = refused && !refusedFor("settings", "password", "token", "revoke") ? refused.refusal : undefined;
  return (
    <>
      <PageHeader title={t("settings.title")} lead={<PersonLine name={account.name} email={account.email} />} />
      <div className="grid max-w-narrow gap-8">
        {done && !answer && <Notice tone="success" live title={done === "letters" ? ofDeadlines("letters.done") : t(`settings.done.${done}`)} />}
        {refusedWhole && (
          <Notice tone="error" live>
            {refusalText(refusedWhole)}
          </Notice>
        )}
        <MyRoles account={account} />
        <SettingsForm account={account} zones={zones} answer={refusedFor("settings")} />
        <PasswordForm answer={refusedFor("password")} email={account.email} />
        <section className="grid gap-3" aria-labelledby="sessions">
          <h2 id="sessions" className="text-xl">
            {t("sessions.title")}
          </h2>
          <p>{account.otherSessions > 0 ? t("sessions.others", { count: account.otherSessions }) : t("sessions.only")}</p>
          {account.otherSessions > 0 && (
            <Form method="post">
              <Button type="submit" name="intent" value="sessions">
                {t("sessions.end")}
              </Button>
            </Form>
          )}
        </section>
        <section className="grid gap-3" aria-labelledby="letters">
          <h2 id="letters" className="text-xl">
            {ofDeadlines("letters.title")}
          </h2>
          <LetterChoice {...letters} />
        </section>
        <Tokens tokens={account.tokens} created={answer && "token" in answer ? answer.token : null} answer={refusedFor("token", "revoke")} />
      </div>
    </>
  );
}

function PersonLine({ name, email }: { name: string; email: string }) {
  return (
    <p>
      <bdi>{name}</bdi> · <bdi dir="ltr">{email}</bdi>
    </p>
  );
}
