import { z } from "zod";
import { SIDES, THREAD_KINDS, THREAD_STATES, type CommentDto, type ThreadDto } from "~/features/comments/model";
import { commentBody } from "~/features/comments/schema";
import { pageQuery } from "../api-query";
import type { Call } from "./call";
import { time } from "./public-calls";
import { answer, listOf, request } from "./schemas";

/** What a party's programs do with the comments on its reports, described. */

const comment = answer(
  "Comment",
  z.object({
    id: z.uuid(),
    author: z.string(),
    side: z.enum(SIDES).describe("For whom the author spoke: `desk` is the secretariat."),
    text: z.string().describe("Markdown, as in answers."),
    at: time,
    revision: z.int(),
    editedAt: time.nullable(),
    earlier: z.array(z.object({ text: z.string(), until: time })).describe("The texts it had before it was edited, oldest first."),
    mentions: z.array(z.string()).describe("Names of the people it mentions."),
    isEditable: z.boolean().describe("Whether the caller may still change it, on the page."),
  }) satisfies z.ZodType<CommentDto>,
);

const thread = answer(
  "CommentThread",
  z.object({
    id: z.uuid(),
    kind: z.enum(THREAD_KINDS).describe("Always `shared` here: what is internal to the secretariat is not given."),
    state: z.enum(THREAD_STATES),
    revision: z.int(),
    question: z.string().describe("Code of the question; empty for the version as a whole."),
    row: z.string(),
    version: z.object({ number: z.int(), symbol: z.string() }).describe("The signed version it was begun on."),
    standing: z
      .enum(["whole", "same", "earlier", "later"])
      .describe("Whether it speaks of the answer of the latest signed version, or of that of another version."),
    createdAt: time,
    createdBy: z.string(),
    assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    resolved: z.object({ by: z.string(), at: time }).nullable(),
    comments: z.array(comment).describe("The newest, oldest of them first."),
    before: z.int().describe("How many comments stand before those."),
    may: z.object({ reply: z.boolean(), assign: z.boolean(), resolve: z.boolean() }),
  }) satisfies z.ZodType<ThreadDto>,
);
const written = answer("WrittenComment", z.object({ thread: z.uuid(), comment: z.uuid() }));

/** Calls on the comments of a report. */
export const commentCalls: readonly Call[] = [
  {
    id: "listComments",
    method: "get",
    path: "/reports/{id}/comments",
    tag: "Reports",
    does: "The discussions the secretariat and the party share on what was signed, newest first",
    more: "Who sees a part of a report is given those on that part.",
    scope: "reports:read",
    query: pageQuery,
    answers: { 200: { says: "One page.", json: listOf("CommentThreadList", thread) } },
    refusals: ["request.invalid", "report.not_found"],
  },
  {
    id: "writeComment",
    method: "post",
    path: "/reports/{id}/comments",
    tag: "Reports",
    does: "Begins a discussion with the secretariat on an answer of the latest signed version, or answers in one",
    scope: "reports:write",
    body: { json: request("WriteComment", commentBody) },
    answers: { 201: { says: "The comment has been written.", json: written } },
    refusals: [
      ...["request.invalid", "request.unsupported_type", "request.too_large", "report.not_found"],
      ...["comment.not_found", "comment.not_allowed", "comment.no_version", "comment.place_unknown", "comment.person_unknown"],
    ],
  },
];
