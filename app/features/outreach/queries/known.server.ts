import { readReference, type Names } from "~/features/reference/queries.server";
import { findPartyCodes } from "~/features/reference/queries/search.server";
import type { PartyRole } from "~/lib/actor";
import { folded } from "~/lib/folding";
import type { Ctx } from "~/platform/context.server";
import type { ReadRow } from "../model/file";
import { addressOf, nearFinder, personKey, type Known, type Meant } from "../model/plan";
import { mailStates } from "./mail-state.server";

type KnownCtx = Pick<Ctx, "db" | "now">;
type Party = { id: string; code: string; names: Names };

/** Names that are no name of a State or entity are looked for among organisations, so many of them at most. */
const MOST_SEARCHED = 500;

/** What stands already of what a file of people speaks of: its parties, by code or by name in any of six languages, and its people. */
export async function knownOf(ctx: KnownCtx, rows: readonly ReadRow[]): Promise<Known> {
  const party = await partyFinder(ctx, [...new Set(rows.map(({ party: typed }) => typed))]);
  const emails = [...new Set(rows.flatMap(({ email }) => addressOf(email) ?? []))];
  const [members, pending, mails] = await Promise.all([
    ctx.db.membership.findMany({
      where: { user: { email: { in: emails } }, OR: [{ endedAt: null }, { endedAt: { gt: ctx.now() } }] },
      select: { partyId: true, role: true, user: { select: { email: true } } },
    }),
    ctx.db.invitation.findMany({
      where: { email: { in: emails }, partyId: { not: null }, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } },
      select: { email: true, partyId: true, role: true },
    }),
    mailStates(ctx.db, emails),
  ]);
  const memberKeys = new Set(members.map(({ user, partyId, role }) => personKey(user.email, partyId, role)));
  const pendingKeys = new Set(pending.map(({ email, partyId, role }) => personKey(email, partyId!, role)));
  return {
    party,
    isMember: (email, partyId, role) => memberKeys.has(personKey(email, partyId, role)),
    isPending: (email, partyId, role) => pendingKeys.has(personKey(email, partyId, role)),
    hasBounced: (email) => mails.get(email) === "failed",
  };
}

async function partyFinder(ctx: KnownCtx, typed: readonly string[]): Promise<(typed: string) => Meant> {
  const { sets } = await readReference(ctx.db);
  const listed = [...(sets.get("parties") ?? []), ...(sets.get("un-entities") ?? [])].map(({ code, names, facts }) => ({
    code,
    names: [code, ...Object.values(names), ...Object.values((facts.acronym ?? {}) as Record<string, string>)],
  }));
  const byName = namesTo(listed);
  const unlisted = typed.filter((text) => text !== "" && !byName.has(folded(text)));
  const searched = await Promise.all(unlisted.slice(0, MOST_SEARCHED).map((text) => findPartyCodes(ctx, text)));
  const codes = new Set([...typed.flatMap((text) => byName.get(folded(text)) ?? []), ...searched.flat(), ...unlisted]);
  const found: Party[] = (await ctx.db.party.findMany({ where: { code: { in: [...codes] } }, select: { id: true, code: true, names: true } })).map(
    ({ names, ...row }) => ({ ...row, names: names as Names }),
  );
  const idOf = new Map(found.map(({ id, code }) => [code, id]));
  const exact = namesTo(found.map(({ code, names }) => ({ code, names: [code, ...Object.values(names)] })));
  const near = nearFinder([...listed, ...found.map(({ code, names }) => ({ code, names: Object.values(names) }))]);
  const begun = new Map(unlisted.map((text, index) => [text, searched[index] ?? []]));
  return (text) => {
    const called = [...new Set([...(byName.get(folded(text)) ?? []), ...(exact.get(folded(text)) ?? [])])];
    const [only, another] = called;
    const id = only !== undefined && another === undefined ? idOf.get(only) : undefined;
    if (id) return { id };
    return { near: called.length > 1 ? called : [...new Set([...(begun.get(text) ?? []), ...near(text)])].slice(0, 3) };
  };
}

/** Folded name -> codes of those who are called so. */
function namesTo(parties: readonly { code: string; names: readonly string[] }[]): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const { code, names } of parties)
    for (const name of new Set(names.map(folded))) if (!codes.get(name)?.includes(code)) codes.set(name, [...(codes.get(name) ?? []), code]);
  return codes;
}

/** Whether somebody holds a role in a party by now, or will. */
export const holdsRole = async (
  { db, now }: { db: Pick<Ctx["db"], "membership">; now: Date },
  { email, partyId, role }: { email: string; partyId: string; role: PartyRole },
): Promise<boolean> => (await db.membership.count({ where: { partyId, role, user: { email }, OR: [{ endedAt: null }, { endedAt: { gt: now } }] } })) > 0;
