import { afterAll, beforeAll, expect, test } from "vitest";
import { shareMarks } from "~/features/codings/commands/codes.server";
import { decideDifference } from "~/features/codings/commands/decide.server";
import { getAgreement } from "~/features/codings/queries/agreement.server";
import { codeTableFile, getCell, getCodeTable } from "~/features/codings/queries/table.server";
import type { UserCtx } from "~/platform/context.server";
import { finish, makeCode, makeCoder, makeText, markSentences } from "../../factories/coding";
import { makeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** Agreement is of all answers of a cycle that two have coded: in a database of its own. */
let own: OwnDatabase;
let db: OwnDatabase["db"];
beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
});
afterAll(() => own.close());
const refusal = (code: string) => ({ ok: false, error: { code } });
const TEXT = "One sentence. Two sentences. Three sentences. Four sentences.";

const agreementOf = async (ctx: UserCtx) => {
  const found = await getAgreement(ctx);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};
const tableOf = async (ctx: UserCtx, code: string, by: "kind" | "language" = "language") => {
  const found = await getCodeTable(ctx, by);
  if (!found.ok) throw new Error(found.error.code);
  const line = found.value.lines.find(({ id }) => id === code)!;
  return { total: line.total, cells: Object.fromEntries(found.value.columns.map(({ key }, index) => [key, line.cells[index]])) };
};

test("agreement is of answers two have done with; where they differ somebody decides, and what was dropped does not count", async () => {
  const [ann, bob, observer, officer] = [await makeCoder(db), await makeCoder(db), await makeCoder(db, "observer"), await makeCoder(db, "desk_officer")];
  const [code, other] = [await makeCode(ann, unique("Access")), await makeCode(ann, unique("Skills"))];
  const made = await makeText(db, TEXT);
  await markSentences(ann, made, [0, 1], [code]);
  await markSentences(bob, made, [0], [code]);
  await markSentences(ann, made, [2], [other]);
  await markSentences(bob, made, [2], [other]);
  await finish(ann, made);
  const lineIn = async (ctx: UserCtx, id: string) => (await agreementOf(ctx)).codes.find((line) => line.id === id);
  expect(await lineIn(observer, code)).toBeUndefined();
  expect(await tableOf(observer, code)).toMatchObject({ total: { parties: 1, answers: 1 } });
  await finish(bob, made);
  expect(await lineIn(observer, code)).toMatchObject({ alpha: expect.closeTo(1 - 14 / 30, 6), units: 4 });
  expect(await lineIn(observer, other)).toMatchObject({ alpha: 1, units: 4 });
  const [differs] = (await agreementOf(ann)).disagreements.filter((one) => one.code.id === code);
  expect(differs).toMatchObject({ quote: "Two sentences.", marked: [ann.actor.name], unmarked: [bob.actor.name], decided: null });
  // Who is still to code it is told how many there are, and decides nothing.
  const late = await makeCoder(db);
  expect((await agreementOf(late)).disagreements.filter((one) => one.code.id === code)).toEqual([]);
  expect((await agreementOf(late)).hidden).toBeGreaterThan(0);
  const decision = { part: differs!, code, hash: differs!.hash, kept: false };
  expect(await decideDifference(late, decision)).toMatchObject(refusal("coding.not_found"));
  expect(await decideDifference(observer, decision)).toMatchObject(refusal("coding.not_allowed"));
  expect(await decideDifference(officer, decision)).toMatchObject(refusal("coding.not_allowed"));
  expect(await decideDifference(ann, { ...decision, code: other })).toMatchObject(refusal("coding.not_found"));
  expect(await decideDifference(ann, decision)).toEqual({ ok: true, value: true });
  const decided = async () => (await agreementOf(bob)).disagreements.find((one) => one.code.id === code)!.decided;
  expect(await decided()).toMatchObject({ kept: false, by: ann.actor.name });
  const quotes = async () => {
    const cell = await getCell(bob, { by: "language", code, part: "en" });
    return cell.ok ? cell.value.answers.flatMap((answer) => answer.quotes) : cell.error.code;
  };
  expect(await quotes()).toEqual(["One sentence."]);
  expect(await decideDifference(bob, { ...decision, kept: true })).toEqual({ ok: true, value: true });
  expect(await decided()).toMatchObject({ kept: true, by: bob.actor.name });
  expect(await quotes()).toEqual(["One sentence.", "Two sentences."]);
  expect(await getCell(late, { by: "language", code, part: null })).toMatchObject({ ok: true, value: { answers: [{ quotes: null }] } });
});

test("what a decision dropped stays dropped where its mark is put under another code", async () => {
  const [ann, bob] = [await makeCoder(db), await makeCoder(db)];
  const [code, other] = [await makeCode(ann, unique("Whole")), await makeCode(ann, unique("Part"))];
  const made = await makeText(db, TEXT);
  await markSentences(ann, made, [0, 1], [code]);
  await markSentences(bob, made, [0], [code]);
  for (const coder of [ann, bob]) await finish(coder, made);
  const [differs] = (await agreementOf(ann)).disagreements.filter((one) => one.code.id === code);
  expect(await decideDifference(ann, { part: differs!, code, hash: differs!.hash, kept: false })).toMatchObject({ ok: true });
  const marks = await db.codeMark.findMany({ where: { hash: differs!.hash }, select: { id: true } });
  expect(await shareMarks(ann, code, { into: other, marks: marks.map(({ id }) => id) })).toEqual({ ok: true, value: { moved: 3 } });
  const cell = await getCell(bob, { by: "language", code: other, part: null });
  expect(cell.ok && cell.value.answers.flatMap((answer) => answer.quotes)).toEqual(["One sentence."]);
  // What was decided of the other code before is not decided again.
  const decisions = await db.codingDecision.findMany({ where: { hash: differs!.hash }, orderBy: { id: "asc" } });
  expect(decisions.map(({ codeId, kept }) => [codeId, kept])).toEqual([
    [code, false],
    [other, false],
  ]);
});

test("parties and answers are counted by who gave them; small numbers and confidential answers do not leave the desk", async () => {
  const ann = await makeCoder(db);
  const code = await makeCode(ann, unique("Counted"));
  const party = await makeParty(db, { kind: "state" });
  const coded = async (more: Parameters<typeof makeText>[2]) => {
    const made = await makeText(db, TEXT, more);
    await markSentences(ann, made, [0], [code]);
    await finish(ann, made);
  };
  for (let count = 0; count < 5; count++) await coded({ language: "fr" });
  await coded({ language: "es", party });
  await coded({ language: "en", confidential: true });
  await makeText(db, TEXT, { language: "ru" });
  expect(await tableOf(ann, code)).toMatchObject({
    total: { parties: 7, answers: 7 },
    cells: { fr: { parties: 5, answers: 5 }, es: { parties: 1, answers: 1 }, en: { parties: 1, answers: 1 } },
  });
  const file = await codeTableFile(ann, "language");
  if (!file.ok) throw new Error(file.error.code);
  const rows = (await file.value.rows.next()).value!;
  const row = rows[(await tableRows(ann)).indexOf(code)]!;
  const cell = (name: string) => row[file.value.columns.findIndex(({ header }) => header === name)];
  expect([cell("Français: parties"), cell("Español: parties"), cell("All: parties")]).toEqual(["withheld", "withheld", 6]);
  // Without the confidential answer nobody who wrote in English has the code.
  expect(cell("English: answers") ?? 0).toBe(0);
  const stranger = makeCtx({ db, actor: null });
  for (const refused of [
    await getAgreement(stranger),
    await getCodeTable(stranger, "kind"),
    await getCell(stranger, { by: "kind", code, part: null }),
    await codeTableFile(stranger, "kind"),
  ])
    expect(refused).toMatchObject(refusal("coding.not_found"));
});

const tableRows = async (ctx: UserCtx): Promise<string[]> => {
  const found = await getCodeTable(ctx, "language");
  return found.ok ? found.value.lines.map(({ id }) => id) : [];
};
