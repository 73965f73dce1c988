import type { UnitNow, UnitStore } from "~/features/saves/commands.server";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { keyOfUnit, scopeOf, unitOf, type AnswerKey } from "../model";

/** The working copy of a report as the save engine sees it. */
export function answerStore(ctx: UserCtx, tx: Tx, reportId: string): UnitStore {
  return {
    scope: scopeOf(reportId),
    async read(units) {
      const keys = units.map(keyOfUnit);
      const rows = await tx.$queryRaw<(AnswerKey & UnitNow)[]>`
        select a.question, a.row, a.value, a.language, a.confidential, a.revision, a.hash, a.updated_at as "updatedAt", u.name as "updatedBy"
        from answer a join "user" u on u.id = a.updated_by_id
        where a.report_id = ${reportId}::uuid and a.question = any(${[...new Set(keys.map(({ question }) => question))]}::text[])`;
      return new Map(rows.map((answer): [string, UnitNow] => [unitOf(answer), answer]));
    },
    async write(states) {
      const rows = [...states].map(([unit, state]) => ({ ...keyOfUnit(unit), ...state }));
      await tx.$executeRaw`
        insert into answer (report_id, question, "row", value, language, confidential, revision, hash, updated_at, updated_by_id)
        select ${reportId}::uuid, question, "row", coalesce(value, 'null'), language, confidential, revision, hash, "updatedAt", ${ctx.actor.id}::uuid
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
          (question text, "row" text, value jsonb, language text, confidential boolean, revision int, hash text, "updatedAt" timestamptz)
        on conflict (report_id, question, "row") do update set value = excluded.value, language = excluded.language, confidential = excluded.confidential,
          revision = excluded.revision, hash = excluded.hash, updated_at = excluded.updated_at, updated_by_id = excluded.updated_by_id`;
    },
  };
}
