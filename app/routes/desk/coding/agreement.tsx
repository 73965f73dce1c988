import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { decideDifference } from "~/features/codings/commands/decide.server";
import { AgreementTable, DisagreementList } from "~/features/codings/components/agreement-views";
import { CodingPages } from "~/features/codings/components/coding-pages";
import { codingLinks } from "~/features/codings/model/address";
import { readPart } from "~/features/codings/model/parts";
import { getAgreement } from "~/features/codings/queries/agreement.server";
import { decisionSchema } from "~/features/codings/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { refuse } from "~/lib/result";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["coding", "desk", "reports"], title: (t) => t("coding:page.agreement") } satisfies PageHandle;

/** A screen of the queue; what is decided moves to its end. */
const SCREEN = 50;

export const loader = securedLoader({ can: "desk.read" }, async ({ ctx, request }) => {
  const page = valueOr404(await getAgreement(ctx), request, ctx);
  // Each passage that is shown stands under a code.
  for (const id of new Set(page.disagreements.slice(0, SCREEN).map(({ code }) => code.id))) noteRead(ctx, { type: "coding.read", subject: `code:${id}` });
  return { page: { ...page, disagreements: page.disagreements.slice(0, SCREEN) }, left: Math.max(0, page.disagreements.length - SCREEN) };
});

export const action = securedAction({ can: "desk.code", form: decisionSchema }, async ({ ctx, input: { intent, part, hash, code } }) => {
  const place = readPart(part);
  const done = place ? await decideDifference(ctx, { part: place, hash, code, kept: intent === "keep" }) : refuse({ code: "coding.not_found" });
  return done.ok ? redirect(codingLinks.agreement(ctx.language)) : formRefusal(done.error);
});

/** How far coders agree, and what is decided where they do not. */
export default function AgreementRoute() {
  const { t } = useTranslation("coding");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const { page, left } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={t("page.agreement")}
        lead={t("agreement.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: t("title"), to: codingLinks.start(language) },
          { label: t("page.agreement") },
        ]}
      />
      <CodingPages here="agreement" />
      <div className="grid gap-10">
        {answer && (
          <Notice tone="error" live>
            {refused(answer.refusal)}
          </Notice>
        )}
        <AgreementTable page={page} />
        <DisagreementList page={page} />
        {left > 0 && <p>{t("differ.left", { count: left })}</p>}
      </div>
    </>
  );
}
