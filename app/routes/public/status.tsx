import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { PaperForm } from "~/features/papers/components/paper-form";
import { BoardCount } from "~/features/publication/components/board-count";
import { FacilitatorBoardView } from "~/features/publication/components/facilitator-board";
import { StakeholderBoardView } from "~/features/publication/components/stakeholder-board";
import { StateBoardView } from "~/features/publication/components/state-board";
import { AUDIENCES, BOARD_SHOWN, FACILITATOR_ORDERS, STATE_ORDERS } from "~/features/publication/model";
import { boardSummary } from "~/features/publication/queries/board.server";
import { facilitatorBoard } from "~/features/publication/queries/facilitator-board.server";
import { stakeholderBoard } from "~/features/publication/queries/stakeholder-board.server";
import { stateBoard } from "~/features/publication/queries/state-board.server";
import { readText } from "~/features/reports/model/submission-filters";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { publicMeta } from "~/lib/page-links";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page-header";
import type { PageHandle } from "~/ui/page-handle";

export const handle = { texts: ["public", "registration", "download"], title: (t) => t("public:status.title") } satisfies PageHandle;
export const meta = publicMeta;

/** A value the address may not hold is as good as none. */
const oneOf = <T extends string>(known: readonly T[], asked: string | null): T => known.find((value) => value === asked) ?? known[0]!;

export const loader = publicLoader({}, async ({ ctx, request, world }) => {
  const { searchParams } = new URL(request.url);
  const [who, by, show] = [oneOf(AUDIENCES, searchParams.get("who")), searchParams.get("by"), oneOf(BOARD_SHOWN, searchParams.get("show"))];
  const category = readText(searchParams, "category");
  const states = { by: oneOf(STATE_ORDERS, by), show };
  const facilitators = { by: oneOf(FACILITATOR_ORDERS, by), show };
  return {
    origin: world.origin,
    summary: await boardSummary(ctx),
    who,
    states: who === "state" ? { board: await stateBoard(ctx, states), filters: states } : null,
    facilitators: who === "un_entity" ? { board: await facilitatorBoard(ctx, facilitators), filters: facilitators } : null,
    stakeholders:
      who === "organisation" ? { board: await stakeholderBoard(ctx, { category, after: searchParams.get("after") }), category: category ?? "" } : null,
  };
});

export default function StatusPage() {
  const { t } = useTranslation("public");
  const { summary, who, states, facilitators, stakeholders } = useLoaderData<typeof loader>();
  if (!summary) return <EmptyState title={t("home.noCycle")} />;
  return (
    <>
      <PageHeader title={t("status.title")} lead={t("status.lead", { cycle: summary.cycle })} />
      <nav aria-label={t("status.kinds")} className="mb-10">
        <ul className="grid gap-5 md:grid-cols-3">
          {summary.kinds.map((kind) => (
            <li key={kind.audience} className="grid content-start gap-2 rounded-md border border-line bg-surface p-4 has-aria-[current]:border-accent">
              <Link to={`?who=${kind.audience}`} aria-current={kind.audience === who ? "true" : undefined} className="w-fit aria-[current]:font-semibold">
                {t(`templates.kind.${kind.audience}`)}
              </Link>
              <BoardCount {...kind} />
            </li>
          ))}
        </ul>
      </nav>
      {states?.board && <StateBoardView board={states.board} filters={states.filters} />}
      {facilitators?.board && <FacilitatorBoardView board={facilitators.board} filters={facilitators.filters} />}
      {stakeholders?.board && (
        <StakeholderBoardView
          board={stakeholders.board}
          category={stakeholders.category}
          at={(after) => `?${new URLSearchParams({ who, ...(stakeholders.category && { category: stakeholders.category }), after }).toString()}`}
        />
      )}
      <PaperForm
        action={links.apiStatusPaper()}
        answered={false}
        kept={{ who, ...(states ?? facilitators)?.filters, ...(stakeholders?.category && { category: stakeholders.category }) }}
      />
    </>
  );
}
