import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { SubmissionPages } from "~/features/review/components/submission-pages";
import { translateAddress } from "~/features/review/model/translate-address";
import { checkTranslation } from "~/features/translations/commands/check.server";
import { saveTranslation } from "~/features/translations/commands/save.server";
import { LanguageChoice } from "~/features/translations/components/language-choice";
import { answerAnchor, TranslatedSections } from "~/features/translations/components/translated-sections";
import { UnsavedGuard } from "~/features/translations/components/unsaved-guard";
import { TranslationForm } from "~/features/translations/components/translation-form";
import { TranslationBeside } from "~/features/translations/components/translations-beside";
import { SHOWN } from "~/features/translations/model";
import { getTranslationPage } from "~/features/translations/queries/page.server";
import { readAsked, translationForm, typedIn } from "~/features/translations/schema";
import { noteRead } from "~/http/reads.server";
import { formRefusal, securedAction, securedLoader, valueOr404 } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { PageNav } from "~/ui/page-nav";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";

type Data = { symbol: string };
export const handle = {
  texts: ["translations", "reports", "desk"],
  title: (t, data) => (data ? `${t("translations:title")}, ${data.symbol}` : t("translations:title")),
} satisfies PageHandle<Data>;

const params = z.object({ id: z.string() });

export const loader = securedLoader({ params, can: "desk.read" }, async ({ params: { id }, ctx, request }) => {
  const page = valueOr404(await getTranslationPage(ctx, id, readAsked(new URL(request.url).searchParams)), request, ctx);
  noteRead(ctx, { type: "submission.read", subject: `submission:${id}` });
  return page;
});

/** Each act ends on the page itself, at its answer, so that a reload repeats nothing. */
export const action = securedAction({ params, can: "desk.decide", form: translationForm }, async ({ params: { id }, ctx, input, request }) => {
  const { intent } = input;
  const result = await (intent === "saved" ? saveTranslation(ctx, id, input) : checkTranslation(ctx, id, { ...input, intent }));
  if (!result.ok) return formRefusal({ ...result.error, typed: typedIn(input) });
  const { shown } = readAsked(new URL(request.url).searchParams);
  return redirect(translateAddress(ctx.language, id, { to: input.to, show: shown, done: intent }, answerAnchor(input.unit)));
});

const DONE = ["saved", "checked", "unchecked"] as const;

/** The answers of a version beside their translation into a language, each with the form that changes it. */
export default function TranslatePage() {
  const { t } = useTranslation("translations");
  const { t: desk } = useTranslation("desk");
  const language = useLanguage();
  const { id, symbol, to, targets, shown, counts, sections, texts, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE.find((known) => known === search.get("done"));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[
          { label: desk("queue.title"), to: links.desk(language) },
          { label: <Code>{symbol}</Code>, to: links.deskSubmission(language, id) },
          { label: t("title") },
        ]}
      />
      <SubmissionPages id={id} current="translate" />
      {to === null ? (
        <Notice>{t("nothing")}</Notice>
      ) : (
        <>
          <LanguageChoice targets={targets} to={to} href={(next) => translateAddress(language, id, { to: next, show: shown })} />
          <p className="mb-4">{t("counts", { ...counts, count: counts.all })}</p>
          <PageNav
            label={t("shown.label")}
            items={SHOWN.map((one) => ({
              to: translateAddress(language, id, { to, show: one }),
              label: t("shown.counted", { filter: t(`shown.${one}`), count: counts[one] }),
              current: one === shown,
            }))}
          />
          <div className="mb-8 grid gap-4 empty:hidden">
            {done && (
              <Notice tone="success" live>
                {t(`done.${done}`)}
              </Notice>
            )}
            {sections.length === 0 && <Notice>{t("noneShown")}</Notice>}
          </div>
          {mayWrite && <UnsavedGuard />}
          <TranslatedSections sections={sections} texts={texts}>
            {(one) =>
              mayWrite ? (
                <TranslationForm
                  key={`${to} ${one.unit}`}
                  answer={one}
                  to={to}
                  action={translateAddress(language, id, { to, show: shown, keep: one.unit })}
                  refused={answer?.typed.unit === one.unit ? answer : undefined}
                />
              ) : (
                <TranslationBeside answer={one} to={to} submission={id} mayWrite={false} />
              )
            }
          </TranslatedSections>
        </>
      )}
    </>
  );
}
