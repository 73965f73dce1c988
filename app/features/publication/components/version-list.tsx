import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { PublicVersion } from "../model";

/** Every public version of a report, newest first. `shown` is the one the reader has before them. */
export function VersionList({ versions, shown }: { versions: readonly PublicVersion[]; shown: string }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  return (
    <DataTable
      caption={t("submission.versions.title")}
      rows={versions}
      rowKey={({ symbol }) => symbol}
      columns={[
        {
          key: "symbol",
          header: t("submission.symbol"),
          rowHeader: true,
          cell: ({ symbol }) =>
            symbol === shown ? (
              <Code>{symbol}</Code>
            ) : (
              <Link to={links.submission(language, symbol)}>
                <Code>{symbol}</Code>
              </Link>
            ),
        },
        { key: "published", header: t("submission.publishedAt"), cell: ({ publishedAt }) => <DateTime at={publishedAt} show="day" /> },
        { key: "state", header: t("verify.state"), cell: (version) => <VersionState version={version} /> },
      ]}
    />
  );
}

function VersionState({ version: { symbol, replacedAt } }: { version: PublicVersion }) {
  const { t } = useTranslation("public");
  const language = useLanguage();
  if (replacedAt === null) return <Badge tone="success">{t("submission.versions.current")}</Badge>;
  return (
    <div className="grid gap-1">
      <p>
        {t("submission.replaced.on")} <DateTime at={replacedAt} show="day" />
      </p>
      <p>
        <Link to={links.submissionChanges(language, symbol)}>{t("submission.versions.changes", { symbol })}</Link>
      </p>
    </div>
  );
}
