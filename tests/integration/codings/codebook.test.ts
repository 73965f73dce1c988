import { expect, test } from "vitest";
import { addCode, editCode, mergeCode, setRetired, shareMarks, splitCode } from "~/features/codings/commands/codes.server";
import { setOpen } from "~/features/codings/commands/decide.server";
import { getCode, getCodebook } from "~/features/codings/queries/codebook.server";
import { finish, makeCode, makeCoder, makeText, markSentences, pageOf } from "../../factories/coding";
import { makeParty } from "../../factories/party";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const input = (name: string, more: object = {}) => ({ parentId: null, position: 0, names: { en: name }, definitions: {}, ...more });
const lineOf = async (ctx: Awaited<ReturnType<typeof makeCoder>>, id: string) => {
  const found = await getCodebook(ctx);
  return found.ok ? found.value.lines.find((line) => line.id === id) : undefined;
};
const refusal = (code: string) => ({ ok: false, error: { code } });
const eventsOf = (subject: string) => db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" }, select: { type: true } });

test("a code is added, changed as it was seen, taken out of use and back; a word that is missing is shown in another language", async () => {
  const ctx = await makeCoder(db);
  const id = await makeCode(ctx, unique("Access"));
  const child = await makeCode(ctx, "Rural access", id);
  expect(await lineOf(ctx, child)).toMatchObject({ name: "Rural access", depth: 1, language: "en", count: 0 });
  const french = await makeCoder(db, "editor", "fr");
  expect(await lineOf(french, child)).toMatchObject({ name: "Rural access", language: "en" });
  expect(await editCode(french, child, { ...input("Rural access", { parentId: id }), revision: 1 })).toMatchObject({
    error: { code: "coding.name_required", fields: { "name.fr": "coding.name_required" } },
  });
  const both = { names: { en: "Rural access", fr: "Accès rural" }, parentId: id };
  expect(await editCode(french, child, { ...input("", both), revision: 1 })).toMatchObject({ ok: true });
  expect(await lineOf(french, child)).toMatchObject({ name: "Accès rural", language: "fr" });
  expect(await editCode(ctx, child, { ...input("Late"), revision: 1 })).toMatchObject(refusal("coding.code_changed"));
  expect(await editCode(ctx, id, { ...input("Access", { parentId: child }), revision: 1 })).toMatchObject(refusal("coding.own_branch"));
  expect(await setRetired(ctx, child, { revision: 2, retired: true })).toMatchObject({ ok: true });
  expect(await lineOf(ctx, child)).toMatchObject({ retired: true });
  expect(await addCode(ctx, input("Under", { parentId: child }))).toMatchObject(refusal("coding.code_unknown"));
  // What stands under a code that is out of use stays there when its words are changed.
  const leaf = await makeCode(ctx, "Leaf", id);
  expect(await setRetired(ctx, id, { revision: 1, retired: true })).toMatchObject({ ok: true });
  expect(await editCode(ctx, leaf, { ...input("Leaves", { parentId: id }), revision: 1 })).toMatchObject({ ok: true });
  expect(await setRetired(ctx, child, { revision: 3, retired: false })).toMatchObject({ ok: true });
  expect((await eventsOf(`code:${child}`)).map(({ type }) => type)).toEqual([
    "coding.code_added",
    "coding.code_changed",
    "coding.code_retired",
    "coding.code_restored",
  ]);
});

test("what is merged leads on, marks and codes under it with it, and the record says what was marked", async () => {
  const ctx = await makeCoder(db);
  const [old, kept] = [await makeCode(ctx, "Old"), await makeCode(ctx, "Kept")];
  const child = await makeCode(ctx, "Child", old);
  const made = await makeText(db, "Schools are connected.");
  await markSentences(ctx, made, [0], [old]);
  expect(await mergeCode(ctx, old, { revision: 1, into: child })).toMatchObject(refusal("coding.own_branch"));
  expect(await mergeCode(ctx, old, { revision: 1, into: old })).toMatchObject(refusal("coding.own_branch"));
  expect(await mergeCode(ctx, old, { revision: 1, into: kept })).toEqual({ ok: true, value: { id: kept } });
  expect(await lineOf(ctx, old)).toBeUndefined();
  expect(await lineOf(ctx, child)).toMatchObject({ depth: 1 });
  expect(await lineOf(ctx, kept)).toMatchObject({ count: 1 });
  expect((await pageOf(ctx, made)).marks).toMatchObject([{ code: { id: kept } }]);
  const page = await getCode(ctx, kept);
  expect(page).toMatchObject({ ok: true, value: { mergedFrom: [{ name: "Old" }], marks: [{ given: { name: "Old" } }] } });
  expect(await getCode(ctx, old)).toMatchObject({ ok: true, value: { mergedInto: { id: kept } } });
  expect(await mergeCode(ctx, kept, { revision: 1, into: old })).toMatchObject(refusal("coding.code_unknown"));
  expect(await editCode(ctx, old, { ...input("Again"), revision: 2 })).toMatchObject(refusal("coding.code_changed"));
});

test("a code is split, and its marks are shared out by hand; whose they are stays", async () => {
  const ctx = await makeCoder(db);
  const id = await makeCode(ctx, "Wide");
  const made = await makeText(db, "Schools are connected. Prices fall.");
  await markSentences(ctx, made, [0, 1], [id]);
  expect(await splitCode(ctx, id, " \n ")).toMatchObject(refusal("coding.name_required"));
  const split = await splitCode(ctx, id, "Schools\n Prices \nSchools\n");
  if (!split.ok) throw new Error(split.error.code);
  const [schools, prices] = split.value.ids as [string, string];
  expect(split.value.ids).toHaveLength(2);
  const [first, second] = (await pageOf(ctx, made)).marks;
  expect(await shareMarks(ctx, id, { into: prices, marks: [] })).toMatchObject(refusal("coding.marks_required"));
  expect(await shareMarks(ctx, id, { into: prices, marks: [second!.id] })).toEqual({ ok: true, value: { moved: 1 } });
  expect(await shareMarks(ctx, id, { into: schools, marks: [second!.id] })).toMatchObject(refusal("coding.mark_unknown"));
  expect((await pageOf(ctx, made)).marks.map(({ code, own }) => [code.id, own])).toEqual([
    [id, true],
    [prices, true],
  ]);
  expect(await db.codeMark.findUniqueOrThrow({ where: { id: second!.id } })).toMatchObject({
    codeId: id,
    movedToId: prices,
    coderId: ctx.actor.id,
    movedName: ctx.actor.name,
  });
  // Whoever is still to code the answer does not see what was marked in it, here either.
  const other = await makeCoder(db);
  expect(await getCode(other, id)).toMatchObject({ ok: true, value: { marks: [], hidden: 1 } });
  await finish(other, made, false);
  expect(await getCode(other, id)).toMatchObject({ ok: true, value: { marks: [{ id: first!.id }], hidden: 0 } });
});

test("who does not keep the codebook changes nothing, and who is not of the secretariat sees nothing", async () => {
  const keeper = await makeCoder(db);
  const id = await makeCode(keeper, "Held");
  for (const role of ["desk_officer", "observer", "translator"] as const) {
    const ctx = await makeCoder(db, role);
    for (const act of [
      () => addCode(ctx, input("No")),
      () => editCode(ctx, id, { ...input("No"), revision: 1 }),
      () => setRetired(ctx, id, { revision: 1, retired: true }),
      () => mergeCode(ctx, id, { revision: 1, into: id }),
      () => splitCode(ctx, id, "No"),
      () => shareMarks(ctx, id, { into: id, marks: [id] }),
      () => setOpen(ctx, true),
    ])
      expect(await act()).toMatchObject(refusal("coding.not_allowed"));
    expect(await getCodebook(ctx)).toMatchObject({ ok: true, value: { keeps: false, codes: role === "desk_officer" } });
  }
  for (const actor of [null, await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] })]) {
    expect(await getCodebook(makeCtx({ db, actor }))).toMatchObject(refusal("coding.not_found"));
    expect(await getCode(makeCtx({ db, actor }), id)).toMatchObject(refusal("coding.not_found"));
  }
});
