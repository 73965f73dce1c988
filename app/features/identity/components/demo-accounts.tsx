import { Link } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { DataTable } from "~/ui/data-table";
import { useLanguage } from "~/ui/use-language";
import type { DemoAccountDto } from "../model";

/** The accounts of a demo, each a link that fills in the form. */
export function DemoAccounts({ accounts, password, next }: { accounts: readonly DemoAccountDto[]; password: string; next: string | null }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const filled = (email: string): string => `?${new URLSearchParams({ email, ...(next && { next }) })}`;
  return (
    <Card title={t("demo.title")}>
      <p>
        {t("demo.lead")} <Code mono>{password}</Code>
      </p>
      <DataTable
        caption={t("demo.title")}
        captionHidden
        rows={accounts}
        rowKey={({ email }) => email}
        columns={[
          {
            key: "account",
            header: t("demo.account"),
            rowHeader: true,
            cell: ({ email }) => (
              <Link to={filled(email)} replace preventScrollReset>
                <span className="wrap-anywhere">
                  <Code>{email}</Code>
                </span>
              </Link>
            ),
          },
          { key: "role", header: t("demo.role"), cell: ({ roles }) => roles.map((role) => t(`roles.${role}`)).join(", ") },
          { key: "acts", header: t("demo.acts"), cell: ({ parties }) => parties.map(({ names }) => names[language]).join(", ") || t("demo.secretariat") },
        ]}
      />
    </Card>
  );
}
