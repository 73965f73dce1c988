import { Badge, type BadgeTone } from "~/ui/badge";
import { useTranslation } from "~/ui/use-translation";
import type { ShownTurn } from "../model";
import type { Standing } from "../model/speakers";

const TONE: Record<Standing, BadgeTone> = { confirmed: "success", waiting: "warning", spoken: "neutral", absent: "neutral", withdrawn: "neutral" };

/** How a turn stands, in a word or two. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const { t } = useTranslation("meetings");
  return <Badge tone={TONE[standing]}>{t(`standing.${standing}`)}</Badge>;
}

/** Who speaks, in order, and how each turn stands; beside those the secretariat has put elsewhere, why. */
export function SpeakerList({ turns }: { turns: readonly ShownTurn[] }) {
  const { t } = useTranslation("meetings");
  if (turns.length === 0) return <p className="text-ink-soft">{t("speakers.none")}</p>;
  return (
    <ol className="grid list-decimal gap-2 ps-6">
      {turns.map(({ id, party, standing, reason }) => (
        <li key={id}>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <bdi>{party.name}</bdi>
            <StandingBadge standing={standing} />
          </span>
          {reason && (
            <span className="block text-sm text-ink-soft">
              {t("speakers.placed")} <bdi>{reason}</bdi>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
