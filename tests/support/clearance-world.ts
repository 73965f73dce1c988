import { holdOf, isLapsed, move, placeOf, roundStateAfter, type ClearanceAct, type Place, type RoundState } from "~/features/clearances/model";
import { isHeld, isOpenToWrite, whyNotSigned, type Hold, type ReportState, type SubmissionState } from "~/features/reports/model";
import { canReport, whyNotSubmitted, type ReportAction } from "~/features/reports/policy";
import type { User } from "~/lib/actor";

/**
 * A report as the database has it, moved by the functions the commands move it by, with a record beside it of who cleared
 * what: that record is no part of the product and knows nothing of its rules. Of time it knows what is over and what is
 * not, and each of its two answers says one of two things, so that there is an end to the worlds there are.
 */
export type World = {
  /** Steps of the party's chain. */
  chain: number;
  round: { state: RoundState; step: number; contentHash: string; until: Date } | null;
  row: Hold & { state: ReportState; clearedHash: string | null };
  /** What the answer says that the secretariat asks about, and what another one says. */
  asked: number;
  other: number;
  /** What was signed last, and where it stands. */
  signed: { asked: number; other: number } | null;
  submission: SubmissionState | null;
  reopened: boolean;
  /** Steps that have cleared a content since the chain was asked last, as `step:content`. */
  given: string[];
};

export const DEEDS = [
  ...(["ask", "clear", "return", "cancel", "withdraw", "lapse"] as const satisfies readonly ClearanceAct[]),
  ...(["write_asked", "write_other", "wait", "chain", "sign", "recall", "review", "open_new_version", "reopen_one"] as const),
] as const;
export type Deed = (typeof DEEDS)[number];

const NOW = new Date("2026-11-26T12:00:00Z");
const [OVER, AHEAD] = [new Date(NOW.getTime() - 3_600_000), new Date(NOW.getTime() + 3_600_000)];
/** The answers by the names the questions have. */
export const [ASKED, OTHER] = ["B1", "F2"] as const;
const FOCAL_POINT = { memberships: [{ partyId: "p", role: "focal_point" }], facilitations: [], assigned: [] } as unknown as User;

export const START: World = {
  chain: 0,
  round: null,
  row: { state: "draft", heldFrom: null, heldUntil: null, clearedHash: null },
  asked: 0,
  other: 0,
  signed: null,
  submission: null,
  reopened: false,
  given: [],
};

export const contentOf = ({ asked, other }: Pick<World, "asked" | "other">): string => `${asked}${other}`;
export const placeIn = ({ round, row }: World): Place => placeOf(round, row, NOW);
export const isHeldIn = ({ row }: World): boolean => isHeld(row, NOW);
export const isFullyCleared = (world: World): boolean =>
  Array.from({ length: world.chain }, (_, index) => `${index + 1}:${contentOf(world)}`).every((step) => world.given.includes(step));
const subjectIn = (world: World) => ({ partyId: "p", line: "", state: world.row.state, submission: world.submission, held: isHeldIn(world) });
const may = (world: World, action: ReportAction): boolean => canReport(FOCAL_POINT, action, subjectIn(world));

/** The units in which a content differs from what was signed last. */
const changedIn = ({ asked, other, signed }: World): string[] =>
  signed ? [...(asked === signed.asked ? [] : [ASKED]), ...(other === signed.other ? [] : [OTHER])] : [];

/** Why a report is not signed as it stands, by the rules `submitReport` asks: null where it is. */
export function whyUnsigned(world: World): string | null {
  if (!may(world, "submit")) return world.row.state === "draft" ? whyNotSubmitted(FOCAL_POINT, subjectIn(world)).code : "report.locked";
  const hash = contentOf(world);
  const clearance = { hasChain: world.chain > 0, clearedHash: world.row.clearedHash };
  const reopened = world.reopened ? [ASKED] : [];
  return whyNotSigned({ reviewed: hash, hash, clearance, problems: 0, reopened, changed: changedIn(world) })?.code ?? null;
}

/** The world after a deed; null where it is refused. */
export function perform(world: World, deed: Deed): World | null {
  const { row, round } = world;
  switch (deed) {
    case "write_asked":
    case "write_other": {
      const [key, question] = deed === "write_asked" ? (["asked", ASKED] as const) : (["other", OTHER] as const);
      const isOpen = may(world, "write") && isOpenToWrite(world.reopened ? [ASKED] : [], { question, row: "" });
      return isOpen ? { ...world, [key]: 1 - world[key], given: [] } : null;
    }
    case "wait":
      return {
        ...world,
        round: round && { ...round, until: OVER },
        row: { ...row, heldUntil: row.heldUntil && OVER },
      };
    case "chain":
      return isHeldIn(world) ? null : { ...world, chain: (world.chain + 1) % 3, given: [] };
    case "sign":
      if (whyUnsigned(world) !== null) return null;
      return {
        ...world,
        row: { state: "submitted", heldFrom: null, heldUntil: null, clearedHash: null },
        signed: { asked: world.asked, other: world.other },
        submission: world.reopened ? "answered" : "submitted",
        reopened: false,
      };
    case "recall":
      return may(world, "recall") ? { ...world, row: { ...row, state: "draft" }, submission: "recalled", given: [] } : null;
    case "review":
      return world.submission === "submitted" ? { ...world, submission: "under_review" } : null;
    case "open_new_version":
      return may(world, "open_new_version") ? { ...world, row: { ...row, state: "draft" }, given: [] } : null;
    case "reopen_one":
      if (row.state !== "submitted" || world.submission !== "under_review") return null;
      return { ...world, row: { ...row, state: "draft" }, submission: "clarification_requested", reopened: true, given: [] };
    default:
      return actOn(world, deed);
  }
}

function actOn(world: World, act: Exclude<ClearanceAct, "sign">): World | null {
  const { row, round } = world;
  const place = placeIn(world);
  const hash = contentOf(world);
  const moved = move(place, act, { steps: world.chain, days: 1, hash, now: NOW });
  if (!moved.ok) {
    // The clock's own act is on a round that counts no more.
    if (act !== "lapse" || !round || !isLapsed(round, NOW)) return null;
    return { ...world, round: { ...round, state: "lapsed" }, row: { ...row, ...holdOf({ at: "drafted" }, NOW) }, given: [] };
  }
  const to = moved.value;
  const base = act === "ask" ? { step: 1, contentHash: hash, until: AHEAD } : round!;
  const next = { ...base, state: roundStateAfter(act, to), ...(to.at === "asked" && { step: to.step, until: AHEAD }) };
  const hold = holdOf(to, NOW);
  const given = act === "clear" && place.at === "asked" ? [...world.given, `${place.step}:${hash}`] : act === "ask" || to.at === "drafted" ? [] : world.given;
  return { ...world, round: next, row: { ...row, ...hold, heldUntil: hold.heldUntil && AHEAD }, given };
}

export type Step = { from: World; deed: Deed; to: World };

/** Every world that can be reached, each with a shortest way there; `each` hears of every step between two of them. */
export function explore(each: (step: Step) => void = () => undefined): Map<string, { world: World; path: Deed[] }> {
  const reached = new Map([[JSON.stringify(START), { world: START, path: [] as Deed[] }]]);
  // A map goes on to what is added to it meanwhile: the nearest worlds come first, and there is an end to it.
  for (const { world, path } of reached.values())
    for (const deed of DEEDS) {
      const to = perform(world, deed);
      if (!to) continue;
      each({ from: world, deed, to });
      const key = JSON.stringify(to);
      if (!reached.has(key)) reached.set(key, { world: to, path: [...path, deed] });
    }
  return reached;
}
