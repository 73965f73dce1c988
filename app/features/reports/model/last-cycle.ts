import { asksConsent } from "~/features/templates/model/consent";
import { parseStored } from "~/features/templates/model/stored";
import type { FormQuestion, References } from "~/features/templates/model/values";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { FlatPiece } from "./flat-answer";

/** What the author of an answer says of the one the party gave in the cycle before. */
export const CARRY_DECISIONS = ["still_true", "update", "no_longer"] as const;
export type CarryDecision = (typeof CARRY_DECISIONS)[number];

/** Why an answer of the cycle before is read here and not copied. */
export const HINDRANCES = ["kind", "options", "consent"] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** What the form shows beside one question. Words are the reader's, `pieces` the author's of then, in `language`. */
export type LastAnswer = { title: string; about: string[]; pieces: FlatPiece[]; language: Language; acts: CarryDecision[] };

/** What the form of a page shows of the cycle before, in the reader's words; `answers` by question. */
export type LastCycle = {
  lead: string;
  version: { label: string; href: string } | null;
  acts: Record<CarryDecision, string>;
  answers: Record<string, LastAnswer>;
};

const shapeOf = (question: FormQuestion): string => (question.kind === "single" ? question.field.kind : question.kind);

/** Whether an answer to a question as it was put then can stand under it as it is put now; null when it can. Files are not looked at: they come along. */
export function hindranceOf(then: FormQuestion, now: FormQuestion, value: unknown, references: References): Hindrance | null {
  if (asksConsent(now)) return "consent";
  if (shapeOf(then) !== shapeOf(now)) return "kind";
  return parseStored(now, value, { references }).ok ? null : "options";
}

/** How the answer of now stands to the one of then: `same` says just that, `written` something else, `empty` nothing. */
export type Standing = "empty" | "same" | "written";

/** Whether a decision copies the answer of then. Nothing that is written is ever replaced. Refuses `carry_over.<hindrance>`, `carry_over.written`. */
export function copies(decision: CarryDecision, standing: Standing, hindrance: Hindrance | null): Result<boolean, Refusal> {
  if (decision === "no_longer" || standing === "same") return ok(false);
  if (decision === "update") return ok(standing === "empty" && hindrance === null);
  if (hindrance) return refuse({ code: `carry_over.${hindrance}` });
  return standing === "empty" ? ok(true) : refuse({ code: "carry_over.written" });
}

/** What a decision means today: an answer that was found still true and says something else by now has been updated. */
export const decisionNow = (decision: CarryDecision, standing: Standing): CarryDecision =>
  decision === "still_true" && standing !== "same" ? "update" : decision;

/** The decisions that are offered: what cannot be copied is not called still true. */
export const actsOf = (hindrance: Hindrance | null): CarryDecision[] => CARRY_DECISIONS.filter((decision) => decision !== "still_true" || hindrance === null);

const POSTED = /^([a-z_]+):([A-Za-z0-9_-]{1,40})$/;
/** Reads the value of a pressed button (`still_true:B1`); null for anything else. */
export function parseCarry(posted: unknown): { decision: CarryDecision; question: string } | null {
  const [, act, question] = POSTED.exec(typeof posted === "string" ? posted : "") ?? [];
  const decision = CARRY_DECISIONS.find((known) => known === act);
  return decision && question ? { decision, question } : null;
}
