import { whyUncleared, type Hold, type ReportState } from "~/features/reports/model";
import type { PartyRole } from "~/lib/actor";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/** A chain has one step (the authority) or two (a ministry, then the authority); a party without a chain has none. */
export const MAX_STEPS = 2;
/** Days a request waits before it lapses. */
export const CHAIN_DAYS = { default: 7, min: 1, max: 30 } as const;
export const MAX_STEP_NAME = 120;
export const MAX_TEXT = 2_000;

/** Where one round of a report through the chain stands. What was asked and is past its time counts as lapsed, recorded or not. */
export const ROUND_STATES = ["asked", "cleared", "returned", "cancelled", "withdrawn", "lapsed"] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** What is done with a report's clearance. `lapse` is the clock's; `sign` is the submission's. */
export const CLEARANCE_ACTS = ["ask", "clear", "return", "cancel", "withdraw", "lapse", "sign"] as const;
export type ClearanceAct = (typeof CLEARANCE_ACTS)[number];
/** The acts people post on the pages of a clearance. */
export const POSTED_ACTS = ["ask", "clear", "return", "cancel", "withdraw"] as const;
export type PostedAct = (typeof POSTED_ACTS)[number];
/** Acts that say why. */
export const needsReason = (act: ClearanceAct): boolean => act === "return" || act === "withdraw";

/** Where a report stands on its way to a signature; `hash` is the content the round is about. */
export type Place =
  { at: "drafted" } | { at: "asked"; step: number; hash: string; until: Date } | { at: "cleared"; step: number; hash: string } | { at: "signed" };
export const PLACES = ["drafted", "asked", "cleared", "signed"] as const satisfies readonly Place["at"][];

/** What an act happens on: the length of the chain, how long a request waits, what the report says now. */
export type Ground = { steps: number; days: number; hash: string; now: Date };

/** Every expected refusal of clearances, with its HTTP status. Those of signing stand with reports. */
export const clearanceRefusals = {
  "clearance.not_found": 404,
  "clearance.not_allowed": 403,
  "clearance.no_chain": 409,
  "clearance.wrong_state": 409,
  "clearance.reason_required": 422,
  "clearance.text_too_long": 422,
  "clearance.incomplete": 422,
  "clearance.chain_in_use": 409,
  "clearance.steps_invalid": 422,
  "clearance.days_invalid": 422,
  "clearance.step_name_required": 422,
  "clearance.step_name_too_long": 422,
  "clearance.people_required": 422,
  "clearance.person_unknown": 422,
} as const;

const DAY_MS = 86_400_000;
export const lapsesAt = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);
/** Whether a request is past its time. From that instant on it counts no more. */
export const isLapsed = ({ state, until }: { state: RoundState; until: Date }, now: Date): boolean => state === "asked" && until <= now;

/** The place of a report: where its latest round stands by the clock, unless it is signed. */
export function placeOf(
  round: { state: RoundState; step: number; contentHash: string; until: Date } | null,
  report: { state: ReportState; heldFrom: Date | null },
  now: Date,
): Place {
  if (report.state === "submitted") return { at: "signed" };
  // A round that ended in a signature is over: nothing holds the report when it is opened again.
  if (!round || report.heldFrom === null || isLapsed(round, now)) return { at: "drafted" };
  const { state, step, contentHash: hash, until } = round;
  if (state === "asked") return { at: "asked", step, hash, until };
  return state === "cleared" ? { at: "cleared", step, hash } : { at: "drafted" };
}

/** Names where a report stands, so that an act is on what its author saw: a second click clears no second step. */
export const markOf = (round: { id: string } | null, place: Place): string => [round?.id ?? "", place.at, "step" in place ? place.step : 0].join(":");

const wrongState: Refusal = { code: "clearance.wrong_state" };
const DRAFTED: Place = { at: "drafted" };

/**
 * Where an act leads from a place, or why it leads nowhere. A chain without steps signs as it is; with steps, only what
 * every step has cleared in this round, one after the other, is signed. A return, a withdrawal, the clock and whoever
 * asked lead back to the draft, and the next round begins with the first step.
 */
export function move(place: Place, act: ClearanceAct, { steps, days, hash, now }: Ground): Result<Place, Refusal> {
  const past = place.at === "asked" && place.until <= now;
  switch (act) {
    case "ask":
      if (steps === 0) return refuse({ code: "clearance.no_chain" });
      return place.at === "drafted" || past ? ok({ at: "asked", step: 1, hash, until: lapsesAt(now, days) }) : refuse(wrongState);
    case "clear":
      if (place.at !== "asked" || past) return refuse(wrongState);
      if (place.hash !== hash) return refuse({ code: "clearance.outdated" });
      return ok(place.step < steps ? { ...place, step: place.step + 1, until: lapsesAt(now, days) } : { at: "cleared", step: place.step, hash });
    case "return":
      return place.at === "asked" && !past ? ok(DRAFTED) : refuse(wrongState);
    case "cancel":
      return (place.at === "asked" && !past) || place.at === "cleared" ? ok(DRAFTED) : refuse(wrongState);
    case "withdraw":
      return (place.at === "asked" && place.step > 1 && !past) || place.at === "cleared" ? ok(DRAFTED) : refuse(wrongState);
    case "lapse":
      return past ? ok(DRAFTED) : refuse(wrongState);
    case "sign": {
      if (place.at === "signed") return refuse(wrongState);
      const refusal = whyUncleared({ hasChain: steps > 0, clearedHash: place.at === "cleared" ? place.hash : null }, hash);
      return refusal ? refuse(refusal) : ok({ at: "signed" });
    }
  }
}

/** The state a round is left in by an act, as it is recorded. */
export const roundStateAfter = (act: Exclude<ClearanceAct, "sign">, to: Place): RoundState => {
  const ended = { return: "returned", cancel: "cancelled", withdraw: "withdrawn", lapse: "lapsed" } as const;
  if (act === "ask" || act === "clear") return to.at === "cleared" ? "cleared" : "asked";
  return ended[act];
};

/** What a report's own row says of a place: whether and until when its answers are held, and what may be signed. */
export function holdOf(place: Place, since: Date): Hold & { clearedHash: string | null } {
  if (place.at === "asked") return { heldFrom: since, heldUntil: place.until, clearedHash: null };
  if (place.at === "cleared") return { heldFrom: since, heldUntil: null, clearedHash: place.hash };
  return { heldFrom: null, heldUntil: null, clearedHash: null };
}

/** A step of a chain with the people who clear there. */
export type ChainStep = { position: number; name: string; people: { id: string; name: string }[] };
export type Chain = { days: number; steps: ChainStep[] };

/** A line of the trail: what somebody did, when and why; nobody where the clock did it. */
export type TrailEntry = { id: string; action: ClearanceAct; step: number; stepName: string; text: string; by: string; at: string };

/** What the panel of a report says and offers. `since` is when the present round was asked for. */
export type ClearancePanel = {
  reportId: string;
  at: Place["at"];
  step: number;
  until: string | null;
  since: string | null;
  askedBy: string;
  chain: Chain;
  /** The latest request lapsed, or was returned or withdrawn: what happened last, for whoever goes on writing. */
  last: TrailEntry | null;
  may: PostedAct[];
  /** Names what is shown: an act on anything else is refused. */
  mark: string;
};

/** Somebody who may be named in a step. */
export type Candidate = { id: string; name: string; roles: PartyRole[] };
