import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { beginSending, confirmList } from "~/features/outreach/commands/lists.server";
import { ListRows } from "~/features/outreach/components/list-rows";
import { useFreshData } from "~/ui/use-fresh-data";
import { PLANS } from "~/features/outreach/model";
import { getList } from "~/features/outreach/queries/lists.server";
import { confirmSchema } from "~/features/outreach/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { FactList } from "~/ui/fact-list";
import { LinkButton } from "~/ui/link-button";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { Progress } from "~/ui/progress";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["outreach", "desk", "account"], title: (t) => t("outreach:list.title") } satisfies PageHandle;

const params = z.object({ id: z.string() });
/** While invitations go out the page looks again after so many seconds. */
const REFRESH_SECONDS = 3;

export const loader = securedLoader({ params, can: "admin.manage" }, async ({ params: { id }, ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const plan = PLANS.find((known) => known === searchParams.get("plan"));
  const after = Number(searchParams.get("after"));
  const shown = { plan, after: Number.isSafeInteger(after) && after > 0 && after < 2_000_000_000 ? after : 0 };
  return { list: valueOr404(await getList(ctx, id, shown), request, ctx), plan: plan ?? null };
});

/** Agrees to the list; a reload repeats nothing, and a second time is refused. */
export const action = securedAction({ params, can: "admin.manage", form: confirmSchema }, async ({ params: { id }, ctx }) => {
  const confirmed = await confirmList(ctx, id);
  if (!confirmed.ok) return formRefusal(confirmed.error);
  beginSending(ctx, id);
  return redirect(links.outreachList(ctx.language, id));
});

/** What a file would do, line by line, and after it is confirmed how far that is. */
export default function OutreachListPage() {
  const { t } = useTranslation("outreach");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const refusalText = useRefusalText();
  const { list, plan } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { state } = useNavigation();
  const { id, counts, left, languages } = list;
  const all = counts.invite;
  const at = (more: Record<string, string>): string => `?${new URLSearchParams({ ...(plan && { plan }), ...more }).toString()}`;
  useFreshData(list.state === "confirmed" ? REFRESH_SECONDS : null);
  return (
    <>
      {list.state === "confirmed" && (
        <noscript>
          <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />
        </noscript>
      )}
      <PageHeader
        title={t("list.title")}
        lead={<bdi>{list.fileName}</bdi>}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: links.deskOutreach(language) },
          { label: t("file.title"), to: links.outreachFile(language) },
          { label: t("list.title") },
        ]}
        actions={<LinkButton to={links.outreachFile(language)}>{t("list.another")}</LinkButton>}
      />
      <div className="mb-8 grid gap-6">
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {list.state === "rehearsed" && <Notice tone="info">{t(all > 0 ? "list.rehearsed" : "list.nobody")}</Notice>}
        {list.state === "rehearsed" && all > 0 && (
          <Card title={t("list.mails")}>
            <FactList facts={languages.map(({ language: spoken, count }) => [LANGUAGE_NAMES[spoken], count] as const)} />
            <Form method="post">
              <Button type="submit" name="intent" value="confirm" variant="primary" pending={state === "submitting"}>
                {t("list.confirm", { count: all })}
              </Button>
            </Form>
          </Card>
        )}
        {list.state !== "rehearsed" && (
          <Notice tone={list.state === "done" ? "success" : "info"} live>
            {t(list.state === "done" ? "list.done" : "list.sending")}
          </Notice>
        )}
        {list.state !== "rehearsed" && (
          <Progress label={t("list.progressLabel")} value={all - left} max={all} valueText={t("list.progress", { done: all - left, all })} />
        )}
      </div>
      <nav aria-label={t("list.byPlan")} className="mb-6 print:hidden">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <Link to={links.outreachList(language, id)} aria-current={plan ? undefined : "true"} className="aria-[current]:font-semibold">
              {t("list.all")}
            </Link>
          </li>
          {PLANS.filter((known) => counts[known] > 0).map((known) => (
            <li key={known}>
              <Link to={`?plan=${known}`} aria-current={plan === known ? "true" : undefined} className="aria-[current]:font-semibold">
                {t("list.counted", { label: t(`plan.${known}`), count: counts[known] })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <ListRows rows={list.rows} />
      <div className="mt-8">
        <Pager label={t("list.title")} earlier={null} later={list.next && at({ after: list.next })} />
      </div>
    </>
  );
}
