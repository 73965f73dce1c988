import { Link } from "@remix-run/react";
import { links } from "~/lib/links";
import { Code } from "~/ui/bdi";
import { DateTime } from "~/ui/date-time";
import { Notice } from "~/ui/notice";
import { PlainText } from "~/ui/plain-text";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import { anchorOf, placeCode, type Asked } from "../model";

/** In *My reports*: what the reader is asked to write in a report, by when, and what goes with it. */
export function AssignedNotice({ asked: { reportId, places, note, dueAt, isOverdue, assignedBy } }: { asked: Asked }) {
  const { t } = useTranslation("delegations");
  const language = useLanguage();
  return (
    <Notice tone={isOverdue ? "warning" : "info"} title={t("asked.title")}>
      <ul className="grid list-disc gap-1 ps-5">
        {places.map((place) => (
          <li key={placeCode(place)}>
            <Link to={`${links.section(language, reportId, place.page)}${anchorOf(place)}`}>
              <Code>{placeCode(place)}</Code> {place.label}
            </Link>
          </li>
        ))}
      </ul>
      {dueAt && (
        <p>
          {t("asked.due")} <DateTime at={dueAt} /> {isOverdue && <strong>{t("asked.overdue")}</strong>}
        </p>
      )}
      <p>
        {t("asked.by")} <bdi>{assignedBy}</bdi>
      </p>
      {note && <PlainText text={note} />}
    </Notice>
  );
}
