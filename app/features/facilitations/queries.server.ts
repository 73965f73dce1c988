import { sortByName } from "~/features/reference/model";
import { codesOfSet, namesOfSet, readReference, type Names } from "~/features/reference/queries.server";
import type { FacilitationRole } from "~/lib/actor";
import { isUuid } from "~/lib/keyset";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { byStanding, lastDayOf, standingOn, type FacilitationItem } from "./model";
import { mayWithFacilitations } from "./policy";

const dayOf = (at: Date | null): string | null => at && at.toISOString().slice(0, 10);
const select = { id: true, line: true, role: true, from: true, to: true, party: { select: { code: true, names: true } } } as const;
type Row = { id: string; line: string; role: string; from: Date | null; to: Date | null; party: { code: string; names: unknown } };

type Choice = { code: string; name: string };
/** `entities` and `lines`: what a new role can be given to and for. */
export type FacilitationPage = { lines: (Choice & { items: FacilitationItem[] })[]; entities: Choice[]; mayManage: boolean };

const toItem = ({ id, line, role, from, to, party }: Row, lineNames: Readonly<Record<string, string>>, ctx: UserCtx): FacilitationItem => ({
  id,
  line: { code: line, name: lineNames[line] ?? line },
  entity: { code: party.code, name: (party.names as Names)[ctx.language] },
  role: role as FacilitationRole,
  from: dayOf(from),
  until: lastDayOf(dayOf(to)),
  standing: standingOn({ from: dayOf(from), to: dayOf(to) }, dayOf(ctx.now())!),
});

/** All roles by action line: present, planned and past. Refuses `facilitation.not_found` outside the secretariat. */
export async function listFacilitations(ctx: UserCtx): Promise<Result<FacilitationPage, Refusal>> {
  if (!mayWithFacilitations(ctx.actor, "read")) return refuse({ code: "facilitation.not_found" });
  const [rows, entities, reference] = await Promise.all([
    ctx.db.facilitation.findMany({ select, orderBy: [{ party: { code: "asc" } }, { from: "desc" }, { id: "asc" }] }),
    ctx.db.party.findMany({ where: { kind: "un_entity" }, select: { code: true, names: true } }),
    readReference(ctx.db),
  ]);
  const names = namesOfSet(reference, "action-lines", ctx.language);
  const items = rows.map((row) => toItem(row, names, ctx));
  return ok({
    lines: codesOfSet(reference, "action-lines").map((code) => ({
      code,
      name: names[code] ?? code,
      items: items.filter(({ line }) => line.code === code).sort(byStanding),
    })),
    entities: sortByName(
      entities.map(({ code, names: named }) => ({ code, names: named as Names })),
      ctx.language,
    ).map(({ code, names: named }) => ({ code, name: named[ctx.language] })),
    mayManage: mayWithFacilitations(ctx.actor, "manage"),
  });
}

/** One role, for changing it. Refuses `facilitation.not_found`, also to those who may not. */
export async function getFacilitation(ctx: UserCtx, id: string): Promise<Result<FacilitationItem, Refusal>> {
  if (!mayWithFacilitations(ctx.actor, "manage") || !isUuid(id)) return refuse({ code: "facilitation.not_found" });
  const row = await ctx.db.facilitation.findUnique({ where: { id }, select });
  if (!row) return refuse({ code: "facilitation.not_found" });
  return ok(toItem(row, namesOfSet(await readReference(ctx.db), "action-lines", ctx.language), ctx));
}
