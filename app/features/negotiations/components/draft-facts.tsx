import { useVersionName } from "~/features/documents/components/use-version-name";
import { LANGUAGE_NAMES } from "~/lib/languages";
import { Badge } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { DateTime, DateTimeInZones } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { useTranslation } from "~/ui/use-translation";
import type { DraftLine } from "../model";

/** Whether a draft takes comments, in a word. */
export function DraftBadge({ draft: { open } }: { draft: Pick<DraftLine, "open"> }) {
  const { t } = useTranslation("negotiations");
  return open ? <Badge tone="success">{t("draft.open")}</Badge> : <Badge>{t("draft.closed")}</Badge>;
}

/** The title of a draft and which version it is. */
export function DraftName({ draft }: { draft: Pick<DraftLine, "title" | "language" | "stage" | "revision"> }) {
  const nameOf = useVersionName();
  return (
    <>
      <bdi lang={draft.language} dir="auto">
        {draft.title}
      </bdi>
      {" · "}
      <bdi>{nameOf(draft)}</bdi>
    </>
  );
}

/** Until when a draft takes comments, since when it is public, and by which checksum it is known. */
export function DraftFacts({ draft, hash }: { draft: DraftLine; hash?: string }) {
  const { t } = useTranslation("negotiations");
  return (
    <FactList
      facts={[
        [t(draft.open ? "draft.until" : "draft.closedOn"), <DateTimeInZones key="until" at={draft.closesAt} />],
        [t("draft.publishedOn"), <DateTime key="on" at={draft.openedAt} />],
        [
          t("draft.language"),
          <span key="language" lang={draft.language}>
            {LANGUAGE_NAMES[draft.language]}
          </span>,
        ],
        ...(hash
          ? [
              [
                t("draft.hash"),
                <Code key="hash" mono>
                  {hash}
                </Code>,
              ] as const,
            ]
          : []),
      ]}
    />
  );
}
