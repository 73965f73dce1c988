import { formatDay } from "~/lib/dates";
import { links } from "~/lib/links";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Code } from "~/ui/bdi";
import { Card } from "~/ui/card";
import { DateTime } from "~/ui/date-time";
import { FactList } from "~/ui/fact-list";
import { PlainText } from "~/ui/plain-text";
import { useLanguage } from "~/ui/use-language";
import { useTranslation } from "~/ui/use-translation";
import type { HandoverDto, HandoverState } from "../model";

const TONES: Record<HandoverState, BadgeTone> = { waiting: "warning", lapsed: "neutral", ahead: "accent", done: "success" };

/** The record of a party's handovers, newest first. */
export function HandoverList({ party, handovers }: { party: string; handovers: readonly HandoverDto[] }) {
  const { t } = useTranslation("account");
  if (handovers.length === 0) return <p>{t("handover.none")}</p>;
  return (
    <ol className="grid gap-4">
      {handovers.map((handover) => (
        <Handover key={handover.id} party={party} handover={handover} />
      ))}
    </ol>
  );
}

function Handover({ party, handover: { id, state, leaving, successor, startsAt, note, file, by, at } }: { party: string; handover: HandoverDto }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  return (
    <Card as="li" title={<bdi>{leaving}</bdi>} badge={<Badge tone={TONES[state]}>{t(`handover.states.${state}`)}</Badge>}>
      <FactList
        facts={[
          [t("handover.successor"), successor.name ? <bdi key="name">{successor.name}</bdi> : <Code key="email">{successor.email}</Code>],
          [t("handover.when"), <span key="when">{formatDay(startsAt, language, "UTC")}</span>],
          ...(note ? [[t("handover.why"), <PlainText key="why" text={note} />] as [string, JSX.Element]] : []),
          ...(file
            ? [
                [
                  t("handover.verbale"),
                  <a key="file" href={links.handoverFile(language, party, id)}>
                    <bdi>{file}</bdi>
                  </a>,
                ] as [string, JSX.Element],
              ]
            : []),
          [
            t("handover.madeBy"),
            <span key="by">
              <bdi>{by}</bdi> · <DateTime at={at} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}
