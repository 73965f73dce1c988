import type { ReactNode } from "react";
import { Code } from "~/ui/bdi";
import { DateTimeInZones } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { Notice } from "~/ui/notice";
import { useTranslation } from "~/ui/use-translation";
import type { MeetingFacts as Facts } from "../model";

/** When and where a meeting is, what it is about, how long everybody speaks; before all that it is cancelled. */
export function MeetingFacts({ meeting }: { meeting: Facts }) {
  const { t } = useTranslation("meetings");
  const { startsAt, endsAt, format, place, link, document, slot, cancelled } = meeting;
  const facts: (readonly [string, ReactNode] | false)[] = [
    [t("fact.starts"), <DateTimeInZones key="starts" at={startsAt} />],
    [t("fact.ends"), <DateTimeInZones key="ends" at={endsAt} />],
    [t("fact.format"), t(`format.${format}`)],
    [t("fact.slot"), t("minutes", { count: slot })],
    place !== "" && [
      t("fact.place"),
      <span key="place" dir="auto">
        {place}
      </span>,
    ],
    link !== "" && [
      t("fact.link"),
      <a key="link" href={link} rel="nofollow noopener noreferrer" className="wrap-anywhere">
        <Code>{link}</Code>
      </a>,
    ],
    document !== null && [
      t("fact.document"),
      <bdi key="document" lang={document.language}>
        {document.title}
      </bdi>,
    ],
  ];
  return (
    <div className="grid gap-6">
      {cancelled !== null && (
        <Notice tone="error" title={t("cancelledTitle")}>
          <p dir="auto">{cancelled}</p>
        </Notice>
      )}
      <FactList facts={facts.flatMap((fact) => (fact ? [fact] : []))} />
    </div>
  );
}
