import { expect, test } from "vitest";
import { setOpen } from "~/features/codings/commands/decide.server";
import { addMarks, finishAnswer, removeMark } from "~/features/codings/commands/marks.server";
import { setRetired } from "~/features/codings/commands/codes.server";
import { getCodingPage } from "~/features/codings/queries/answer.server";
import { listCodable } from "~/features/codings/queries/questions.server";
import { finish, makeCode, makeCoder, makeText, markSentences, pageOf } from "../../factories/coding";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();
const refusal = (code: string) => ({ ok: false, error: { code } });
const TEXT = "Rural schools need affordable broadband. Teachers need skills.";
const asked = (question: string, more: object = {}) => ({ template: "national-report", question, row: "", filters: {}, by: "kind" as const, ...more });

test("sentences and any selection are marked with one or more codes, whole signs only, once", async () => {
  const ctx = await makeCoder(db);
  const [access, skills] = [await makeCode(ctx, "Access"), await makeCode(ctx, "Skills")];
  const made = await makeText(db, "يحتاج المعلمون إلى تدريبٍ. هل يكفي؟ 👩‍👩‍👧!", { language: "ar" });
  const page = await pageOf(ctx, made);
  expect(page).toMatchObject({ language: "ar", marks: [], done: null, mayCode: true });
  expect(page.texts[0]!.sentences).toHaveLength(2);
  const { text } = page.texts[0]!;
  const family = text.indexOf("👩");
  const parts = [
    { place: "", start: 0, end: 5 },
    // In the middle of a sign of several units.
    { place: "", start: family + 3, end: family + 4 },
  ];
  expect(await addMarks(ctx, { hash: page.hash, parts, codes: [access, skills] })).toEqual({ ok: true, value: { added: 4 } });
  expect(await addMarks(ctx, { hash: page.hash, parts, codes: [access] })).toEqual({ ok: true, value: { added: 0 } });
  const { marks } = await pageOf(ctx, made);
  expect(new Set(marks.map(({ quote }) => quote))).toEqual(new Set(["يحتاج", "👩‍👩‍👧"]));
  for (const { start, end, quote } of marks) expect(text.slice(start, end)).toBe(quote);
});

test("what cannot be marked is refused", async () => {
  const ctx = await makeCoder(db);
  const code = await makeCode(ctx, "Access");
  const { hash } = await pageOf(ctx, await makeText(db, TEXT));
  const part = { place: "", start: 0, end: 5 };
  const mark = (more: object) => addMarks(ctx, { hash, parts: [part], codes: [code], ...more });
  expect(await mark({ parts: [] })).toMatchObject(refusal("coding.span_required"));
  expect(await mark({ parts: [part, { ...part, end: 500 }] })).toMatchObject(refusal("coding.span_required"));
  expect(await mark({ parts: [{ ...part, place: "elsewhere" }] })).toMatchObject(refusal("coding.span_required"));
  expect(await mark({ codes: [] })).toMatchObject(refusal("coding.codes_required"));
  expect(await mark({ codes: ["nothing"] })).toMatchObject(refusal("coding.code_unknown"));
  expect(await mark({ hash: "0".repeat(64) })).toMatchObject(refusal("coding.not_found"));
  expect(await mark({ resembles: "nothing" })).toMatchObject(refusal("coding.mark_unknown"));
  await setRetired(ctx, code, { revision: 1, retired: true });
  expect(await mark({})).toMatchObject(refusal("coding.code_unknown"));
});

test("a later version that repeats the answer keeps its marks; another answer has none", async () => {
  const ctx = await makeCoder(db);
  const code = await makeCode(ctx, "Access");
  const first = await makeText(db, TEXT, { state: "published" });
  await markSentences(ctx, first, [0], [code]);
  const again = await makeText(db, TEXT, { reportId: first.reportId, party: first.party, version: 2 });
  expect((await pageOf(ctx, again)).marks).toMatchObject([{ quote: "Rural schools need affordable broadband." }]);
  const other = await makeText(db, `${TEXT} And more.`, { reportId: first.reportId, party: first.party, version: 3 });
  expect((await pageOf(ctx, other)).marks).toEqual([]);
});

test("a coder sees only their own marks until they have done; who does not code sees all; an open cycle hides nothing", async () => {
  const [ann, bob, observer] = [await makeCoder(db), await makeCoder(db, "desk_officer"), await makeCoder(db, "observer")];
  const code = await makeCode(ann, "Access");
  const made = await makeText(db, TEXT);
  await markSentences(ann, made, [0], [code]);
  await markSentences(bob, made, [1], [code]);
  const seenBy = async (ctx: typeof ann) => (await pageOf(ctx, made)).marks.map(({ coder }) => coder);
  expect(await seenBy(ann)).toEqual([ann.actor.name]);
  expect(await seenBy(bob)).toEqual([bob.actor.name]);
  expect(await seenBy(observer)).toEqual([ann.actor.name, bob.actor.name]);
  await setOpen(ann, true);
  expect(await seenBy(bob)).toHaveLength(2);
  await setOpen(ann, false);
  expect(await seenBy(bob)).toHaveLength(1);
  await finish(bob, made);
  expect(await seenBy(bob)).toHaveLength(2);
  expect(await pageOf(bob, made)).toMatchObject({ done: "coded", mayCode: false, doneBy: [bob.actor.name], suggestions: [] });
  const { hash, marks } = await pageOf(bob, made);
  expect(await addMarks(bob, { hash, parts: [{ place: "", start: 0, end: 5 }], codes: [code] })).toMatchObject(refusal("coding.done_already"));
  expect(await removeMark(bob, marks.find(({ own }) => own)!.id)).toMatchObject(refusal("coding.done_already"));
  expect(await finishAnswer(bob, { hash, coded: true })).toMatchObject(refusal("coding.done_already"));
});

test("a mark is taken off by its coder alone, and that it was there is kept, whatever writes to the database", async () => {
  const [ann, bob] = [await makeCoder(db), await makeCoder(db)];
  const code = await makeCode(ann, "Access");
  const made = await makeText(db, TEXT);
  await markSentences(ann, made, [0, 1], [code]);
  const [mark, other] = (await pageOf(ann, made)).marks;
  expect(await removeMark(bob, mark!.id)).toMatchObject(refusal("coding.mark_unknown"));
  expect(await removeMark(ann, mark!.id)).toEqual({ ok: true, value: true });
  expect(await removeMark(ann, mark!.id)).toMatchObject(refusal("coding.mark_unknown"));
  expect((await pageOf(ann, made)).marks.map(({ id }) => id)).toEqual([other!.id]);
  expect(await db.codeMark.findUniqueOrThrow({ where: { id: mark!.id } })).toMatchObject({ removedName: ann.actor.name, quote: mark!.quote });
  const [gone, there] = [mark!.id, other!.id];
  await expect(db.$executeRaw`update code_mark set removed_at = null, removed_by_id = null, removed_name = null where id = ${gone}::uuid`).rejects.toThrow(
    /cannot be changed/,
  );
  await expect(db.$executeRaw`update code_mark set quote = 'else' where id = ${there}::uuid`).rejects.toThrow(/cannot be changed/);
  await expect(db.$executeRaw`delete from code_mark where id = ${there}::uuid`).rejects.toThrow(/append-only/);
  // It can be marked anew.
  await markSentences(ann, made, [0], [code]);
  expect((await pageOf(ann, made)).marks).toHaveLength(2);
});

test("whoever will not code an answer sees what others marked, and counts as no coder of it", async () => {
  const [ann, bob] = [await makeCoder(db), await makeCoder(db)];
  const code = await makeCode(ann, "Access");
  const made = await makeText(db, TEXT);
  await markSentences(ann, made, [0], [code]);
  await markSentences(bob, made, [1], [code]);
  await finish(bob, made, false);
  expect(await pageOf(bob, made)).toMatchObject({ done: "passed", mayCode: false, doneBy: [], marks: [{ coder: ann.actor.name }] });
});

test("a suggestion says what it resembles, of what the coder may see, and is taken by an act of theirs", async () => {
  const [ann, bob] = [await makeCoder(db), await makeCoder(db)];
  const code = await makeCode(ann, unique("Access"));
  const word = unique("Zanzibarian");
  const coded = await makeText(db, `Villages of the ${word} coast need cheap connections.`);
  await markSentences(ann, coded, [0], [code]);
  const made = await makeText(db, `The villages of the ${word} coast need cheap connections now. Fish is plenty.`);
  const { suggestions, hash } = await pageOf(ann, made);
  expect(suggestions).toMatchObject([{ code: { id: code }, resembles: `Villages of the ${word} coast need cheap connections.` }]);
  expect((await pageOf(bob, made)).suggestions).toEqual([]);
  const [{ place, start, end, mark }] = suggestions as [(typeof suggestions)[number]];
  expect(await addMarks(ann, { hash, parts: [{ place, start, end }], codes: [code], resembles: mark })).toMatchObject({ ok: true });
  const after = await pageOf(ann, made);
  expect(after.suggestions).toEqual([]);
  expect(after.marks).toMatchObject([{ resembles: `Villages of the ${word} coast need cheap connections.`, own: true }]);
});

test("answers of a compilation follow each other; contacts and what is no text are never coded; confidential ones are, at the desk", async () => {
  const ctx = await makeCoder(db);
  const unGroup = unique("region");
  await makeText(db, "One.", { unGroup });
  await makeText(db, "Two.", { unGroup, confidential: true });
  const first = await getCodingPage(ctx, asked("B1", { filters: { region: unGroup } }), null);
  if (!first.ok) throw new Error(first.error.code);
  expect(first.value).toMatchObject({ number: 1, count: 2, previous: null });
  const second = await getCodingPage(ctx, asked("B1", { filters: { region: unGroup } }), first.value.following);
  expect(second).toMatchObject({ ok: true, value: { number: 2, following: null } });
  expect(second.ok && [first.value.confidential, second.value.confidential].sort()).toEqual([false, true]);
  await makeSubmission(db, { unGroup, answers: [{ question: "A3", value: {} }] });
  for (const question of ["A3", "A1", "C1", "nothing"])
    expect(await getCodingPage(ctx, asked(question, { filters: { region: unGroup } }), null)).toMatchObject(refusal("coding.not_found"));
  const b1 = (await listCodable(ctx)).find(({ template }) => template === "national-report")!.questions.find(({ code }) => code === "B1")!;
  expect(b1.count).toBeGreaterThanOrEqual(2);
  expect(b1.done).toBe(0);
  for (const actor of [null, await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] })]) {
    const stranger = makeCtx({ db, actor });
    expect(await getCodingPage(stranger, asked("B1"), null)).toMatchObject(refusal("coding.not_found"));
    expect(await listCodable(stranger)).toEqual([]);
  }
});

test("observers and translators mark nothing", async () => {
  const made = await makeText(db, TEXT);
  const code = await makeCode(await makeCoder(db), "Access");
  for (const role of ["observer", "translator"] as const) {
    const ctx = await makeCoder(db, role);
    const { hash, mayCode } = await pageOf(ctx, made);
    expect(mayCode).toBe(false);
    expect(await addMarks(ctx, { hash, parts: [{ place: "", start: 0, end: 5 }], codes: [code] })).toMatchObject(refusal("coding.not_allowed"));
    expect(await removeMark(ctx, code)).toMatchObject(refusal("coding.not_allowed"));
    expect(await finishAnswer(ctx, { hash, coded: true })).toMatchObject(refusal("coding.not_allowed"));
  }
});

test("marks are found by their answers and codes through an index", async () => {
  await expectIndexes([
    ["select * from code_mark where hash = 'x' and removed_at is null", /code_mark_(hash_idx|one)/],
    ["select * from code_mark where code_id = '00000000-0000-0000-0000-000000000000'", /code_mark_code_id_idx/],
    ["select * from coding_done where hash = 'x'", /coding_done_pkey/],
    ["select * from coding_decision where hash = 'x'", /coding_decision_hash_idx/],
  ]);
});
