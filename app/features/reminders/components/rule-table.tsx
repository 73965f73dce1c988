import { Form, Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { formatNumber } from "~/lib/dates";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { VisuallyHidden } from "~/ui/visually-hidden";
import type { Rule, RuleItem } from "../model";

/** When a rule reminds, in words. */
export function When({ days }: Pick<Rule, "days">) {
  const { t } = useTranslation("deadlines");
  return <>{days === 0 ? t("rule.onDay") : t(days > 0 ? "rule.before" : "rule.after", { count: Math.abs(days) })}</>;
}

/** The rules, each with what can be done with it. */
export function RuleTable({ rules, mayManage }: { rules: readonly RuleItem[]; mayManage: boolean }) {
  const { t } = useTranslation("deadlines");
  const language = useLanguage();
  const columns: Column<RuleItem>[] = [
    { key: "when", header: t("rule.when"), rowHeader: true, cell: (rule) => <When {...rule} /> },
    { key: "audience", header: t("rule.audience"), cell: ({ audience }) => t(`audience.${audience}`) },
    { key: "template", header: t("page.template"), cell: ({ template, title }) => (template === "" ? t("rule.everyTemplate") : title) },
    { key: "optional", header: t("rule.kind"), cell: ({ optional }) => t(optional ? "rule.optional" : "rule.required") },
    { key: "state", header: t("extension.state"), cell: ({ isOn }) => <Badge tone={isOn ? "success" : "neutral"}>{t(isOn ? "rule.on" : "rule.off")}</Badge> },
    { key: "sent", header: t("rule.sent"), align: "end", cell: ({ sent }) => formatNumber(sent, language) },
    {
      key: "act",
      header: t("extension.act"),
      unlabelled: true,
      cell: (rule) => (
        <div className="flex flex-wrap items-center gap-3">
          <Link to={links.deskReminders(language, rule.id)}>
            {t("rule.preview")}
            <VisuallyHidden>
              : <When {...rule} />, {t(`audience.${rule.audience}`)}
            </VisuallyHidden>
          </Link>
          {mayManage && (
            <Form method="post">
              <input type="hidden" name="id" value={rule.id} />
              <Button type="submit" name="intent" value={rule.isOn ? "switched_off" : "switched_on"}>
                {t(rule.isOn ? "rule.switchOff" : "rule.switchOn")}
              </Button>
            </Form>
          )}
        </div>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("rule.caption")}
      captionHidden
      columns={columns}
      rows={rules}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("rule.empty")} />}
    />
  );
}
