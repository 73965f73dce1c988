import type { Tx } from "~/platform/db/client.server";

/** Holds a party's chain as it stands until the transaction ends: it is not changed under a request that is being made. Before the report's lock. */
export async function lockChain(tx: Tx, partyId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`clearance_chain:${partyId}`}))`;
}
