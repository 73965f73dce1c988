import type { ReactNode } from "react";
import { useTranslation } from "~/ui/use-translation";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { useReaderZone } from "~/ui/reader-zone";
import type { ReceiptDto } from "../model";

/** What a receipt proves. */
export function ReceiptFacts({ receipt }: { receipt: ReceiptDto }) {
  const { t } = useTranslation("signing");
  const zone = useReaderZone();
  return (
    <dl className="grid gap-5 rounded-md border border-line bg-surface p-5 sm:p-6">
      <Fact label={t("receipt.number")}>
        <span className="text-xl font-semibold">
          <Code mono>{receipt.receipt}</Code>
        </span>
      </Fact>
      <Fact label={t("receipt.submittedAt")}>
        <DateTime at={receipt.submittedAt} timeZone="UTC" />
        {zone !== "UTC" && (
          <>
            <br />
            <DateTime at={receipt.submittedAt} />
          </>
        )}
      </Fact>
      <Fact label={t("receipt.symbol")}>
        <Code>{receipt.symbol}</Code>
      </Fact>
      <Fact label={t("receipt.version")}>{receipt.version}</Fact>
      <Fact label={t("receipt.hash")}>
        <Code mono>{receipt.hash}</Code>
      </Fact>
      <Fact label={t("receipt.template", { version: receipt.templateVersion })}>
        <Code mono>{receipt.templateHash}</Code>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
