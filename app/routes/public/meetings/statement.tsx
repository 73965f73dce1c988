import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { withdrawStatement } from "~/features/meetings/commands/statements.server";
import { ParagraphNumbers } from "~/features/meetings/components/statement-list";
import type { StatementPage } from "~/features/meetings/model";
import { meetingLinks } from "~/features/meetings/model/address";
import { getStatement } from "~/features/meetings/queries/statements.server";
import { noteRead } from "~/http/reads.server";
import { formRefusal, publicLoader, securedAction, valueOr404 } from "~/http/secured.server";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { RefusalSummary } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { UserText } from "~/ui/user-text";

export const handle = {
  texts: ["meetings"],
  title: (t, data) => (data ? t("meetings:statement.of", { party: data.statement.party.name }) : t("meetings:statements")),
} satisfies PageHandle<StatementPage>;

const params = z.object({ meeting: z.string(), statement: z.string() });

/** A statement, for whoever may read it; what is not public yet is noted as read. */
export const loader = publicLoader({ params }, async ({ ctx, params: { meeting, statement }, request }) => {
  const page = valueOr404(await getStatement(ctx, meeting, statement), request, ctx);
  const { actor } = ctx;
  if (!page.statement.public && actor) noteRead({ ...ctx, actor }, { type: "meeting.read", subject: `meeting:${meeting}`, detail: statement });
  return page;
});

/** Withdraws it; whose it is decides the command. */
export const action = securedAction({ can: "reports.submit", params }, async ({ ctx, params: { meeting, statement } }) => {
  const done = await withdrawStatement(ctx, meeting, statement);
  return done.ok ? redirect(`${meetingLinks.one(ctx.language, meeting)}?done=statementWithdrawn`) : formRefusal(done.error);
});

export default function StatementPageView() {
  const { t } = useTranslation("meetings");
  const language = useLanguage();
  const { meeting, item, statement, document } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, party, language: written, text, file, paragraphs, version, givenAt, public: isPublic, release, mayWithdraw } = statement;
  const title = t("statement.of", { party: `\u2068${party.name}\u2069` });
  return (
    <>
      <PageHeader
        title={title}
        lead={
          <p lang={meeting.language} dir="auto">
            {item.title}
          </p>
        }
        breadcrumbs={[
          { label: t("title"), to: meetingLinks.all(language) },
          { label: <bdi lang={meeting.language}>{meeting.title}</bdi>, to: meetingLinks.one(language, meeting.id) },
          { label: title },
        ]}
      />
      <div className="grid gap-8">
        {answer && <RefusalSummary refusal={answer.refusal} prefix="statement" />}
        {!isPublic && <Notice title={t("statement.notPublic")}>{t(`release.${release}`)}</Notice>}
        {text && <UserText text={text} lang={written} />}
        {file && (
          <p>
            <a href={meetingLinks.statementFile(language, meeting.id, id)} download>
              <bdi>{file}</bdi>
            </a>
          </p>
        )}
        <FactList
          facts={[
            [
              t("give.language"),
              <span key="language" lang={written}>
                {LANGUAGE_NAMES[written]}
              </span>,
            ],
            [t("statement.given"), <DateTime key="given" at={givenAt} />],
            ...(document && paragraphs.length > 0
              ? [
                  [
                    t("statement.paragraphsOf", { version: version ?? 0 }),
                    <span key="paragraphs">
                      <bdi lang={document.language}>{document.title}</bdi>
                      <span className="block">
                        <ParagraphNumbers numbers={paragraphs} />
                      </span>
                    </span>,
                  ] as const,
                ]
              : []),
          ]}
        />
        {mayWithdraw && (
          <Form method="post" className="print:hidden">
            <Button type="submit">{t("statement.withdraw")}</Button>
          </Form>
        )}
      </div>
    </>
  );
}
