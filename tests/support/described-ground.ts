import { createApiToken } from "~/features/identity/commands/api-token.server";
import { SCOPES } from "~/features/identity/policy";
import { giveStatement } from "~/features/meetings/commands/statements.server";
import { changeOwnTurn } from "~/features/meetings/commands/turns.server";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeMeeting, meetingFiles, statementForm } from "../factories/meeting";
import { makeParty } from "../factories/party";
import { makeReport, submitFilledReport } from "../factories/report";
import { makeSubmission } from "../factories/submission";
import { makeUser } from "../factories/user";
import { makeCtx } from "./context";

/** A focal point with a report, a token for everything, a report that is published, and a meeting with speakers and statements. */
export async function makeGround(db: Database) {
  const party = await makeParty(db);
  const others = [await makeParty(db), await makeParty(db)];
  const actor = await makeUser(db, { roles: [party, ...others].map(({ id }) => ({ partyId: id, role: "focal_point" as const })) });
  const ctx: UserCtx = makeCtx({ db, actor });
  const made = await createApiToken(ctx, { label: "all", scopes: [...SCOPES], expiresAt: null });
  if (!made.ok) throw new Error(made.error.code);
  const reportId = await makeReport(ctx, party.id);
  const signed = await submitFilledReport(ctx, await makeReport(ctx, others[0]!.id));
  const first = await makeSubmission(db, { state: "superseded", publishedAt: new Date("2026-11-02T00:00:00Z") });
  const choices = { question: "D2", value: ["C5"] };
  const published = await makeSubmission(db, {
    party: first.party,
    reportId: first.reportId,
    version: 2,
    state: "published",
    publishedAt: new Date("2026-11-03T00:00:00Z"),
    answers: [
      { question: "B1", value: "Summary" },
      choices,
      { question: "D3", row: "C5", value: "Obstacles" },
      { question: "C3", value: "no", confidential: true },
    ],
  });
  const desk: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const { id: meeting, items } = await makeMeeting(desk);
  for (const one of [party, ...others]) await changeOwnTurn(ctx, meeting, { intent: "ask", item: items[0]!, party: one.code });
  // One is public, one waits until its party has spoken.
  for (const [one, release] of [
    [party, "at_once"],
    [others[0]!, "delivered"],
  ] as const)
    await giveStatement(ctx, meetingFiles, meeting, items[0]!, statementForm(one.code, { release }));
  return { meeting, ctx, party, unstarted: others[1]!, token: made.value.token, reportId, signed, replaced: first.symbol, symbol: published.symbol };
}
