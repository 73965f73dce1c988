import { findHead, verifyChain, type ChainHead } from "~/platform/audit/record.server";
import { Refused, Usage, type Command } from "../command";

/** A head as `audit head` prints it: the event's number and its hash. */
const HEAD = /^(\d{1,18}):([0-9a-f]{64})$/;

function headOf(given: unknown): ChainHead | null {
  if (given === undefined) return null;
  const [, event, hash] = HEAD.exec(String(given)) ?? [];
  if (!event || !hash) throw new Usage("--head: what `audit head` has printed, such as 1204:9f3c…");
  return { event: BigInt(event), hash };
}

export const auditCommands: readonly Command[] = [
  {
    name: "audit verify",
    takes: "[--head EVENT:HASH]",
    does: "walks the hash chain of the audit log; names the first event that does not fit, with a head kept elsewhere also a missing end",
    run: async ({ db, options }) => {
      const verified = await verifyChain(db, headOf(options.head));
      if (!verified.ok)
        throw new Refused(`audit.broken: event ${verified.event} was changed, removed or added out of turn; compare with a backup from before it`);
      return { data: verified, text: `The audit log is whole: ${verified.events} events.` };
    },
  },
  {
    name: "audit head",
    takes: "",
    does: "prints the last event of the audit log with its hash, to be kept elsewhere",
    run: async ({ db }) => {
      const head = await findHead(db);
      if (!head) throw new Refused("audit.empty: nothing has been recorded yet");
      return { data: { event: String(head.event), hash: head.hash }, text: `${head.event}:${head.hash}` };
    },
  },
];
