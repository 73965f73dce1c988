import { wordsIn, type Words } from "~/features/codings/model/codes";
import { namesOfSet, readReference } from "~/features/reference/queries.server";
import { dayIn, GENEVA } from "~/lib/dates";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { Database, Tx } from "~/platform/db/client.server";
import type { Choice, GroupsPage, Party } from "../model/pages";
import { mayNegotiate } from "../policy";

const party = { select: { id: true, code: true, names: true } } as const;

/** The groups a party can speak for: those of the reference data, and those the desk keeps; names in a language, or the one they have. Public. */
export async function groupChoices(db: Database, language: Language): Promise<Choice[]> {
  const [reference, kept] = await Promise.all([readReference(db), db.negotiatingGroup.findMany({ orderBy: { symbol: "asc" } })]);
  const named = Object.entries(namesOfSet(reference, "groups", language)).map(([code, name]) => ({ code, name }));
  return [...named, ...kept.map(({ symbol, names }) => ({ code: symbol, name: wordsIn(names as Words, language).text }))];
}

/** The groups parties speak for at a moment, by party: days are Geneva's. Takes parties its callers act for. */
export async function groupsSpokenFor(db: Tx, parties: readonly string[], at: Date): Promise<Map<string, string[]>> {
  const on = new Date(dayIn(at, GENEVA));
  const rows = await db.groupSpeaker.findMany({
    where: { partyId: { in: [...parties] }, from: { lte: on }, OR: [{ to: null }, { to: { gt: on } }] },
    orderBy: [{ group: "asc" }, { id: "asc" }],
    select: { partyId: true, group: true },
  });
  const groups = new Map<string, string[]>();
  for (const { partyId, group } of rows) groups.set(partyId, [...new Set([...(groups.get(partyId) ?? []), group])]);
  return groups;
}

/** The negotiating groups the desk keeps, with their members of the day, and who speaks for which group. Refuses `negotiation.not_found`. */
export async function getGroups(ctx: Ctx): Promise<Result<GroupsPage, Refusal>> {
  if (!mayNegotiate(ctx.actor, "read")) return refuse({ code: "negotiation.not_found" });
  const [groups, choices, speakers] = await Promise.all([
    ctx.db.negotiatingGroup.findMany({
      orderBy: { symbol: "asc" },
      include: { members: { where: { to: null }, orderBy: { party: { code: "asc" } }, include: { party } } },
    }),
    groupChoices(ctx.db, ctx.language),
    ctx.db.groupSpeaker.findMany({ orderBy: [{ group: "asc" }, { from: "asc" }, { id: "asc" }], include: { party } }),
  ]);
  const nameOf = new Map(choices.map(({ code, name }) => [code, name]));
  const shown = ({ id, code, names }: { id: string; code: string; names: unknown }): Party => ({
    id,
    code,
    name: (names as Record<string, string>)[ctx.language]!,
  });
  return ok({
    mayDecide: mayNegotiate(ctx.actor, "decide"),
    groups: groups.map(({ symbol, names, revision, members }) => {
      const { text, language } = wordsIn(names as Words, ctx.language);
      return { symbol, name: text, language, names: names as Words, revision, members: members.map((member) => shown(member.party)) };
    }),
    choices,
    speakers: speakers.map((speaker) => ({
      id: speaker.id,
      group: nameOf.get(speaker.group) ?? speaker.group,
      party: shown(speaker.party),
      from: speaker.from.toISOString().slice(0, 10),
      to: speaker.to?.toISOString().slice(0, 10) ?? null,
    })),
  });
}
