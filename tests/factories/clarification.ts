import { askClarification } from "~/features/clarifications/commands/ask.server";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import { makeCtx } from "../support/context";
import { makeReport, submitFilledReport } from "./report";
import { makeUser } from "./user";

/** A day nobody's clock in the tests reaches. */
export const FAR_DUE = "2099-12-31";

export type Clarified = {
  desk: UserCtx;
  reportId: string;
  /** The signed version under review. */
  submission: string;
  ask: (unit: string, text?: string) => Promise<{ point: string; turn: string }>;
};

/** The national report of a State, signed by `author`, that an officer reviews; `ask` opens a point on an answer. */
export async function makeReviewed(db: Database, author: UserCtx, party: string): Promise<Clarified> {
  const { receipt } = await submitFilledReport(author, await makeReport(author, party));
  return underReview(db, receipt);
}

/** The same of a version that is signed. */
export async function underReview(db: Database, receipt: string): Promise<Clarified> {
  const desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const { id, reportId } = await db.submission.update({ where: { receipt }, data: { state: "under_review" } });
  const ask: Clarified["ask"] = async (unit, text = "Which year is meant?") => {
    const asked = await askClarification(desk, id, { unit, text, due: FAR_DUE });
    if (!asked.ok) throw new Error(JSON.stringify(asked.error));
    const turn = await db.clarificationTurn.findFirstOrThrow({ where: { pointId: asked.value.id }, orderBy: { id: "desc" } });
    return { point: asked.value.id, turn: turn.id };
  };
  return { desk, reportId, submission: id, ask };
}
