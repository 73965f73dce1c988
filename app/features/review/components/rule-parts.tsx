import { Form, Link } from "@remix-run/react";
import { useSubmissionFilters } from "~/features/reports/components/use-submission-filters";
import type { FilterOptions, Named } from "~/features/reports/model/filter-options";
import { LANGUAGE_NAMES, type Language } from "~/lib/languages";
import { links } from "~/lib/links";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Field } from "~/ui/field";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import { useRefusalText } from "~/ui/refusal-summary";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { OPEN_STATES, type RuleLine, type RulesPage } from "../model/rules";

/** Conditions that a rule has under another name than addresses do. */
const CONDITION: Readonly<Record<string, string>> = { kind: "template", lang: "language" };
const labelOf = (named: readonly Named[], value: string): string => named.find((one) => one.value === value)?.label ?? value;

/** The rules in the order they are asked, each with what it would do now, and what nobody has. */
export function RuleList({ page, options, decides }: { page: RulesPage; options: FilterOptions; decides: boolean }) {
  const { t } = useTranslation("queue");
  const conditionsOf = ({ template, line, region, group, language }: RuleLine): string[] =>
    [
      template && labelOf(options.templates, template),
      line && labelOf(options.lines, line),
      region && labelOf([...options.unGroups, ...options.ituRegions], region),
      group && labelOf(options.groups, group),
      language && LANGUAGE_NAMES[language as Language],
    ].filter((word) => word !== "");
  const columns: Column<RuleLine>[] = [
    {
      key: "conditions",
      header: t("rules.conditions"),
      rowHeader: true,
      cell: (rule) => {
        const words = conditionsOf(rule);
        return words.length === 0 ? (
          t("rules.everything")
        ) : (
          <ul>
            {words.map((word) => (
              <li key={word}>{word}</li>
            ))}
          </ul>
        );
      },
    },
    { key: "priority", header: t("rules.priority"), cell: ({ priority }) => priority, align: "end" },
    {
      key: "officers",
      header: t("rules.officers"),
      cell: ({ officers }) => (
        <ul>
          {officers.map(({ id, name }) => (
            <li key={id}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      ),
    },
    { key: "gives", header: t("rules.wouldGive"), cell: ({ wouldGive }) => wouldGive, align: "end" },
    ...(decides
      ? [
          {
            key: "remove",
            header: t("rules.remove"),
            unlabelled: true,
            cell: ({ id }: RuleLine) => (
              <Form method="post">
                <input type="hidden" name="id" value={id} />
                <Button type="submit" name="intent" value="remove" variant="danger" size="sm">
                  {t("rules.remove")}
                </Button>
              </Form>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="grid gap-4">
      <DataTable caption={t("rules.rules")} columns={columns} rows={page.rules} rowKey={({ id }) => id} empty={<EmptyState title={t("rules.none")} />} />
      <p>{t("rules.unassigned", { count: page.unassigned, left: page.left })}</p>
      {decides && page.unassigned > page.left && (
        <Form method="post" className="grid gap-2">
          <p className="text-sm text-ink-soft">{t("rules.applyText")}</p>
          <div>
            <Button type="submit" name="intent" value="apply">
              {t("rules.apply")}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}

/** A new rule: what it speaks of, and among whom it chooses. A refused one comes back as it was filled in. */
export function RuleForm({ officers, options, answer }: { officers: RulesPage["officers"]; options: FilterOptions; answer?: FormAnswer }) {
  const refused = useRefusalText();
  const { t } = useTranslation("queue");
  const typed = answer?.typed ?? {};
  const officersError = answer?.refusal.fields?.officers;
  const conditions = useSubmissionFilters(options, ["kind", "line", "region", "group", "lang"]).map((filter) => ({
    ...filter,
    name: CONDITION[filter.name] ?? filter.name,
  }));
  return (
    <Form method="post" className="grid gap-4 rounded-md border border-line bg-surface p-5">
      <h2 className="text-lg font-semibold">{t("rules.add")}</h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {conditions.map(({ name, label, any, options: choices }) => (
          <Field key={name} id={`rule-${name}`} label={label}>
            {(control) => <SelectInput {...control} name={name} placeholder={any} options={choices} defaultValue={typed[name] ?? ""} />}
          </Field>
        ))}
        <Field id="rule-priority" label={t("rules.priority")} hint={t("rules.priorityHint")} required>
          {(control) => <TextInput {...control} type="number" name="priority" min={1} max={1000} defaultValue={typed.priority ?? 10} />}
        </Field>
      </div>
      <CheckboxGroup
        legend={t("rules.officers")}
        hint={t("rules.officersHint")}
        name="officers"
        required
        error={officersError && refused({ code: officersError })}
        defaultValue={typed.officers?.split("\n")}
        options={officers.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi>, text: name }))}
      />
      <div>
        <Button type="submit" name="intent" value="add">
          {t("rules.add")}
        </Button>
      </div>
    </Form>
  );
}

/** The officers with what waits on their desks. */
export function LoadTable({ officers }: { officers: RulesPage["officers"] }) {
  const { t } = useTranslation("queue");
  const language = useLanguage();
  const columns: Column<RulesPage["officers"][number]>[] = [
    {
      key: "name",
      header: t("rules.officers"),
      rowHeader: true,
      cell: ({ id, name }) => (
        <Link to={`${links.desk(language)}?officer=${id}&sort=due`}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { key: "open", header: t("rules.open"), cell: ({ open }) => open, align: "end" },
    { key: "overdue", header: t("rules.overdue"), cell: ({ overdue }) => overdue, align: "end" },
    { key: "gets", header: t("rules.wouldGet"), cell: ({ wouldGet }) => wouldGet, align: "end" },
  ];
  return <DataTable caption={t("rules.loads")} columns={columns} rows={officers} rowKey={({ id }) => id} />;
}

/** How long a version should stand where, in working days. */
export function TargetForms({ targets, decides }: { targets: RulesPage["targets"]; decides: boolean }) {
  const { t } = useTranslation("queue");
  const { t: desk } = useTranslation("desk");
  return (
    <section className="grid gap-4">
      <h2 className="text-lg font-semibold">{t("rules.targets")}</h2>
      <p className="max-w-measure text-ink-soft">{t("rules.targetsText")}</p>
      <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        {OPEN_STATES.map((state) => (
          <Form key={state} method="post" className="grid content-start gap-2">
            <input type="hidden" name="state" value={state} />
            <Field id={`target-${state}`} label={t("rules.days", { state: desk(`state.${state}`) })}>
              {(control) => (
                <TextInput
                  {...control}
                  type="number"
                  name="days"
                  min={0}
                  max={260}
                  readOnly={!decides}
                  defaultValue={targets.find((target) => target.state === state)?.workingDays ?? 0}
                />
              )}
            </Field>
            {decides && (
              <div>
                <Button type="submit" name="intent" value="target" size="sm">
                  {t("rules.setTarget")}
                </Button>
              </div>
            )}
          </Form>
        ))}
      </div>
    </section>
  );
}
