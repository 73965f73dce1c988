import { reportBounce } from "~/features/notifications/commands/outbox.server";
import { bounceSchema } from "~/features/notifications/schema";
import { contextOf, read, valueOf, type Command } from "../command";

export const mailCommands: readonly Command[] = [
  {
    name: "mail bounced",
    takes: "--email ADDRESS [--reason TEXT]",
    does: "marks an address whose mails came back: nothing is sent there until somebody sends again",
    run: async ({ db, options }) => {
      const input = read(bounceSchema, options);
      const { mails } = valueOf(await reportBounce(contextOf(db), input));
      return { data: { email: input.email, mails }, text: `${input.email} is marked; ${mails} mails came back.` };
    },
  },
];
