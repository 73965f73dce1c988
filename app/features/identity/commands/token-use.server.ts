import type { Ctx } from "~/platform/context.server";
import type { TokenHolder } from "../queries.server";

/** A token's last use is written down this often at most. */
const NOTED_MS = 60_000;

/** Notes that a token has been used now. The call it came with neither waits for it nor fails with it. */
export function noteTokenUse({ db, now, log }: Pick<Ctx, "db" | "now" | "log">, { tokenId, lastUsedAt }: Pick<TokenHolder, "tokenId" | "lastUsedAt">): void {
  const at = now();
  const before = new Date(at.getTime() - NOTED_MS);
  if (lastUsedAt && lastUsedAt > before) return;
  // Of calls at the same time one writes: the others find the new time.
  const isDue = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] };
  void db.apiToken
    .updateMany({ where: { id: tokenId, ...isDue }, data: { lastUsedAt: at } })
    .catch((error: unknown) => log.warn({ err: error }, "the last use of a token is not noted"));
}
