import { z } from "zod";
import { keyOfUnit, unitOf } from "~/features/reports/model";
import { MAX_MENTIONS, MAX_TEXT, THREAD_FILTERS, THREAD_KINDS, type CommentsAsked, type ThreadFilter } from "./model";

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

/** What a program sends: the first comment of a new thread, or with `thread` an answer in one. `id` is the comment's own, so that a call that is repeated says it once. */
export const commentBody = z.object({
  id: z.uuid().optional(),
  thread: z.uuid().optional(),
  question: z.string().max(40).default(""),
  row: z.string().max(40).default(""),
  text,
  mentions: z.array(z.uuid()).max(MAX_MENTIONS).default([]),
});

const known = <T extends string>(all: readonly T[], given: string | null): T | null => all.find((one) => one === given) ?? null;

/** What the address of a page of comments asks for; what it does not know it leaves out. */
export const readAsked = (search: URLSearchParams): CommentsAsked & { filter: ThreadFilter } => {
  const question = search.get("question");
  return {
    filter: known(THREAD_FILTERS, search.get("filter")) ?? "all",
    place: question === null ? null : keyOfUnit(question),
    after: search.get("after"),
    thread: search.get("thread"),
    before: search.get("before"),
    begin: known(THREAD_KINDS, search.get("begin")),
  };
};

/** What was typed into a form, shown again where it is refused. */
export const typedIn = (input: CommentForm): Record<string, string> => {
  switch (input.intent) {
    case "started":
      return { intent: input.intent, text: input.text, place: unitOf(input.place), mentions: input.mentions.join("\n") };
    case "replied":
      return { intent: input.intent, text: input.text, mentions: input.mentions.join("\n") };
    case "edited":
      return { intent: input.intent, text: input.text };
    default:
      return { intent: input.intent };
  }
};
