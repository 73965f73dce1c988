import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import type { FormAnswer } from "~/lib/refusal";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { CheckboxGroup } from "~/ui/checkbox-group";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextInput } from "~/ui/text-input";
import type { TokenDto } from "../model";
import { SCOPES, type Scope } from "../policy";

const LIVES = [30, 90, 365];
const SCOPE_TEXT = {
  "reports:read": "tokens.scope.readReports",
  "reports:write": "tokens.scope.writeReports",
  "reports:submit": "tokens.scope.submitReports",
  "desk:read": "tokens.scope.readDesk",
  "exports:make": "tokens.scope.makeExports",
} as const satisfies Record<Scope, string>;

type TokensProps = { tokens: readonly TokenDto[]; /** The secret of one just made. */ created: string | null; answer: FormAnswer | undefined };

/** Tokens of programs that act in somebody's name. */
export function Tokens({ tokens, created, answer }: TokensProps) {
  const { t } = useTranslation("account");
  const errorOf = useFieldErrors(answer);
  return (
    <section aria-labelledby="tokens" className="grid gap-4">
      <div>
        <h2 id="tokens" className="text-xl">
          {t("tokens.title")}
        </h2>
        <p className="text-ink-soft">{t("tokens.lead")}</p>
      </div>
      {created && (
        <Notice tone="success" live title={t("tokens.created")}>
          <Code mono>{created}</Code>
        </Notice>
      )}
      <DataTable
        caption={t("tokens.list")}
        rows={tokens}
        rowKey={({ id }) => id}
        empty={<></>}
        columns={[
          { key: "label", header: t("tokens.label"), rowHeader: true, cell: ({ label }) => <bdi>{label}</bdi> },
          { key: "scopes", header: t("tokens.scopes"), cell: ({ scopes }) => <ScopeList scopes={scopes} /> },
          { key: "created", header: t("tokens.createdAt"), cell: ({ createdAt }) => <DateTime at={createdAt} show="day" /> },
          { key: "expires", header: t("tokens.expiresAt"), cell: ({ expiresAt }) => (expiresAt ? <DateTime at={expiresAt} show="day" /> : t("tokens.noEnd")) },
          { key: "used", header: t("tokens.lastUsedAt"), cell: ({ lastUsedAt }) => (lastUsedAt ? <DateTime at={lastUsedAt} /> : t("tokens.neverUsed")) },
          {
            key: "revoke",
            header: t("tokens.revoke"),
            unlabelled: true,
            align: "end",
            cell: ({ id, label }) => (
              <Form method="post">
                <input type="hidden" name="id" value={id} />
                <Button type="submit" size="sm" name="intent" value="revoke" aria-label={t("tokens.revokeNamed", { label })}>
                  {t("tokens.revoke")}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      {/* A new form once a token is made. */}
      <Form key={tokens[0]?.id ?? "first"} method="post" noValidate className="grid gap-4">
        <input type="hidden" name="intent" value="token" />
        <RefusalSummary refusal={answer?.refusal} prefix="token" />
        <Field id="token-label" label={t("tokens.label")} error={errorOf("label")}>
          {(control) => <TextInput {...control} name="label" maxLength={100} required defaultValue={answer?.typed.label ?? ""} />}
        </Field>
        <CheckboxGroup
          id="token-scopes"
          name="scopes"
          legend={t("tokens.scopes")}
          hint={t("tokens.scopesHint")}
          error={errorOf("scopes")}
          options={SCOPES.map((value) => ({ value, label: t(SCOPE_TEXT[value]), hint: <Code>{value}</Code> }))}
          defaultValue={["reports:read"]}
        />
        <Field id="token-days" label={t("tokens.days")}>
          {(control) => (
            <SelectInput
              {...control}
              name="days"
              defaultValue={answer?.typed.days ?? "90"}
              options={[...LIVES.map((count) => ({ value: String(count), label: t("tokens.forDays", { count }) })), { value: "", label: t("tokens.noEnd") }]}
            />
          )}
        </Field>
        <div>
          <Button type="submit">{t("tokens.create")}</Button>
        </div>
      </Form>
    </section>
  );
}

function ScopeList({ scopes }: { scopes: readonly Scope[] }) {
  const { t } = useTranslation("account");
  return (
    <ul>
      {scopes.map((scope) => (
        <li key={scope}>{t(SCOPE_TEXT[scope])}</li>
      ))}
    </ul>
  );
}
