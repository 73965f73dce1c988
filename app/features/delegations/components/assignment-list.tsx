import { Form, Link, useNavigation } from "@remix-run/react";
import { links } from "~/lib/links";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { EmptyState } from "~/ui/empty-state";
import { FactList } from "~/ui/fact-list";
import { PlainText } from "~/ui/plain-text";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { Assignment } from "../model";
import { PlaceLinks } from "./place-links";

type AssignmentListProps = { reportId: string; assignments: readonly Assignment[]; mayChange: boolean };

/** What is assigned in a report, to whom and by when, with the ways to change and end it. */
export function AssignmentList({ reportId, assignments, mayChange }: AssignmentListProps) {
  const { t } = useTranslation("delegations");
  if (assignments.length === 0) return <EmptyState title={t("list.none")} />;
  return (
    <section aria-labelledby="assigned" className="grid gap-4">
      <h2 id="assigned" className="text-xl">
        {t("list.title")}
      </h2>
      <ul className="grid gap-4">
        {assignments.map((assignment) => (
          <AssignmentCard key={assignment.id} reportId={reportId} assignment={assignment} mayChange={mayChange} />
        ))}
      </ul>
    </section>
  );
}

function AssignmentCard({ reportId, assignment, mayChange }: { reportId: string; assignment: Assignment; mayChange: boolean }) {
  const { t } = useTranslation("delegations");
  const language = useLanguage();
  const { person, places, proposes, dueAt, isOverdue, assignedBy, assignedAt, note } = assignment;
  const due = dueAt ? <DateTime at={dueAt} /> : t("list.noDue");
  return (
    <Card as="li" level={3} title={<bdi>{person.name}</bdi>} badge={isOverdue && <Badge tone="warning">{t("list.overdue")}</Badge>}>
      {!person.isMember && <p>{t("list.left")}</p>}
      <div className="grid gap-1">
        <p className="text-sm text-ink-soft">{t("list.places")}</p>
        <PlaceLinks reportId={reportId} places={places} />
      </div>
      <FactList
        facts={[
          [t("list.how"), t(proposes ? "list.proposes" : "list.writes")],
          [t("list.due"), due],
          [t("list.by"), <bdi key="by">{assignedBy}</bdi>],
          [t("list.at"), <DateTime key="at" at={assignedAt} />],
          ...(note ? [[t("list.note"), <PlainText key="note" text={note} />] as const] : []),
        ]}
      />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        {mayChange && (
          <Link to={links.delegation(language, reportId, assignment.id)} aria-label={t("list.changeNamed", { name: person.name })}>
            {t("list.change")}
          </Link>
        )}
        <EndForm assignment={assignment} />
      </div>
    </Card>
  );
}

/** The end of an assignment behind a question that works without JavaScript. */
function EndForm({ assignment: { id, person, proposes } }: { assignment: Assignment }) {
  const { t } = useTranslation("delegations");
  const { formData } = useNavigation();
  return (
    <details>
      <summary className="w-fit text-accent underline" aria-label={t("list.endNamed", { name: person.name })}>
        {t("list.end")}
      </summary>
      <Form method="post" className="mt-2 grid justify-items-start gap-2">
        <p>{t(proposes ? "list.endApart" : "list.endText")}</p>
        <input type="hidden" name="id" value={id} />
        <Button type="submit" size="sm" variant="danger" name="intent" value="ended" pending={formData?.get("id") === id}>
          {t("list.end")}
        </Button>
      </Form>
    </details>
  );
}
