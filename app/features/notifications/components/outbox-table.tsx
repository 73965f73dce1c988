import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { formatNumber } from "~/lib/dates";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { VisuallyHidden } from "~/ui/visually-hidden";
import { areaOf, canSendAgain, type MailState, type OutboxItem } from "../model";

const TONES: Record<MailState, BadgeTone> = { waiting: "accent", sent: "success", failed: "danger", bounced: "warning" };

/** Mails with where they stand. Their text is their reader's alone. */
export function OutboxTable({ mails }: { mails: readonly OutboxItem[] }) {
  const { t } = useTranslation("deadlines");
  const language = useLanguage();
  const columns: Column<OutboxItem>[] = [
    {
      key: "subject",
      header: t("outbox.subject"),
      rowHeader: true,
      cell: ({ subject, kind, language: written }) => (
        <span className="grid">
          <span lang={written} dir="auto">
            {subject}
          </span>
          <span className="text-sm font-normal text-ink-soft">
            {t(`mailKind.${areaOf(kind)}`)} · <span lang={written}>{LANGUAGE_NAMES[written]}</span>
          </span>
        </span>
      ),
    },
    {
      key: "to",
      header: t("outbox.to"),
      cell: ({ to }) => (
        <span className="wrap-anywhere">
          <Code>{to}</Code>
        </span>
      ),
    },
    { key: "written", header: t("outbox.written"), cell: ({ createdAt }) => <DateTime at={createdAt} /> },
    {
      key: "state",
      header: t("extension.state"),
      cell: ({ state, error, heldUntil, deliveredAt }) => (
        <span className="grid justify-items-start gap-1">
          <Badge tone={TONES[state]}>{t(`mailState.${state}`)}</Badge>
          {deliveredAt && (
            <span className="text-sm text-ink-soft">
              <DateTime at={deliveredAt} />
            </span>
          )}
          {heldUntil && (
            <span className="text-sm text-ink-soft">
              {t("outbox.heldUntil")} <DateTime at={heldUntil} />
            </span>
          )}
          {error && (
            <span dir="ltr" className="text-sm break-words">
              <Code>{error}</Code>
            </span>
          )}
        </span>
      ),
    },
    { key: "attempts", header: t("outbox.attempts"), align: "end", cell: ({ attempts }) => formatNumber(attempts, language) },
    {
      key: "act",
      header: t("extension.act"),
      unlabelled: true,
      cell: ({ id, to, state }) =>
        canSendAgain(state) ? (
          <Form method="post">
            <input type="hidden" name="id" value={id} />
            <Button type="submit" name="intent" value="again">
              {t("outbox.again")}
              <VisuallyHidden>: {to}</VisuallyHidden>
            </Button>
          </Form>
        ) : null,
    },
  ];
  return (
    <DataTable
      caption={t("outbox.title")}
      captionHidden
      columns={columns}
      rows={mails}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("outbox.empty")} />}
    />
  );
}
