import { expect, test } from "vitest";
import type { Language } from "~/lib/languages";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { getAlike, getCompilation, getUnlike, getWholeCompilation } from "~/features/compilations/queries/compilation.server";
import { paperOfCompilation } from "~/features/papers/queries/compilation.server";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const desk = async (language: Language = "en") => makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }), language });
const asked = (question: string, region: string, more: object = {}) => ({
  template: "national-report",
  question,
  row: "",
  filters: { region },
  by: "kind" as const,
  ...more,
});
const textOf = (value: unknown): string => String(value);

test("the latest version of each report that is input stands in a compilation, once, under the name its reader's language sorts it by", async () => {
  const unGroup = unique("region");
  const answered = (value: string) => [{ question: "B1", value }];
  const twice = await makeSubmission(db, { unGroup, state: "published", answers: answered("before") });
  await makeSubmission(db, { unGroup, reportId: twice.reportId, party: twice.party, version: 2, answers: answered("now") });
  // Taken back: what was said before stands again.
  const back = await makeSubmission(db, { unGroup, state: "accepted", answers: answered("stands again") });
  await makeSubmission(db, { unGroup, reportId: back.reportId, party: back.party, version: 2, state: "withdrawn", answers: answered("taken back") });
  for (const state of ["recalled", "withdrawn", "superseded", "not_published"] as const) await makeSubmission(db, { unGroup, state, answers: answered(state) });
  await makeSubmission(db, { unGroup, answers: [{ question: "B3", value: [] }] });
  const found = await getCompilation(await desk(), asked("B1", unGroup), null);
  if (!found.ok) throw new Error(found.error.code);
  expect(found.value).toMatchObject({ count: 2, parties: 2, next: null, label: expect.stringContaining("?") });
  expect(found.value.items.map(({ value }) => textOf(value)).sort()).toEqual(["now", "stands again"]);
});

test("answers stand part by part, in each order; screens go on without a gap", async () => {
  const unGroup = unique("region");
  const names = ["Zambie", "Égypte", "Éthiopie", "Érythrée"];
  for (let index = 0; index < 30; index++) {
    const party = await makeParty(db, { unGroup, kind: "state" });
    await db.party.update({
      where: { id: party.id },
      data: { names: Object.fromEntries(["ar", "zh", "en", "fr", "ru", "es"].map((language) => [language, `${names[index % 4]} ${index}`])) },
    });
    await makeSubmission(db, {
      unGroup,
      party,
      language: index % 2 ? "fr" : "zh",
      answers: [{ question: "B1", value: `${index}`, language: index % 2 ? "fr" : "zh" }],
    });
  }
  const ctx = await desk("fr");
  const seen: { name: string; part: string; words: number | null }[] = [];
  let after: string | null = null;
  do {
    const found = await getCompilation(ctx, { ...asked("B1", unGroup), by: "language" }, after);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.parts.map(({ key, label, count }) => [key, label, count])).toEqual([
      ["zh", "中文", 15],
      ["fr", "Français", 15],
    ]);
    seen.push(...found.value.items.map(({ party, part, words }) => ({ name: party.name, part, words })));
    after = found.value.next;
  } while (after);
  expect(seen.map(({ part }) => part)).toEqual([...Array<string>(15).fill("zh"), ...Array<string>(15).fill("fr")]);
  const french = seen.filter(({ part }) => part === "fr").map(({ name }) => name);
  expect(french).toEqual([...french].sort(new Intl.Collator("fr", { numeric: true }).compare));
  expect(seen.every(({ words }) => words === 1)).toBe(true);
});

test("an answer stands under each group, Goal and objective its report belongs to, and counts once in the whole", async () => {
  const unGroup = unique("region");
  await makeSubmission(db, { unGroup, groups: ["LDC", "SIDS"], sdgs: ["4", "9"], gdc: ["O2"], answers: [{ question: "B1", value: "several" }] });
  await makeSubmission(db, { unGroup, groups: ["SIDS"], sdgs: ["9"], answers: [{ question: "B1", value: "one" }] });
  await makeSubmission(db, { unGroup, answers: [{ question: "B1", value: "none" }] });
  const under = async (by: "group" | "sdg" | "gdc", more: object = {}) => {
    const found = await getCompilation(await desk(), { ...asked("B1", unGroup, more), by }, null);
    if (!found.ok) throw new Error(found.error.code);
    const { count, parties, parts, items } = found.value;
    expect([count, parties]).toEqual("part" in more ? [2, 2] : [3, 3]);
    return parts.map(({ key, count: own }) => [
      key,
      own,
      items
        .filter(({ part }) => part === key)
        .map(({ value }) => textOf(value))
        .sort()
        .join(),
    ]);
  };
  expect(await under("group")).toEqual([
    ["LDC", 1, "several"],
    ["SIDS", 2, "one,several"],
    ["", 1, "none"],
  ]);
  expect(await under("sdg")).toEqual([
    ["4", 1, "several"],
    ["9", 2, "one,several"],
    ["", 1, "none"],
  ]);
  expect(await under("gdc")).toEqual([
    ["O2", 1, "several"],
    ["", 2, "none,one"],
  ]);
  expect(await under("group", { part: "SIDS" })).toEqual([["SIDS", 2, "one,several"]]);
});

test("words are counted in groups and tables, too; a choice has none", async () => {
  const unGroup = unique("region");
  await makeSubmission(db, {
    unGroup,
    answers: [
      { question: "F1", value: { measures: "three words here", gap: 5 } },
      { question: "B2", value: [{ id: "r1", title: "one two", change: "three" }] },
      { question: "C1", value: "none" },
    ],
  });
  const words = async (question: string) => {
    const found = await getCompilation(await desk(), asked(question, unGroup), null);
    return found.ok && found.value.items.map((item) => item.words);
  };
  expect(await words("F1")).toEqual([3]);
  expect(await words("B2")).toEqual([3]);
  expect(await words("C1")).toEqual([null]);
});

test("what repeats by action line is compiled for all lines or for one, and chosen lines are no answer", async () => {
  const unGroup = unique("region");
  const answers = [
    { question: "D2", value: ["C2", "C5"] },
    { question: "D2", row: "C2", value: "two" },
    { question: "D2", row: "C5", value: "five" },
  ];
  await makeSubmission(db, { unGroup, lines: ["C2", "C5"], answers });
  const ctx = await desk();
  const rows = async (more: object) => {
    const found = await getCompilation(ctx, asked("D2", unGroup, more), null);
    return found.ok ? found.value.items.map(({ row, value }) => `${row} ${textOf(value)}`) : found.error.code;
  };
  expect(await rows({})).toEqual(["C2 two", "C5 five"]);
  expect(await rows({ row: "C5" })).toEqual(["C5 five"]);
  expect(await rows({ row: "C99" })).toBe("compilation.not_found");
  expect(await rows({ filters: { region: unGroup, line: "C7" } })).toEqual([]);
});

test("contacts stand in no compilation, confidential answers in none that leaves the desk, and nobody else reads one", async () => {
  const unGroup = unique("region");
  await makeSubmission(db, { unGroup, answers: [{ question: "B1", value: "For the desk alone.", confidential: true }] });
  await makeSubmission(db, { unGroup, answers: [{ question: "B1", value: "For everybody." }] });
  const ctx = await desk();
  expect(await getCompilation(ctx, asked("A3", unGroup), null)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
  expect(await getCompilation(ctx, asked("A1", unGroup), null)).toMatchObject({ ok: false });
  const found = await getWholeCompilation(ctx, asked("B1", unGroup));
  expect(found.ok && found.value.items.map(({ confidential }) => confidential).sort()).toEqual([false, true]);
  const paper = await paperOfCompilation(ctx, asked("B1", unGroup));
  if (!paper.ok) throw new Error(paper.error.code);
  for (const made of [paper.value.paper(), paper.value.book()]) {
    expect(JSON.stringify(made)).toContain("For everybody.");
    expect(JSON.stringify(made)).not.toContain("For the desk alone.");
  }
  expect(paper.value.paper().notices).toContain("1 confidential answer has been left out.");
  for (const actor of [null, await makeUser(db, {}), await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] })]) {
    expect(await getCompilation(makeCtx({ db, actor }), asked("B1", unGroup), null)).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
    expect(await listChapters(makeCtx({ db, actor }))).toEqual([]);
  }
});

test("the chapters of the report name each question once, with how many have answered it, action lines between the second and the third", async () => {
  const before = await listChapters(await desk());
  const count = (chapters: typeof before, chapter: string, question: string): number =>
    chapters
      .find(({ key }) => key === chapter)!
      .sources.flatMap(({ template, questions }) => (template === "national-report" ? questions : []))
      .find(({ code }) => code === question)!.count;
  await makeSubmission(db, {
    answers: [
      { question: "B1", value: "one" },
      { question: "D2", value: ["C5"] },
      { question: "D2", row: "C5", value: "five" },
    ],
  });
  const after = await listChapters(await desk("ar"));
  expect(count(after, "progress", "B1") - count(before, "progress", "B1")).toBe(1);
  expect(count(after, "C5", "D2") - count(before, "C5", "D2")).toBe(1);
  expect(count(after, "C8", "D2") - count(before, "C8", "D2")).toBe(0);
  expect(after.map(({ key }) => key).slice(0, 3)).toEqual(["process", "progress", "C1"]);
  expect(after).toHaveLength(8 + 18);
});

test("answers that are nearly the same text stand as one with who gave them, what is like no other is counted", async () => {
  const unGroup = unique("region");
  const text = "Connectivity of rural schools must be affordable by 2030, and women and girls must have the skills and the devices to use it without fear.";
  for (const value of [
    text,
    text.replace("affordable", "free"),
    `**${text}**`,
    "We have nothing to say on this question but that our own strategy is being prepared by the ministry.",
  ])
    await makeSubmission(db, { unGroup, answers: [{ question: "B1", value }] });
  const found = await getAlike(await desk(), asked("B1", unGroup));
  if (!found.ok) throw new Error(found.error.code);
  expect(found.value).toMatchObject({ count: 4, rest: 1, groups: [{ count: 3 }] });
  // Each of them can be read, and so can what is like no other.
  expect(new Set(found.value.groups[0]!.given.map(({ symbol }) => symbol)).size).toBe(3);
  const rest = await getUnlike(await desk(), asked("B1", unGroup), null);
  expect(rest.ok && rest.value).toMatchObject({ count: 1, parties: 1, next: null });
  expect(rest.ok && textOf(rest.value.items[0]!.value)).toContain("We have nothing to say");
  // Choices are counted, not likened.
  await makeSubmission(db, { unGroup, answers: [{ question: "C1", value: "none" }] });
  expect(await getAlike(await desk(), asked("C1", unGroup))).toMatchObject({ ok: false, error: { code: "compilation.not_found" } });
});
