import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import { CHANGES, DISPOSITIONS, MAX_NAME, MAX_REASON, MAX_TEXT, STATES, SYMBOL, type GroupInput } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const atMost = (most: number) => (typed: string) => [...typed].length <= most;
const written = z.string().transform((typed) => typed.replace(/\r\n?/g, "\n").trim());
const text = written.refine(atMost(MAX_TEXT), "negotiation.text_too_long");
const someText = written.pipe(z.string().min(1, "negotiation.text_required").refine(atMost(MAX_TEXT), "negotiation.text_too_long"));
const reason = written.pipe(z.string().min(1, "negotiation.reason_required").refine(atMost(MAX_REASON), "negotiation.reason_too_long"));
const party = z.uuid("negotiation.party_required");
const spokenFor = z.string().trim().max(40).default("");
/** The last day, which ends by the clock of Geneva. */
const day = z.iso.date("negotiation.day_invalid").refine((given) => given >= "2000" && given < "2101", "negotiation.day_invalid");
const number = z.coerce.number().int().min(1).max(9999);

export const consultationSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("open"), number, day }),
  z.object({ intent: z.literal("prolong"), number, day }),
  z.object({ intent: z.literal("close"), number }),
]);
export type ConsultationInput = z.infer<typeof consultationSchema>;

const group = {
  ...Object.fromEntries(LANGUAGES.map((language) => [`name.${language}`, z.string().trim().refine(atMost(MAX_NAME), "negotiation.name_too_long").default("")])),
  members: z.string().max(5_000).default(""),
};
export const groupsSchema = z.discriminatedUnion("intent", [
  z.looseObject({ intent: z.literal("add_group"), symbol: z.string().trim().toUpperCase().regex(SYMBOL, "negotiation.symbol_invalid"), ...group }),
  z.looseObject({ intent: z.literal("edit_group"), symbol: z.string(), revision: z.coerce.number().int().catch(0), ...group }),
  z.object({
    intent: z.literal("name_speaker"),
    group: z.string().trim().min(1, "negotiation.group_unknown").max(40),
    party: z.string().trim().max(60),
    from: day,
  }),
  z.object({ intent: z.literal("end_speaker"), speaker: z.uuid() }),
]);
export type GroupsInput = z.infer<typeof groupsSchema>;

/** The names and members a form gives; names that are empty left out, codes of members parted by spaces or commas. */
export const groupOf = (form: Readonly<Record<string, unknown>>): GroupInput => ({
  names: Object.fromEntries(LANGUAGES.flatMap((language) => (form[`name.${language}`] ? [[language, String(form[`name.${language}`])]] : []))),
  members: String(form.members)
    .toUpperCase()
    .split(/[\s,;،؛，；、]+/u)
    .filter((code) => code !== ""),
});

/** A proposal has a text where it puts words, and none where it does not. */
const hasItsText = ({ kind, text: typed }: { kind: string; text: string }): boolean => (kind === "ADD" || kind === "MOD") === (typed !== "");
const proposal = z.object({
  intent: z.literal("propose"),
  party,
  group: spokenFor,
  kind: z.enum(CHANGES),
  words: written.default(""),
  language: z.enum(LANGUAGES),
  text,
  reason,
});

export const paragraphSchema = z
  .discriminatedUnion("intent", [
    z.object({ intent: z.literal("comment"), party, language: z.enum(LANGUAGES), text: someText }),
    proposal,
    z.object({ intent: z.literal("support"), party, group: spokenFor, input: z.uuid() }),
    z.object({ intent: z.literal("withdraw"), party, input: z.uuid() }),
  ])
  .superRefine((input, issues) => {
    if (input.intent !== "propose" || hasItsText(input)) return;
    issues.addIssue({ code: "custom", path: ["text"], message: input.text === "" ? "negotiation.text_required" : "negotiation.text_unasked" });
  });
export type ParagraphInput = z.infer<typeof paragraphSchema>;
export type CommentInput = Omit<Extract<ParagraphInput, { intent: "comment" }>, "intent">;
export type ProposalInput = Omit<Extract<ParagraphInput, { intent: "propose" }>, "intent">;

export const decisionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("move"), input: z.uuid(), from: z.enum(STATES), to: z.enum(STATES) }),
  z.object({ intent: z.literal("take"), input: z.uuid() }),
  z.object({ intent: z.literal("mark_taken"), input: z.uuid(), reason }),
  z.object({ intent: z.literal("anchor"), input: z.uuid(), place: z.uuid("negotiation.place_required"), words: written.default(""), reason }),
  z.object({ intent: z.literal("agree"), paragraph: z.uuid(), revision: z.coerce.number().int().min(1) }),
  z.object({ intent: z.literal("reopen"), paragraph: z.uuid(), reason }),
]);
export type DecisionInput = z.infer<typeof decisionSchema>;

export const dispositionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("answer"), input: z.uuid(), disposition: z.enum(DISPOSITIONS), answer: reason }),
  z.object({ intent: z.literal("publish") }),
]);

/** A proposal of a report, put on a paragraph of the draft. */
export const sourceSchema = z.object({
  submission: z.uuid(),
  question: z.string().max(40),
  row: z.string().max(80),
  hash: z.string().length(64),
  paragraph: z.uuid(),
});
export type SourceInput = z.infer<typeof sourceSchema>;
