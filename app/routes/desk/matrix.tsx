import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { decideProposal, publishMatrix } from "~/features/matrix/commands.server";
import { PROPOSAL_STATES, type Proposal } from "~/features/matrix/model";
import { listProposals } from "~/features/matrix/queries.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { Pager } from "~/ui/pager";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["desk"], title: (t) => t("desk:matrix.title") } satisfies PageHandle;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const state = PROPOSAL_STATES.find((known) => known === searchParams.get("state")) ?? "proposed";
  return { state, page: valueOr404(await listProposals(ctx, state, { after: searchParams.get("after") }), request, ctx) };
});

const form = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["accept", "decline"]), id: z.string().max(60) }),
  z.object({ intent: z.literal("publish") }),
]);

export const action = securedAction({ can: "desk.decide", form }, async ({ ctx, input }) => {
  const done = input.intent === "publish" ? await publishMatrix(ctx) : await decideProposal(ctx, { id: input.id, accept: input.intent === "accept" });
  return done.ok ? { done: input.intent } : formRefusal(done.error);
});

/** What facilitators propose to change in the WSIS-SDG matrix: decided one by one, taken over in a new dated version. */
export default function MatrixPage() {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  const { state, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  const isBusy = useNavigation().formData?.get("intent") === "publish";
  return (
    <>
      <PageHeader
        title={t("matrix.title")}
        lead={t("matrix.lead")}
        breadcrumbs={[{ label: t("queue.title"), to: links.desk(language) }, { label: t("matrix.title") }]}
      />
      <div className="grid gap-6">
        {answer && "refusal" in answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        {answer && "done" in answer && (
          <Notice tone="success" live>
            {t(`matrix.done.${answer.done}`)}
          </Notice>
        )}
        <p>
          {t("matrix.asOf")} <DateTime at={page.asOf} show="day" timeZone="UTC" />
        </p>
        {page.mayDecide && page.accepted > 0 && (
          <Form method="post" className="flex flex-wrap items-center gap-4">
            <p>{t("matrix.accepted", { count: page.accepted })}</p>
            <Button type="submit" name="intent" value="publish" variant="primary" pending={isBusy}>
              {t("matrix.publish")}
            </Button>
          </Form>
        )}
        <nav aria-label={t("matrix.byState")}>
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {PROPOSAL_STATES.map((one) => (
              <li key={one}>
                <Link to={`?state=${one}`} aria-current={state === one ? "true" : undefined} className="aria-[current]:font-semibold">
                  {t(`matrix.state.${one}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {page.items.length === 0 && <EmptyState title={t("matrix.empty")} />}
        {page.items.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} mayDecide={page.mayDecide && proposal.state === "proposed"} />
        ))}
      </div>
      <div className="mt-8">
        <Pager label={t("matrix.title")} earlier={null} later={page.next && `?state=${state}&after=${page.next}`} />
      </div>
    </>
  );
}

function ProposalCard({ proposal, mayDecide }: { proposal: Proposal; mayDecide: boolean }) {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  const { id, line, sdg, targets, kind, rationale, party, submission, version } = proposal;
  return (
    <Card
      as="article"
      title={
        <>
          {t(`matrix.kind.${kind}`)} {t("matrix.link", { line: `\u2066${line}\u2069`, sdg })}
        </>
      }
      badge={version && <Badge tone="success">{t("matrix.included")}</Badge>}
      footer={
        mayDecide && (
          <Form method="post" className="flex flex-wrap gap-3">
            <input type="hidden" name="id" value={id} />
            <Button type="submit" name="intent" value="accept" variant="primary" size="sm">
              {t("matrix.accept")}
            </Button>
            <Button type="submit" name="intent" value="decline" size="sm">
              {t("matrix.decline")}
            </Button>
          </Form>
        )
      }
    >
      <p>
        {targets.length > 0 ? (
          <>
            {t("matrix.targets")} <Code>{targets.join(", ")}</Code>
          </>
        ) : (
          t("matrix.wholeGoal")
        )}
      </p>
      {rationale && (
        <p dir="auto" className="max-w-measure">
          {rationale}
        </p>
      )}
      <p className="text-sm text-ink-soft">
        {party.name} · <Link to={links.deskSubmission(language, submission.id)}>{submission.symbol}</Link>
      </p>
    </Card>
  );
}
