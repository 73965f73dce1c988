import { readVersionParagraph } from "~/features/documents/queries/text.server";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { canBecome, whyNotJoined, type Kind, type State } from "../model";
import { passageIn } from "../model/passages";
import { partiesFor, type PartyAction } from "../policy";
import { groupsSpokenFor } from "../queries/groups.server";
import { readInputs, type LoadedDraft } from "../queries/load.server";
import type { CommentInput, ParagraphInput, ProposalInput } from "../schema";
import { withPublished, type AskedDraft } from "./lock-draft.server";

export type AskedPlace = AskedDraft & { paragraph: string };
type Done = Result<{ id: string }, Refusal>;

/** Whether somebody may act for a party; one they do not belong to is not found. */
function mayAct(ctx: UserCtx, action: PartyAction, party: string): Refusal | null {
  if (!partiesFor(ctx.actor, "read").includes(party)) return { code: "negotiation.not_found" };
  return partiesFor(ctx.actor, action).includes(party) ? null : { code: "negotiation.not_allowed" };
}

/** Why nothing more is said to a paragraph. */
async function whyNotGiven(tx: Tx, draft: LoadedDraft, paragraph: string, kind: Kind): Promise<Refusal | null> {
  if (!draft.line.open) return { code: "negotiation.closed" };
  if (kind === "comment") return null;
  const { agreedAt } = await tx.documentParagraph.findUniqueOrThrow({ where: { id: paragraph }, select: { agreedAt: true } });
  return agreedAt === null ? null : { code: "negotiation.paragraph_agreed" };
}

/**
 * Comments on a paragraph of a published draft for a party. Refuses `negotiation.not_found` also for a party the actor does
 * not act for, `negotiation.not_allowed`, and `negotiation.closed` from the closing instant on. Audit event.
 */
export async function commentOn(ctx: UserCtx, asked: AskedPlace, { party, language, text }: CommentInput): Promise<Done> {
  const refusal = mayAct(ctx, "comment", party);
  if (refusal) return refuse(refusal);
  return withPublished(ctx, asked, async (tx, draft) => {
    if (!(await readVersionParagraph(tx, draft.versionId, asked.paragraph))) return refuse({ code: "negotiation.not_found" });
    const why = await whyNotGiven(tx, draft, asked.paragraph, "comment");
    if (why) return refuse(why);
    const { id } = await tx.draftInput.create({
      data: { consultationId: draft.id, paragraphId: asked.paragraph, kind: "comment", language, text, partyId: party, byId: ctx.actor.id, at: ctx.now() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "draft.commented", subject: `document:${asked.document}`, data: { input: id, paragraph: asked.paragraph, party } });
    return ok({ id });
  });
}

/** Locks a comment or proposal that its party or the desk may be moving. */
const lockInput = (tx: Tx, id: string) => tx.$executeRaw`select 1 from draft_input where id = ${id}::uuid for update`;

/** The group a party says it speaks for, if it does. */
async function groupOf(tx: Tx, ctx: UserCtx, party: string, group: string): Promise<Refusal | null> {
  const spoken = group === "" ? [""] : ((await groupsSpokenFor(tx, [party], ctx.now())).get(party) ?? []);
  return spoken.includes(group) ? null : { code: "negotiation.group_unknown", fields: { group: "negotiation.group_unknown" } };
}

/**
 * Proposes a change of a paragraph, or none, for a party or a group it speaks for. Words that are named are found in the
 * paragraph. Refuses as `commentOn`, `negotiation.paragraph_agreed`, `negotiation.group_unknown`,
 * `negotiation.passage_not_found`, and `negotiation.passage_repeated` where the words stand more than once. Audit event.
 */
export async function propose(ctx: UserCtx, asked: AskedPlace, { party, group, kind, words, language, text, reason }: ProposalInput): Promise<Done> {
  const refusal = mayAct(ctx, "propose", party);
  if (refusal) return refuse(refusal);
  return withPublished(ctx, asked, async (tx, draft) => {
    const paragraph = await readVersionParagraph(tx, draft.versionId, asked.paragraph);
    if (!paragraph) return refuse({ code: "negotiation.not_found" });
    const why = (await whyNotGiven(tx, draft, asked.paragraph, kind)) ?? (await groupOf(tx, ctx, party, group));
    if (why) return refuse(why);
    const passage = passageIn(paragraph.text, kind === "MOD" || kind === "DEL" ? words : "");
    if (!passage.ok) return passage;
    const by = { partyId: party, byId: ctx.actor.id, at: ctx.now() };
    const { id } = await tx.draftInput.create({
      data: {
        consultationId: draft.id,
        paragraphId: asked.paragraph,
        kind,
        ...passage.value,
        language,
        text,
        reason,
        ...by,
        proponents: { create: { ...by, group } },
      },
      select: { id: true },
    });
    const data = { input: id, paragraph: asked.paragraph, kind, party, group };
    await recordEvent(tx, ctx, { type: "draft.proposed", subject: `document:${asked.document}`, data });
    return ok({ id });
  });
}

/**
 * Puts a party, or a group it speaks for, behind another party's proposal. Refuses as `propose`,
 * `negotiation.move_impossible` for one that is decided or withdrawn, `negotiation.answered` once the desk has said what
 * becomes of it, and `negotiation.source_withheld` where its report says it no more in the open. Audit event.
 */
export async function support(ctx: UserCtx, asked: AskedPlace, { party, group, input }: { party: string; group: string; input: string }): Promise<Done> {
  const refusal = mayAct(ctx, "propose", party);
  if (refusal) return refuse(refusal);
  return withPublished(ctx, asked, async (tx, draft) => {
    await lockInput(tx, input);
    const inputs = await readInputs(tx, { consultationId: draft.id, paragraphId: asked.paragraph }, ctx.language, ctx.now());
    const found = inputs.find(({ id, kind }) => id === input && kind !== "comment");
    if (!found) return refuse({ code: "negotiation.not_found" });
    if (!draft.line.open) return refuse({ code: "negotiation.closed" });
    const decided = whyNotJoined(found);
    if (decided) return refuse({ code: decided });
    const why = await groupOf(tx, ctx, party, group);
    if (why) return refuse(why);
    const by = { group, byId: ctx.actor.id, at: ctx.now(), withdrawnAt: null };
    const key = { inputId: input, partyId: party };
    await tx.draftProponent.upsert({ where: { inputId_partyId: key }, create: { ...key, ...by }, update: by });
    await recordEvent(tx, ctx, { type: "draft.supported", subject: `document:${asked.document}`, data: { input, party, group } });
    return ok({ id: input });
  });
}

/**
 * Takes a party from behind a proposal, which is withdrawn with the last one, or its comment back. It can be done as long as
 * nothing is decided, after the closing too. Refuses as `support` does, but for the closing; `negotiation.answered` once the
 * desk has said what becomes of it, and `negotiation.dispositions_public`. Audit event.
 */
export async function withdraw(ctx: UserCtx, asked: AskedPlace, { party, input }: { party: string; input: string }): Promise<Done> {
  const acting = mayAct(ctx, "read", party);
  if (acting) return refuse(acting);
  return withPublished(ctx, asked, async (tx, draft) => {
    await lockInput(tx, input);
    const found = await tx.draftInput.findFirst({
      where: { id: input, consultationId: draft.id, paragraphId: asked.paragraph },
      include: { proponents: { where: { withdrawnAt: null } } },
    });
    const isComment = found?.kind === "comment";
    const stands = isComment ? found.partyId === party : found?.proponents.some(({ partyId }) => partyId === party);
    if (!found || !stands) return refuse({ code: "negotiation.not_found" });
    const refusal = mayAct(ctx, isComment ? "comment" : "propose", party);
    if (refusal) return refuse(refusal);
    if (draft.line.disposed) return refuse({ code: "negotiation.dispositions_public" });
    if (found.disposition !== "") return refuse({ code: "negotiation.answered" });
    if (!canBecome(found.state as State, "withdrawn", "proponents")) return refuse({ code: "negotiation.move_impossible" });
    if (!isComment) await tx.draftProponent.update({ where: { inputId_partyId: { inputId: input, partyId: party } }, data: { withdrawnAt: ctx.now() } });
    const isLast = isComment || found.proponents.length === 1;
    if (isLast) {
      await tx.draftInput.update({ where: { id: input }, data: { state: "withdrawn" } });
      await tx.draftTurn.create({ data: { inputId: input, from: found.state, to: "withdrawn", byId: ctx.actor.id, at: ctx.now() } });
    }
    await recordEvent(tx, ctx, { type: "draft.withdrawn", subject: `document:${asked.document}`, data: { input, party, whole: isLast } });
    return ok({ id: input });
  });
}

/** Does what the page of a paragraph asks for; refuses as what it asks for does. */
export function act(ctx: UserCtx, asked: AskedPlace, input: ParagraphInput): Promise<Done> {
  switch (input.intent) {
    case "comment":
      return commentOn(ctx, asked, input);
    case "propose":
      return propose(ctx, asked, input);
    case "support":
      return support(ctx, asked, input);
    case "withdraw":
      return withdraw(ctx, asked, input);
  }
}
