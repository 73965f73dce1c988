import { digest } from "~/platform/auth/sessions.server";
import type { Database, Tx } from "~/platform/db/client.server";
import { ATTEMPTS_KEPT_MS, nextAttempt, normaliseEmail } from "../model";

/** The same key for an account that exists and one that does not; the address itself is not kept. */
const keyOf = (email: string): string => digest(normaliseEmail(email));

/**
 * Counts an attempt to prove a password before it is checked, so that a hundred sent at once are a hundred counted.
 * Returns the milliseconds to wait: 0 when the attempt may go on. The same for accounts that do not exist.
 */
export function takeAttempt(db: Database, email: string, now: Date): Promise<number> {
  const accountKey = keyOf(email);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${accountKey}, 0))`;
    const before = await tx.signInAttempts.findUnique({ where: { accountKey } });
    const { waitMs, attempts } = nextAttempt(before, now);
    if (waitMs > 0) return waitMs;
    await tx.signInAttempts.upsert({ where: { accountKey }, create: { accountKey, ...attempts }, update: attempts });
    await tx.signInAttempts.deleteMany({ where: { lastAt: { lt: new Date(now.getTime() - ATTEMPTS_KEPT_MS) } } });
    return 0;
  });
}

/** Forgets the attempts of an account whose password has just been proved. */
export const forgetAttempts = (tx: Tx, email: string): Promise<unknown> => tx.signInAttempts.deleteMany({ where: { accountKey: keyOf(email) } });
