import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { register } from "~/features/registrations/commands/register.server";
import { RegisterForm } from "~/features/registrations/components/register-form";
import { CONFIRM_HOURS } from "~/features/registrations/model";
import { registrationOptions } from "~/features/registrations/queries.server";
import { registrationSchema } from "~/features/registrations/schema";
import { formRefusal, publicAction, publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["registration", "account"], title: (t) => t("registration:form.title") } satisfies PageHandle;
export const meta = publicMeta;

export const loader = publicLoader({}, async ({ ctx, request, world }) => ({
  origin: world.origin,
  options: await registrationOptions(ctx),
  sent: new URL(request.url).searchParams.has("sent"),
}));

/** Every address gets the same answer; what there is to say of it stands in the mail. */
export const action = publicAction({ form: registrationSchema }, async ({ ctx, input }) => {
  const { password: _, countries, accreditation, ...typed } = input;
  const result = await register(ctx, input);
  if (!result.ok) return formRefusal({ ...result.error, typed: { ...typed, countries: countries.join("\n"), accreditation: accreditation.join("\n") } });
  return redirect(`${links.register(ctx.language)}?sent`);
});

export default function RegisterPage() {
  const { t } = useTranslation("registration");
  const language = useLanguage();
  const { options, sent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (sent && !answer)
    return (
      <>
        <PageHeader title={t("form.title")} />
        <Notice tone="success" live title={t("form.sent")}>
          {t("form.sentText", { count: CONFIRM_HOURS })}
        </Notice>
      </>
    );
  return (
    <>
      <PageHeader title={t("form.title")} lead={t("form.lead")} actions={<Link to={links.signIn(language)}>{t("form.signIn")}</Link>} />
      <RegisterForm answer={answer} options={options} />
    </>
  );
}
