import { grantedBy, type SecretariatRole } from "~/lib/actor";

/** What may be done with proposals to the matrix. */
export const MATRIX_ACTIONS = ["read", "decide", "publish"] as const;
export type MatrixAction = (typeof MATRIX_ACTIONS)[number];

const BY_ROLE: Record<SecretariatRole, readonly MatrixAction[]> = {
  desk_officer: MATRIX_ACTIONS,
  admin: MATRIX_ACTIONS,
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody's roles in the secretariat grant it. Nobody has none. */
export const mayWithMatrix = grantedBy(BY_ROLE);
