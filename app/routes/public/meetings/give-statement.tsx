import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { giveStatement } from "~/features/meetings/commands/statements.server";
import { StatementForm } from "~/features/meetings/components/statement-form";
import { meetingLinks } from "~/features/meetings/model/address";
import { getStatementForm } from "~/features/meetings/queries/statements.server";
import { statementSchema } from "~/features/meetings/schema";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

export const handle = { texts: ["meetings"], title: (t) => t("meetings:give.title") } satisfies PageHandle;

const params = z.object({ meeting: z.string(), item: z.string() });

/** Whose statement it is decides the query: for a party one does not speak for there is no form. */
export const loader = securedLoader({ can: "reports.submit", params }, async ({ ctx, params: { meeting, item }, request }) =>
  valueOr404(await getStatementForm(ctx, meeting, item, new URL(request.url).searchParams.get("party") ?? ""), request, ctx),
);

export const action = securedAction({ can: "reports.submit", params, form: statementSchema }, async ({ ctx, params: { meeting, item }, input, world }) => {
  const { file, ...rest } = input;
  const given = file && file.size > 0 ? { name: file.name, content: new Uint8Array(await file.arrayBuffer()) } : null;
  const made = await giveStatement(ctx, world.files, meeting, item, { ...rest, file: given });
  if (made.ok) return redirect(`${meetingLinks.one(ctx.language, meeting)}?done=statement`);
  const { language, text, release, paragraph } = rest;
  return formRefusal({ ...made.error, typed: { language, text, release, paragraph: paragraph.join("\n") } });
});

export default function GiveStatementPage() {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  const form = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { meeting, item, party } = form;
  return (
    <>
      <PageHeader
        title={t("give.title")}
        lead={
          <>
            <p>
              <bdi>{party.name}</bdi>
            </p>
            <p lang={meeting.language} dir="auto">
              {item.title}
            </p>
          </>
        }
        breadcrumbs={[
          { label: t("title"), to: meetingLinks.all(language) },
          { label: <bdi lang={meeting.language}>{meeting.title}</bdi>, to: meetingLinks.one(language, meeting.id) },
          { label: t("give.title") },
        ]}
      />
      <StatementForm form={form} answer={answer} />
    </>
  );
}
