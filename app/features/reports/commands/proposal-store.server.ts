import type { UnitNow, UnitStore } from "~/features/saves/commands.server";
import { UNSAVED } from "~/features/saves/model";
import type { UserCtx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import { keyOfUnit, unitOf, type AnswerKey } from "../model";
import { proposalScope, UNPROPOSED, type ProposalState } from "../model/proposals";

/** What the actor proposes in a report, as the save engine sees it. A save opens a text again, whatever became of it before. */
export function proposalStore(ctx: UserCtx, tx: Tx, reportId: string): UnitStore {
  const { id: userId, name } = ctx.actor;
  return {
    scope: proposalScope(reportId, userId),
    async read(units) {
      const questions = [...new Set(units.map((unit) => keyOfUnit(unit).question))];
      const rows = await tx.proposedAnswer.findMany({ where: { reportId, userId, question: { in: questions } } });
      const none: UnitNow = { ...UNSAVED, revision: UNPROPOSED, value: null, language: "", updatedAt: ctx.now(), updatedBy: name };
      // After its text was taken the same text is a proposal once more: the report may say something else by now.
      const hashOf = ({ state, hash }: (typeof rows)[number]): string => (state === ("taken" satisfies ProposalState) ? UNSAVED.hash : hash);
      const known = new Map(rows.map((row): [string, UnitNow] => [unitOf(row), { ...row, hash: hashOf(row), updatedBy: name }]));
      return new Map(units.map((unit): [string, UnitNow] => [unit, known.get(unit) ?? none]));
    },
    async write(states) {
      const rows = [...states].map(([unit, state]): AnswerKey & object => ({ ...keyOfUnit(unit), ...state }));
      await tx.$executeRaw`
        insert into proposed_answer (id, report_id, user_id, question, "row", value, language, confidential, revision, hash, updated_at, created_at)
        select gen_random_uuid(), ${reportId}::uuid, ${userId}::uuid, question, "row", coalesce(value, 'null'), language, confidential, revision, hash, "updatedAt", "updatedAt"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
          (question text, "row" text, value jsonb, language text, confidential boolean, revision int, hash text, "updatedAt" timestamptz)
        on conflict (report_id, user_id, question, "row") do update set value = excluded.value, language = excluded.language, confidential = excluded.confidential,
          revision = excluded.revision, hash = excluded.hash, updated_at = excluded.updated_at, state = 'open'`;
    },
  };
}
