import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { CommentLink } from "~/features/comments/components/comment-link";
import { countOpen } from "~/features/comments/queries/pages.server";
import { noteVisit } from "~/features/readings/commands/note-visit.server";
import { ReadingNotice } from "~/features/readings/components/reading-notice";
import { countUnseen } from "~/features/readings/queries/unseen.server";
import {
  accept,
  acceptLate,
  acknowledge,
  assignOfficer,
  declineToPublish,
  publish,
  sendToTranslation,
  startReview,
  withdraw,
} from "~/features/review/commands.server";
import { openAmendment } from "~/features/review/commands/amend.server";
import { OpenItemsNotice } from "~/features/review/components/checklist";
import { DecisionForms } from "~/features/review/components/decision-forms";
import { StateBadge } from "~/features/review/components/state-badge";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { Trail } from "~/features/review/components/trail";
import { listOpenItems } from "~/features/review/queries/checklist.server";
import { PaperForm } from "~/features/papers/components/paper-form";
import { getSubmission } from "~/features/review/queries/submission.server";
import { CosignatoryList } from "~/features/reports/components/cosignatory-list";
import { ReportDocument } from "~/features/reports/components/report-document";
import { UnitName } from "~/features/reports/components/unit-name";
import { TranslationNotice } from "~/features/translations/components/translation-notice";
import { countTranslations } from "~/features/translations/queries/translations.server";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

type Data = { submission: { symbol: string; party: { name: string } } };
export const handle = {
  texts: ["desk", "queue", "reports", "signing", "download", "comments", "readings", "translations"],
  title: (t, data) => (data ? `${data.submission.party.name}, ${data.submission.symbol}` : t("desk:queue.title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });
const MAX_REASON = 4_000;
const form = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["acknowledge", "start_review", "accept_late", "accept", "translate", "publish"]) }),
  z.object({ intent: z.literal("decline"), reason: z.string().max(MAX_REASON) }),
  z.object({ intent: z.literal("withdraw"), withdrawn: z.string().max(MAX_REASON) }),
  z.object({ intent: z.literal("open_amendment"), amended: z.string().max(MAX_REASON) }),
  z.object({ intent: z.literal("assign_officer"), officer: z.string().max(40) }),
]);

const MOVES = { acknowledge, start_review: startReview, accept_late: acceptLate, accept, translate: sendToTranslation, publish };

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const submission = valueOr404(await getSubmission(ctx, id), request, ctx);
  const [comments, unseen, openItems, translations] = await Promise.all([
    countOpen(ctx, id),
    countUnseen(ctx, [submission]),
    submission.actions.includes("accept") ? listOpenItems(ctx, submission) : [],
    countTranslations(ctx, id),
  ]);
  const reading = unseen[submission.id] ?? null;
  if (reading && reading.seen === null) noteVisit(ctx, { id, reportId: reading.reportId });
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return { submission, comments, reading, openItems, translations };
});

/** Each decision ends on the page itself, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.decide", form }, async ({ params: { id }, ctx, input, world: { origin } }) => {
  const decide = () => {
    if (input.intent === "decline") return declineToPublish(ctx, { id, origin, reason: input.reason });
    if (input.intent === "withdraw") return withdraw(ctx, { id, origin, reason: input.withdrawn });
    if (input.intent === "open_amendment") return openAmendment(ctx, { id, origin, reason: input.amended });
    if (input.intent === "assign_officer") return assignOfficer(ctx, { id, officerId: input.officer || null });
    return MOVES[input.intent](ctx, { id, origin });
  };
  const result = await decide();
  return result.ok ? redirect(`${links.deskSubmission(ctx.language, id)}?done=${input.intent}`) : formRefusal(result.error);
});

const DONE = [
  "acknowledge",
  "start_review",
  "accept_late",
  "accept",
  "translate",
  "publish",
  "decline",
  "withdraw",
  "open_amendment",
  "assign_officer",
] as const;

export default function DeskSubmissionPage() {
  const { t } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { submission, comments, reading, openItems, translations } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const [search] = useSearchParams();
  const done = refusal ? undefined : DONE.find((known) => known === search.get("done"));
  const waits = submission.releaseAfter !== null;
  return (
    <>
      <PageHeader
        title={submission.party.name}
        lead={submission.title}
        badge={<StateBadge state={submission.state} />}
        breadcrumbs={[{ label: t("queue.title"), to: links.desk(language) }, { label: <Code>{submission.symbol}</Code> }]}
      />
      <SubmissionPages id={submission.id} current="document" />
      <div className="mb-8 grid gap-4 empty:hidden">
        {refusal && (
          <Notice tone="error" live>
            {refused(refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`action.${done}.done`)}
          </Notice>
        )}
        <ReadingNotice id={submission.id} reading={reading} />
        <TranslationNotice id={submission.id} counts={translations} awaited={submission.state === "in_translation"} />
        {submission.late && (
          <Notice tone={submission.lateAcceptedAt ? "info" : "warning"}>{t(submission.lateAcceptedAt ? "submission.lateAccepted" : "submission.late")}</Notice>
        )}
        {submission.withdrawnReason && (
          <Notice tone="warning" title={t("submission.withdrawnReason")}>
            <span dir="auto" className="whitespace-pre-line">
              {submission.withdrawnReason}
            </span>
          </Notice>
        )}
        {submission.state === "not_published" && submission.notPublishedReason && (
          <Notice tone="warning" title={t("submission.notPublishedReason")}>
            <span dir="auto" className="whitespace-pre-line">
              {submission.notPublishedReason}
            </span>
          </Notice>
        )}
      </div>
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-10">
          <Facts />
          <CosignatoryList cosignatories={submission.cosignatories} />
          {submission.state === "recalled" ? (
            <Notice>{t("submission.recalled")}</Notice>
          ) : (
            <>
              <ReportDocument
                sections={submission.sections}
                texts={submission.texts}
                language={submission.language}
                fileHref={(sha256) => links.deskFile(language, submission.id, sha256)}
                beside={({ question, row }) => <CommentLink submission={submission.id} question={question.code} row={row} open={comments} />}
              />
              <PaperForm action={links.deskPaper(language, submission.id)} comments />
            </>
          )}
        </div>
        <aside className="grid content-start gap-6 max-lg:order-first">
          {submission.actions.length > 1 && (
            <Card title={t("submission.decide")}>
              {waits && submission.actions.includes("publish") && (
                <p className="text-sm">
                  {t("submission.releaseAfter")} <DateTime at={submission.releaseAfter!} show="day" timeZone="UTC" />
                </p>
              )}
              <OpenItemsNotice id={submission.id} items={openItems} />
              <DecisionForms submission={submission} refusal={refusal} />
            </Card>
          )}
          <Card title={t("submission.trail")}>
            <Trail events={submission.trail} />
          </Card>
          <Card title={t("submission.versions")}>
            <ul className="grid gap-2">
              {submission.versions.map((version) => (
                <li key={version.id} className="flex flex-wrap items-center gap-x-3">
                  {version.id === submission.id ? (
                    <Code>{version.symbol}</Code>
                  ) : (
                    <Link to={links.deskSubmission(language, version.id)}>{<Code>{version.symbol}</Code>}</Link>
                  )}
                  <StateBadge state={version.state} />
                </li>
              ))}
            </ul>
          </Card>
        </aside>
      </div>
    </>
  );
}

/** What stands around the answers: who signed what, when, under which numbers. */
function Facts() {
  const { t } = useTranslation("desk");
  const { t: reports } = useTranslation("reports");
  const { submission } = useLoaderData<typeof loader>();
  const facts: [string, ReactNode][] = [
    [t("submission.receipt"), <Code key="receipt">{submission.receipt}</Code>],
    [t("submission.version"), submission.version],
    [
      t("submission.language"),
      <span key="language" lang={submission.language}>
        {LANGUAGE_NAMES[submission.language]}
      </span>,
    ],
    ...(submission.unit ? [[reports("orgUnit.label"), <UnitName key="unit" {...submission} />] as [string, ReactNode]] : []),
    [t("submission.submittedAt"), <DateTime key="at" at={submission.submittedAt} />],
    [
      t("submission.signedBy"),
      <Fragment key="signed">
        <bdi>{submission.signedName}</bdi> · <bdi>{submission.signedFunction}</bdi>
      </Fragment>,
    ],
    [t("submission.officer"), submission.officer?.name ?? t("queue.nobody")],
    [t("submission.release"), t(`submission.releases.${submission.release}` as "submission.releases.all")],
    ...(submission.releaseAfter
      ? [[t("submission.releaseAfter"), <DateTime key="release" at={submission.releaseAfter} show="day" timeZone="UTC" />] as [string, ReactNode]]
      : []),
    [
      t("submission.hash"),
      <span key="hash" className="text-xs">
        <Code mono>{submission.contentHash}</Code>
      </span>,
    ],
  ];
  return <FactList facts={facts} />;
}
