import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { getAnswerHistory, listAnswers } from "~/features/reports/queries/answers.server";
import type { Operation } from "~/features/saves/schema";
import type { UserCtx } from "~/platform/context.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
let ctx: UserCtx;
let colleague: UserCtx;
let reportId: string;

beforeEach(async () => {
  const party = await makeParty(db);
  ctx = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }) });
  colleague = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "contributor" }] }) });
  reportId = await makeReport(ctx, party.id);
});

const operation = (question: string, baseRevision: number, value: unknown, rest: Partial<Operation> = {}): Operation => ({
  opId: randomUUID(),
  question,
  row: "",
  baseRevision,
  value: value as never,
  ...rest,
});
const save = async (who: UserCtx, ...operations: Operation[]) => {
  const saved = await saveAnswers(who, { reportId, via: "form", operations });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value;
};
const answers = async () => {
  const listed = await listAnswers(ctx, reportId);
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value.items;
};

test("a save becomes the next revision and its text is what is read back, byte for byte", async () => {
  const text = "Ligne 1\n\n- point «é» العربية 中文 ‏(ITU-T X.509)‎ e\u0301";
  const [first] = await save(ctx, operation("B1", 0, text, { lang: "fr" }));
  expect(first).toMatchObject({ ok: true, value: { revision: 1 } });
  expect(await answers()).toMatchObject([{ question: "B1", value: text, language: "fr", revision: 1, updatedBy: ctx.actor.name }]);
});

test("the same operation again gives the first answer and changes nothing", async () => {
  const once = operation("B1", 0, "text");
  const [first] = await save(ctx, once);
  await save(ctx, operation("B1", 1, "newer"));
  const [again] = await save(ctx, once);
  expect(again).toEqual(first);
  expect(await answers()).toMatchObject([{ value: "newer", revision: 2 }]);
  expect(await db.save.count({ where: { scope: `report:${reportId}` } })).toBe(2);
});

test("an operation id used for another text, question or person is refused", async () => {
  const once = operation("B1", 0, "text");
  await save(ctx, once);
  expect(await save(ctx, { ...once, value: "other", baseRevision: 1 })).toMatchObject([{ ok: false, error: { code: "save.operation_reused" } }]);
  expect(await save(ctx, { ...once, question: "A7" })).toMatchObject([{ ok: false, error: { code: "save.operation_reused" } }]);
  expect(await save(colleague, once)).toMatchObject([{ ok: false, error: { code: "save.operation_reused" } }]);
});

test("two authors on one revision: the second gets both texts and the other's name, and the losing text stays in the history", async () => {
  await save(ctx, operation("B1", 0, "mine"));
  const [lost] = await save(colleague, operation("B1", 0, "theirs"));
  expect(lost).toMatchObject({
    ok: false,
    error: { code: "answer.conflict", detail: { current: { value: "mine", revision: 1, updatedBy: ctx.actor.name }, yours: "theirs" } },
  });
  const history = await getAnswerHistory(ctx, reportId, { question: "B1", row: "" }, { limit: 10 });
  expect(history).toMatchObject({
    ok: true,
    value: {
      items: [
        { value: "theirs", revision: null, author: colleague.actor.name },
        { value: "mine", revision: 1 },
      ],
      next: null,
    },
  });
});

test("twenty saves of one question at once on one revision: one wins, nineteen are kept aside", async () => {
  const results = await Promise.all(Array.from({ length: 20 }, (_, index) => save(index % 2 ? ctx : colleague, operation("B1", 0, `text ${index}`))));
  expect(results.flat().filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.save.count({ where: { scope: `report:${reportId}`, revision: null } })).toBe(19);
});

test("what cannot be stored is refused with where and why, and the other saves of the call go through", async () => {
  const results = await save(
    ctx,
    operation("A6", 0, ["no_such_option"]),
    operation("B1", 0, "text"),
    operation("Z9", 0, "x"),
    operation("A1", 0, "CHE"),
    operation("A2", 0, "NUL \0"),
  );
  expect(results).toMatchObject([
    { ok: false, error: { code: "answer.refused", detail: { reasons: [{ code: "answer.unknown_option" }] } } },
    { ok: true },
    { ok: false, error: { code: "question.unknown" } },
    { ok: false, error: { code: "answer.fixed" } },
    { ok: false, error: { code: "answer.refused", detail: { reasons: [{ code: "answer.forbidden_character" }] } } },
  ]);
  expect((await answers()).map(({ question }) => question)).toEqual(["B1"]);
});

test("an answer over its word limit is kept whole", async () => {
  const long = Array.from({ length: 2_000 }, (_, index) => `word${index}`).join(" ");
  expect(await save(ctx, operation("B1", 0, long))).toMatchObject([{ ok: true }]);
  expect((await answers())[0]?.value).toBe(long);
});

test("another party's report, a malformed id and no report at all are not found", async () => {
  const stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }) });
  for (const [who, id] of [
    [stranger, reportId],
    [ctx, "nonsense"],
    [ctx, randomUUID()],
  ] as const) {
    expect(await saveAnswers(who, { reportId: id, via: "api", operations: [operation("B1", 0, "x")] })).toMatchObject({
      ok: false,
      error: { code: "report.not_found" },
    });
    expect(await listAnswers(who, id)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
    expect(await getAnswerHistory(who, id, { question: "B1", row: "" }, { limit: 5 })).toMatchObject({ ok: false, error: { code: "report.not_found" } });
  }
  expect(await answers()).toEqual([]);
});

test("operations delivered shuffled and repeated, several at a time, end in the same state as in order", async () => {
  const questions = ["B1", "A2", "A7", "C3", "F2", "F3", "F5", "F6", "F9", "E4"];
  const each = 20;
  const all = questions.flatMap((question) => Array.from({ length: each }, (_, index) => operation(question, index, `${question} text ${index + 1}`)));
  const [shuffled] = fc.sample(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }), { numRuns: 1, seed: 20 });
  let waiting = shuffled!;
  for (let round = 0; waiting.length > 0 && round < each * 2; round++) {
    const batches = Array.from({ length: Math.ceil(waiting.length / 50) }, (_, index) => waiting.slice(index * 50, index * 50 + 50));
    const results = await Promise.all(batches.map((batch) => save(ctx, ...batch)));
    waiting = batches.flatMap((batch, index) =>
      batch.filter((_, place) => {
        const result = results[index]![place]!;
        expect(result.ok || result.error.code === "save.revision_ahead").toBe(true);
        return !result.ok;
      }),
    );
  }
  expect(waiting).toEqual([]);
  expect((await answers()).map(({ question, value, revision }) => [question, value, revision])).toEqual(
    questions.sort().map((question) => [question, `${question} text ${each}`, each]),
  );
  expect(await db.save.count({ where: { scope: `report:${reportId}` } })).toBe(all.length);
});
