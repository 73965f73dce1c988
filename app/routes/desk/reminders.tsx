import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { addRule, switchRule } from "~/features/reminders/commands/rules.server";
import { RuleForm } from "~/features/reminders/components/rule-form";
import { RulePreview } from "~/features/reminders/components/rule-preview";
import { RuleTable } from "~/features/reminders/components/rule-table";
import { listRules, previewRule } from "~/features/reminders/queries/rules.server";
import { reminderSchema } from "~/features/reminders/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["deadlines", "desk"], title: (t) => t("deadlines:reminder.title") } satisfies PageHandle;

const DONE = ["added", "switched_on", "switched_off"] as const;

export const loader = securedLoader({ can: "desk.decide" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const [after, shown] = [searchParams.get("after"), searchParams.get("preview")];
  const page = valueOr404(await listRules(ctx, { after }), request, ctx);
  const preview = shown === null ? null : valueOr404(await previewRule(ctx, shown), request, ctx);
  return { page, preview, started: after === null, done: DONE.find((known) => known === searchParams.get("done")) ?? null };
});

/** A rule that was added is shown with whom it would reach. */
export const action = securedAction({ can: "desk.decide", form: reminderSchema }, async ({ ctx, input }) => {
  const here = `${links.deskReminders(ctx.language)}?done=${input.intent}`;
  if (input.intent === "added") {
    const added = await addRule(ctx, input);
    const { template, days, audience, required } = input;
    const typed = { intent: input.intent, template, days: String(days), audience, ...(required && { required: "on" }) };
    return added.ok ? redirect(`${here}&preview=${added.value.id}`) : formRefusal({ ...added.error, typed });
  }
  const switched = await switchRule(ctx, input.id, input.intent);
  return switched.ok ? redirect(here) : formRefusal({ ...switched.error, typed: { intent: input.intent } });
});

/** When whom is reminded of a deadline, and whom it would reach now. */
export default function RemindersPage() {
  const { t } = useTranslation("deadlines");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const { page, preview, started, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isOfForm = answer?.typed.intent === "added";
  return (
    <>
      <PageHeader
        title={t("reminder.title")}
        lead={t("reminder.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("page.title"), to: links.deskDeadlines(language) },
          { label: t("reminder.title") },
        ]}
      />
      <div className="grid gap-10">
        {done && !answer && <Notice tone="success" live title={t(`done.${done}`)} />}
        {answer && !isOfForm && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        <RuleTable rules={page.rules} mayManage={page.mayManage} />
        <div className="grid gap-4">
          <Pager label={t("reminder.title")} earlier={null} later={page.next && `?after=${page.next}`} />
          {!started && <Link to={links.deskReminders(language)}>{t("page.toStart")}</Link>}
        </div>
        {preview && <RulePreview preview={preview} />}
        {page.mayManage && <RuleForm templates={page.templates} answer={isOfForm ? answer : undefined} />}
      </div>
    </>
  );
}
