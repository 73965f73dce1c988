import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What may be done with consolidated documents: read as compilations are, written by those who decide at the desk. */
type DocumentAction = "read" | "write";

const BY_ROLE: Record<SecretariatRole, readonly DocumentAction[]> = {
  desk_officer: ["read", "write"],
  admin: ["read", "write"],
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. */
export const mayWithDocuments = grantedBy(BY_ROLE);
