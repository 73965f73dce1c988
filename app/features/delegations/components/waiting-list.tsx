import { Badge } from "~/ui/badge";
import { DateTime } from "~/ui/date-time";
import { useTranslation } from "~/ui/use-translation";
import type { WaitingProposal } from "../model";
import { PlaceLinks } from "./place-links";

/** The proposed texts of a report that wait, each leading to its question, where it is taken or given back. */
export function WaitingList({ reportId, waiting }: { reportId: string; waiting: readonly WaitingProposal[] }) {
  const { t } = useTranslation("delegations");
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="waiting" className="grid gap-4">
      <h2 id="waiting" className="text-xl">
        {t("waiting.title")}
      </h2>
      <p>{t("waiting.lead")}</p>
      <ul className="grid gap-3">
        {waiting.map(({ id, person, place, updatedAt, isReady }) => (
          <li key={id} className="grid gap-1 border-s-4 border-line ps-4">
            <PlaceLinks reportId={reportId} places={[place]} />
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span>
                <bdi>{person}</bdi> · <DateTime at={updatedAt} />
              </span>
              <Badge tone={isReady ? "success" : undefined}>{t(isReady ? "proposal.ready" : "proposal.open")}</Badge>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
