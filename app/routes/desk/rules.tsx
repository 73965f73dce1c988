import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { addRule, applyRules, removeRule } from "~/features/review/commands/rules.server";
import { setTarget } from "~/features/review/commands/targets.server";
import { LoadTable, RuleForm, RuleList, TargetForms } from "~/features/review/components/rule-parts";
import { getRulesPage } from "~/features/review/queries/rules.server";
import { hasAbility } from "~/features/identity/policy";
import { SUBMISSION_STATES } from "~/features/reports/model";
import { filterOptions } from "~/features/reports/queries/filter-options.server";
import { formRefusal, securedAction, securedLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["queue", "desk", "public"], title: (t) => t("queue:rules.title") } satisfies PageHandle;

/** A working year is the longest anybody would aim for. */
const MOST_DAYS = 260;
const condition = z.string().max(100).default("");
const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("add"),
    priority: z.coerce.number().int().min(1).max(1_000),
    template: condition,
    line: condition,
    region: condition,
    group: condition,
    language: condition,
    officers: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string().max(40))),
  }),
  z.object({ intent: z.literal("remove"), id: z.string() }),
  z.object({ intent: z.literal("apply") }),
  z.object({ intent: z.literal("target"), state: z.enum(SUBMISSION_STATES), days: z.coerce.number().int().min(0).max(MOST_DAYS) }),
]);
/** Conditions as they were chosen; officers on a line each. */
const typedRule = ({ priority, officers, intent: _, ...conditions }: Extract<z.infer<typeof form>, { intent: "add" }>): Record<string, string> => ({
  ...conditions,
  priority: String(priority),
  officers: officers.join("\n"),
});
const DONE = ["add", "remove", "apply", "target"] as const;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx }) => ({
  page: await getRulesPage(ctx),
  options: await filterOptions(ctx),
  decides: hasAbility(ctx.actor, "desk.decide"),
}));

export const action = securedAction({ can: "desk.decide", form }, async ({ ctx, input }) => {
  const run = () => {
    if (input.intent === "add") {
      const { intent: _, ...rule } = input;
      return addRule(ctx, rule);
    }
    if (input.intent === "remove") return removeRule(ctx, input.id);
    return input.intent === "apply" ? applyRules(ctx) : setTarget(ctx, { state: input.state, workingDays: input.days });
  };
  const done = await run();
  if (done.ok) return redirect(`${links.deskRules(ctx.language)}?done=${input.intent}`);
  return formRefusal({ ...done.error, typed: input.intent === "add" ? typedRule(input) : {} });
});

/** Who gets what arrives, who has how much, and by when it should go on. Each rule says what it would do now. */
export default function RulesRoute() {
  const { t } = useTranslation("queue");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { page, options, decides } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE.find((known) => known === search.get("done"));
  return (
    <>
      <PageHeader
        title={t("rules.title")}
        lead={t("rules.lead")}
        breadcrumbs={[{ label: desk("queue.title"), to: links.desk(language) }, { label: t("rules.title") }]}
      />
      <div className="grid grid-cols-1 gap-10">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        {done && (
          <Notice tone="success" live>
            {t(`rules.done.${done}`)}
          </Notice>
        )}
        <RuleList page={page} options={options} decides={decides} />
        {decides && <RuleForm officers={page.officers} options={options} answer={answer} />}
        <LoadTable officers={page.officers} />
        <TargetForms targets={page.targets} decides={decides} />
      </div>
    </>
  );
}
