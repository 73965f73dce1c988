import { withDraft } from "~/features/documents/commands/lock-draft.server";
import type { Draft } from "~/features/documents/model";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { mayNegotiate } from "../policy";
import { findDraft, type LoadedDraft } from "../queries/load.server";

export type AskedDraft = { document: string; number: number };

/** Runs what the desk does with a published draft, with the working one in hand, one at a time for each document. Refuses `negotiation.not_found`, also to those who may not decide. */
export async function withDecision<T>(
  ctx: UserCtx,
  { document, number }: AskedDraft,
  decide: (tx: Tx, draft: LoadedDraft, working: Draft) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  return withDraft(ctx, document, async (tx, working) => {
    const draft = await findDraft(tx, document, number, ctx.now());
    return draft ? decide(tx, draft, working) : refuse({ code: "negotiation.not_found" });
  });
}

/** Runs what a party does with a published draft; the desk decides on it before or after, never at the same time. Refuses `negotiation.not_found`. */
export async function withPublished<T>(
  ctx: UserCtx,
  { document, number }: AskedDraft,
  act: (tx: Tx, draft: LoadedDraft) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (!isUuid(document)) return refuse({ code: "negotiation.not_found" });
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from document where id = ${document}::uuid for share`;
    const draft = await findDraft(tx, document, number, ctx.now());
    return draft ? act(tx, draft) : refuse({ code: "negotiation.not_found" });
  });
}
