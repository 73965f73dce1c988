import { Form, Link } from "@remix-run/react";
import { formatNumber } from "~/lib/dates";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { AgreementPage, CodeName, Disagreement } from "../model";
import { codingLinks } from "../model/address";
import { writePart } from "../model/parts";
import { CodeLabel } from "./code-label";

const THREE = { minimumFractionDigits: 3, maximumFractionDigits: 3 } as const;

type Line = { id: string; code: CodeName | null; alpha: number | null; units: number };

/** Krippendorff's alpha for each code and over all, with how many units it is of. */
export function AgreementTable({ page: { all, codes } }: { page: AgreementPage }) {
  const { t } = useTranslation("coding");
  const language = useLanguage();
  const columns: Column<Line>[] = [
    { key: "code", header: t("code"), rowHeader: true, cell: ({ code }) => (code ? <CodeLabel code={code} /> : t("agreement.all")) },
    {
      key: "alpha",
      header: t("agreement.alpha"),
      align: "end",
      cell: ({ alpha }) => (alpha === null ? t("agreement.undefined") : formatNumber(alpha, language, THREE)),
    },
    { key: "units", header: t("agreement.units"), align: "end", cell: ({ units }) => formatNumber(units, language) },
  ];
  return (
    <DataTable
      caption={t("agreement.table")}
      columns={columns}
      rows={[{ id: "all", code: null, ...all }, ...codes.map((line) => ({ ...line, code: line }))]}
      rowKey={({ id }) => id}
    />
  );
}

const Names = ({ label, names }: { label: string; names: readonly string[] }) => (
  <p>
    {label}{" "}
    {names.map((name, index) => (
      <span key={`${index} ${name}`}>
        {index > 0 && " · "}
        <bdi>{name}</bdi>
      </span>
    ))}
  </p>
);

/** The sentences on which coders differ, those first that nothing was decided on. */
export function DisagreementList({ page: { disagreements, hidden, keeps } }: { page: AgreementPage }) {
  const { t } = useTranslation("coding");
  return (
    <section aria-labelledby="differences" className="grid gap-4">
      <h2 id="differences" className="text-xl">
        {t("differ.title")}
      </h2>
      {hidden > 0 && <p>{t("differ.hidden", { count: hidden })}</p>}
      {disagreements.length === 0 ? (
        <EmptyState title={t("differ.none")} />
      ) : (
        disagreements.map((one) => <DisagreementCard key={`${one.hash} ${writePart(one)} ${one.code.id}`} one={one} keeps={keeps} />)
      )}
    </section>
  );
}

function DisagreementCard({ one, keeps }: { one: Disagreement; keeps: boolean }) {
  const { t } = useTranslation("coding");
  const { t: reports } = useTranslation("reports");
  const language = useLanguage();
  const { code, party, symbol, quote, marked, unmarked, decided, hash, asked, confidential } = one;
  return (
    <Card
      as="article"
      level={3}
      title={<CodeLabel code={code} />}
      badge={decided ? <Badge tone={decided.kept ? "success" : "neutral"}>{t(decided.kept ? "differ.kept" : "differ.dropped")}</Badge> : undefined}
    >
      <p className="flex flex-wrap items-center gap-x-3">
        <bdi>{party}</bdi>
        <Link to={codingLinks.answer(language, asked)}>
          <Code>{symbol}</Code>
        </Link>
        {confidential && <Badge icon="lock">{reports("answerView.confidential")}</Badge>}
      </p>
      <blockquote lang={one.language} dir="auto" className="whitespace-pre-line border-s-4 border-line ps-4">
        {quote}
      </blockquote>
      <Names label={t("differ.marked")} names={marked} />
      <Names label={t("differ.unmarked")} names={unmarked} />
      {decided && (
        <p className="text-sm text-ink-soft">
          {t("differ.by")} <bdi>{decided.by}</bdi> · <DateTime at={decided.at} />
        </p>
      )}
      {keeps && (
        <Form method="post" className="flex flex-wrap gap-3">
          <input type="hidden" name="hash" value={hash} />
          <input type="hidden" name="part" value={writePart(one)} />
          <input type="hidden" name="code" value={code.id} />
          <Button type="submit" name="intent" value="keep" size="sm">
            {t("differ.keep")}
          </Button>
          <Button type="submit" name="intent" value="drop" size="sm">
            {t("differ.drop")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
