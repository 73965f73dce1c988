import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { changeParagraph } from "~/features/documents/commands/change-paragraph.server";
import { addChapter, createDocument, moveChapter, renameChapter } from "~/features/documents/commands/documents.server";
import { addParagraph, deleteParagraph, mergeParagraphs, moveParagraph, saveParagraph, splitParagraph } from "~/features/documents/commands/paragraphs.server";
import { citeAnswer, markEditorial, retie, untie } from "~/features/documents/commands/ties.server";
import { countSentences, orphansOf } from "~/features/documents/model";
import { proposeMerge, type TextConflict } from "~/features/documents/model/merge";
import { getDocument, listDocuments } from "~/features/documents/queries/documents.server";
import { getParagraph, listSources } from "~/features/documents/queries/paragraph.server";
import type { UserCtx } from "~/platform/context.server";
import { makeDocument } from "../../factories/document";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const officer = async (): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
const GROWN = "Access has grown in rural areas.";
const COSTS = "Costs have not fallen, e.g. of devices.";
const save = (ctx: UserCtx, document: string, paragraph: string, revision: number, text: string, opId = randomUUID()) =>
  saveParagraph(ctx, { document, paragraph }, { opId, revision, text });

test("a document is one of its title in a cycle, with the chapters of the compilation in its language", async () => {
  const ctx = await officer();
  const { id, draft } = await makeDocument(ctx, [], "zh");
  const made = await draft();
  expect(made.chapters).toHaveLength(26);
  expect(made.chapters[1]).toMatchObject({ source: "progress", title: "总体进展" });
  expect(await createDocument(ctx, { title: made.title, language: "en", chapters: "none" })).toMatchObject({ ok: false, error: { code: "document.exists" } });
  await addChapter(ctx, id, "Free chapter");
  expect((await draft()).chapters.at(-1)).toMatchObject({ source: "", title: "Free chapter" });
  const [first, second] = (await draft()).chapters.map((chapter) => chapter.id);
  expect(await moveChapter(ctx, id, { chapter: first!, after: second! })).toMatchObject({ ok: true });
  expect((await draft()).chapters.slice(0, 3).map(({ source }) => source)).toEqual(["progress", "process", "C1"]);
  expect(await moveChapter(ctx, id, { chapter: first!, after: first! })).toMatchObject({ ok: false, error: { code: "document.changed" } });
  expect(await db.auditEvent.count({ where: { subject: `document:${id}` } })).toBe(3);
});

test("a chapter is renamed over the title that was seen, by those who write; the audit log has both titles", async () => {
  const ctx = await officer();
  const { id, draft } = await makeDocument(ctx);
  const { id: chapter, title: seen } = (await draft()).chapters[0]!;
  const rename = (to: string, over: string, by = ctx) => renameChapter(by, id, { chapter, seen: over, title: to });
  const titleNow = async () => (await draft()).chapters[0]!.title;
  for (let time = 0; time < 2; time++) expect(await rename("Where we stand", seen), "said twice, it is said once").toMatchObject({ ok: true });
  expect(await rename("Progress so far", seen), "typed over another title").toMatchObject({ ok: false, error: { code: "document.changed" } });
  expect(await titleNow()).toBe("Where we stand");
  const reader = makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }) }) as UserCtx;
  expect(await rename("Mine", "Where we stand", reader)).toMatchObject({ error: { code: "document.not_found" } });
  const other = await makeDocument(ctx);
  expect(await renameChapter(ctx, other.id, { chapter, seen: "Where we stand", title: "Theirs" })).toMatchObject({ error: { code: "document.changed" } });
  const both = await Promise.all(["One", "Two"].map(async (title) => rename(title, "Where we stand", await officer())));
  expect(both.map(({ ok }) => ok).sort(), "of two at once, one").toEqual([false, true]);
  const events = await db.auditEvent.findMany({ where: { subject: `document:${id}`, type: "document.chapter_renamed" }, orderBy: { id: "asc" } });
  expect(events.map(({ data }) => data)).toEqual([
    { chapter, before: seen, title: "Where we stand" },
    { chapter, before: "Where we stand", title: await titleNow() },
  ]);
});

test("a new paragraph that is refused is not written, and one that is sent again stays where it was put since", async () => {
  const ctx = await officer();
  const { id, draft, paragraphs } = await makeDocument(ctx, [GROWN]);
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  const made = randomUUID();
  const add = (text: string, place = { chapter, after: "" }) => addParagraph(ctx, id, { place, text, id: made });
  expect(await add("x".repeat(20_001))).toMatchObject({ ok: false, error: { code: "document.text_too_long" } });
  expect(await paragraphs()).toHaveLength(1);
  expect(await add(COSTS)).toMatchObject({ ok: true });
  const finance = (await draft()).chapters.find(({ source }) => source === "finance")!.id;
  await moveParagraph(ctx, { document: id, paragraph: made }, { chapter: finance, after: "" });
  expect(await add(COSTS)).toMatchObject({ ok: true, value: { paragraph: made } });
  expect((await draft()).chapters.find((one) => one.id === finance)!.paragraphs.map(({ text }) => text)).toEqual([COSTS]);
  expect(await add("Other words under the same id.")).toMatchObject({ ok: false, error: { code: "save.operation_reused" } });
  expect((await paragraphs()).map(({ text }) => text).sort()).toEqual([GROWN, COSTS].sort());
  expect(await db.auditEvent.count({ where: { subject: `document:${id}`, type: "document.paragraph_added" } })).toBe(2);
});

test("what would be longer than a paragraph is neither saved nor merged", async () => {
  const ctx = await officer();
  const half = `${"x".repeat(12_000)}.`;
  const { id, paragraphs } = await makeDocument(ctx, [half, half]);
  const [first, second] = await paragraphs();
  const merge = { revision: 1, next: second!.id, nextRevision: 1 };
  expect(await mergeParagraphs(ctx, { document: id, paragraph: first!.id }, merge)).toMatchObject({ error: { code: "document.text_too_long" } });
  expect(await save(ctx, id, first!.id, 1, `${half} ${half}`)).toMatchObject({ error: { code: "document.text_too_long" } });
  expect((await paragraphs()).map(({ text }) => text)).toEqual([half, half]);
});

test("who saves on an older revision gets both texts, and the one that lost stays in the history", async () => {
  const ctx = await officer();
  const other = await officer();
  const { id, paragraphs } = await makeDocument(ctx, [GROWN]);
  const [paragraph] = await paragraphs();
  const opId = randomUUID();
  expect(await save(ctx, id, paragraph!.id, 1, `${GROWN} ${COSTS}`, opId)).toMatchObject({ ok: true, value: { revision: 2 } });
  expect(await save(ctx, id, paragraph!.id, 1, `${GROWN} ${COSTS}`, opId)).toMatchObject({ ok: true, value: { revision: 2 } });
  expect(await save(other, id, paragraph!.id, 1, "Another text.")).toMatchObject({
    ok: false,
    error: { code: "answer.conflict", detail: { current: { value: `${GROWN} ${COSTS}`, revision: 2, updatedBy: ctx.actor.name }, yours: "Another text." } },
  });
  const page = await getParagraph(ctx, id, paragraph!.id, null);
  expect(page.ok && page.value.history.map(({ revision, text }) => [revision, text])).toEqual([
    [null, "Another text."],
    [2, `${GROWN} ${COSTS}`],
    [1, GROWN],
  ]);
});

test("of one text two officers change different sentences: the changes of both are proposed, and saved on what stands with what it rests on", async () => {
  const [ctx, other] = [await officer(), await officer()];
  const { id, paragraphs } = await makeDocument(ctx, [`${GROWN} ${COSTS}`]);
  const paragraph = (await paragraphs())[0]!.id;
  const asked = { document: id, paragraph };
  await markEditorial(ctx, asked, { at: 0, sentence: GROWN });
  const [mine, theirs] = [GROWN.replace("rural", "remote"), COSTS.replace("have not fallen", "have hardly fallen")];
  const post = (by: UserCtx, revision: number, text: string, via?: "merge") =>
    changeParagraph(by, asked, { intent: "save", opId: randomUUID(), revision, text, ...(via && { via }) });
  const conflictOf = (acted: Awaited<ReturnType<typeof post>>): TextConflict => {
    if (acted.ok) throw new Error("saved");
    return acted.error.detail as TextConflict;
  };
  expect(await post(other, 1, `${GROWN} ${theirs}`)).toMatchObject({ ok: true });
  const met = conflictOf(await post(ctx, 1, `${mine} ${COSTS}`));
  const merge = proposeMerge(met);
  expect(merge?.value).toBe(`${mine} ${theirs}`);
  expect(await post(ctx, met.current.revision, merge!.value, "merge")).toMatchObject({ ok: true, value: { at: paragraph, done: "saved" } });
  const [now] = await paragraphs();
  expect(now).toMatchObject({ revision: 3, text: `${mine} ${theirs}` });
  expect(now!.ties.map(({ at, sentence }) => [at, sentence])).toEqual([[0, mine]]);
  const saves = await db.save.findMany({ where: { scope: `document:${id}`, unit: paragraph }, orderBy: { savedAt: "asc" } });
  expect(saves.map(({ revision, value, via }) => [revision, value, via])).toEqual(
    expect.arrayContaining([
      [null, `${mine} ${COSTS}`, "form"],
      [3, `${mine} ${theirs}`, "merge"],
    ]),
  );
  // Who changes the same words sees both texts, and nothing is proposed.
  const same = conflictOf(await post(other, 2, `${GROWN.replace("rural", "all")} ${theirs}`));
  expect(same).toMatchObject({ current: { value: `${mine} ${theirs}`, revision: 3 }, yours: `${GROWN.replace("rural", "all")} ${theirs}` });
  expect(proposeMerge(same)).toBeNull();
});

test("ties go with their sentences through edits, splits, merges and moves; a deleted sentence leaves an orphan that can be put elsewhere", async () => {
  const ctx = await officer();
  const { symbol } = await makeSubmission(db, { answers: [{ question: "B1", value: "We connected every school. It was done by 2024." }] });
  const { id, draft, paragraphs } = await makeDocument(ctx, [`${GROWN} ${COSTS}`]);
  const first = (await paragraphs())[0]!.id;
  const asked = { document: id, paragraph: first };
  const cite = (at: number, sentence: string, quote: string[]) => citeAnswer(ctx, asked, { at, sentence, symbol, question: "b1", row: "", quote });
  expect(await cite(1, COSTS, ["It was\ndone by 2024."])).toMatchObject({ ok: true });
  expect(await markEditorial(ctx, asked, { at: 0, sentence: GROWN })).toMatchObject({ ok: true });
  expect(await markEditorial(ctx, asked, { at: 0, sentence: "Other words." })).toMatchObject({ ok: false, error: { code: "document.sentence_gone" } });
  const tieOf = async () =>
    (await paragraphs()).flatMap(({ id: of, sentences, ties }) => ties.map(({ kind, at }) => [kind, of === first, at === null ? null : sentences[at]]));
  expect((await paragraphs())[0]!.ties.find(({ kind }) => kind === "evidence")).toMatchObject({ quote: "It was done by 2024.", start: 27, end: 47 });

  const changed = COSTS.replace("have not fallen", "have hardly fallen");
  await save(ctx, id, first, 1, `A new beginning. ${GROWN} ${changed}`);
  expect(await tieOf()).toEqual([
    ["evidence", true, changed],
    ["editorial", true, GROWN],
  ]);
  expect(await splitParagraph(ctx, asked, { revision: 1, at: 2 })).toMatchObject({ ok: false, error: { code: "document.changed" } });
  const split = await splitParagraph(ctx, asked, { revision: 2, at: 2 });
  if (!split.ok) throw new Error(split.error.code);
  expect((await tieOf()).sort()).toEqual([
    ["editorial", true, GROWN],
    ["evidence", false, changed],
  ]);
  const [chapter] = (await draft()).chapters.filter(({ source }) => source === "finance");
  expect(await moveParagraph(ctx, { document: id, paragraph: split.value.paragraph }, { chapter: chapter!.id, after: "" })).toMatchObject({ ok: true });
  expect((await draft()).chapters.find(({ source }) => source === "finance")!.paragraphs.map(({ text }) => text)).toEqual([changed]);
  const [progress] = (await draft()).chapters.filter(({ source }) => source === "progress");
  await moveParagraph(ctx, { document: id, paragraph: split.value.paragraph }, { chapter: progress!.id, after: first });
  const merge = { revision: 3, next: split.value.paragraph, nextRevision: 1 };
  expect(await mergeParagraphs(ctx, asked, merge)).toMatchObject({ ok: true });
  expect((await tieOf()).sort()).toEqual([
    ["editorial", true, GROWN],
    ["evidence", true, changed],
  ]);
  expect(await mergeParagraphs(ctx, asked, { ...merge, revision: 4 })).toMatchObject({ ok: false, error: { code: "document.changed" } });

  expect(await save(ctx, id, first, 4, `A new beginning. ${GROWN}`)).toMatchObject({ ok: true, value: { orphans: 1 } });
  const [orphan] = orphansOf(await draft());
  expect(orphan).toMatchObject({ sentence: changed, at: null });
  expect(await retie(ctx, asked, { tie: orphan!.id, at: 0, sentence: "A new beginning." })).toMatchObject({ ok: true });
  expect(countSentences(await draft())).toEqual({ tied: 1, editorial: 1, neither: 0, orphans: 0 });
  expect(await untie(ctx, asked, orphan!.id)).toMatchObject({ ok: true });
  expect(await deleteParagraph(ctx, asked, { revision: 5 })).toMatchObject({ ok: true });
  expect(countSentences(await draft())).toEqual({ tied: 0, editorial: 0, neither: 0, orphans: 1 });
  const events = await db.auditEvent.findMany({ where: { subject: `document:${id}` }, orderBy: { id: "asc" }, select: { type: true } });
  expect(events.map(({ type }) => type.replace("document.", ""))).toEqual([
    "created",
    "paragraph_added",
    "sentence_tied",
    "sentence_editorial",
    "paragraph_split",
    "paragraph_moved",
    "paragraph_moved",
    "paragraphs_merged",
    "ties_orphaned",
    "tie_moved",
    "sentence_untied",
    "paragraph_deleted",
  ]);
});

test("only what the compilation shows is cited: no contacts, no confidential answer, no words that do not stand there", async () => {
  const ctx = await officer();
  const secret = await makeSubmission(db, { answers: [{ question: "B1", value: "For the desk alone.", confidential: true }] });
  const open = await makeSubmission(db, {
    answers: [
      { question: "B1", value: "For everybody." },
      { question: "A3", value: { name: "Contact" } },
    ],
  });
  const gone = await makeSubmission(db, { state: "withdrawn", answers: [{ question: "B1", value: "Taken back." }] });
  const { id, paragraphs } = await makeDocument(ctx, [GROWN]);
  const paragraph = (await paragraphs())[0]!.id;
  const cite = async (symbol: string, question: string, quote: string) => {
    const cited = await citeAnswer(ctx, { document: id, paragraph }, { at: 0, sentence: GROWN, symbol, question, row: "", quote: [quote] });
    return cited.ok ? "ok" : cited.error.code;
  };
  expect(await cite(secret.symbol, "B1", "For the desk")).toBe("document.answer_confidential");
  expect(await cite(secret.symbol, "B1", "")).toBe("document.answer_confidential");
  expect(await cite(open.symbol, "A3", "")).toBe("document.answer_unknown");
  expect(await cite(gone.symbol, "B1", "")).toBe("document.answer_unknown");
  expect(await cite(open.symbol, "B1", "For nobody.")).toBe("document.quote_not_found");
  expect(await cite(open.symbol.toLowerCase(), "b1", "")).toBe("ok");
  const asked = { template: "national-report", question: "B1", row: "", filters: { q: secret.party.code }, by: "kind" as const };
  const sources = await listSources(ctx, id, paragraph, { at: 0, asked, after: null });
  if (!sources.ok) throw new Error(sources.error.code);
  expect(sources.value.questions.map(({ question }) => question)).toContain("B1");
  expect(sources.value.answers!.items.every(({ confidential, sentences }) => !confidential || sentences.length === 0)).toBe(true);
});

test("two who write at once lose nothing: each paragraph stands once, in an order both see", async () => {
  const [one, two] = [await officer(), await officer()];
  const { id, draft, paragraphs } = await makeDocument(one, [GROWN]);
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  const after = (await paragraphs())[0]!.id;
  await Promise.all([one, two, one, two].map((ctx, index) => addParagraph(ctx, id, { place: { chapter, after }, text: `Text ${index}.` })));
  expect((await paragraphs()).map(({ text }) => text).sort()).toEqual([GROWN, "Text 0.", "Text 1.", "Text 2.", "Text 3."]);
  expect((await paragraphs())[0]!.text).toBe(GROWN);
});

test("officers and administrators write, who reads compilations reads, nobody else finds it", async () => {
  const ctx = await officer();
  const { id, paragraphs } = await makeDocument(ctx, [GROWN]);
  const paragraph = (await paragraphs())[0]!.id;
  const party = await makeParty(db);
  const may = async (actor: Parameters<typeof makeUser>[1] | null) => {
    const own = makeCtx({ db, actor: actor ? await makeUser(db, actor) : null }) as UserCtx;
    const read = await getDocument(own, id);
    const wrote = await addParagraph(own, id, { place: { chapter: "", after: "" }, text: "x" });
    return [read.ok, !wrote.ok && wrote.error.code, (await listDocuments(own)).documents.length > 0];
  };
  for (const role of ["desk_officer", "admin"] as const) expect(await may({ secretariat: [role] })).toEqual([true, "document.changed", true]);
  for (const role of ["observer", "editor", "translator"] as const) expect(await may({ secretariat: [role] })).toEqual([true, "document.not_found", true]);
  for (const nobody of [null, {}, { roles: [{ partyId: party.id, role: "focal_point" as const }] }])
    expect(await may(nobody)).toEqual([false, "document.not_found", false]);
  // A paragraph of another document is none of this one.
  const other = await makeDocument(ctx, [COSTS]);
  expect(await deleteParagraph(ctx, { document: other.id, paragraph }, { revision: 1 })).toMatchObject({ ok: false, error: { code: "document.not_found" } });
  expect(await getParagraph(ctx, other.id, paragraph, null)).toMatchObject({ ok: false });
});
