import { verifyChain } from "~/platform/audit/record.server";
import { env } from "~/platform/env.server";
import { deliverMails } from "~/platform/jobs/jobs.server";
import { log } from "~/platform/log.server";
import { Refused, type Command } from "../command";

export const machineCommands: readonly Command[] = [
  {
    name: "migrate",
    takes: "",
    does: "applies what is missing of the migrations",
    run: async ({ applied }) => ({ data: { applied }, text: applied.length > 0 ? `Applied: ${applied.join(", ")}` : "Nothing to apply." }),
  },
  {
    name: "audit verify",
    takes: "",
    does: "walks the hash chain of the audit log; names the first event that does not fit",
    run: async ({ db }) => {
      const verified = await verifyChain(db);
      if (!verified.ok)
        throw new Refused(`audit.broken: event ${verified.event} was changed, removed or added out of turn; compare with a backup from before it`);
      return { data: verified, text: `The audit log is whole: ${verified.events} events.` };
    },
  },
  {
    name: "jobs run-once",
    takes: "",
    does: "delivers the mails that wait, once",
    run: async ({ db }) => {
      const delivered = await deliverMails({ db, log, smtpUrl: env().SMTP_URL, from: env().MAIL_FROM });
      return { data: { delivered }, text: `${delivered} mails delivered.` };
    },
  },
];
