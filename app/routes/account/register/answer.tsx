import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { answerQuestion } from "~/features/registrations/commands/register.server";
import { AnswerForm } from "~/features/registrations/components/link-forms";
import { readQuestion } from "~/features/registrations/queries.server";
import { answerSchema } from "~/features/registrations/schema";
import { statusOf } from "~/http/refusals.server";
import { formRefusal, publicAction, publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";

export const handle = { texts: ["registration"], title: (t) => t("registration:answer.title") } satisfies PageHandle;

const params = z.object({ token: z.string().min(1).max(200) });

export const loader = publicLoader({ params }, async ({ params: { token }, ctx }) => {
  const result = await readQuestion(ctx, token);
  return result.ok ? data({ question: result.value, refusal: null }) : data({ question: null, refusal: result.error }, { status: statusOf(result.error) });
});

export const action = publicAction({ params, form: answerSchema }, async ({ params: { token }, ctx, input }) => {
  const result = await answerQuestion(ctx, token, input.answer);
  return result.ok ? redirect(links.registrationAnswer(ctx.language, token)) : formRefusal({ ...result.error, typed: { answer: input.answer } });
});

export default function AnswerPage() {
  const { t } = useTranslation("registration");
  const text = useRefusalText();
  const { question, refusal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("answer.title")} lead={question && t("answer.lead", question)} />
      <div className="max-w-narrow">
        {question ? <AnswerForm question={question} answer={answer} /> : refusal && <Notice tone="warning">{text(refusal)}</Notice>}
      </div>
    </>
  );
}
