import { z } from "zod";

/** What comes in: a press of *send again*, and a report of a bounced mail. Messages are refusal codes. */

export const sendAgainSchema = z.object({ intent: z.literal("again"), id: z.uuid() });

const email = z.email("mail.address_invalid").max(254);
/** A report of a bounce: the address, and what its server said. */
export const bounceSchema = z.object({ email, reason: z.string().trim().max(200).default("") });
export type BounceInput = z.infer<typeof bounceSchema>;
