import { useTranslation } from "~/ui/use-translation";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import type { Cosignatory, CosignState } from "../model";

const TONES: Record<CosignState, BadgeTone> = { asked: "neutral", confirmed: "success", declined: "warning" };

/** Who else is asked to sign and what they answered: for their own party and the secretariat. Nothing when nobody is. */
export function CosignatoryList({ cosignatories }: { cosignatories: readonly Cosignatory[] }) {
  const { t } = useTranslation("signing");
  if (cosignatories.length === 0) return null;
  const columns: Column<Cosignatory>[] = [
    { key: "organisation", header: t("cosign.organisation"), rowHeader: true, cell: ({ organisation }) => <bdi>{organisation}</bdi> },
    { key: "country", header: t("cosign.country"), cell: ({ country }) => country },
    {
      key: "person",
      header: t("cosign.person"),
      cell: ({ name, email }) => (
        <span className="grid">
          <bdi>{name}</bdi>
          <Code>{email}</Code>
        </span>
      ),
    },
    {
      key: "state",
      header: t("cosign.stands"),
      cell: ({ state, answeredAt }) => (
        <span className="flex flex-wrap gap-x-3">
          <Badge tone={TONES[state]}>{t(`cosign.state.${state}`)}</Badge>
          {answeredAt && <DateTime at={answeredAt} />}
        </span>
      ),
    },
  ];
  return (
    <section aria-labelledby="cosignatories" className="grid gap-3">
      <h2 id="cosignatories" className="text-xl">
        {t("cosign.list")}
      </h2>
      <p className="max-w-measure text-sm text-ink-soft">{t("cosign.listNote")}</p>
      <DataTable caption={t("cosign.list")} captionHidden columns={columns} rows={cosignatories} rowKey={({ id }) => id} />
    </section>
  );
}
