import { expect, test } from "vitest";
import { getChapter, getWholeChapter } from "~/features/compilations/queries/chapter.server";
import { getCross } from "~/features/compilations/queries/cross.server";
import { getFigures } from "~/features/compilations/queries/figures.server";
import { getCompilation } from "~/features/compilations/queries/compilation.server";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { compilationLinks, readChapter, writeChapter } from "~/features/compilations/model/address";
import { getCodebook } from "~/features/codings/queries/codebook.server";
import { paperOfChapter, paperOfCompilation } from "~/features/papers/queries/compilation.server";
import type { Language } from "~/lib/languages";
import { plainOf } from "~/lib/paper";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { translate } from "../../factories/translation";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, testDatabase } from "../../support/database";

const { db } = testDatabase();
const desk = async (language: Language = "en") => makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }), language });
const by = "kind" as const;

/** What a State, a facilitator and an organisation say on C5, and something each of them says on another line. */
async function fillLine(unGroup: string) {
  const state = await makeSubmission(db, {
    unGroup,
    lines: ["C5", "C2"],
    answers: [
      { question: "D1", value: { C2: { lead_body: "Body of C2" }, C5: { lead_body: "Body of C5" } } },
      { question: "D2", value: ["C2", "C5"] },
      { question: "D2", row: "C2", value: "State on C2." },
      { question: "D2", row: "C5", value: "State on C5." },
      { question: "B1", value: "State in general." },
    ],
  });
  const entity = await makeParty(db, { kind: "un_entity", unGroup });
  const facilitator = { template: "facilitator-report", unGroup, party: entity };
  await makeSubmission(db, { ...facilitator, line: "C5", answers: [{ question: "C2", value: "Facilitator on C5." }] });
  await makeSubmission(db, { ...facilitator, line: "C2", answers: [{ question: "C2", value: "Facilitator on C2." }] });
  await makeSubmission(db, {
    template: "stakeholder-contribution",
    unGroup,
    category: "civil_society",
    party: await makeParty(db, { kind: "organisation", unGroup }),
    answers: [
      { question: "C4", row: "C5", value: { evidence: "Others on C5.", progress: "3" } },
      { question: "C4", row: "C2", value: { evidence: "Others on C2." } },
    ],
  });
  await makeSubmission(db, { unGroup, answers: [{ question: "D2", row: "C5", value: "State in confidence.", confidential: true }] });
  return state;
}

test("an action line stands on one page across the templates, question by question, and nothing of another line", async () => {
  const unGroup = unique("region");
  await fillLine(unGroup);
  const ctx = await desk();
  const found = await getChapter(ctx, "C5", { filters: { region: unGroup }, by }, null);
  if (!found.ok) throw new Error(found.error.code);
  const { questions, ...facts } = found.value;
  expect(facts).toMatchObject({ key: "C5", code: "C5", count: 5, parties: 4, next: null });
  expect(questions.map(({ template, question, count }) => `${template} ${question} ${count}`)).toEqual([
    "facilitator-report C2 1",
    "national-report D1 1",
    "national-report D2 2",
    "stakeholder-contribution C4 1",
  ]);
  const said = JSON.stringify(questions.map(({ items }) => items.map(({ value, words }) => [value, words])));
  for (const text of ["Facilitator on C5.", "Body of C5", "State on C5.", "State in confidence.", "Others on C5."]) expect(said).toContain(text);
  expect(said).not.toContain("C2");
  expect(said).not.toContain("State in general.");
  // Filters and order are those of a question's page.
  const french = await getChapter(ctx, "C5", { filters: { region: unGroup, language: "fr" }, by }, null);
  expect(french.ok && french.value.count).toBe(0);
  const byLanguage = await getChapter(ctx, "C5", { filters: { region: unGroup }, by: "language" }, null);
  expect(byLanguage.ok && byLanguage.value.parts.map(({ key, count }) => [key, count])).toEqual([["en", 5]]);
  // A row of the matrix stands on the page of its question, too.
  const matrix = await getCompilation(ctx, { template: "national-report", question: "D1", row: "C5", filters: { region: unGroup }, by }, null);
  expect(matrix.ok && matrix.value.items.map(({ value }) => value)).toEqual([{ C5: { lead_body: "Body of C5" } }]);
  const none = await getCompilation(ctx, { template: "national-report", question: "D1", row: "C1", filters: { region: unGroup }, by }, null);
  expect(none.ok && none.value.count).toBe(0);
  const address = compilationLinks.chapter("en", "C5", writeChapter({ filters: { region: unGroup, cycle: "wsis20" }, by: "sdg" }));
  expect(readChapter(new URL(address, "https://portal.example").searchParams)).toEqual({ filters: { region: unGroup, cycle: "wsis20" }, by: "sdg" });
});

test("every chapter has such a page; there is none of another name, and none for those who do not read at the desk", async () => {
  const unGroup = unique("region");
  await fillLine(unGroup);
  const ctx = await desk();
  const progress = await getChapter(ctx, "progress", { filters: { region: unGroup }, by }, null);
  expect(progress.ok && progress.value.questions.map(({ question }) => question)).toEqual(["B1"]);
  expect(await getChapter(ctx, "C99", { filters: {}, by }, null)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
  for (const actor of [null, await makeUser(db, {}), await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] })])
    expect(await getChapter(makeCtx({ db, actor }), "C5", { filters: {}, by }, null)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
});

test("screens of a chapter go on without a gap, also where an answer stands under several parts", async () => {
  const unGroup = unique("region");
  for (let index = 0; index < 14; index++)
    await makeSubmission(db, {
      unGroup,
      groups: ["LDC", "SIDS"],
      answers: [
        { question: "D2", row: "C5", value: `two ${index}` },
        { question: "D3", row: "C5", value: `three ${index}` },
      ],
    });
  const ctx = await desk();
  const asked = { filters: { region: unGroup }, by: "group" as const };
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const found = await getChapter(ctx, "C5", asked, after);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value).toMatchObject({ count: 28, parties: 14 });
    seen.push(...found.value.questions.flatMap(({ question, items }) => items.map(({ submission, part }) => `${question} ${part} ${submission}`)));
    after = found.value.next;
  } while (after);
  expect(new Set(seen).size).toBe(56);
  const whole = await getWholeChapter(ctx, "C5", asked);
  expect(whole.ok && whole.value.questions.flatMap(({ question, items }) => items.map(({ submission, part }) => `${question} ${part} ${submission}`))).toEqual(
    seen,
  );
});

test("a chapter on paper has its templates, questions and parts in order, words counted, symbols, and nothing that is confidential", async () => {
  const unGroup = unique("region");
  const state = await fillLine(unGroup);
  const paper = await paperOfChapter(await desk(), "C5", { filters: { region: unGroup }, by });
  if (!paper.ok) throw new Error(paper.error.code);
  const text = plainOf(paper.value.paper().blocks);
  const places = ["Facilitator on C5.", "Body of C5", "State on C5.", "Others on C5."].map((words) => text.indexOf(words));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(text).toContain(state.symbol);
  expect(text).toContain("3 words");
  for (const made of [text, JSON.stringify(paper.value.book())]) {
    expect(made).not.toContain("in confidence");
    expect(made).not.toContain("on C2");
    expect(made).toContain("State on C5.");
  }
  expect(paper.value.paper().notices).toContain("1 confidential answer has been left out.");
});

test("a compilation on paper gives answers in their own words, in translation where there is one, or both, marked", async () => {
  const unGroup = unique("region");
  const actor = await makeUser(db, { secretariat: ["desk_officer"] });
  const writer = makeCtx({ db, actor });
  const one = await makeSubmission(db, { unGroup, answers: [{ question: "B1", value: "What was signed." }] });
  await makeSubmission(db, { unGroup, answers: [{ question: "B1", value: "Without a translation." }] });
  await translate(writer, one.id, { unit: "B1", to: "fr", texts: { "": "Ce qui a été signé." } });
  const asked = { template: "national-report", question: "B1", row: "", filters: { region: unGroup }, by };
  const given = async (text: "original" | "translation" | "both") => {
    const paper = await paperOfCompilation(makeCtx({ db, actor, language: "fr" }), asked, text);
    if (!paper.ok) throw new Error(paper.error.code);
    const { blocks, notices } = paper.value.paper();
    return { text: plainOf(blocks), notice: notices[0], book: JSON.stringify(paper.value.book()) };
  };
  const [original, translation, both] = [await given("original"), await given("translation"), await given("both")];
  const has = ({ text }: { text: string }) => ["What was signed.", "Ce qui a été signé.", "Without a translation."].map((words) => text.includes(words));
  expect([has(original), has(translation), has(both)]).toEqual([
    [true, false, true],
    [false, true, true],
    [true, true, true],
  ]);
  expect(both.text.indexOf("What was signed.")).toBeLessThan(both.text.indexOf("Traduction du secrétariat"));
  expect(original.text).not.toContain("Traduction du secrétariat");
  expect(new Set([original.notice, translation.notice, both.notice]).size).toBe(3);
  expect([original, both].map(({ book }) => book.includes("Ce qui a été signé."))).toEqual([false, true]);
});

test("with no cycle open, answers are read and coded in the cycle that closed last; another is read where it is chosen", async () => {
  const own = await ownDatabase();
  try {
    const actor = await makeUser(own.db, { secretariat: ["editor"] });
    const ctx = makeCtx({ db: own.db, actor });
    await makeSubmission(own.db, { answers: [{ question: "B1", value: "Before the closing." }] });
    const { code } = (await own.db.cycle.findFirst({ where: { state: "open" } }))!;
    const asked = { template: "national-report", question: "B1", row: "", filters: {}, by };
    await own.db.cycle.updateMany({ where: { state: "open" }, data: { state: "closed" } });
    const last = (await own.db.cycle.findFirst({ where: { state: "closed" }, orderBy: { position: "desc" } }))!;
    const closed = await getCompilation(ctx, { ...asked, filters: { cycle: code } }, null);
    expect(closed.ok && closed.value.count).toBe(1);
    expect(last.code).toBe(code);
    expect(await getCompilation(ctx, asked, null)).toEqual(closed);
    const figures = await getFigures(ctx, { ...asked, question: "C1" });
    expect(figures.ok && figures.value.coverage[0]).toEqual({ reports: 0, of: 1 });
    const cross = await getCross(ctx, { template: "national-report", rows: "kind", columns: "un", filters: {} });
    expect(cross.ok && cross.value.rows.map(({ total }) => total)).toEqual([1]);
    expect((await listChapters(ctx)).length).toBeGreaterThan(18);
    expect((await getCodebook(ctx)).ok).toBe(true);
    expect(await getCompilation(ctx, { ...asked, filters: { cycle: "none" } }, null)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
    await own.db.cycle.updateMany({ data: { state: "prepared" } });
    expect(await listChapters(ctx)).toEqual([]);
    expect((await getCodebook(ctx)).ok).toBe(false);
  } finally {
    await own.close();
  }
});
