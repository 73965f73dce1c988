import { randomBytes } from "node:crypto";
import type { Tx } from "~/platform/db/client.server";

/** The secrets by which people end letters they may do without, by who they are; made with the first such letter. */
export async function letterKeys(tx: Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  await tx.letterChoice.createMany({ data: userIds.map((userId) => ({ userId, key: randomBytes(24).toString("base64url") })), skipDuplicates: true });
  const rows = await tx.letterChoice.findMany({ where: { userId: { in: [...userIds] } }, select: { userId: true, key: true } });
  return new Map(rows.map(({ userId, key }) => [userId, key]));
}
