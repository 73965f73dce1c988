import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { askAgain, askClarification } from "~/features/clarifications/commands/ask.server";
import { closePoint } from "~/features/clarifications/commands/close.server";
import { AskForm, PointActs } from "~/features/clarifications/components/desk-forms";
import { PointList } from "~/features/clarifications/components/point-list";
import { getDeskPoints, listAskable } from "~/features/clarifications/queries/points.server";
import { deskSchema } from "~/features/clarifications/schema";
import { StateBadge } from "~/features/review/components/state-badge";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { getSubmission } from "~/features/review/queries/submission.server";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { submission: { symbol: string } };
export const handle = {
  texts: ["clarifications", "desk", "reports", "history"],
  title: (t, data) => (data ? `${t("clarifications:page.title")}, ${data.submission.symbol}` : t("clarifications:page.title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });
const DONE = { ask: "asked", again: "asked", close: "closed" } as const;

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const { symbol, state, party, title, actions } = valueOr404(await getSubmission(ctx, id), request, ctx);
  const after = new URL(request.url).searchParams.get("after");
  const list = valueOr404(await getDeskPoints(ctx, id, { after }), request, ctx);
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  const mayAsk = actions.includes("ask_clarification");
  return {
    submission: { id, symbol, state, party, title },
    list,
    mayAsk,
    mayClose: actions.includes("close_clarification"),
    choices: mayAsk ? await listAskable(ctx, id) : [],
  };
});

/** Each act ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.decide", form: deskSchema }, async ({ params: { id }, ctx, input }) => {
  const done = await (input.intent === "ask"
    ? askClarification(ctx, id, input)
    : input.intent === "again"
      ? askAgain(ctx, id, input)
      : closePoint(ctx, id, input));
  if (done.ok) return redirect(`${links.deskClarifications(ctx.language, id)}?done=${DONE[input.intent]}`);
  return formRefusal({ ...done.error, typed: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])) });
});

/** What the desk asks the party of one signed version, and what it answers. */
export default function DeskClarificationsPage() {
  const { t } = useTranslation("clarifications");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { submission, list, mayAsk, mayClose, choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : (["asked", "closed"] as const).find((known) => known === search.get("done"));
  return (
    <>
      <PageHeader
        title={submission.party.name}
        lead={submission.title}
        badge={<StateBadge state={submission.state} />}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{submission.symbol}</Code>, to: links.deskSubmission(language, submission.id) },
          { label: t("page.title") },
        ]}
      />
      <SubmissionPages id={submission.id} current="clarifications" />
      <div className="grid grid-cols-1 gap-8">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`done.${done}`)}
          </Notice>
        )}
        <p className="max-w-measure">{t("page.deskLead")}</p>
        <PointList points={list.points} letterHref={(turn) => links.deskLetter(language, submission.id, turn)}>
          {(point) => mayClose && point.state !== "closed" && <PointActs key={point.revision} point={point} mayAsk={mayAsk} answer={answer} />}
        </PointList>
        <Pager label={t("page.title")} earlier={null} later={list.next && `?after=${list.next}`} />
        {mayAsk && <AskForm key={list.points.length} choices={choices} answer={answer?.typed.intent === "ask" ? answer : undefined} />}
      </div>
    </>
  );
}
