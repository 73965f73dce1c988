import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { listAnswers } from "~/features/reports/queries/answers.server";
import { MAX_OPERATIONS, type Operation } from "~/features/saves/schema";
import type { UserCtx } from "~/platform/context.server";
import { codesOfSet, readReference } from "~/features/reference/queries.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const SEED = 20261126;
const [REPORTS, UNITS, REVISIONS] = [10, 40, 25];
const OPERATIONS = REPORTS * UNITS * REVISIONS;
const PLAIN = ["A2", "A7", "B1", "C3", "E4", "F2", "F3", "F5", "F6", "F9"];

type Unit = { question: string; row: string };
const textOf = ({ question, row }: Unit, revision: number): string => `${question} ${row} text ${revision}`;

/** Questions that hold one text, outside of repeats and in one row of them for each action line. */
async function unitsOfReport(): Promise<Unit[]> {
  const lines = codesOfSet(await readReference(db), "action-lines");
  const repeated = ["D2", "D3"].flatMap((question) => lines.map((row) => ({ question, row })));
  return [...PLAIN.map((question) => ({ question, row: "" })), ...repeated].slice(0, UNITS);
}

/** Sends saves as a page or program does; gives those that were told to wait for an earlier one. */
async function deliver(ctx: UserCtx, reportId: string, operations: readonly Operation[]): Promise<Operation[]> {
  const saved = await saveAnswers(ctx, { reportId, via: "form", operations: [...operations] });
  if (!saved.ok) throw new Error(saved.error.code);
  return operations.filter((_, place) => {
    const result = saved.value[place]!;
    if (!result.ok && result.error.code !== "save.revision_ahead") throw new Error(result.error.code);
    return !result.ok;
  });
}

test(`${OPERATIONS} operations, shuffled and repeated, end on the database as in order, whichever way they are written`, { timeout: 180_000 }, async () => {
  const parties = await Promise.all(Array.from({ length: REPORTS }, () => makeParty(db)));
  const actor = await makeUser(db, { roles: parties.map(({ id }) => ({ partyId: id, role: "contributor" as const })) });
  // No two moments are the same: saves that share theirs were written by one statement.
  let moment = Date.parse("2026-11-24T10:00:00Z");
  const ctx = makeCtx({ db, actor, now: () => new Date(moment++) });
  const units = await unitsOfReport();
  expect(units).toHaveLength(UNITS);

  for (const [index, party] of parties.entries()) {
    const reportId = await makeReport(ctx, party.id);
    const all = units.flatMap((unit) =>
      Array.from({ length: REVISIONS }, (_, revision): Operation => ({
        ...unit,
        opId: randomUUID(),
        baseRevision: revision,
        value: textOf(unit, revision + 1),
      })),
    );
    const whole = { minLength: all.length * 2, maxLength: all.length * 2 };
    let [waiting] = fc.sample(fc.shuffledSubarray([...all, ...all], whole), { numRuns: 1, seed: SEED + index }) as [Operation[]];
    while (waiting.length > 0) {
      const batches = Array.from({ length: Math.ceil(waiting.length / MAX_OPERATIONS) }, (_, batch) =>
        waiting.slice(batch * MAX_OPERATIONS, (batch + 1) * MAX_OPERATIONS),
      );
      // Two senders at once, as two windows are.
      const left: Operation[] = [];
      for (let pair = 0; pair < batches.length; pair += 2)
        left.push(...(await Promise.all(batches.slice(pair, pair + 2).map((batch) => deliver(ctx, reportId, batch)))).flat());
      // Who was told to wait sends the next save of each answer first: such calls are written in one statement.
      const stands = new Map((await revisionsOf(reportId)).map(({ question, row, revision }) => [`${question}/${row}`, revision]));
      const next = units.flatMap(
        (unit) =>
          left.find((one) => one.question === unit.question && one.row === unit.row && one.baseRevision === (stands.get(`${one.question}/${one.row}`) ?? 0)) ??
          [],
      );
      if (next.length > 0) expect(await deliver(ctx, reportId, next)).toEqual([]);
      expect(left.length, "every round gets on").toBeLessThan(waiting.length);
      waiting = left;
    }

    const listed = await listAnswers(ctx, reportId);
    const ended = listed.ok ? listed.value.items.map(({ question, row, value, revision, language }) => ({ question, row, value, revision, language })) : [];
    const inOrder = units.map((unit) => ({ ...unit, value: textOf(unit, REVISIONS), revision: REVISIONS, language: "en" }));
    const byPlace = (a: Unit, b: Unit): number => (`${a.question}/${a.row}` < `${b.question}/${b.row}` ? -1 : 1);
    expect(ended.sort(byPlace)).toEqual(inOrder.sort(byPlace));
    const history = await db.save.findMany({
      where: { scope: `report:${reportId}` },
      select: { opId: true, unit: true, revision: true, value: true, savedAt: true },
    });
    expect(history).toHaveLength(all.length);
    const rowOf = new Map(history.map((row) => [row.opId, row]));
    for (const { opId, question, row, baseRevision, value } of all)
      expect(rowOf.get(opId)).toMatchObject({ unit: row ? `${question}/${row}` : question, revision: baseRevision + 1, value });
    const moments = new Set(history.map(({ savedAt }) => savedAt.getTime())).size;
    expect(moments, "some were written one by one, some by one statement").toBeGreaterThan(UNITS);
    expect(moments).toBeLessThan(history.length);
  }
});

const revisionsOf = (reportId: string) => db.answer.findMany({ where: { reportId }, select: { question: true, row: true, revision: true } });
