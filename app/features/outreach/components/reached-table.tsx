import { Form } from "@remix-run/react";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useTranslation } from "~/ui/use-translation";
import type { OutreachPage, ReachedParty, ReachedPerson, Step } from "../model";

type Row = { party: ReachedParty; person: ReachedPerson | null };

const TONES: Record<Step, BadgeTone> = { none: "neutral", invited: "neutral", joined: "accent", signed_in: "accent", begun: "accent", submitted: "success" };

/** Parties and their people: a row for each person, and one for a party without anybody. Days are UTC. */
export function ReachedTable({ parties, contacts, mayAgain }: OutreachPage) {
  const { t } = useTranslation("outreach");
  const { t: account } = useTranslation("account");
  const rows = parties.flatMap((party): Row[] => (party.people.length > 0 ? party.people.map((person) => ({ party, person })) : [{ party, person: null }]));
  const day = (at: string | null) => (at ? <DateTime at={at} show="day" /> : "–");
  const columns: Column<Row>[] = [
    {
      key: "party",
      header: t("table.party"),
      rowHeader: true,
      cell: ({ party }) => (
        <span className="grid gap-1">
          <bdi>{party.name}</bdi>
          <Code>{party.code}</Code>
        </span>
      ),
    },
    {
      key: "stage",
      header: t("table.stage"),
      cell: ({ party: { step, call, touchedAt } }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={TONES[step]}>{t(`step.${step}`)}</Badge>
          {call && <Badge tone="warning">{t(`call.${call}`)}</Badge>}
          {touchedAt && (
            <span className="text-ink-soft">
              {t("table.written")} <DateTime at={touchedAt} show="day" />
            </span>
          )}
        </span>
      ),
    },
    { key: "person", header: t("table.person"), cell: ({ person }) => (person ? <Person person={person} contacts={contacts} /> : t("person.nobody")) },
    { key: "role", header: t("table.role"), cell: ({ person }) => (person ? account(`roles.${person.role}`) : "–") },
    {
      key: "invited",
      header: t("table.invited"),
      cell: ({ person }) => (
        <span className="grid justify-items-start gap-1">
          {day(person?.invitedAt ?? null)}
          {person?.expired && <Badge tone="warning">{t("person.expired")}</Badge>}
          {person?.mail && <Badge tone={person.mail === "failed" ? "danger" : "neutral"}>{t(`person.${person.mail}`)}</Badge>}
        </span>
      ),
    },
    { key: "joined", header: t("table.joined"), cell: ({ person }) => day(person?.joinedAt ?? null) },
    {
      key: "signedIn",
      header: t("table.signedIn"),
      cell: ({ person }) => (person?.lastSignInOn ? <DateTime at={person.lastSignInOn} show="day" timeZone="UTC" /> : t("person.never")),
    },
    ...(mayAgain
      ? [
          {
            key: "again",
            header: t("again.label"),
            unlabelled: true,
            cell: ({ person }: Row) => person?.invitationId && <AgainForm id={person.invitationId} name={person.name || (person.email ?? "")} />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t("title")}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ party, person }) => person?.key ?? party.code}
      empty={<EmptyState title={t("empty")} />}
    />
  );
}

function Person({ person: { name, email }, contacts }: { person: ReachedPerson; contacts: boolean }) {
  const { t } = useTranslation("outreach");
  return (
    <span className="grid gap-1">
      {name ? <bdi>{name}</bdi> : !contacts && t("person.withoutName")}
      {email && <Code>{email}</Code>}
    </span>
  );
}

function AgainForm({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("outreach");
  return (
    <Form method="post">
      <input type="hidden" name="invitation" value={id} />
      <Button type="submit" name="intent" value="again" aria-label={t("again.named", { name })}>
        {t("again.label")}
      </Button>
    </Form>
  );
}
