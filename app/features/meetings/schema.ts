import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import { FORMATS, MAX_MINUTES, MAX_PLACE, MAX_REASON, MAX_STATEMENT, MAX_TITLE, RELEASES } from "./model";

/** What comes in from the forms. Messages are refusal codes. */

const atMost = (most: number) => (typed: string) => [...typed].length <= most;
const title = z.string().trim().min(1, "meeting.title_required").refine(atMost(MAX_TITLE), "meeting.title_too_long");
const reason = z.string().trim().min(1, "meeting.reason_required").refine(atMost(MAX_REASON), "meeting.reason_too_long");
/** A day and time by Geneva's clock, as the browser's field sends it. */
const clock = z.iso
  .datetime({ local: true, precision: -1, error: "meeting.time_invalid" })
  .refine((given) => given >= "2000" && given < "2200" && !given.endsWith("Z"), "meeting.time_invalid");
const minutes = z.coerce
  .number("meeting.minutes_invalid")
  .int("meeting.minutes_invalid")
  .min(1, "meeting.minutes_invalid")
  .max(MAX_MINUTES, "meeting.minutes_invalid");
const optionalId = z.uuid().or(z.literal("")).default("");
/** One of a name, or several. */
const several = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]);

const isWebAddress = (typed: string): boolean => typed === "" || (/^https?:\/\//i.test(typed) && URL.canParse(typed));

const facts = {
  title,
  language: z.enum(LANGUAGES),
  format: z.enum(FORMATS),
  starts: clock,
  ends: clock,
  place: z.string().trim().refine(atMost(MAX_PLACE), "meeting.place_too_long").default(""),
  link: z.string().trim().max(2_000, "meeting.link_invalid").refine(isWebAddress, "meeting.link_invalid").default(""),
  document: optionalId,
  slot: minutes,
};
type Facts = { format: (typeof FORMATS)[number]; place: string; starts: string; ends: string };
const hasPlace = ({ format, place }: Facts): boolean => format === "virtual" || place !== "";
const isForward = ({ starts, ends }: Facts): boolean => starts < ends;

export const meetingSchema = z
  .object(facts)
  .refine(hasPlace, { path: ["place"], message: "meeting.place_required" })
  .refine(isForward, { path: ["ends"], message: "meeting.ends_before" });
export type MeetingInput = z.infer<typeof meetingSchema>;

const item = { title, minutes, chapter: optionalId };

export const deskMeetingSchema = z.discriminatedUnion("intent", [
  z
    .object({ intent: z.literal("change"), ...facts })
    .refine(hasPlace, { path: ["place"], message: "meeting.place_required" })
    .refine(isForward, { path: ["ends"], message: "meeting.ends_before" }),
  z.object({ intent: z.literal("cancel"), reason }),
  z.object({ intent: z.literal("item_add"), ...item }),
  z.object({ intent: z.literal("item_change"), item: z.uuid(), ...item }),
  z.object({ intent: z.literal("item_move"), item: z.uuid(), after: optionalId }),
  z.object({ intent: z.literal("item_remove"), item: z.uuid() }),
  z.object({ intent: z.literal("place"), turn: z.uuid(), after: optionalId, reason }),
]);
export type DeskMeetingInput = z.infer<typeof deskMeetingSchema>;
export type ItemInput = { title: string; minutes: number; chapter: string };

/** What a party does with the list of speakers. */
export const askSchema = z.object({ intent: z.enum(["ask", "give_back"]), item: z.uuid(), party: z.string().max(60) });
export type AskInput = z.infer<typeof askSchema>;

/** What the chair marks. */
export const markSchema = z.object({ intent: z.enum(["speak", "miss", "recall"]), turn: z.uuid() });
export type MarkInput = z.infer<typeof markSchema>;

export const statementSchema = z.object({
  party: z.string().max(60),
  language: z.enum(LANGUAGES),
  text: z
    .string()
    .transform((typed) => typed.replace(/\r\n?/g, "\n").trim())
    .refine(atMost(MAX_STATEMENT), "meeting.statement_too_long")
    .default(""),
  release: z.enum(RELEASES),
  version: z.coerce.number().int().min(0).max(10_000).default(0),
  paragraph: several(z.uuid()).default([]),
  file: z.instanceof(File).optional(),
});
export type StatementInput = Omit<z.infer<typeof statementSchema>, "file"> & { file: { name: string; content: Uint8Array } | null };
