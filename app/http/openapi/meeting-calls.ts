import { z } from "zod";
import { FORMATS, type MeetingLine, type PublicMeeting } from "~/features/meetings/model";
import { STANDINGS } from "~/features/meetings/model/speakers";
import { wholeQuery } from "../api-query";
import type { Call } from "./call";
import { language, time } from "./public-calls";
import { answer, listOf } from "./schemas";

/** Meetings, described. */

const party = z.object({ code: z.string(), name: z.string() });
const lineMembers = {
  id: z.uuid(),
  title: z.string(),
  language: language.describe("Of its title, agenda and reasons."),
  format: z.enum(FORMATS),
  startsAt: time,
  endsAt: time,
};
const line = answer("MeetingLine", z.object({ ...lineMembers, cancelled: z.boolean() }) satisfies z.ZodType<MeetingLine>);

const item = z.object({
  id: z.uuid(),
  number: z.int().describe("Its place on the agenda, from 1."),
  title: z.string(),
  minutes: z.int().describe("Planned for its speakers."),
  chapter: z.string().describe("Title of the chapter of the document it is about; empty for none."),
  capacity: z.int().describe("How many speakers fit."),
  turns: z
    .array(
      z.object({
        party,
        standing: z.enum(STANDINGS).describe("`confirmed` fits, `waiting` does not yet, `spoken` has spoken; others are not listed."),
        reason: z.string().describe("Why the secretariat put it at another place; empty where it stands by time."),
      }),
    )
    .describe("The list of speakers, in its order."),
  statements: z
    .array(
      z.object({
        id: z.uuid(),
        party,
        language,
        paragraphs: z.array(z.string()).describe("Numbers of the paragraphs of the document it is tied to."),
      }),
    )
    .describe("Statements that are public."),
});
const meeting = answer(
  "Meeting",
  z.object({
    ...lineMembers,
    cycle: z.string(),
    place: z.string(),
    link: z.string().describe("Where it is attended online; empty for nowhere."),
    document: z.object({ title: z.string(), language }).nullable().describe("The document it is about."),
    slot: z.int().describe("Minutes of a speaker, the same for everybody."),
    cancelled: z.string().nullable().describe("Why it does not take place; null while it does."),
    items: z.array(item),
  }) satisfies z.ZodType<PublicMeeting>,
);

const cached = { ETag: "Give it back as `If-None-Match`: 304 says that nothing has changed." };

export const meetingCalls: readonly Call[] = [
  {
    id: "listMeetings",
    method: "get",
    path: "/meetings",
    tag: "Meetings",
    does: "Meetings of all cycles: those to come in their order, then past ones, the latest first",
    query: wholeQuery,
    answers: { 200: { says: "The list, cancelled meetings too: whole, or a page of it.", json: listOf("MeetingList", line), headers: cached } },
    refusals: ["request.invalid"],
  },
  {
    id: "getMeeting",
    method: "get",
    path: "/meetings/{meeting}",
    tag: "Meetings",
    does: "A meeting with its agenda, its lists of speakers and its public statements",
    more: "What its page shows to everybody. A statement is read at `/{lang}/meetings/{meeting}/statements/{id}`; the meeting as a calendar file at `/{lang}/meetings/{meeting}/calendar.ics`.",
    answers: { 200: { says: "The meeting.", json: meeting, headers: cached } },
    refusals: ["meeting.not_found"],
  },
];
