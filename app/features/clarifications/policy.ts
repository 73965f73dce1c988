import { holds } from "~/features/reports/policy";
import type { Actor } from "~/lib/actor";

/** Whether somebody answers the secretariat in a party's name: whoever signs for it. Others of the party read, and write the answers that are open. */
export const mayAnswer = (actor: Actor, partyId: string): boolean => holds(actor, "submit", partyId);
