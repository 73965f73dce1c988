import { z } from "zod";
import { MAX_REASON, PROPOSAL_BUTTON, reasonName } from "~/features/reports/model/proposals";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { delegationRefusals, HOW, MAX_NOTE, MAX_PLACES, parsePlaceCode } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const note = z
  .string()
  .trim()
  .refine((typed) => [...typed].length <= MAX_NOTE, "delegation.note_too_long")
  .default("");

const day = z.iso.date("delegation.due_invalid").refine((given) => given >= "2000" && given < "2101", "delegation.due_invalid");
/** Nothing typed is no date. */
const due = z
  .union([z.literal(""), day], "delegation.due_invalid")
  .transform((given) => given || null)
  .default(null);

/** A form sends one chosen box as a text and none as nothing. */
const places = z.preprocess(
  (given) => (given === undefined ? [] : [given].flat()),
  z.array(z.string().max(120).transform(parsePlaceCode)).min(1, "delegation.place_required").max(MAX_PLACES, "delegation.place_unknown"),
);

/** They write into the report, unless it is said that they propose. */
const how = z.enum(HOW).default("writes");

const terms = { places, due, note, how };

export const delegationSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("assigned"), person: z.uuid("delegation.person_required"), ...terms }),
  z.object({ intent: z.literal("changed"), id: z.uuid(), revision: z.coerce.number().int().min(1), ...terms }),
  z.object({ intent: z.literal("ended"), id: z.uuid() }),
]);
/** What a page of the form does with proposed texts. */
const person = z.uuid();
const shown = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .pipe(z.int().max(2_000_000_000));
const reason = z
  .string()
  .trim()
  .min(1, "proposal.reason_required")
  .refine((typed) => [...typed].length <= MAX_REASON, "delegation.note_too_long");
const text = { question: z.string().max(40), person, revision: shown };
const proposalSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("take"), ...text, base: shown, opId: z.uuid() }),
  z.object({ act: z.literal("hand"), ...text }),
  z.object({ act: z.literal("back"), ...text, reason }),
  z.object({ act: z.literal("ready") }),
]);
export type ProposalInput = z.infer<typeof proposalSchema>;
export type TakeInput = Extract<ProposalInput, { act: "take" }>;
export type ByHandInput = Extract<ProposalInput, { act: "hand" }>;
export type GiveBackInput = Extract<ProposalInput, { act: "back" }>;

/** Reads the button that was pressed (`take:B1:<person>:<its revision>:<the answer's>:<operation>`, `hand:…` and `back:…` as far as its revision, `ready`) with the reason typed beside it; null where none was. */
export function parseProposal(form: FormData): Result<ProposalInput, Refusal> | null {
  const button = form.get(PROPOSAL_BUTTON);
  if (typeof button !== "string") return null;
  const [act, question = "", who = "", revision, base, opId] = button.split(":");
  const parsed = proposalSchema.safeParse({ act, question, person: who, revision, base, opId, reason: form.get(reasonName(question, who)) ?? "" });
  if (parsed.success) return ok(parsed.data);
  const code = parsed.error.issues.map(({ message }) => message).find((message) => message in delegationRefusals);
  return refuse({ code: code ?? "request.invalid" });
}

type DelegationInput = z.infer<typeof delegationSchema>;
export type AssignInput = Extract<DelegationInput, { intent: "assigned" }>;
export type ChangeInput = Extract<DelegationInput, { intent: "changed" }>;
