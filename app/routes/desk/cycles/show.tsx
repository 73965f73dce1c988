import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { moveCycle } from "~/features/cycles/commands.server";
import { CycleBadge } from "~/features/cycles/components/cycle-badge";
import { CYCLE_MOVES, type CycleMove, type CycleStanding } from "~/features/cycles/model";
import { findStanding } from "~/features/cycles/queries.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Checkbox } from "~/ui/checkbox";
import { EmptyState } from "~/ui/empty-state";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";

type Data = { cycle: { name: string } };
export const handle = { texts: ["desk", "public"], title: (t, data) => data?.cycle.name ?? t("desk:cycles.title") } satisfies PageHandle<Data>;

const params = z.object({ code: z.string() });

export const loader = securedLoader({ params, can: "admin.manage" }, async ({ params: { code }, ctx, request }) =>
  valueOr404(await findStanding(ctx, code), request, ctx),
);

const form = z.object({ intent: z.enum(CYCLE_MOVES), confirmed: z.literal("on", "cycle.confirmation_required") });

/** Ends on the list, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "admin.manage", form }, async ({ params: { code }, ctx, input }) => {
  const moved = await moveCycle(ctx, { code, move: input.intent });
  return moved.ok ? redirect(`${links.deskCycles(ctx.language)}?done=${input.intent}`) : formRefusal(moved.error);
});

/** What opening or closing a cycle means, and the decision. */
export default function CyclePage() {
  const { t } = useTranslation("desk");
  const language = useLanguage();
  const { cycle, others } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={cycle.name}
        badge={<CycleBadge state={cycle.state} />}
        breadcrumbs={[
          { label: t("queue.title"), to: links.desk(language) },
          { label: t("cycles.title"), to: links.deskCycles(language) },
          { label: cycle.name },
        ]}
      />
      {cycle.moves.map((move) => (
        <MoveForm key={move} move={move} cycle={cycle} others={others} answer={answer} />
      ))}
      {cycle.moves.length === 0 && <EmptyState title={t("cycles.noMove")} />}
    </>
  );
}

type MoveFormProps = { move: CycleMove; cycle: CycleStanding; others: string[]; answer: FormAnswer | undefined };

function MoveForm({ move, cycle: { name, drafts }, others, answer }: MoveFormProps) {
  const { t } = useTranslation("desk");
  const { state } = useNavigation();
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t(`cycles.${move}.title`, { cycle: name })}>
      <RefusalSummary refusal={answer?.refusal} prefix="move" />
      <ul className="max-w-measure list-disc ps-5">
        <li>{t(`cycles.${move}.effect`)}</li>
        {move === "close" && drafts > 0 && <li>{t("cycles.close.draftsLeft", { count: drafts })}</li>}
        <li>{t(`cycles.${move}.stays`)}</li>
        {move === "open" && others.map((other) => <li key={other}>{t("cycles.open.another", { cycle: other })}</li>)}
      </ul>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <Checkbox id="move-confirmed" name="confirmed" label={t(`cycles.${move}.confirm`)} error={errorOf("confirmed")} required />
        <div>
          <Button type="submit" name="intent" value={move} variant={move === "close" ? "danger" : "primary"} pending={state === "submitting"}>
            {t(`cycles.${move}.button`)}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
