import { z } from "zod";
import { POINT_STATES, TURN_KINDS, type Point, type Turn } from "~/features/clarifications/model";
import { pageQuery } from "../api-query";
import type { Call } from "./call";
import { time } from "./public-calls";
import { answer, listOf } from "./schemas";

const turn = z.object({
  id: z.uuid(),
  kind: z.enum(TURN_KINDS),
  text: z.string().describe("In its author's own words."),
  by: z.string().describe("Who answered; empty where the secretariat wrote."),
  at: time,
  dueAt: time.nullable(),
  symbol: z.string().describe("Of the signed version it speaks of."),
  changed: z.boolean().describe("Of an answer: the answer in the report is another one in that version."),
  letter: z
    .object({ subject: z.string(), paragraphs: z.array(z.string()) })
    .nullable()
    .describe("Of a question: the letter as it was sent, in the language of the call."),
}) satisfies z.ZodType<Turn>;

const point = answer(
  "ClarificationPoint",
  z.object({
    id: z.uuid(),
    revision: z.int(),
    question: z.string(),
    row: z.string(),
    label: z.string(),
    state: z.enum(POINT_STATES).describe("`open`: the party answers. `answered`: the secretariat reads the answer."),
    dueAt: time,
    isOverdue: z.boolean(),
    reply: z.string().describe("What the party will say beside a changed answer, until it is signed."),
    turns: z.array(turn).describe("All that was said, the first first."),
  }) satisfies z.ZodType<Omit<Point, "change" | "page">>,
);

/** What the secretariat asks about reports, described. */
export const clarificationCalls: readonly Call[] = [
  {
    id: "listClarifications",
    method: "get",
    path: "/reports/{id}/clarifications",
    tag: "Reports",
    does: "What the secretariat has asked about a report and what was answered, newest first",
    more: "While a point is open, the answers in `reopened` of the report can be written and no other: a save elsewhere is refused with `report.question_locked`.",
    scope: "reports:read",
    query: pageQuery,
    answers: { 200: { says: "One page.", json: listOf("ClarificationList", point) } },
    refusals: ["report.not_found", "request.invalid"],
  },
];
