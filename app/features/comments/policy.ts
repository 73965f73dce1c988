import { holdsReview } from "~/features/review/policy";
import type { Actor, PartyRole, SecretariatRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Side, ThreadKind } from "./model";

/** What is done with threads. `start` and `reply` write; `assign` gives one to somebody; `resolve` ends and reopens it. */
export const THREAD_ACTIONS = ["start", "reply", "assign", "resolve"] as const;
export type ThreadAction = (typeof THREAD_ACTIONS)[number];

/** Whose report it is: its party, and the action line of a facilitator's, "" otherwise. */
export type Commented = { partyId: string; line: string };

/** The threads a role of the secretariat writes in; it reads all. */
const DESK_WRITES: Record<SecretariatRole, readonly ThreadKind[]> = {
  desk_officer: ["internal", "shared"],
  admin: ["internal", "shared"],
  editor: ["internal"],
  translator: ["internal"],
  observer: [],
};

/** What a role of the party does in shared threads. To whom a question is given is the secretariat's to say. */
const PARTY_DOES: Record<PartyRole, readonly ThreadAction[]> = {
  focal_point: ["start", "reply", "resolve"],
  approver: ["start", "reply", "resolve"],
  contributor: ["start", "reply", "resolve"],
  delegate: ["start", "reply"],
};

/** Whether somebody belongs to the party of a report, or to one that facilitates its line with it. */
export const standsWith = (actor: Actor, { partyId, line }: Commented): boolean =>
  actor !== null &&
  (actor.memberships.some((membership) => membership.partyId === partyId) || (line !== "" && actor.facilitations.some((role) => role.line === line)));

/**
 * The threads somebody reads from a side. At the desk an officer who stands with the party reads shared ones only, as
 * the party does; from the party's side its own people read shared ones. Everybody else reads none.
 */
export function kindsRead(actor: Actor, side: Side, commented: Commented): ThreadKind[] {
  if (side === "party") return actor?.memberships.some(({ partyId }) => partyId === commented.partyId) ? ["shared"] : [];
  if (!holdsReview(actor, "read")) return [];
  return standsWith(actor, commented) ? ["shared"] : ["internal", "shared"];
}

/**
 * Whether somebody may do something with a thread of a kind they read. Refuses `comment.not_found` for kinds they do not
 * read, `comment.own_party` at the desk for whoever stands with the party, `comment.not_allowed` by role.
 */
export function decideThread(actor: Actor, side: Side, action: ThreadAction, kind: ThreadKind, commented: Commented): Result<true, Refusal> {
  if (!kindsRead(actor, side, commented).includes(kind)) return refuse({ code: "comment.not_found" });
  if (side === "desk" && standsWith(actor, commented)) return refuse({ code: "comment.own_party" });
  const may =
    side === "desk"
      ? actor?.secretariat.some((role) => DESK_WRITES[role].includes(kind))
      : actor?.memberships.some(({ partyId, role }) => partyId === commented.partyId && PARTY_DOES[role].includes(action));
  return may ? ok(true) : refuse({ code: "comment.not_allowed" });
}
