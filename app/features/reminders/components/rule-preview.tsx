import { useTranslation } from "~/ui/use-translation";
import { directionOf, LANGUAGE_NAMES } from "~/lib/languages";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTimeInZones } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { FATES, type Fate, type Preview, type PreviewItem } from "../model";
import { When } from "./rule-table";

const TONES: Record<Fate, BadgeTone> = { now: "accent", sent: "success", off: "neutral" };

/** Whom a rule would reach if it ran now, and the letter the first of them would get. */
export function RulePreview({ preview: { rule, total, counts, items, letter } }: { preview: Preview }) {
  const { t } = useTranslation("deadlines");
  const columns: Column<PreviewItem>[] = [
    { key: "name", header: t("preview.name"), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { key: "email", header: t("preview.email"), cell: ({ email }) => <Code>{email}</Code> },
    {
      key: "party",
      header: t("extension.party"),
      cell: ({ party, title, line }) => (
        <span className="grid">
          <bdi>{party}</bdi>
          <span className="text-sm text-ink-soft">
            {title} {line && <Code>{line}</Code>}
          </span>
        </span>
      ),
    },
    { key: "due", header: t("page.at"), cell: ({ dueAt }) => <DateTimeInZones at={dueAt} /> },
    { key: "language", header: t("preview.language"), cell: ({ language }) => <span lang={language}>{LANGUAGE_NAMES[language]}</span> },
    { key: "fate", header: t("extension.state"), cell: ({ fate }) => <Badge tone={TONES[fate]}>{t(`fate.${fate}`)}</Badge> },
  ];
  return (
    <section id="preview" aria-labelledby="preview-title" className="grid gap-5">
      <h2 id="preview-title" className="text-xl">
        {t("preview.title")}: <When {...rule} />, {t(`audience.${rule.audience}`)}
      </h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {FATES.map((fate) => (
          <li key={fate}>{t("preview.counted", { state: t(`fate.${fate}`), count: counts[fate] })}</li>
        ))}
      </ul>
      {items.length < total && <p>{t("preview.first", { count: items.length })}</p>}
      <DataTable
        caption={t("preview.title")}
        captionHidden
        columns={columns}
        rows={items}
        rowKey={({ key }) => key}
        empty={<EmptyState title={t("preview.empty")} />}
      />
      {letter && (
        <Card
          level={3}
          title={
            <span lang={letter.language} dir="auto">
              {letter.subject}
            </span>
          }
        >
          <div lang={letter.language} dir={directionOf(letter.language)} className="max-w-measure whitespace-pre-wrap">
            {letter.text}
          </div>
        </Card>
      )}
    </section>
  );
}
