import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { actOnComments } from "~/features/comments/commands/act.server";
import { CommentsView, DONE } from "~/features/comments/components/comments-view";
import { getCommentsPage } from "~/features/comments/queries/pages.server";
import { commentForm, readAsked, typedIn } from "~/features/comments/schema";
import { StateBadge } from "~/features/review/components/state-badge";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { page: { version: { symbol: string } | null } };
export const handle = {
  texts: ["comments", "desk", "reports"],
  title: (t, data) => [t("comments:page.title"), data?.page.version?.symbol].filter(Boolean).join(", "),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const page = valueOr404(await getCommentsPage(ctx, { submission: id }, readAsked(new URL(request.url).searchParams)), request, ctx);
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return { id, page };
});

/** Each act ends on the thread it was done to, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.read", form: commentForm }, async ({ params: { id }, ctx, input }) => {
  const done = await actOnComments(ctx, { submission: id }, input);
  return done.ok ? redirect(links.deskComments(ctx.language, id, done.value)) : formRefusal({ ...done.error, typed: typedIn(input) });
});

/** Comments on a signed version at the desk, internal ones and those shared with its party. */
export default function DeskCommentsPage() {
  const { t } = useTranslation("comments");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { id, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { version } = page;
  return (
    <>
      <PageHeader
        title={t("page.title")}
        lead={t("page.leadDesk")}
        badge={version && <StateBadge state={version.state} />}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{version?.symbol ?? id}</Code>, to: links.deskSubmission(language, id) },
          { label: t("page.title") },
        ]}
      />
      <SubmissionPages id={id} current="comments" />
      <CommentsView
        page={page}
        href={(spot) => links.deskComments(language, id, spot)}
        fileHref={(sha256) => links.deskFile(language, id, sha256)}
        documentHref={({ question, row }) => `${links.deskSubmission(language, id)}#${[question, row].filter(Boolean).join("-")}-answer`}
        editing={search.get("edit")}
        done={DONE.find((known) => known === search.get("done")) ?? null}
        answer={answer}
      />
    </>
  );
}
