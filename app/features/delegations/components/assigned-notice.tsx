import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { PlainText } from "~/ui/plain-text";
import { useTranslation } from "~/ui/use-translation";
import type { Asked } from "../model";
import { PlaceLinks } from "./place-links";

/** In *My reports*: what the reader is asked to write in a report, by when, and what goes with it. */
export function AssignedNotice({ asked: { reportId, places, note, proposes, dueAt, isOverdue, assignedBy } }: { asked: Asked }) {
  const { t } = useTranslation("delegations");
  return (
    <Notice tone={isOverdue ? "warning" : "info"} title={t("asked.title")}>
      <PlaceLinks reportId={reportId} places={places} />
      {dueAt && (
        <p>
          {t("asked.due")} <DateTime at={dueAt} /> {isOverdue && <strong>{t("asked.overdue")}</strong>}
        </p>
      )}
      <p>
        {t("asked.by")} <bdi>{assignedBy}</bdi>
      </p>
      {proposes && <p>{t("asked.proposes")}</p>}
      {note && <PlainText text={note} />}
    </Notice>
  );
}
