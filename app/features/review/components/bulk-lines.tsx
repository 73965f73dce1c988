import { Link } from "@remix-run/react";
import { LANGUAGE_NAMES, directionOf } from "~/lib/languages";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { Icon } from "~/ui/icons";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { BulkLine, BulkPhase, MailPreview } from "../model/bulk";
import { StateBadge } from "./state-badge";

/** Each version of a bulk act with what would come of it, or came of it, and why. */
export function BulkLines({ lines, phase }: { lines: readonly BulkLine[]; phase: BulkPhase }) {
  const { t } = useTranslation("queue");
  const { t: desk } = useTranslation("desk");
  const refused = useRefusalText();
  const language = useLanguage();
  const wordOf = ({ state, refusal }: BulkLine): string =>
    phase === "rehearsed" ? t(refusal ? "bulk.item.refusedNow" : "bulk.item.would") : t(`bulk.item.${state}`);
  const columns: Column<BulkLine>[] = [
    {
      key: "party",
      header: desk("queue.party"),
      rowHeader: true,
      cell: ({ submissionId, party }) => <Link to={links.deskSubmission(language, submissionId)}>{party}</Link>,
    },
    { key: "symbol", header: desk("queue.symbol"), cell: ({ symbol }) => <Code>{symbol}</Code> },
    { key: "state", header: desk("queue.state"), cell: ({ from }) => <StateBadge state={from} /> },
    {
      key: "result",
      header: t("bulk.result"),
      cell: (line) => (
        <span className="grid gap-1">
          <span>
            <Badge tone={line.refusal ? "warning" : "neutral"}>{wordOf(line)}</Badge>
          </span>
          {line.refusal && <span>{refused(line.refusal)}</span>}
        </span>
      ),
    },
  ];
  return <DataTable caption={t("bulk.items")} columns={columns} rows={lines} rowKey={({ submissionId }) => submissionId} />;
}

/** The mails an act would send: how many in each language, and one of each as it will be read. */
export function BulkMails({ mails }: { mails: readonly MailPreview[] }) {
  const { t } = useTranslation("queue");
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t("bulk.mails")}</h2>
      {mails.length === 0 && <p>{t("bulk.noMails")}</p>}
      {mails.map(({ language, count, subject, text }) => (
        <details key={language} className="group rounded-md border border-line bg-surface p-4">
          <summary className="flex min-h-11 w-fit items-center gap-2 font-semibold">
            {t("bulk.mailsCounted", { language: LANGUAGE_NAMES[language], count })}
            <Icon name="down" className="group-open:rotate-180" />
          </summary>
          <div lang={language} dir={directionOf(language)} className="grid gap-2 pt-2">
            <p className="font-semibold">{subject}</p>
            <p className="whitespace-pre-line break-words">{text}</p>
          </div>
        </details>
      ))}
    </section>
  );
}
