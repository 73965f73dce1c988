import { Form } from "@remix-run/react";
import { useTranslation } from "~/ui/use-translation";
import { formatDay } from "~/lib/dates";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { useReaderZone } from "~/ui/reader-zone";
import { useLanguage } from "~/ui/use-language";
import type { PendingInvitationDto, PersonDto } from "../model";

/** Who acts for a party, with the way to end a role. */
export function PeopleTable({ people }: { people: readonly PersonDto[] }) {
  const { t } = useTranslation("account");
  return (
    <DataTable
      caption={t("people.list")}
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("people.name"),
          rowHeader: true,
          cell: ({ name, isSelf }) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              <bdi>{name}</bdi>
              {isSelf && <Badge>{t("people.you")}</Badge>}
            </span>
          ),
        },
        { key: "email", header: t("people.email"), cell: ({ email }) => <Code>{email}</Code> },
        {
          key: "roles",
          header: t("people.roles"),
          cell: ({ name, roles }) => (
            <ul className="grid gap-3">
              {roles.map((role) => (
                <li key={role.membershipId}>
                  <RoleLine person={name} role={role} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

/** A role with its end behind a question that works without JavaScript. */
function RoleLine({ person, role: { membershipId, role, since, isAhead, until, mayEnd } }: { person: string; role: PersonDto["roles"][number] }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const zone = useReaderZone();
  const named = { role: t(`roles.${role}`), name: person };
  return (
    <>
      {named.role}{" "}
      <span className="text-ink-soft" suppressHydrationWarning>
        {t(isAhead ? "people.ahead" : "people.since", { day: formatDay(since, language, zone) })}
        {until && ` ${t("people.until", { day: formatDay(until, language, zone) })}`}
      </span>
      {mayEnd ? (
        <details className="mt-1">
          <summary className="w-fit text-accent underline" aria-label={t("people.endNamed", named)}>
            {t("people.end")}
          </summary>
          <Form method="post" className="mt-2 grid justify-items-start gap-2">
            <p>{t("people.endExplained", named)}</p>
            <input type="hidden" name="id" value={membershipId} />
            <Button type="submit" size="sm" variant="danger" name="intent" value="ended">
              {t("people.end")}
            </Button>
          </Form>
        </details>
      ) : (
        <p className="mt-1 text-sm text-ink-soft">{t("people.only")}</p>
      )}
    </>
  );
}

/** Invitations whose link still stands, with the way to take them back. */
export function PendingInvitations({ invitations }: { invitations: readonly PendingInvitationDto[] }) {
  const { t } = useTranslation("account");
  return (
    <DataTable
      caption={t("invitations.list")}
      rows={invitations}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("invitations.none")} />}
      columns={[
        { key: "email", header: t("people.email"), rowHeader: true, cell: ({ email }) => <Code>{email}</Code> },
        { key: "role", header: t("field.role"), cell: ({ role }) => t(`roles.${role}`) },
        { key: "language", header: t("invitations.language"), cell: ({ language }) => <span lang={language}>{LANGUAGE_NAMES[language]}</span> },
        { key: "by", header: t("invitations.invitedBy"), cell: ({ invitedBy }) => <bdi>{invitedBy}</bdi> },
        {
          key: "expires",
          header: t("invitations.expires"),
          cell: ({ expiresAt, expired }) => (expired ? <Badge tone="warning">{t("invitations.expired")}</Badge> : <DateTime at={expiresAt} />),
        },
        {
          key: "revoke",
          header: t("invitations.revoke"),
          unlabelled: true,
          align: "end",
          cell: ({ id, email }) => (
            <Form method="post">
              <input type="hidden" name="id" value={id} />
              <Button type="submit" size="sm" name="intent" value="revoked" aria-label={t("invitations.revokeNamed", { email })}>
                {t("invitations.revoke")}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
