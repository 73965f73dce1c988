import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { BesideDocument } from "~/features/readings/components/beside-document";
import { BESIDE } from "~/features/readings/model/beside";
import { getBeside } from "~/features/readings/queries/beside.server";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { LanguageChoice } from "~/features/translations/components/language-choice";
import { TranslatedSections } from "~/features/translations/components/translated-sections";
import { TranslationBeside } from "~/features/translations/components/translations-beside";
import { getTranslationPage } from "~/features/translations/queries/page.server";
import { readAsked } from "~/features/translations/schema";
import { noteRead } from "~/http/reads.server";
import { securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { symbol: string };
export const handle = {
  texts: ["readings", "reports", "desk", "translations"],
  title: (t, data) => (data ? `${t("readings:beside.title")}, ${data.symbol}` : t("readings:beside.title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const { searchParams } = new URL(request.url);
  const beside = BESIDE.find((known) => known === searchParams.get("with")) ?? "last";
  const page = valueOr404(await getBeside(ctx, id), request, ctx);
  const translated =
    beside === "translation" ? valueOr404(await getTranslationPage(ctx, id, { ...readAsked(searchParams), shown: "all" }), request, ctx) : null;
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return { ...page, beside, translated };
});

/** A version beside what its party said before, a translation, or figures: whatever there is of these. */
export default function BesidePage() {
  const { t } = useTranslation("readings");
  const { t: desk } = useTranslation("desk");
  const { t: translations } = useTranslation("translations");
  const language = useLanguage();
  const { id, symbol, texts, sections, last, beside, translated } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("beside.title")}
        lead={t("beside.lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{symbol}</Code>, to: links.deskSubmission(language, id) },
          { label: t("beside.title") },
        ]}
      />
      <SubmissionPages id={id} current="beside" />
      <PageNav
        label={t("beside.choose")}
        items={BESIDE.map((what) => ({ to: links.deskBeside(language, id, what), label: t(`beside.with.${what}`), current: what === beside }))}
      />
      {translated && (
        <>
          <LanguageChoice targets={translated.targets} to={translated.to} href={(to) => `${links.deskBeside(language, id, "translation")}&to=${to}`} />
          {translated.sections.length === 0 && <Notice>{translations("nothing")}</Notice>}
          <TranslatedSections sections={translated.sections} texts={translated.texts}>
            {(answer) => translated.to && <TranslationBeside answer={answer} to={translated.to} submission={id} mayWrite={translated.mayWrite} />}
          </TranslatedSections>
        </>
      )}
      {beside === "indicators" && <Notice>{t("beside.noIndicators")}</Notice>}
      {beside === "last" && !last && <Notice>{t("beside.noLast")}</Notice>}
      {beside === "last" && last && (
        <div className="grid grid-cols-1 gap-8">
          <p>
            {t("beside.lastVersion", { cycle: last.cycle })}: <Link to={links.deskSubmission(language, last.id)}>{<Code>{last.symbol}</Code>}</Link> ·{" "}
            <DateTime at={last.submittedAt} show="day" />
          </p>
          <BesideDocument
            sections={sections}
            texts={texts}
            last={last}
            hrefNow={(sha256) => links.deskFile(language, id, sha256)}
            hrefThen={(sha256) => links.deskFile(language, last.id, sha256)}
          />
        </div>
      )}
    </>
  );
}
