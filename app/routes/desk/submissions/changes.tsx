import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { markRead } from "~/features/readings/commands/mark-read.server";
import { noteVisit } from "~/features/readings/commands/note-visit.server";
import { ChangedAnswers, ChangedFiles } from "~/features/readings/components/changed-answers";
import { NewComments } from "~/features/readings/components/new-comments";
import { getChanges } from "~/features/readings/queries/changes.server";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { symbol: string };
export const handle = {
  texts: ["readings", "history", "desk", "comments"],
  title: (t, data) => (data ? `${t("readings:changes.title")}, ${data.symbol}` : t("readings:changes.title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });
const form = z.object({ intent: z.literal("mark_read"), asOf: z.iso.datetime() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const changes = valueOr404(await getChanges(ctx, id), request, ctx);
  if (changes.seen === null) noteVisit(ctx, changes);
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return changes;
});

/** Ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.read", form }, async ({ params: { id }, ctx, input }) => {
  const marked = await markRead(ctx, id, new Date(input.asOf));
  return marked.ok ? redirect(`${links.deskChanges(ctx.language, id)}?done=mark_read`) : formRefusal(marked.error);
});

/** Only what has changed in a report, and what others wrote on it, since its reader last said they had read it. */
export default function ChangesPage() {
  const { t } = useTranslation("readings");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { state } = useNavigation();
  const { id, symbol, version, standing, seen, asOf, isRecalledBefore, answers, files, comments } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const [search] = useSearchParams();
  const isChanged = standing === "changed";
  const isNew = isChanged || comments.length > 0;
  return (
    <>
      <PageHeader
        title={t("changes.title")}
        lead={t("changes.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{symbol}</Code>, to: links.deskSubmission(language, id) },
          { label: t("changes.title") },
        ]}
      />
      <SubmissionPages id={id} current="changes" />
      <div className="grid grid-cols-1 gap-8">
        {refusal && (
          <Notice tone="error" live>
            {refused(refusal)}
          </Notice>
        )}
        {!refusal && search.get("done") === "mark_read" && (
          <Notice tone="success" live>
            {t("changes.done")}
          </Notice>
        )}
        {standing === "recalled" && <Notice>{t("changes.recalled")}</Notice>}
        {standing === "first" && <Notice>{t("changes.never")}</Notice>}
        {seen && standing === "later" && (
          <Notice>
            {t("changes.later")}{" "}
            <Link to={links.deskChanges(language, seen.id)}>
              <Code>{seen.symbol}</Code>
            </Link>
          </Notice>
        )}
        {isRecalledBefore && <Notice tone="warning">{t("changes.recalledBefore")}</Notice>}
        {seen && isNew && (
          <p>
            {isChanged ? `${t("changes.between", { from: seen.version, to: version })}.` : t("notice.text", { from: seen.version })} {t("changes.since")}{" "}
            <DateTime at={seen.at} />
          </p>
        )}
        {(standing === "same" || isChanged) && answers.length === 0 && comments.length === 0 && <p>{t("changes.none")}</p>}
        <ChangedAnswers answers={answers} />
        <ChangedFiles files={files} hrefOf={(sha256) => links.deskFile(language, id, sha256)} />
        <NewComments questions={comments} hrefOf={({ id: comment, thread }) => links.deskComments(language, id, { thread, comment })} />
        {isNew && (
          <Form method="post" className="grid gap-3 border-t border-line pt-6 print:hidden">
            <input type="hidden" name="asOf" value={asOf} />
            <p className="max-w-measure text-sm text-ink-soft">{t("changes.markText", { version })}</p>
            <div>
              <Button type="submit" variant="primary" name="intent" value="mark_read" pending={state === "submitting"}>
                {t("changes.mark")}
              </Button>
            </div>
          </Form>
        )}
      </div>
    </>
  );
}
