import { createHash } from "node:crypto";
import { canonicalJson } from "~/lib/json";
import type { Ctx } from "../context.server";
import type { Tx } from "../db/client.server";

export type AuditInput = { type: string; subject: string; data?: Record<string, unknown> };

/** First link of the chain. */
const GENESIS = "0".repeat(64);
/** Writers of the chain take turns by this lock until they commit: a chain has one end. */
const CHAIN_LOCK = 7_300_2025;

type Link = {
  id: bigint;
  at: Date;
  actorId: string | null;
  actorName: string;
  type: string;
  subject: string;
  data: unknown;
  requestId: string | null;
  previous: string;
};

const hashOf = (link: Link): string =>
  createHash("sha256")
    .update(canonicalJson({ ...link, id: link.id.toString(), at: link.at.toISOString() }))
    .digest("hex");

/** Writes one event at the end of the hash chain, inside the command's transaction: both happen or neither. */
export async function recordEvent(tx: Tx, ctx: Pick<Ctx, "actor" | "now" | "requestId">, event: AuditInput): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`;
  const last = await tx.auditEvent.findFirst({ orderBy: { id: "desc" }, select: { id: true, hash: true } });
  const link: Link = {
    id: (last?.id ?? 0n) + 1n,
    at: ctx.now(),
    actorId: ctx.actor?.id ?? null,
    actorName: ctx.actor?.name ?? "",
    type: event.type,
    subject: event.subject,
    data: event.data ?? {},
    requestId: ctx.requestId,
    previous: last?.hash ?? GENESIS,
  };
  await tx.auditEvent.create({ data: { ...link, data: (event.data ?? {}) as object, hash: hashOf(link) } });
}

/** Walks the chain from its start; names the first event that was changed, removed or added out of turn. Reads in pages. */
export async function verifyChain(db: Pick<Tx, "auditEvent">): Promise<{ ok: true; events: number } | { ok: false; event: bigint }> {
  let previous = GENESIS;
  let next = 1n;
  for (;;) {
    const page = await db.auditEvent.findMany({ where: { id: { gte: next } }, orderBy: { id: "asc" }, take: 1_000 });
    for (const { hash, ...link } of page) {
      if (link.id !== next || link.previous !== previous || hashOf(link) !== hash) return { ok: false, event: next };
      previous = hash;
      next += 1n;
    }
    if (page.length < 1_000) return { ok: true, events: Number(next - 1n) };
  }
}
