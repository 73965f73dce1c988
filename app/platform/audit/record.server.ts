import { createHash } from "node:crypto";
import { canonicalJson } from "~/lib/json";
import type { Ctx } from "../context.server";
import type { Tx } from "../db/client.server";
import type { resources } from "../i18n/english";

type Words = (typeof resources)["audit"]["event"];
/** What an event can be (`report.submitted`): what has words for whoever reads the log, and nothing else. */
export type AuditType = { [Noun in keyof Words]: `${Noun}.${keyof Words[Noun] & string}` }[keyof Words];
export type AuditInput = { type: AuditType; subject: string; data?: Record<string, unknown> };

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

/** The last event of the chain, by which everything before it is fixed. */
export type ChainHead = { event: bigint; hash: string };

/** Where the chain ends now; null for an empty one. Kept elsewhere, it tells later whether events were removed from the end. */
export async function findHead(db: Pick<Tx, "auditEvent">): Promise<ChainHead | null> {
  const last = await db.auditEvent.findFirst({ orderBy: { id: "desc" }, select: { id: true, hash: true } });
  return last && { event: last.id, hash: last.hash };
}

/** A chain that holds, or the first event that does not fit. */
export type Verdict = { ok: true; events: number } | { ok: false; event: bigint };

/**
 * Walks the chain from its start; names the first event that was changed, removed or added out of turn. Reads in pages.
 * With a head kept from before, also an end that was cut off, or a chain written anew as a whole: its event is named then.
 */
export async function verifyChain(db: Pick<Tx, "auditEvent">, head: ChainHead | null = null): Promise<Verdict> {
  let previous = GENESIS;
  let next = 1n;
  for (;;) {
    const page = await db.auditEvent.findMany({ where: { id: { gte: next } }, orderBy: { id: "asc" }, take: 1_000 });
    for (const { hash, ...link } of page) {
      const isOther = head?.event === link.id && head.hash !== hash;
      if (link.id !== next || link.previous !== previous || hashOf(link) !== hash || isOther) return { ok: false, event: next };
      previous = hash;
      next += 1n;
    }
    if (page.length === 1_000) continue;
    return head && head.event >= next ? { ok: false, event: next } : { ok: true, events: Number(next - 1n) };
  }
}
