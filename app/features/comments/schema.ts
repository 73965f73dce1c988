import { z } from "zod";
import { keyOfUnit } from "~/features/reports/model";
import { MAX_MENTIONS, MAX_TEXT, THREAD_KINDS } from "./model";

/** What comes in from forms and programs. Messages are refusal codes. */

const text = z
  .string()
  .trim()
  .min(1, "comment.text_required")
  .refine((typed) => [...typed].length <= MAX_TEXT, "comment.text_too_long");
/** A form sends one ticked box as a text and none as nothing. */
const mentions = z.preprocess(
  (given) => (given === undefined ? [] : [given].flat()),
  z.array(z.uuid("comment.person_unknown")).max(MAX_MENTIONS, "comment.person_unknown"),
);
const place = z.string("comment.place_unknown").max(80, "comment.place_unknown").transform(keyOfUnit);
const revision = z.coerce.number().int().min(1);
/** Made by the page, so that a form sent twice says it once. */
const id = z.uuid();

/** What the forms of a page of comments send; `intent` says which. */
export const commentForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("started"), id, kind: z.enum(THREAD_KINDS), place, text, mentions }),
  z.object({ intent: z.literal("replied"), id, thread: z.uuid(), text, mentions }),
  z.object({ intent: z.literal("edited"), comment: z.uuid(), revision, text }),
  z.object({ intent: z.literal("assigned"), thread: z.uuid(), revision, person: z.union([z.literal(""), z.uuid()], "comment.person_unknown") }),
  z.object({ intent: z.literal("resolved"), thread: z.uuid(), revision }),
  z.object({ intent: z.literal("reopened"), thread: z.uuid(), revision }),
]);
export type CommentForm = z.infer<typeof commentForm>;
export type StartInput = Extract<CommentForm, { intent: "started" }>;
export type ReplyInput = Extract<CommentForm, { intent: "replied" }>;
export type EditInput = Extract<CommentForm, { intent: "edited" }>;
export type AssignInput = Extract<CommentForm, { intent: "assigned" }>;
export type SettleInput = Extract<CommentForm, { intent: "resolved" | "reopened" }>;
