import { useId } from "react";
import { useTranslation } from "~/ui/use-translation";
import type { CategoryCount, StakeholderBoard } from "~/features/publication/model";
import { SCOPES } from "~/features/registrations/model";
import { EmptyState } from "~/ui/empty-state";
import { DataTable, type Column } from "~/ui/data-table";
import { Pager } from "~/ui/pager";
import { BoardFilter } from "./board-filter";
import { PublishedList } from "./published-list";

type StakeholderBoardProps = { board: StakeholderBoard; category: string; at: (after: string) => string };

/** How many contributions there are, by category and scope; by name only those that are public. */
export function StakeholderBoardView({ board, category, at }: StakeholderBoardProps) {
  const { t } = useTranslation(["public", "registration"]);
  const id = useId();
  const { categories, published } = board;
  const columns: Column<CategoryCount>[] = [
    { key: "category", header: t("status.stakeholders.category"), rowHeader: true, cell: ({ name }) => name || t("status.stakeholders.notStated") },
    ...SCOPES.map((scope): Column<CategoryCount> => ({
      key: scope,
      header: t(`registration:scope.${scope}`),
      align: "end",
      cell: ({ scopes }) => scopes[scope] ?? 0,
    })),
    { key: "none", header: t("status.stakeholders.notStated"), align: "end", cell: ({ scopes }) => scopes[""] ?? 0 },
    { key: "all", header: t("status.stakeholders.total"), align: "end", cell: ({ submitted }) => <strong>{submitted}</strong> },
  ];
  const options = categories.flatMap(({ code, name }) => (code ? [{ value: code, label: name }] : []));
  return (
    <div className="grid gap-10">
      <div className="grid gap-3">
        <DataTable
          caption={t("status.stakeholders.caption")}
          columns={columns}
          rows={categories}
          rowKey={({ code }) => code}
          empty={<EmptyState title={t("status.stakeholders.none")} />}
        />
        <p className="max-w-measure text-sm text-ink-soft">{t("status.stakeholders.note")}</p>
      </div>
      <section aria-labelledby={id}>
        <h2 id={id} className="mb-4 text-lg">
          {t("status.stakeholders.published")}
        </h2>
        {options.length > 0 && (
          <BoardFilter
            who="organisation"
            label={t("status.stakeholders.narrow")}
            choices={[{ name: "category", label: t("filter.category"), value: category, options, any: t("filter.any") }]}
          />
        )}
        {published.items.length > 0 ? <PublishedList items={published.items} /> : <p>{t("status.stakeholders.nonePublished")}</p>}
        <div className="mt-8">
          <Pager label={t("status.stakeholders.published")} earlier={null} later={published.next && at(published.next)} />
        </div>
      </section>
    </div>
  );
}
