import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Suspense } from "react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { holdWords } from "~/features/clearances/queries/pages.server";
import { decideProposal } from "~/features/delegations/commands/propose.server";
import { parseProposal } from "~/features/delegations/schema";
import { readReference } from "~/features/reference/queries.server";
import { reportName } from "~/features/reports/components/report-name";
import { carryOver } from "~/features/reports/commands/carry-over.server";
import { saveSection } from "~/features/reports/commands/save-section.server";
import { SectionForm } from "~/features/reports/components/section-form";
import { afterPage, BESIDE_FORM, type SectionPage } from "~/features/reports/components/section-data";
import { SectionNotices } from "~/features/reports/components/section-notices";
import { PROPOSAL_ACTS, type ProposalAct } from "~/features/reports/model/proposals";
import { parseCarry } from "~/features/reports/model/last-cycle";
import { getKeptPage } from "~/features/reports/queries/kept-pages.server";
import { getReport } from "~/features/reports/queries/pages.server";
import { blankRowIds } from "~/features/templates/components/blank-rows";
import { neighboursOf } from "~/features/templates/model/pages";
import { statusOf } from "~/http/refusals.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { lazyPart } from "~/ui/lazy-part";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { dataOrWholePage } from "~/ui/whole-page";

type Loaded = { page: SectionPage; isSaved: boolean; decided: ProposalAct | null; hold: string | null };

export const handle = {
  texts: ["reports"],
  title: (t, loaded) => (loaded ? `${loaded.page.page.id} ${loaded.page.page.title}` : t("reports:index.title")),
} satisfies PageHandle<Loaded>;

const params = z.object({ id: z.string(), section: z.string().max(60) });

export const loader = securedLoader({ params, can: "reports.read" }, async ({ params: { id, section }, ctx, request, world }): Promise<Loaded> => {
  const own = (value: string): string => (world.own.push(value), value);
  const page = valueOr404(await getKeptPage(ctx, id, section), request, ctx);
  const { mapping } = await readReference(ctx.db);
  const line = page.page.row || page.line;
  const asked = new URL(request.url).searchParams;
  const codes = page.definition.sections.find(({ code }) => code === page.page.section)!;
  const questions = [...codes.questions, ...(codes.repeat?.questions ?? [])];
  return {
    page: {
      ...page,
      person: ctx.actor.id,
      email: ctx.actor.email,
      openedAt: own(ctx.now().toISOString()),
      opIds: Object.fromEntries(questions.map(({ code }) => [code, own(randomUUID())])),
      blankRows: blankRowIds(questions, page.answers, asked.get("more"), own(randomUUID().slice(-12))),
      mapping: {
        sdgs: { [line]: mapping.sdgs[line] ?? [] },
        gdc: { [line]: mapping.gdc[line] ?? [] },
        targets: { [line]: mapping.targets[line] ?? [] },
      },
      reasons: {},
      told: asked.get("told"),
      isChecked: asked.has("check"),
    },
    isSaved: asked.has("saved"),
    decided: PROPOSAL_ACTS.find((act) => act === asked.get("decided")) ?? null,
    hold: page.isHeld ? await holdWords(ctx, id) : null,
  };
});

/** Told to few, and fetched for them. */
const ProposalNotices = lazyPart(() => import("~/features/reports/components/proposal-notices"));

export const clientLoader = dataOrWholePage;

/** What is said of a proposed text or of an answer of the cycle before, by a form of its own. The page posted without a script: saves what was changed, then goes where the button says, unless something needs the author. */
export const action = securedAction({ params, can: "reports.write" }, async ({ params: { id, section }, ctx, request, world }) => {
  const form = await request.formData().catch(() => null);
  if (!form) return formRefusal({ code: "request.invalid" });
  const proposal = parseProposal(form);
  if (proposal) {
    const decided = proposal.ok ? await decideProposal(ctx, { reportId: id, page: section }, proposal.value) : proposal;
    if (!decided.ok) return formRefusal({ ...decided.error, typed: typedReasons(form) });
    const { act, question } = decided.value;
    return redirect(`${links.section(ctx.language, id, section)}?decided=${act}${question && `#${question}`}`);
  }
  const carry = parseCarry(form.get("carry"));
  if (carry) {
    const decided = await carryOver(ctx, { reportId: id, page: section, ...carry });
    if (!decided.ok) return formRefusal(decided.error);
    const place = carry.decision === "update" ? carry.question : `${carry.question}-last`;
    return redirect(`${links.section(ctx.language, id, section)}?told=${carry.question}#${place}`);
  }
  const saved = await saveSection(ctx, world.files, { reportId: id, page: section, form });
  const outcome = valueOr404(saved, request, ctx);
  const [worst] = [outcome.whole, ...Object.values(outcome.refusals)].filter((refusal) => refusal !== null);
  if (worst || Object.keys(outcome.conflicts).length > 0) return data({ outcome }, { status: worst ? statusOf(worst) : 409 });
  const intent = String(form.get("intent") ?? "save");
  const here = links.section(ctx.language, id, section);
  if (intent !== "continue") return redirect(nextAddress(intent, here));
  // Asked after saving: rows chosen on this page are pages of their own now.
  const report = valueOr404(await getReport(ctx, id), request, ctx);
  return redirect(afterPage(report, ctx.language, neighboursOf(report.pages, section).next?.id ?? null));
});

/** Reasons typed beside proposed texts. */
const typedReasons = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, typed]) => (name.startsWith("reason.") && typeof typed === "string" && typed !== "" ? [[name, typed]] : [])));

/** Where a saved page leads that is not left: back to itself with one more row, or with what is left to do. */
function nextAddress(intent: string, here: string): string {
  const [act, code] = intent.split(":");
  if (act === "add") return `${here}?more=${encodeURIComponent(code ?? "")}#${encodeURIComponent(code ?? "")}`;
  return code ? `${here}#${encodeURIComponent(code)}` : `${here}?saved&check`;
}

export default function SectionRoute() {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const { page, isSaved, decided, hold } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const outcome = answer && "outcome" in answer ? answer.outcome : null;
  const refused = answer && "refusal" in answer ? answer : null;
  const hasBeside = page.lastCycle !== null || page.proposals.length > 0 || page.proposing !== null;
  return (
    <>
      <PageHeader
        title={page.page.title}
        lead={page.page.intro}
        breadcrumbs={[
          { label: t("index.title"), to: links.reports(language) },
          { label: reportName(t, page), to: links.report(language, page.id) },
          { label: page.page.id },
        ]}
      />
      <SectionNotices
        isSaved={isSaved}
        isClosed={page.isClosed}
        isReopened={page.reopened.length > 0}
        hold={hold}
        outcome={outcome}
        refusal={refused?.refusal ?? null}
      />
      {(page.proposing || decided) && (
        <Suspense>
          <ProposalNotices proposing={page.proposing} decided={refused ? null : decided} mayWrite={page.allowances.write} />
        </Suspense>
      )}
      <SectionForm key={`${page.id}/${page.page.id}`} live={refused ? { ...page, reasons: refused.typed } : page} outcome={outcome} />
      {hasBeside && page.allowances.write && <form id={BESIDE_FORM} method="post" action={links.section(language, page.id, page.page.id)} />}
    </>
  );
}
