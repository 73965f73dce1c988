import type { Language } from "~/lib/languages";
import type { Tx } from "../db/client.server";

/** `notBefore`: held until then. `unsubscribe`: address that ends letters of this kind, where the reader may do without them. */
export type MailInput = {
  to: string;
  language: Language;
  kind: string;
  subject: string;
  text: string;
  html: string;
  notBefore?: Date;
  unsubscribe?: string;
};

/**
 * Puts a mail in the outbox, inside the command's transaction: it is sent if and only if the command happened. Returns its
 * id; a mail that is still held can be taken out of the outbox by it.
 */
export async function writeMail(tx: Tx, mail: MailInput): Promise<string> {
  const { id } = await tx.mail.create({ data: mail, select: { id: true } });
  return id;
}

/** The same for many mails of one command. */
export async function writeMails(tx: Tx, mails: readonly MailInput[]): Promise<void> {
  await tx.mail.createMany({ data: [...mails] });
}
