import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addParagraph, deleteParagraph, mergeParagraphs, moveParagraph, saveParagraph, splitParagraph } from "~/features/documents/commands/paragraphs.server";
import { takeTexts } from "~/features/documents/commands/take-texts.server";
import { closeConsultation } from "~/features/negotiations/commands/consultations.server";
import { decide } from "~/features/negotiations/commands/decisions.server";
import { answerInput, publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import { commentOn, propose, withdraw } from "~/features/negotiations/commands/inputs.server";
import { proposeFromReport } from "~/features/negotiations/commands/sources.server";
import { getBrackets, getNegotiation } from "~/features/negotiations/queries/desk.server";
import { getDispositions, getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { getReportProposals } from "~/features/negotiations/queries/sources.server";
import type { State } from "~/features/negotiations/model";
import type { UserCtx } from "~/platform/context.server";
import { makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const TEXT = "Access has grown in rural areas. Costs remain high.";
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);

async function ground(texts = [TEXT, "Further work is needed."]) {
  const desk: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const document = await makePublished(desk, texts);
  const paragraph = (await document.paragraphs())[0]!.id;
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());
  const draft = { document: document.id, number: 1 };
  const asked = { ...draft, paragraph };
  const put = async (kind: "ADD" | "MOD" | "DEL" | "NOC", words: string, text: string): Promise<string> => {
    const made = await propose(focal, asked, { party: party.id, group: "", kind, words, language: "en", text, reason: "Why." });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.id;
  };
  const move = async (input: string, from: State, to: State) => codeOf(await decide(desk, draft, { intent: "move", input, from, to }));
  const take = async (input: string) => codeOf(await decide(desk, draft, { intent: "take", input }));
  const revisionNow = async () => (await document.paragraphs()).find(({ id }) => id === paragraph)!.revision;
  const agree = async (revision?: number) => codeOf(await decide(desk, draft, { intent: "agree", paragraph, revision: revision ?? (await revisionNow()) }));
  const textNow = async () => (await document.paragraphs()).find(({ id }) => id === paragraph)?.text;
  return { desk, document, paragraph, party, focal, draft, asked, put, move, take, agree, textNow };
}

test("proposals go from state to state as the meeting decides, by those who decide, from where they were seen", async () => {
  const { desk, draft, put, move, focal } = await ground();
  const input = await put("MOD", "rural areas", "remote areas");
  expect(await move(input, "ad_referendum", "agreed")).toBe("negotiation.move_impossible");
  expect(await move(input, "proposed", "withdrawn")).toBe("negotiation.move_impossible");
  expect(await move(input, "proposed", "ad_referendum")).toBe("ok");
  expect(await move(input, "ad_referendum", "agreed")).toBe("ok");
  expect(await move(input, "agreed", "not_agreed")).toBe("negotiation.move_impossible");
  expect(await move(input, "agreed", "proposed")).toBe("ok");
  expect(await move(randomUUID(), "proposed", "agreed")).toBe("negotiation.not_found");
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  for (const who of [observer, focal])
    expect(codeOf(await decide(who, draft, { intent: "move", input, from: "proposed", to: "agreed" }))).toBe("negotiation.not_found");
  expect(await db.auditEvent.count({ where: { subject: `document:${draft.document}`, type: "draft.decided" } })).toBe(3);
  expect(codeOf(await getBrackets(focal, draft.document, 1))).toBe("negotiation.not_found");
  expect(await getBrackets(desk, draft.document, 1)).toMatchObject({ ok: true, value: { brackets: 1 } });
});

test("the same words are not agreed twice, and once agreed are taken into the draft as it is written now", async () => {
  const { document, desk, paragraph, put, move, take, textNow } = await ground();
  const one = await put("MOD", "rural areas", "remote areas");
  const other = await put("DEL", "in rural areas", "");
  const added = await put("ADD", "", "Access must be affordable.");
  expect(await take(one)).toBe("negotiation.move_impossible");
  expect(await move(one, "proposed", "agreed")).toBe("ok");
  expect(await move(other, "proposed", "agreed")).toBe("negotiation.overlaps");
  // The draft has moved on: a sentence before, another word in the sentence.
  const next = `Much was done. ${TEXT.replace("has grown", "has doubled")}`;
  await saveParagraph(desk, { document: document.id, paragraph }, { opId: randomUUID(), revision: 1, text: next });
  expect(await take(one)).toBe("ok");
  expect(await textNow()).toBe(next.replace("rural areas", "remote areas"));
  expect(await take(one)).toBe("negotiation.taken");
  expect(await move(one, "agreed", "proposed")).toBe("negotiation.taken");
  expect(await move(added, "proposed", "agreed")).toBe("ok");
  expect(await take(added)).toBe("ok");
  expect((await document.paragraphs()).map(({ text }) => text)).toEqual([await textNow(), "Access must be affordable.", "Further work is needed."]);
});

test("what is taken is written and noted at once, by one officer, also where an attempt before it was in vain", async () => {
  const { document, desk, paragraph, draft, put, move, take, textNow } = await ground();
  const input = await put("MOD", "rural areas", "remote areas");
  await move(input, "proposed", "agreed");
  // An operation of the same id was spent on another text.
  const at = { document: document.id, paragraph };
  await saveParagraph(desk, at, { opId: randomUUID(), revision: 1, text: `${TEXT} More.` });
  expect(codeOf(await saveParagraph(desk, at, { opId: input, revision: 1, text: "Lost words." }))).toBe("answer.conflict");
  const other = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const taken = await Promise.all([desk, other].map(async (who) => codeOf(await decide(who, draft, { intent: "take", input }))));
  expect(taken.sort()).toEqual(["negotiation.taken", "ok"]);
  expect(await textNow()).toBe(`${TEXT} More.`.replace("rural", "remote"));
  expect(await take(input)).toBe("negotiation.taken");
  expect(await db.auditEvent.count({ where: { subject: `document:${document.id}`, type: "draft.taken" } })).toBe(1);
});

test("what is said to words that are gone is an orphan, said so, and never taken", async () => {
  const { document, desk, paragraph, draft, focal, party, asked, put, move, take } = await ground();
  const words = await put("MOD", "rural areas", "remote areas");
  const whole = await put("DEL", "", "");
  expect(codeOf(await commentOn(focal, asked, { party: party.id, language: "en", text: "A comment." }))).toBe("ok");
  const standings = async () => {
    const page = await getBrackets(desk, draft.document, 1);
    if (!page.ok) throw new Error(page.error.code);
    return page.value.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ inputs }) => inputs.map(({ kind, standing }) => `${kind} ${standing}`)));
  };
  const save = async (revision: number, text: string) => saveParagraph(desk, { document: document.id, paragraph }, { opId: randomUUID(), revision, text });
  expect(await standings()).toEqual(["MOD stands", "DEL stands", "comment stands"]);
  await save(1, "Costs remain high.");
  // The same words again are others.
  await save(2, TEXT);
  expect(await standings()).toEqual(["MOD orphan", "DEL stands", "comment stands"]);
  await move(words, "proposed", "agreed");
  expect(await take(words)).toBe("negotiation.orphan");
  await move(words, "agreed", "proposed");
  await move(whole, "proposed", "agreed");
  expect(await take(whole)).toBe("ok");
  expect((await document.paragraphs()).map(({ id }) => id)).not.toContain(paragraph);
  expect(await standings()).toEqual(["MOD orphan", "DEL taken", "comment orphan"]);
});

test("new paragraphs stand in the order they were proposed, whichever is taken first, and where the one before them was", async () => {
  const { document, desk, draft, focal, party, put, move, take } = await ground([TEXT, "Further work is needed.", "The last one."]);
  const [first, second] = await document.paragraphs();
  const putSecond = async (text: string): Promise<string> => {
    const proposal = { party: party.id, group: "", kind: "ADD" as const, words: "", language: "en" as const, text, reason: "Why." };
    const made = await propose(focal, { ...draft, paragraph: second!.id }, proposal);
    if (!made.ok) throw new Error(made.error.code);
    return made.value.id;
  };
  const added = [await put("ADD", "", "A1."), await put("ADD", "", "A2."), await put("ADD", "", "A3."), await putSecond("B1."), await putSecond("B2.")];
  for (const input of added) await move(input, "proposed", "agreed");
  for (const at of [1, 0]) expect(await take(added[at]!)).toBe("ok");
  await deleteParagraph(desk, { document: document.id, paragraph: second!.id }, { revision: second!.revision });
  for (const at of [4, 2, 3]) expect(await take(added[at]!)).toBe("ok");
  const texts = async () => (await document.paragraphs()).map(({ text }) => text);
  expect(await texts()).toEqual([TEXT, "A1.", "A2.", "A3.", "B1.", "B2.", "The last one."]);
  const late = await put("ADD", "", "A4.");
  await move(late, "proposed", "agreed");
  await deleteParagraph(desk, { document: document.id, paragraph: first!.id }, { revision: first!.revision });
  expect(await take(late)).toBe("ok");
  expect(await texts()).toEqual(["A1.", "A2.", "A3.", "A4.", "B1.", "B2.", "The last one."]);
});

test("other words for a whole paragraph, or none, do not go over words that came to it after the version", async () => {
  for (const kind of ["MOD", "DEL"] as const) {
    const { document, desk, paragraph, put, move, take, textNow } = await ground();
    const whole = await put(kind, "", kind === "MOD" ? "One sentence." : "");
    const kept = await put("ADD", "", "A new one.");
    for (const input of [whole, kept]) await move(input, "proposed", "agreed");
    const at = { document: document.id, paragraph };
    await splitParagraph(desk, at, { revision: 1, at: 1 });
    expect(await take(whole)).toBe("negotiation.orphan");
    const [own, next] = await document.paragraphs();
    await mergeParagraphs(desk, at, { revision: own!.revision, next: next!.id, nextRevision: next!.revision });
    const [joined, other] = await document.paragraphs();
    await mergeParagraphs(desk, at, { revision: joined!.revision, next: other!.id, nextRevision: other!.revision });
    expect(await textNow()).toContain("Further work");
    expect(await take(whole)).toBe("negotiation.orphan");
    expect(await take(kept)).toBe("ok");
    // It says again what it said: nothing is lost that was not seen.
    await saveParagraph(desk, at, { opId: randomUUID(), revision: (await document.paragraphs())[0]!.revision, text: TEXT });
    expect(await take(whole)).toBe("ok");
    expect((await document.paragraphs()).map(({ text }) => text)).toEqual(kind === "MOD" ? ["One sentence.", "A new one."] : ["A new one."]);
  }
});

test("an agreed orphan is marked as taken by hand, with a reason, so that its paragraph can be agreed", async () => {
  const { document, desk, focal, paragraph, draft, put, move, agree } = await ground();
  const [input, other] = [await put("MOD", "rural areas", "remote areas"), await put("MOD", "remain high", "fall")];
  const mark = async (id: string, who = desk) => codeOf(await decide(who, draft, { intent: "mark_taken", input: id, reason: "Written otherwise." }));
  await saveParagraph(desk, { document: document.id, paragraph }, { opId: randomUUID(), revision: 1, text: "Access has grown elsewhere. Costs remain high." });
  expect(await mark(input)).toBe("negotiation.move_impossible");
  for (const id of [input, other]) await move(id, "proposed", "agreed");
  expect(await mark(input, focal)).toBe("negotiation.not_found");
  // What surely stands is taken, not marked.
  expect(await mark(other)).toBe("negotiation.move_impossible");
  expect(codeOf(await decide(desk, draft, { intent: "take", input: other }))).toBe("ok");
  expect(await agree()).toBe("negotiation.brackets_open");
  const before = await getBrackets(desk, draft.document, 1);
  const seen = before.ok && before.value.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ inputs }) => inputs)).find(({ id }) => id === input);
  expect(seen).toMatchObject({ standing: "orphan", mayTake: false, mayMark: true });
  expect(await mark(input)).toBe("ok");
  expect(await mark(input)).toBe("negotiation.taken");
  expect(await agree()).toBe("ok");
  const events = await db.auditEvent.findMany({ where: { subject: `document:${document.id}`, type: "draft.taken_by_hand" } });
  expect(events.map(({ data }) => data)).toMatchObject([{ input, reason: "Written otherwise." }]);
});

test("a paragraph is agreed as it was seen, which the page shows where it is another than the published one", async () => {
  const { document, desk, paragraph, draft, agree } = await ground();
  const nowOf = async () => {
    const page = await getBrackets(desk, draft.document, 1);
    return page.ok && page.value.chapters.flatMap(({ paragraphs }) => paragraphs).find(({ id }) => id === paragraph)?.now;
  };
  expect(await nowOf()).toEqual({ revision: 1, agreed: false, text: null });
  await saveParagraph(desk, { document: document.id, paragraph }, { opId: randomUUID(), revision: 1, text: "Other words." });
  expect(await agree(1)).toBe("document.changed");
  expect(await nowOf()).toEqual({ revision: 2, agreed: false, text: "Other words." });
  expect(await agree(2)).toBe("ok");
  expect(await nowOf()).toMatchObject({ agreed: true });
});

test("a paragraph is agreed once nothing on it is open, and stays as it is until it is opened again with a reason", async () => {
  const { document, desk, paragraph, draft, asked, party, focal, put, move, take, agree, textNow } = await ground();
  const input = await put("MOD", "rural areas", "remote areas");
  expect(await agree()).toBe("negotiation.brackets_open");
  await move(input, "proposed", "agreed");
  expect(await agree()).toBe("negotiation.brackets_open");
  await take(input);
  const noted = await put("NOC", "", "");
  expect(await agree()).toBe("ok");
  expect(await agree()).toBe("document.paragraph_agreed");
  const [own, other] = await document.paragraphs();
  const at = { document: document.id, paragraph };
  const chapter = (await document.draft()).chapters.find(({ paragraphs }) => paragraphs.length > 0)!.id;
  const refused = await Promise.all([
    saveParagraph(desk, at, { opId: randomUUID(), revision: own!.revision, text: "Other words." }),
    moveParagraph(desk, at, { chapter, after: other!.id }),
    splitParagraph(desk, at, { revision: own!.revision, at: 1 }),
    mergeParagraphs(desk, at, { revision: own!.revision, next: other!.id, nextRevision: other!.revision }),
    deleteParagraph(desk, at, { revision: own!.revision }),
  ]);
  expect(refused.map(codeOf)).toEqual(Array.from({ length: 5 }, () => "document.paragraph_agreed"));
  const before = await addParagraph(desk, document.id, { place: { chapter, after: "" }, text: "Before it." });
  if (!before.ok) throw new Error(before.error.code);
  const merged = { revision: 1, next: paragraph, nextRevision: own!.revision };
  expect(codeOf(await mergeParagraphs(desk, { document: document.id, paragraph: before.value.paragraph }, merged))).toBe("document.paragraph_agreed");
  const file = { texts: [{ paragraph, revision: own!.revision, text: "Other words." }], added: [] };
  expect(await takeTexts(desk, document.id, file)).toMatchObject({ ok: true, value: { taken: [], refused: [paragraph] } });
  expect(await textNow()).toBe(TEXT.replace("rural", "remote"));
  // Nothing more is proposed for it; a comment is read.
  const more = { party: party.id, group: "", kind: "DEL" as const, words: "", language: "en" as const, text: "", reason: "Why." };
  expect(codeOf(await propose(focal, asked, more))).toBe("negotiation.paragraph_agreed");
  expect(codeOf(await commentOn(focal, asked, { party: party.id, language: "en", text: "A comment." }))).toBe("ok");
  await move(noted, "proposed", "not_agreed");
  expect(await move(noted, "not_agreed", "proposed")).toBe("negotiation.paragraph_agreed");
  expect(codeOf(await decide(desk, draft, { intent: "reopen", paragraph, reason: "New facts." }))).toBe("ok");
  expect(codeOf(await decide(desk, draft, { intent: "reopen", paragraph, reason: "New facts." }))).toBe("document.changed");
  expect(codeOf(await saveParagraph(desk, at, { opId: randomUUID(), revision: own!.revision, text: "Other words." }))).toBe("ok");
  const events = await db.auditEvent.findMany({
    where: { subject: `document:${document.id}`, type: { startsWith: "document.paragraph_" } },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ type }) => type).slice(-2)).toEqual(["document.paragraph_added", "document.paragraph_reopened"]);
  expect(await db.auditEvent.count({ where: { subject: `document:${document.id}`, type: "document.paragraph_agreed" } })).toBe(1);
});

test("everything gets a disposition; its party reads its own at once, everybody once the draft is closed and nothing is left", async () => {
  const { desk, draft, asked, party, focal, put } = await ground();
  const input = await put("MOD", "rural areas", "=remote areas");
  const said = await commentOn(focal, asked, { party: party.id, language: "en", text: "A comment." });
  const gone = await put("NOC", "", "");
  await withdraw(focal, asked, { party: party.id, input: gone });
  const other = await makeMember(db, (await makeParty(db)).id, "focal_point", new Date());
  const anybody = makeCtx({ db, actor: null });
  const seen = async (ctx: UserCtx) => {
    const page = await getDraftParagraph(ctx, draft.document, 1, asked.paragraph);
    return page.ok && page.value.proposals[0]!.answer;
  };
  const answer = { input, disposition: "in_part" as const, answer: "In the next version." };
  expect(codeOf(await answerInput(focal, draft, answer))).toBe("negotiation.not_found");
  expect(codeOf(await answerInput(desk, draft, { ...answer, input: gone }))).toBe("negotiation.not_found");
  expect(codeOf(await answerInput(desk, draft, answer))).toBe("ok");
  expect([await seen(focal), await seen(other)]).toEqual(["In the next version.", ""]);
  expect(codeOf(await publishDispositions(desk, draft))).toBe("negotiation.still_open");
  await closeConsultation(desk, draft);
  expect(await publishDispositions(desk, draft)).toMatchObject({ error: { code: "negotiation.answers_missing", params: { count: 1 } } });
  for (const ctx of [anybody, focal, desk]) expect(codeOf(await getPublicDispositions(ctx, draft.document, 1))).toBe("negotiation.not_found");
  expect(codeOf(await getDispositions(focal, draft.document, 1))).toBe("negotiation.not_found");
  if (!said.ok) throw new Error(said.error.code);
  await answerInput(desk, draft, { input: said.value.id, disposition: "noted", answer: "Noted." });
  expect(codeOf(await publishDispositions(desk, draft))).toBe("ok");
  const table = await getPublicDispositions(anybody, draft.document, 1);
  expect(table.ok && table.value.lines.map(({ kind, disposition, answeredBy }) => [kind, disposition, answeredBy])).toEqual([
    ["MOD", "in_part", ""],
    ["comment", "noted", ""],
  ]);
  expect(await seen(other)).toBe("In the next version.");
});

test("brackets are counted by day", async () => {
  const { desk, draft, put, move } = await ground();
  await put("MOD", "rural areas", "remote areas");
  const second = await put("DEL", "Costs remain high.", "");
  await move(second, "proposed", "not_agreed");
  const page = await getNegotiation(desk, draft.document);
  expect(page.ok && page.value).toMatchObject({ drafts: [{ proposals: 2, brackets: 1, comments: 0, unanswered: 2 }] });
  expect(page.ok && page.value.days.at(-1)?.open).toBe(1);
});

test("a published report's proposals are put on paragraphs in its party's name, once, with their source; others are not there", async () => {
  const { desk, draft, paragraph, focal } = await ground();
  const row = (id: string, change: string, text: string) => ({ id, topic: "Access", paragraph: "1", change, text, reason: "Why." });
  const answers = (...rows: object[]) => [{ question: "H5", value: rows as never }];
  const open = await makeSubmission(db, { state: "published", answers: answers(row("a1", "ADD", "A new paragraph."), row("b2", "DEL", "")) });
  const closed = await makeSubmission(db, { state: "accepted", answers: answers(row("c3", "NOC", "")) });
  const secret = await makeSubmission(db, { state: "published", answers: [{ ...answers(row("d4", "NOC", ""))[0]!, confidential: true }] });
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page = await getReportProposals(desk, draft.document, 1, after);
    if (!page.ok) throw new Error(page.error.code);
    found.push(...page.value.items.map((line) => `${line.symbol} ${line.row} ${line.used}`));
    after = page.value.next;
  } while (after);
  expect(found).toEqual(expect.arrayContaining([`${open.symbol} a1 false`, `${open.symbol} b2 false`]));
  expect(found.filter((line) => line.startsWith(closed.symbol) || line.startsWith(secret.symbol))).toEqual([]);
  expect(codeOf(await getReportProposals(focal, draft.document, 1, null))).toBe("negotiation.not_found");
  const hashOf = async (submission: string) => (await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: submission, question: "H5" } })).hash;
  const source = { submission: open.id, question: "H5", row: "a1", hash: await hashOf(open.id), paragraph };
  expect(codeOf(await proposeFromReport(focal, draft, source))).toBe("negotiation.not_found");
  for (const wrong of [
    { row: "zz" },
    { question: "B1" },
    { submission: closed.id, hash: await hashOf(closed.id), row: "c3" },
    { submission: secret.id, hash: await hashOf(secret.id), row: "d4" },
  ])
    expect(codeOf(await proposeFromReport(desk, draft, { ...source, ...wrong }))).toBe("negotiation.source_gone");
  const made = await proposeFromReport(desk, draft, source);
  if (!made.ok) throw new Error(made.error.code);
  expect(codeOf(await proposeFromReport(desk, draft, source))).toBe("negotiation.taken");
  const page = await getBrackets(desk, draft.document, 1);
  const input = page.ok && page.value.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ inputs }) => inputs)).find(({ id }) => id === made.value.id);
  expect(input).toMatchObject({
    kind: "ADD",
    text: "A new paragraph.",
    source: { symbol: open.symbol, question: "H5", row: "a1" },
    proponents: [{ code: open.party.code }],
  });
});
