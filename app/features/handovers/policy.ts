import { mayWithPeople } from "~/features/identity/policy";
import type { Actor, SecretariatRole } from "~/lib/actor";

/** What may be done with the handovers of a party. `read`: the record with its notes verbales. */
export const HANDOVER_ACTIONS = ["read", "make"] as const;
export type HandoverAction = (typeof HANDOVER_ACTIONS)[number];

/** Who keeps the secretariat's record of focal points. */
const READS: readonly SecretariatRole[] = ["desk_officer", "admin"];

/** Whether somebody may do it: a party's focal points and administrators hand over, desk officers read. */
export const mayWithHandovers = (actor: Actor, action: HandoverAction, partyId: string): boolean =>
  mayWithPeople(actor, "people.hand_over", { partyId }) || (action === "read" && (actor?.secretariat.some((role) => READS.includes(role)) ?? false));
