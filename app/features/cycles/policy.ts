import type { Actor, SecretariatRole } from "~/lib/actor";
import { CYCLE_MOVES } from "./model";

/** What may be done with cycles besides reading what is public of them. `read`: how many reports are drafts. */
export const CYCLE_ACTIONS = ["read", ...CYCLE_MOVES] as const;
export type CycleAction = (typeof CYCLE_ACTIONS)[number];

/** Whoever sits at the machine runs the portal; everybody else acts by their roles. */
export type Who = Actor | "operator";

/** Opening and closing stops or starts everybody's work, so it is the administrators' alone. */
const BY_ROLE: Record<SecretariatRole | "operator", readonly CycleAction[]> = {
  operator: CYCLE_ACTIONS,
  admin: CYCLE_ACTIONS,
  desk_officer: ["read"],
  editor: ["read"],
  translator: ["read"],
  observer: ["read"],
};

/** Whether somebody may do something with cycles. Nobody may nothing. */
export function mayWithCycles(who: Who, action: CycleAction): boolean {
  const roles = who === "operator" ? [who] : (who?.secretariat ?? []);
  return roles.some((role) => BY_ROLE[role].includes(action));
}
