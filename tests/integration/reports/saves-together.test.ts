import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import type { Operation } from "~/features/saves/schema";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();

type Author = { ctx: UserCtx; reportId: string; opId: string };
const operation = (baseRevision: number, value: string, rest: Partial<Operation> = {}): Operation => ({
  opId: randomUUID(),
  question: "B1",
  row: "",
  baseRevision,
  value,
  ...rest,
});
const send = ({ ctx, reportId }: Author, ...operations: Operation[]) => saveAnswers(ctx, { reportId, via: "form", operations });

/** Somebody with a report of their own, in which one answer stands at its first revision. */
async function makeAuthor(): Promise<Author> {
  const party = await makeParty(db);
  const ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  const author = { ctx, reportId: await makeReport(ctx, party.id), opId: randomUUID() };
  expect(await send(author, operation(0, "first", { opId: author.opId }))).toMatchObject({ ok: true, value: [{ ok: true }] });
  return author;
}

const accepted = (revision: number) => ({ ok: true, value: [{ ok: true, value: { revision } }] });
const refused = (code: string) => ({ ok: true, value: [{ ok: false, error: { code } }] });
const refusedAsWhole = (code: string) => ({ ok: false, error: { code } });

/** What may be sent to a report, what comes of it, and what stands there then: the same, whoever else saves at that moment. */
const CASES = {
  next: { send: (author: Author) => send(author, operation(1, "second")), outcome: accepted(2), stands: "second" },
  repeated: { send: (author: Author) => send(author, operation(0, "first", { opId: author.opId })), outcome: accepted(1), stands: "first" },
  conflict: { send: (author: Author) => send(author, operation(0, "mine")), outcome: refused("answer.conflict"), stands: "first" },
  ahead: { send: (author: Author) => send(author, operation(7, "later")), outcome: refused("save.revision_ahead"), stands: "first" },
  unchanged: { send: (author: Author) => send(author, operation(1, "first")), outcome: accepted(1), stands: "first" },
  signed: {
    before: ({ reportId }: Author) => db.report.update({ where: { id: reportId }, data: { state: "submitted" } }),
    send: (author: Author) => send(author, operation(1, "too late")),
    outcome: refusedAsWhole("report.locked"),
    stands: "first",
  },
  held: {
    before: ({ reportId }: Author) =>
      db.report.update({ where: { id: reportId }, data: { heldFrom: new Date("2020-01-01"), heldUntil: new Date("2100-01-01") } }),
    send: (author: Author) => send(author, operation(1, "being cleared")),
    outcome: refusedAsWhole("report.in_clearance"),
    stands: "first",
  },
} as const;
type Case = keyof typeof CASES;

test("what comes of a save does not depend on whose saves come at the same moment", { timeout: 180_000 }, async () => {
  const kinds = fc.array(fc.constantFrom(...(Object.keys(CASES) as Case[]), "next" as const, "next" as const), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(kinds, async (chosen) => {
      const authors = await Promise.all(chosen.map(makeAuthor));
      for (const [index, kind] of chosen.entries()) {
        const { before } = CASES[kind] as { before?: (author: Author) => Promise<unknown> };
        await before?.(authors[index]!);
      }
      const outcomes = await Promise.all(chosen.map((kind, index) => CASES[kind].send(authors[index]!)));
      for (const [index, kind] of chosen.entries()) {
        const { reportId } = authors[index]!;
        expect(outcomes[index], kind).toMatchObject(CASES[kind].outcome);
        expect((await db.answer.findMany({ where: { reportId } })).map(({ value }) => value)).toEqual([CASES[kind].stands]);
        const history = await db.save.findMany({ where: { scope: `report:${reportId}` }, select: { authorId: true } });
        expect(history.every(({ authorId }) => authorId === authors[index]!.ctx.actor.id)).toBe(true);
      }
    }),
    { numRuns: 15 },
  );
});

test("saves of different reports that come at the same moment are written by one statement", async () => {
  const authors = await Promise.all(Array.from({ length: 6 }, makeAuthor));
  // None of these is written before, so each report is looked for first; from then on they are known.
  await Promise.all(authors.map((author) => send(author, operation(1, "second"))));
  const outcomes = await Promise.all(authors.map((author) => send(author, operation(2, "third"))));
  for (const outcome of outcomes) expect(outcome).toMatchObject(accepted(3));
  const ids = authors.map(({ reportId }) => reportId);
  const [{ writes }] = await db.$queryRaw<[{ writes: bigint }]>`select count(distinct xmin::text) as writes from answer where report_id = any(${ids}::uuid[])`;
  expect(Number(writes)).toBeLessThan(authors.length);
});

test("a report that somebody else holds is waited for by those who save in it alone", async () => {
  const [held, free] = [await makeAuthor(), await makeAuthor()];
  let release = (): void => undefined;
  const released = new Promise<void>((done) => (release = done));
  let isHeld = (): void => undefined;
  const taken = new Promise<void>((done) => (isHeld = done));
  const holder = db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select id from report where id = ${held.reportId}::uuid for update`;
      isHeld();
      await released;
    },
    { timeout: 60_000 },
  );
  await taken;
  const waits = send(held, operation(1, "waits"));
  // On the embedded database one transaction runs at a time, so that everybody waits for everything.
  if (process.env.TEST_DB === "postgres") expect(await send(free, operation(1, "does not wait"))).toMatchObject(accepted(2));
  release();
  await holder;
  expect(await waits).toMatchObject(accepted(2));
});
