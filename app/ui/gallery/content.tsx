import { lazy, Suspense, useState } from "react";
import { useTranslation } from "~/ui/use-translation";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime, DateTimeInZones } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { FactList } from "~/ui/fact-list";
import { LeaveNotice } from "~/ui/leave-notice";
import { Notice, type Tone } from "~/ui/notice";
import { Pager } from "~/ui/pager";
import { PlainText } from "~/ui/plain-text";
import { Progress } from "~/ui/progress";
import { Specimen } from "./specimen";

const Dialog = lazy(() => import("~/ui/dialog"));
const UserText = lazy(() => import("~/ui/user-text").then((module) => ({ default: module.UserText })));

const TONES: readonly Tone[] = ["info", "success", "warning", "error"];
const BADGES: readonly BadgeTone[] = ["neutral", "accent", "success", "warning", "danger"];
const MOMENT = "2025-02-03T13:03:00Z";

/** What is read. */
export function Content() {
  const { t } = useTranslation("gallery");
  const [open, setOpen] = useState<"dialog" | "alertdialog" | null>(null);
  const rows = [
    { symbol: "WSIS20/NR/KEN", name: t("table.first"), badge: "success" as const, state: t("badge.success"), words: 4120 },
    { symbol: "WSIS20/NR/CHE", name: t("table.second"), badge: "warning" as const, state: t("badge.warning"), words: 980 },
  ];
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { key: "name", header: t("table.name"), rowHeader: true, cell: ({ name }) => name },
    { key: "symbol", header: t("table.symbol"), cell: ({ symbol }) => <Code>{symbol}</Code> },
    { key: "state", header: t("table.state"), cell: ({ badge, state }) => <Badge tone={badge}>{state}</Badge> },
    { key: "words", header: t("table.words"), align: "end", cell: ({ words }) => words },
  ];
  const rowKey = ({ symbol }: (typeof rows)[number]) => symbol;
  return (
    <>
      <Specimen name="Notice">
        {TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={t(`notice.${tone}.title`)}>
            {t(`notice.${tone}.text`)}
          </Notice>
        ))}
        <Notice
          actions={
            <Button type="button" size="sm">
              {t("button.preview")}
            </Button>
          }
        >
          {t("notice.info.text")}
        </Notice>
      </Specimen>
      <Specimen name="LeaveNotice">
        <LeaveNotice title={t("notice.warning.title")} onStay={() => setOpen(null)} onLeave={() => setOpen(null)}>
          {t("notice.warning.text")}
        </LeaveNotice>
      </Specimen>
      <Specimen name="Badge">
        <div className="flex flex-wrap gap-3">
          {BADGES.map((tone) => (
            <Badge key={tone} tone={tone} icon={tone === "success" ? "check" : undefined}>
              {t(`badge.${tone}`)}
            </Badge>
          ))}
        </div>
      </Specimen>
      <Specimen name="Progress">
        <div className="grid max-w-measure gap-4">
          <Progress label={t("progress.label")} value={0} max={43} valueText={t("progress.value", { done: 0, total: 43 })} />
          <Progress label={t("progress.label")} value={12} max={43} valueText={t("progress.value", { done: 12, total: 43 })} />
          <Progress label={t("progress.label")} labelHidden value={43} max={43} valueText={t("progress.value", { done: 43, total: 43 })} />
        </div>
      </Specimen>
      <Specimen name="DataTable, Pager">
        <DataTable caption={t("table.caption")} columns={columns} rows={rows} rowKey={rowKey} />
        <DataTable caption={t("table.caption")} captionHidden columns={columns} rows={[]} rowKey={rowKey} empty={<EmptyState title={t("empty.title")} />} />
        <Pager label={t("table.caption")} earlier="?page=1" later="?page=3" />
      </Specimen>
      <Specimen name="FactList">
        <FactList
          facts={[
            [t("table.name"), t("table.first")],
            [t("table.symbol"), <Code key="symbol">{rows[0]!.symbol}</Code>],
            [t("table.state"), <Badge key="state">{t("badge.neutral")}</Badge>],
          ]}
        />
      </Specimen>
      <Specimen name="Card, EmptyState">
        <div className="grid gap-4 md:grid-cols-2">
          <Card
            title={t("card.title")}
            level={3}
            badge={<Badge tone="accent">{t("badge.accent")}</Badge>}
            footer={<Button type="button">{t("button.preview")}</Button>}
          >
            <p>{t("card.text")}</p>
          </Card>
          <EmptyState title={t("empty.title")} actions={<Button type="button">{t("button.addRow")}</Button>}>
            {t("empty.text")}
          </EmptyState>
        </div>
      </Specimen>
      <Specimen name="DateTime, DateTimeInZones">
        <p>
          <DateTime at={MOMENT} /> · <DateTime at={MOMENT} show="day" /> · <DateTime at={MOMENT} show="time" />
        </p>
        <DateTimeInZones at={MOMENT} />
      </Specimen>
      <Specimen name="UserText, PlainText">
        <Suspense>
          <UserText text={t("sample.markdown")} />
        </Suspense>
        <UserTextInOthers />
        <PlainText text={t("sample.answer")} />
      </Specimen>
      <Specimen name="Dialog">
        <div className="flex flex-wrap gap-3">
          <Button type="button" onClick={() => setOpen("dialog")}>
            {t("dialog.open")}
          </Button>
          <Button type="button" variant="danger" onClick={() => setOpen("alertdialog")}>
            {t("button.withdraw")}
          </Button>
        </div>
        {open && (
          <Suspense>
            <Dialog
              open
              wide={open === "alertdialog"}
              mustAnswer={open === "alertdialog"}
              onClose={() => setOpen(null)}
              title={t("dialog.title")}
              actions={
                <Button type="button" variant="primary" onClick={() => setOpen(null)}>
                  {t("dialog.confirm")}
                </Button>
              }
            >
              {t("dialog.text")}
            </Dialog>
          </Suspense>
        )}
      </Specimen>
    </>
  );
}

/** The same answers stand in pages of other languages and directions. */
function UserTextInOthers() {
  const { t } = useTranslation("gallery");
  return (
    <>
      <PlainText lang="ar" text={t("sample.arabic")} />
      <PlainText lang="zh" text={t("sample.chinese")} />
      <PlainText lang="ru" text={t("sample.russian")} />
    </>
  );
}
