import { useTranslation } from "~/ui/use-translation";
import { Badge, type BadgeTone } from "~/ui/badge";
import type { RegistrationState } from "../model";

const TONES: Record<Exclude<RegistrationState, "unconfirmed">, BadgeTone> = { confirmed: "accent", asked: "warning", accepted: "success", declined: "neutral" };

/** Where a registration stands with the secretariat; nothing while its address is not confirmed. */
export function RegistrationBadge({ state }: { state: RegistrationState }) {
  const { t } = useTranslation("registration");
  return state === "unconfirmed" ? null : <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
