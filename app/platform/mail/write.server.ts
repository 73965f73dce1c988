import type { Language } from "~/lib/languages";
import type { Tx } from "../db/client.server";

export type MailInput = { to: string; language: Language; kind: string; subject: string; text: string; html: string };

/** Puts a mail in the outbox, inside the command's transaction: it is sent if and only if the command happened. */
export async function writeMail(tx: Tx, mail: MailInput): Promise<void> {
  await tx.mail.create({ data: mail });
}
