import { readReference } from "~/features/reference/queries.server";
import { dayIn, GENEVA } from "~/lib/dates";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { GroupInput } from "../model";
import { mayNegotiate } from "../policy";
import { endTerm, speakerEnded } from "./speakers.server";

const refuseField = (field: string, code: string, params?: Refusal["params"]): Result<never, Refusal> => refuse({ code, params, fields: { [field]: code } });
const subject = (symbol: string): string => `group:${symbol}`;

type Member = { id: string; code: string };

/** The parties a form names as members; refused where there is no party of a code, or no name in any language. */
async function membersOf(tx: Tx, ctx: UserCtx, { names, members }: GroupInput): Promise<Result<Member[], Refusal>> {
  if (Object.keys(names).length === 0) return refuseField(`name.${ctx.language}`, "negotiation.name_required");
  const parties = await tx.party.findMany({ where: { code: { in: members } }, orderBy: { code: "asc" }, select: { id: true, code: true } });
  const unknown = members.filter((code) => !parties.some((party) => party.code === code));
  return unknown.length === 0 ? ok(parties) : refuseField("members", "negotiation.member_unknown", { codes: unknown.join(", ") });
}

const enter = (tx: Tx, symbol: string, members: readonly Member[], on: Date) =>
  tx.groupMember.createMany({ data: members.map(({ id }) => ({ symbol, partyId: id, from: on })) });

/**
 * Founds a negotiating group, with its members from today on, in Geneva. Refuses `negotiation.not_found` to those who may not
 * decide, `negotiation.name_required`, `negotiation.member_unknown`, and `negotiation.symbol_taken` where a group or a party
 * is called so. Audit event.
 */
export async function addGroup(ctx: UserCtx, symbol: string, input: GroupInput): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  const reference = await readReference(ctx.db);
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${subject(symbol)}))`;
    const isTaken =
      reference.sets.get("groups")?.some(({ code }) => code === symbol) ||
      (await tx.negotiatingGroup.count({ where: { symbol } })) > 0 ||
      (await tx.party.count({ where: { code: symbol } })) > 0;
    if (isTaken) return refuseField("symbol", "negotiation.symbol_taken");
    const members = await membersOf(tx, ctx, input);
    if (!members.ok) return members;
    await tx.negotiatingGroup.create({ data: { symbol, names: input.names, createdById: ctx.actor.id, createdAt: ctx.now() } });
    await enter(tx, symbol, members.value, new Date(dayIn(ctx.now(), GENEVA)));
    const data = { names: input.names, members: members.value.map(({ code }) => code) };
    await recordEvent(tx, ctx, { type: "draft.group_added", subject: subject(symbol), data });
    return ok(null);
  });
}

/**
 * Changes the names and members of a negotiating group from today on, in Geneva; a party that leaves speaks for it no more.
 * What was proposed stays as it is. Refuses `negotiation.not_found`, also to those who may not decide,
 * `negotiation.group_changed` where somebody was quicker, `negotiation.name_required` and `negotiation.member_unknown`. Audit
 * event with what stood before.
 */
export async function editGroup(ctx: UserCtx, symbol: string, { revision, ...input }: GroupInput & { revision: number }): Promise<Result<null, Refusal>> {
  if (!mayNegotiate(ctx.actor, "decide")) return refuse({ code: "negotiation.not_found" });
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from negotiating_group where symbol = ${symbol} for update`;
    const found = await tx.negotiatingGroup.findUnique({
      where: { symbol },
      include: { members: { where: { to: null }, orderBy: { party: { code: "asc" } }, include: { party: { select: { id: true, code: true } } } } },
    });
    if (!found) return refuse({ code: "negotiation.not_found" });
    if (found.revision !== revision) return refuse({ code: "negotiation.group_changed" });
    const members = await membersOf(tx, ctx, input);
    if (!members.ok) return members;
    const today = new Date(dayIn(ctx.now(), GENEVA));
    const left = found.members.filter(({ partyId }) => !members.value.some(({ id }) => id === partyId));
    const come = members.value.filter(({ id }) => !found.members.some(({ partyId }) => partyId === id));
    await tx.negotiatingGroup.update({ where: { symbol }, data: { names: input.names, revision: revision + 1 } });
    await tx.groupMember.updateMany({ where: { id: { in: left.map(({ id }) => id) } }, data: { to: today } });
    await enter(tx, symbol, come, today);
    const terms = await tx.groupSpeaker.findMany({ where: { group: symbol, to: null, partyId: { in: left.map(({ partyId }) => partyId) } } });
    for (const term of terms) {
      await endTerm(tx, ctx, term);
      await recordEvent(tx, ctx, speakerEnded(term.id));
    }
    const before = { names: found.names, members: found.members.map(({ party }) => party.code) };
    const data = { names: input.names, members: members.value.map(({ code }) => code), before };
    await recordEvent(tx, ctx, { type: "draft.group_changed", subject: subject(symbol), data });
    return ok(null);
  });
}
