import { heldAt } from "~/features/identity/model";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { recordEvent } from "~/platform/audit/record.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { PartyRole } from "~/lib/actor";
import { isClearingRole, mayWithClearances } from "../policy";
import { countHeld } from "../queries/pages.server";
import type { ChainInput } from "../schema";
import { lockChain } from "./lock-chain.server";

type Step = { position: number; name: string; people: string[] };
/** The steps a form asks for; what stands in those beyond the number chosen is not meant. */
const stepsOf = ({ steps, name1, people1, name2, people2 }: ChainInput): Step[] =>
  [
    { position: 1, name: name1, people: [...new Set(people1)] },
    { position: 2, name: name2, people: [...new Set(people2)] },
  ].slice(0, steps);

/** What is missing of a step, by the field it is missing in. */
function faultsOf(steps: readonly Step[], members: ReadonlySet<string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { position, name, people } of steps) {
    if (name === "") fields[`name${position}`] = "clearance.step_name_required";
    if (people.length === 0) fields[`people${position}`] = "clearance.people_required";
    else if (people.some((id) => !members.has(id))) fields[`people${position}`] = "clearance.person_unknown";
  }
  return fields;
}

/**
 * Says how a party clears its reports: in no step, one or two, each under a name of its own and by people of the party with
 * a role that clears. Drafts need that clearance from then on. While a report is held for clearance the chain stays as it
 * is: end the request first. Refuses `clearance.not_found`, `clearance.chain_in_use`, `clearance.step_name_required`,
 * `clearance.people_required`, `clearance.person_unknown`. Audit event with what stood before.
 */
export async function configureChain(ctx: UserCtx, partyCode: string, input: ChainInput): Promise<Result<null, Refusal>> {
  const party = await ctx.db.party.findUnique({ where: { code: partyCode }, select: { id: true } });
  if (!party || !mayWithClearances(ctx.actor, "configure", party.id)) return refuse({ code: "clearance.not_found" });
  const partyId = party.id;
  const steps = stepsOf(input);
  return ctx.db.$transaction(async (tx) => {
    await lockChain(tx, partyId);
    const held = await countHeld(tx, partyId, ctx.now());
    if (held > 0) return refuse({ code: "clearance.chain_in_use", params: { count: held } });
    const members = await tx.membership.findMany({
      where: { partyId, ...heldAt(ctx.now()), user: { disabledAt: null } },
      select: { userId: true, role: true },
    });
    const clearing = new Set(members.filter(({ role }) => isClearingRole(role as PartyRole)).map(({ userId }) => userId));
    const fields = faultsOf(steps, clearing);
    const [fault] = Object.values(fields);
    if (fault) return refuse({ code: fault, fields });
    const before = await writeChain(tx, ctx, partyId, steps.length === 0 ? null : { days: input.days, steps });
    await recordEvent(tx, ctx, { type: "clearance.configured", subject: `party:${partyId}`, data: { days: input.days, steps, before } });
    return ok(null);
  });
}

/** Puts a chain in the place of another; gives what stood there. */
async function writeChain(
  tx: Tx,
  ctx: UserCtx,
  partyId: string,
  chain: { days: number; steps: Step[] } | null,
): Promise<{ days: number; steps: Step[] } | null> {
  const before = await tx.clearanceChain.findUnique({
    where: { partyId },
    select: { days: true, steps: { orderBy: { position: "asc" }, select: { position: true, name: true, people: { select: { userId: true } } } } },
  });
  await tx.clearancePerson.deleteMany({ where: { partyId } });
  await tx.clearanceStep.deleteMany({ where: { partyId } });
  if (chain) {
    const terms = { days: chain.days, updatedAt: ctx.now() };
    await tx.clearanceChain.upsert({ where: { partyId }, create: { partyId, ...terms }, update: terms });
    await tx.clearanceStep.createMany({ data: chain.steps.map(({ position, name }) => ({ partyId, position, name })) });
    await tx.clearancePerson.createMany({ data: chain.steps.flatMap(({ position, people }) => people.map((userId) => ({ partyId, position, userId }))) });
  } else await tx.clearanceChain.deleteMany({ where: { partyId } });
  return before && { days: before.days, steps: before.steps.map(({ people, ...step }) => ({ ...step, people: people.map(({ userId }) => userId) })) };
}
