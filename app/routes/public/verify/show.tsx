import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { z } from "zod";
import { VerifyForm } from "~/features/publication/components/verify-form";
import { listTemplates } from "~/features/publication/queries/consultation.server";
import { getReceipt } from "~/features/reports/queries/receipt.server";
import { publicLoader } from "~/http/secured.server";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import type { PageHandle } from "~/ui/page-handle";
import { PageHeader } from "~/ui/page-header";
import { useReaderZone } from "~/ui/reader-zone";
import { useLanguage } from "~/ui/use-language";

export const handle = { texts: ["public"], title: (t) => t("public:verify.title") } satisfies PageHandle;

/** What a receipt stands for; an unknown one is an answer too, with its own status and the form again. */
export const loader = publicLoader({ params: z.object({ receipt: z.string() }) }, async ({ params, ctx }) => {
  const [found, templates] = await Promise.all([getReceipt(ctx, params.receipt), listTemplates(ctx)]);
  if (!found.ok) return data({ typed: params.receipt, receipt: null }, { status: 404 });
  const title = templates.find(({ template }) => template === found.value.template)?.title ?? found.value.template;
  return data({ typed: params.receipt, receipt: { ...found.value, title } });
});

export default function ReceiptPage() {
  const { t } = useTranslation("public");
  const language = useLanguage();
  const zone = useReaderZone();
  const { typed, receipt } = useLoaderData<typeof loader>();
  if (!receipt) {
    return (
      <>
        <PageHeader title={t("verify.title")} lead={t("verify.lead")} />
        <VerifyForm typed={typed} error={t("verify.unknown")} />
      </>
    );
  }
  const facts = [
    { label: t("verify.receipt"), value: <Code>{receipt.receipt}</Code> },
    { label: t("verify.party"), value: receipt.party.names[language] },
    { label: t("verify.template"), value: t("verify.templateVersion", { template: receipt.title, version: receipt.templateVersion }) },
    { label: t("submission.symbol"), value: <Code>{receipt.symbol}</Code> },
    { label: t("submission.version"), value: receipt.version },
    // A reader in UTC has one time, not the same one twice.
    ...(zone === "UTC" ? [] : [{ label: t("verify.time"), value: <DateTime at={receipt.submittedAt} /> }]),
    { label: t("verify.timeUtc"), value: <DateTime at={receipt.submittedAt} timeZone="UTC" /> },
    ...(receipt.late ? [{ label: t("verify.late"), value: t(receipt.lateAccepted ? "verify.lateAccepted" : "verify.lateText") }] : []),
    { label: t("verify.state"), value: t(`verify.states.${receipt.state}`) },
    { label: t("submission.hash"), value: <Code mono>{receipt.hash}</Code> },
    { label: t("template.hash"), value: <Code mono>{receipt.templateHash}</Code> },
  ];
  return (
    <>
      <PageHeader
        title={t("verify.title")}
        breadcrumbs={[{ label: t("verify.title"), to: links.verify(language) }, { label: <Code>{receipt.receipt}</Code> }]}
      />
      <div className="mb-8">
        <Notice tone="success" title={t("verify.confirmed")}>
          {t("verify.confirmedText")}
        </Notice>
      </div>
      <dl className="grid max-w-measure gap-4">
        {facts.map(({ label, value }) => (
          <div key={label} className="grid gap-0.5 border-b border-line pb-3">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
