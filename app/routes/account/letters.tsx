import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { chooseLettersByKey } from "~/features/reminders/commands/choose.server";
import { LetterChoice } from "~/features/reminders/components/letter-choice";
import { findLetterChoice } from "~/features/reminders/queries/rules.server";
import { letterChoiceSchema } from "~/features/reminders/schema";
import { formRefusal, publicAction, publicLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";

export const handle = { texts: ["deadlines"], title: (t) => t("deadlines:letters.title") } satisfies PageHandle;

const params = z.object({ key: z.string().min(1).max(100) });

export const loader = publicLoader({ params }, async ({ params: { key }, ctx, request }) => ({
  ...valueOr404(await findLetterChoice(ctx, key), request, ctx),
  isDone: new URL(request.url).searchParams.has("done"),
}));

const form = letterChoiceSchema.extend({ "List-Unsubscribe": z.string().optional() });

/** A press in a mail program is answered without sending it elsewhere (RFC 8058); a press on the page ends on it. */
export const action = publicAction({ params, form }, async ({ params: { key }, ctx, input }) => {
  const chosen = await chooseLettersByKey(ctx, key, input.intent === "stop");
  if (!chosen.ok) return formRefusal(chosen.error);
  return input["List-Unsubscribe"] ? data(null) : redirect(`${links.letters(ctx.language, key)}?done`);
});

/** Reminders and how to leave them, for whoever holds the key of a letter. Opening the page changes nothing. */
export default function LettersPage() {
  const { t } = useTranslation("deadlines");
  const { isOff, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusalText = useRefusalText();
  return (
    <>
      <PageHeader title={t("letters.title")} />
      <div className="grid max-w-narrow gap-6">
        {isDone && !answer && <Notice tone="success" live title={t("letters.done")} />}
        {answer && (
          <Notice tone="error" live>
            {refusalText(answer.refusal)}
          </Notice>
        )}
        <LetterChoice isOff={isOff} />
      </div>
    </>
  );
}
