import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { LANGUAGE_NAMES, isLanguage } from "~/lib/languages";
import { PARTY_ROLES } from "~/lib/actor";
import { useTranslation } from "~/ui/use-translation";
import { FAULTS, type ListRow, type Plan } from "../model";

const toneOf = (plan: Plan): BadgeTone => (plan === "invite" ? "accent" : FAULTS.includes(plan) ? "danger" : "neutral");

/** The lines of a file with what would happen, or has happened, with each. */
export function ListRows({ rows }: { rows: readonly ListRow[] }) {
  const { t } = useTranslation("outreach");
  const { t: account } = useTranslation("account");
  const columns: Column<ListRow>[] = [
    { key: "line", header: t("list.line"), rowHeader: true, cell: ({ line }) => line },
    {
      key: "result",
      header: t("list.result"),
      cell: ({ plan, outcome, near }) => (
        <span className="grid justify-items-start gap-1">
          {outcome ? (
            <Badge tone={outcome === "invited" ? "success" : "neutral"}>{t(`outcome.${outcome}`)}</Badge>
          ) : (
            <Badge tone={toneOf(plan)}>{t(`plan.${plan}`)}</Badge>
          )}
          {near.length > 0 && <span>{t("list.near", { names: near.map(({ code, name }) => `\u2068${name}\u2069 (\u2066${code}\u2069)`).join(" · ") })}</span>}
        </span>
      ),
    },
    { key: "email", header: t("column.email"), cell: ({ email }) => <Code>{email}</Code> },
    { key: "name", header: t("column.name"), cell: ({ name }) => <bdi>{name}</bdi> },
    { key: "party", header: t("column.party"), cell: ({ party, partyName }) => <bdi>{partyName ?? party}</bdi> },
    {
      key: "role",
      header: t("column.role"),
      cell: ({ role }) => {
        const known = PARTY_ROLES.find((one) => one === role);
        return known ? account(`roles.${known}`) : <bdi>{role}</bdi>;
      },
    },
    { key: "language", header: t("column.language"), cell: ({ language }) => <bdi>{isLanguage(language) ? LANGUAGE_NAMES[language] : language}</bdi> },
  ];
  return <DataTable caption={t("list.byPlan")} captionHidden columns={columns} rows={rows} rowKey={({ line }) => String(line)} />;
}
