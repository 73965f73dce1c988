import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { addParagraph, deleteParagraph, saveParagraph } from "~/features/documents/commands/paragraphs.server";
import { openTraces } from "~/features/documents/commands/consent.server";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { setAside, undoSetAside } from "~/features/documents/commands/set-aside.server";
import { citeAnswer, markEditorial } from "~/features/documents/commands/ties.server";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
import { letterOfTraces } from "~/features/papers/queries/traces-letter.server";
import { getTraceChoice, hasPublicTraces, listPublicTraces, listThemes, listTraces } from "~/features/documents/queries/traces.server";
import { chooseLetters } from "~/features/reminders/commands/choose.server";
import { plainOf } from "~/lib/paper";
import { setOpen } from "~/features/codings/commands/decide.server";
import { openConsultation } from "~/features/negotiations/commands/consultations.server";
import { LAST_DAY } from "../../factories/draft";
import { finish, makeCode, makeCoder, markSentences } from "../../factories/coding";
import { unique } from "../../factories/unique";
import { getDocument } from "~/features/documents/queries/documents.server";
import { getVersion, listVersions } from "~/features/documents/queries/versions.server";
import type { Treatment, VersionContent } from "~/features/documents/model";
import type { UserCtx } from "~/platform/context.server";
import { makeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const officer = async (): Promise<UserCtx> => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
const GROWN = "Access has grown in rural areas.";

test("an answer is cited, set aside with a reason or neither; a changed answer is unread again, and no contact is among them", async () => {
  const ctx = await officer();
  const made = await makeSubmission(db, {
    answers: [
      { question: "B1", value: "We connected every school." },
      { question: "B3", value: ["x"] },
      { question: "A3", value: { name: "Contact" } },
    ],
  });
  const { id, draft, paragraphs } = await makeDocument(ctx, [GROWN]);
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  const own = async (standing: "unread" | "cited" | "aside", of = made.symbol) => {
    let after: string | null = null;
    const found: { question: string; reason: string }[] = [];
    do {
      const list = await listAnswerStandings(ctx, id, { chapter, standing, after });
      if (!list.ok) throw new Error(list.error.code);
      found.push(...list.value.items.filter(({ symbol }) => symbol === of).map(({ question, reason }) => ({ question, reason })));
      after = list.value.next;
    } while (after);
    return found.map(({ question, reason }) => [question, reason]);
  };
  expect(await own("unread")).toEqual([
    ["B1", ""],
    ["B3", ""],
  ]);
  const paragraph = (await paragraphs())[0]!.id;
  await citeAnswer(ctx, { document: id, paragraph }, { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: ["every school"] });
  expect(await setAside(ctx, id, { submission: made.id, question: "B3", row: "", reason: "A choice, counted in the figures." })).toMatchObject({ ok: true });
  expect(await setAside(ctx, id, { submission: made.id, question: "A3", row: "", reason: "x" })).toMatchObject({ error: { code: "document.answer_unknown" } });
  expect([await own("unread"), await own("cited"), await own("aside")]).toEqual([[], [["B1", ""]], [["B3", "A choice, counted in the figures."]]]);
  const next = await makeSubmission(db, {
    reportId: made.reportId,
    party: made.party,
    version: 2,
    answers: [
      { question: "B1", value: "We connected every school but two." },
      { question: "B3", value: ["x"] },
    ],
  });
  expect([await own("unread", next.symbol), await own("aside", next.symbol)]).toEqual([[["B1", ""]], [["B3", "A choice, counted in the figures."]]]);
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  expect(await listAnswerStandings(focal, id, { chapter, standing: "unread", after: null })).toMatchObject({ ok: false });
});

test("an answer says whether this version was opened, it was coded to the end, and figures count it; none of these makes it read", async () => {
  const ctx = await officer();
  const answers = [
    { question: "B1", value: "We connected every school." },
    { question: "B3", value: ["x"] },
  ];
  const made = await makeSubmission(db, { answers });
  const { id } = await makeDocument(ctx, [GROWN]);
  const list = async (of: string, treatment: Treatment | null = null) => {
    const found: Record<string, Treatment[]> = {};
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const listed = await listAnswerStandings(ctx, id, { chapter: "", standing: "unread", treatment, after });
      if (!listed.ok) throw new Error(listed.error.code);
      for (const { symbol, question, treated } of listed.value.items) if (symbol === of) found[question] = treated;
      after = listed.value.next;
    }
    return found;
  };
  expect(await list(made.symbol)).toEqual({ B1: [], B3: ["counted"] });
  await db.reading.create({ data: { readerId: ctx.actor.id, reportId: made.reportId, submissionId: made.id, at: ctx.now() } });
  const { hash } = await db.submittedAnswer.findFirstOrThrow({ where: { submissionId: made.id, question: "B1" } });
  const done = { hash, coderName: "Coder", at: ctx.now() };
  await db.codingDone.create({ data: { ...done, coderId: ctx.actor.id, coded: false } });
  expect(await list(made.symbol), "who passed it by has not coded it").toEqual({ B1: ["opened"], B3: ["opened", "counted"] });
  await db.codingDone.create({ data: { ...done, coderId: (await officer()).actor.id, coded: true } });
  expect(await list(made.symbol)).toEqual({ B1: ["opened", "coded"], B3: ["opened", "counted"] });
  expect(Object.keys(await list(made.symbol, "coded"))).toEqual(["B1"]);
  expect(Object.keys(await list(made.symbol, "counted"))).toEqual(["B3"]);
  expect(Object.keys(await list(made.symbol, "opened"))).toEqual(["B1", "B3"]);
  const next = { reportId: made.reportId, party: made.party, version: 2 };
  const { symbol } = await makeSubmission(db, { ...next, answers: answers.map((answer) => ({ ...answer, confidential: answer.question === "B3" })) });
  expect(await list(symbol), "nobody has opened the next version, and no figure that leaves the desk counts what is confidential").toEqual({
    B1: ["coded"],
    B3: [],
  });
});

test("a version is frozen when nothing is unread or bare, or when that is waived by name; it never changes, and later paragraphs take bis", async () => {
  const ctx = await officer();
  const made = await makeSubmission(db, { answers: [{ question: "B1", value: "We connected every school." }] });
  const { id, draft, paragraphs } = await makeDocument(ctx, [GROWN, "The Council takes note."]);
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  const [first, second] = await paragraphs();
  await citeAnswer(
    ctx,
    { document: id, paragraph: first!.id },
    { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: ["every school"] },
  );
  const freeze = (stage: "elements" | "zero_draft" | "revision", waive: ("unread" | "bare")[], reason = "Agreed by the bureau.") =>
    freezeVersion(ctx, id, { stage, waive, reason });
  expect(await freeze("zero_draft", [])).toMatchObject({ ok: false, error: { code: "document.answers_unread" } });
  expect(await freeze("zero_draft", ["unread"])).toMatchObject({ ok: false, error: { code: "document.sentences_bare", params: { count: 1 } } });
  await markEditorial(ctx, { document: id, paragraph: second!.id }, { at: 0, sentence: "The Council takes note." });
  expect(await freeze("zero_draft", ["unread"])).toEqual({ ok: true, value: { number: 1 } });
  expect(await freeze("elements", ["unread"])).toMatchObject({ ok: false, error: { code: "document.stage_passed" } });
  expect(await freeze("zero_draft", ["unread"])).toMatchObject({ ok: false, error: { code: "document.stage_passed" } });

  await addParagraph(ctx, id, { place: { chapter, after: first!.id }, text: "新增一句。" });
  await saveParagraph(ctx, { document: id, paragraph: first!.id }, { opId: randomUUID(), revision: 1, text: GROWN.replace("rural", "remote") });
  expect(await freeze("revision", ["unread", "bare"], "In time for the meeting.")).toEqual({ ok: true, value: { number: 2 } });
  const found = await getVersion(ctx, id, 2, 1);
  if (!found.ok) throw new Error(found.error.code);
  const { against, version, waiver } = found.value;
  const content = (await db.documentVersion.findFirstOrThrow({ where: { documentId: id, number: 2 } })).content as VersionContent;
  expect(version).toMatchObject({ stage: "revision", revision: 1, frozenBy: ctx.actor.name, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(content.waiver!.answers[made.symbol]).toBeUndefined();
  expect(waiver).toMatchObject({ gaps: ["unread", "bare"], reason: "In time for the meeting.", by: ctx.actor.name, bare: 1 });
  const text = content.chapters.flatMap(({ paragraphs: listed }) => listed);
  expect(text.map(({ number }) => number)).toEqual(["1", "1 bis", "2"]);
  expect(text[0]!.sentences[0]).toMatchObject({ mark: "tied", evidence: [{ symbol: made.symbol, quote: "every school", start: 13, end: 25 }] });
  expect(against!.chapters.flatMap(({ paragraphs: listed }) => listed.map(({ state }) => state))).toEqual(["changed", "added", "same"]);
  const clean = await getVersion(ctx, id, 1, null);
  expect(clean.ok && clean.value.chapters.flatMap(({ paragraphs: listed }) => listed.map((paragraph) => paragraph.text))).toEqual([
    GROWN,
    "The Council takes note.",
  ]);
  const listed = await listVersions(ctx, id);
  expect(listed.ok && [listed.value.versions.map(({ number }) => number), listed.value.stages]).toEqual([[2, 1], ["revision"]]);
  await expect(db.$executeRaw`update document_version set stage = 'elements' where document_id = ${id}::uuid`).rejects.toThrow(/append-only/);
  await expect(db.$executeRaw`delete from document_version where document_id = ${id}::uuid`).rejects.toThrow(/append-only/);
  await expect(db.$executeRaw`delete from document_paragraph where document_id = ${id}::uuid`).rejects.toThrow();
});

test("every chapter and paragraph has one number in the draft and in the version frozen from it, whatever is empty or came later", async () => {
  const ctx = await officer();
  const { id, draft } = await makeDocument(ctx);
  const chapters = (await draft()).chapters.map((chapter) => chapter.id);
  const write = async (chapter: number, after = ""): Promise<string> => {
    const made = await addParagraph(ctx, id, { place: { chapter: chapters[chapter]!, after }, text: `${unique("A sentence")}.` });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.paragraph;
  };
  const numbers = (from: readonly { id: string; number: string; title: string; paragraphs: readonly { id: string; number: string }[] }[]) =>
    from.flatMap(({ number, title, paragraphs }) =>
      paragraphs.length > 0 ? [[number, title, paragraphs.map((paragraph) => [paragraph.id, paragraph.number])]] : [],
    );
  const freezeAsSeen = async (stage: "zero_draft" | "revision", number: number): Promise<string[]> => {
    const seen = await getDocument(ctx, id);
    await freezeVersion(ctx, id, { stage, waive: ["unread", "bare"], reason: "For the numbers." });
    const version = await getVersion(ctx, id, number, null);
    if (!seen.ok || !version.ok) throw new Error("not found");
    expect(numbers(version.value.chapters)).toEqual(numbers(seen.value.chapters));
    const later = await getDocument(ctx, id);
    expect(later.ok && numbers(later.value.chapters), "the draft goes on as it was cited").toEqual(numbers(seen.value.chapters));
    expect(seen.value.chapters.filter(({ paragraphs, number: own }) => paragraphs.length === 0 && own !== "")).toEqual([]);
    return version.value.chapters.flatMap((chapter) => [chapter.number, ...chapter.paragraphs.map((paragraph) => paragraph.number)]);
  };
  // Chapters before, between and after those that are written in are empty.
  const first = await write(2);
  await write(2, first);
  await write(5);
  expect(await freezeAsSeen("zero_draft", 1)).toEqual(["I", "1", "2", "II", "3"]);
  await write(2, first);
  await write(2);
  await write(3);
  await write(7);
  expect(await freezeAsSeen("revision", 2)).toEqual(["I", "0 bis", "1", "1 bis", "2", "II", "2 bis", "III", "3", "IV", "4"]);
  await deleteParagraph(ctx, { document: id, paragraph: first }, { revision: 1 });
  const answers = await listAnswerStandings(ctx, id, { chapter: "", standing: "unread", after: null });
  expect(answers.ok && answers.value.chapters.flatMap(({ number }) => number || [])).toEqual(["I", "II", "III", "IV"]);
  expect(await freezeAsSeen("revision", 3)).toEqual(["I", "0 bis", "1 bis", "2", "II", "2 bis", "III", "3", "IV", "4"]);
});

test("a party finds where its answers went in each version, and another party does not", async () => {
  const ctx = await officer();
  const made = await makeSubmission(db, {
    answers: [
      { question: "B1", value: "We connected every school." },
      { question: "B3", value: ["x"] },
    ],
  });
  const { id, draft, paragraphs } = await makeDocument(ctx, [GROWN]);
  const [paragraph] = await paragraphs();
  await citeAnswer(ctx, { document: id, paragraph: paragraph!.id }, { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: [""] });
  await setAside(ctx, id, { submission: made.id, question: "B3", row: "", reason: "Counted in the figures." });
  await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread"], reason: "First round." });
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  const traces = await listTraces(focal, made.reportId);
  const { title } = await draft();
  expect(traces).toEqual({
    ok: true,
    value: [
      {
        question: "B1",
        row: "",
        hash: expect.any(String),
        document: title,
        stage: "zero_draft",
        revision: 0,
        paragraphs: [{ id: expect.any(String), number: "1" }],
        draft: null,
        reason: "",
        waived: false,
      },
      {
        question: "B3",
        row: "",
        hash: expect.any(String),
        document: title,
        stage: "zero_draft",
        revision: 0,
        paragraphs: [],
        draft: null,
        reason: "Counted in the figures.",
        waived: false,
      },
    ],
  });
  const stranger = makeCtx({ db, actor: await makeUser(db, {}) });
  expect(await listTraces(stranger, made.reportId)).toMatchObject({ ok: false, error: { code: "report.not_found" } });
});

test("what was set aside can be taken back: it is unread again for the desk, stops the next version, and is not told of as set aside in that one", async () => {
  const ctx = await officer();
  const made = await makeSubmission(db, { state: "published", answers: [{ question: "B3", value: ["x"] }] });
  const { id, draft } = await makeDocument(ctx, [GROWN]);
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  const aside = () => setAside(ctx, id, { submission: made.id, question: "B3", row: "", reason: "Counted in the figures." });
  await aside();
  const { answerHash: hash } = await db.setAsideAnswer.findFirstOrThrow({ where: { documentId: id } });
  const freeze = (stage: "zero_draft" | "revision") => freezeVersion(ctx, id, { stage, waive: ["unread", "bare"], reason: "In time." });
  const contentOf = async (number: number) =>
    (await db.documentVersion.findUniqueOrThrow({ where: { documentId_number: { documentId: id, number } } })).content as VersionContent;
  await freeze("zero_draft");
  const reader = makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }) }) as UserCtx;
  expect(await undoSetAside(reader, id, hash)).toMatchObject({ error: { code: "document.not_found" } });
  expect(await undoSetAside(ctx, id, hash)).toEqual({ ok: true, value: null });
  expect(await undoSetAside(ctx, id, hash)).toMatchObject({ error: { code: "document.changed" } });
  const listed = async (standing: "unread" | "aside") => {
    const list = await listAnswerStandings(ctx, id, { chapter, standing, after: `${made.symbol}~A` });
    return list.ok && list.value.items.some(({ symbol }) => symbol === made.symbol);
  };
  expect([await listed("unread"), await listed("aside")]).toEqual([true, false]);
  expect(await freezeVersion(ctx, id, { stage: "revision", waive: ["bare"], reason: "x" })).toMatchObject({ error: { code: "document.answers_unread" } });
  await freeze("revision");
  const second = await contentOf(2);
  expect([(await contentOf(1)).aside, second.aside].map((answers) => answers.map(({ symbol }) => symbol))).toEqual([[made.symbol], []]);
  expect(second.waiver!.answers[made.symbol]).toEqual(["B3"]);
  // The party reads of the version it was set aside in, and that the next one did not consider it; everybody of what is published.
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  const stages = (traces: Awaited<ReturnType<typeof listTraces>>) => traces.ok && traces.value.map(({ stage }) => stage);
  expect(stages(await listTraces(focal, made.reportId))).toEqual(["zero_draft", "revision"]);
  await openTraces(focal, made.reportId, true);
  await openConsultation(ctx, { document: id, number: 2 }, LAST_DAY);
  expect(await listPublicTraces(makeCtx({ db, actor: null }), made.symbol)).toMatchObject({
    ok: true,
    value: { traces: [{ question: "B3", stage: "revision", paragraphs: [], reason: "In time.", waived: true }] },
  });
  expect(await aside(), "it can be set aside anew").toEqual({ ok: true, value: null });
  expect([await listed("unread"), await listed("aside")]).toEqual([false, true]);
  const types = await db.auditEvent.findMany({ where: { subject: `document:${id}`, type: { contains: "aside" } }, orderBy: { id: "asc" } });
  expect(types.map(({ type, data }) => [type, (data as { reason: string }).reason])).toEqual([
    ["document.answer_set_aside", "Counted in the figures."],
    ["document.set_aside_undone", "Counted in the figures."],
    ["document.answer_set_aside", "Counted in the figures."],
  ]);
});

test("a party reads under which themes its answers are counted once a version is frozen, and all of it as a letter", async () => {
  const ctx = await officer();
  const made = await makeSubmission(db, { answers: [{ question: "B1", value: "We connected every school. It was done by 2024." }] });
  const coder = await makeCoder(db);
  const theme = unique("Schools");
  await markSentences(coder, made, [0], [await makeCode(coder, theme)]);
  await markSentences(await makeCoder(db), made, [1], [await makeCode(coder, "Not finished")]);
  await finish(coder, made);
  const focal = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role: "focal_point" }] }) });
  const { id, paragraphs, draft } = await makeDocument(ctx, [GROWN]);
  const asked = { document: id, paragraph: (await paragraphs())[0]!.id };
  await citeAnswer(ctx, asked, { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: ["every school"] });
  await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread"], reason: "First round." });
  const mails = await db.mail.findMany({ where: { to: focal.actor.email, kind: "document.frozen" } });
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ unsubscribe: expect.stringContaining("/letters/"), text: expect.stringContaining("It cites one of your answers.") });
  // The next version is another letter, but to nobody who left such letters.
  await chooseLetters(focal, true);
  await freezeVersion(ctx, id, { stage: "revision", waive: ["unread"], reason: "Second round." });
  expect(await db.mail.count({ where: { to: focal.actor.email, kind: "document.frozen" } })).toBe(1);
  // Coders may read it, too: nothing is told while they are blind to each other.
  expect(await listThemes(focal, made.reportId)).toEqual({ ok: true, value: [] });
  // Tests share the cycle: who codes after this one is blind again.
  const keeper = await makeCoder(db, "admin");
  onTestFinished(async () => void (await setOpen(keeper, false)));
  await setOpen(keeper, true);
  expect(await listThemes(focal, made.reportId)).toMatchObject({ ok: true, value: [{ question: "B1", row: "", themes: [{ name: theme }] }] });
  const letter = await letterOfTraces(focal, made.reportId);
  if (!letter.ok) throw new Error(letter.error.code);
  const text = plainOf(letter.value.paper().blocks);
  for (const said of [(await draft()).title, "B1 – Cited in paragraph 1", `B1 – ${theme}`]) expect(text).toContain(said);
  const stranger = makeCtx({ db, actor: await makeUser(db, {}) });
  expect(await listThemes(stranger, made.reportId)).toMatchObject({ error: { code: "report.not_found" } });
  expect(await letterOfTraces(stranger, made.reportId)).toMatchObject({ error: { code: "report.not_found" } });
});

test("everybody reads what became of published answers once the party's focal point lets them, until that is taken back", async () => {
  const ctx = await officer();
  const made = await makeSubmission(db, {
    state: "published",
    answers: [
      { question: "B1", value: "We connected every school." },
      { question: "F6", value: "For the desk alone.", confidential: true },
    ],
  });
  const { id, paragraphs } = await makeDocument(ctx, [GROWN]);
  const asked = { document: id, paragraph: (await paragraphs())[0]!.id };
  await citeAnswer(ctx, asked, { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: [""] });
  await setAside(ctx, id, { submission: made.id, question: "F6", row: "", reason: "Confidential." });
  await freezeVersion(ctx, id, { stage: "zero_draft", waive: ["unread"], reason: "First round." });
  const member = async (role: "focal_point" | "contributor") => makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: made.party.id, role }] }) });
  const [focal, contributor] = [await member("focal_point"), await member("contributor")];
  const anybody = makeCtx({ db, actor: null });
  const shown = async () => {
    const found = await listPublicTraces(anybody, made.symbol);
    return found.ok ? found.value.traces.map(({ question }) => question) : found.error.code;
  };
  expect([await shown(), await hasPublicTraces(anybody, made.symbol)]).toEqual(["document.not_found", false]);
  expect(await openTraces(contributor, made.reportId, true)).toMatchObject({ error: { code: "report.not_allowed" } });
  expect(await openTraces(ctx, made.reportId, true)).toMatchObject({ error: { code: "report.not_found" } });
  for (let time = 0; time < 2; time++) expect(await openTraces(focal, made.reportId, true)).toEqual({ ok: true, value: null });
  // What was frozen is told once it is published; what is confidential is nowhere in it, not even that it was set aside.
  expect([await shown(), await hasPublicTraces(anybody, made.symbol)]).toEqual([[], true]);
  expect(await openConsultation(ctx, { document: id, number: 1 }, LAST_DAY)).toMatchObject({ ok: true });
  expect([await shown(), await hasPublicTraces(anybody, made.symbol)]).toEqual([["B1"], true]);
  expect(await getTraceChoice(contributor, made.reportId)).toEqual({ ok: true, value: { given: true, mayChoose: false } });
  await openTraces(focal, made.reportId, false);
  expect([await shown(), await hasPublicTraces(anybody, made.symbol)]).toEqual(["document.not_found", false]);
  const events = await db.auditEvent.findMany({ where: { subject: `report:${made.reportId}`, type: { startsWith: "document." } }, orderBy: { id: "asc" } });
  expect(events.map(({ type }) => type)).toEqual(["document.traces_opened", "document.traces_closed"]);
});
