import { grantedBy, type Actor, type SecretariatRole } from "~/lib/actor";

const BY_ROLE: Record<SecretariatRole, readonly "read"[]> = { admin: ["read"], desk_officer: [], editor: [], translator: [], observer: [] };
const grants = grantedBy(BY_ROLE);

/** Whether somebody reads the whole log. Others find nothing of it; what was done with one version they read with the version. */
export const mayReadLog = (actor: Actor): boolean => grants(actor, "read");
