import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pagesOf, questionsOfPage, shownQuestionsOfPage } from "./pages";
import { envOfPage, onlySection, partOf } from "./page-part";
import { problemsAt } from "./problems";
import { assess } from "./progress";
import { isFixed } from "./values";
import type { Answer } from "./visibility";
import { anyReport, completeAnswers, envOf, example, references, slots } from "./testing";

const pageState = (answers: Parameters<typeof envOf>[0], page: string, groups?: string[]) => assess(envOf(answers, groups)).pages.find(({ id }) => id === page);

describe("assess", () => {
  it("finds a finished report complete", () => {
    const done = assess(envOf(completeAnswers));
    expect(done.problems).toEqual([]);
    expect(done.complete).toBe(true);
    expect(done.pages.map(({ id, state }) => [id, state])).toEqual([
      ["A", "complete"],
      ["B", "complete"],
      ["D", "complete"],
      ["D-C1", "complete"],
      ["D-C7-GOV", "complete"],
      ["I", "complete"],
    ]);
    expect(done.counts.requiredDone).toBe(done.counts.required);
  });

  it.each(Object.keys(completeAnswers))("is not complete without %s", (key) => {
    const { [key]: _left, ...rest } = completeAnswers;
    expect(assess(envOf(rest)).complete).toBe(false);
  });

  it("tells the states of a page apart", () => {
    expect(pageState({}, "A")).toMatchObject({ state: "not_started", counts: { total: 3, answered: 0, required: 3, requiredDone: 0 }, problems: 3 });
    expect(pageState({ A2: "Ministry" }, "A")).toMatchObject({ state: "in_progress", counts: { total: 3, answered: 1, required: 3, requiredDone: 1 } });
    expect(pageState({ A2: "A ministry with a long name" }, "A")).toMatchObject({ state: "needs_attention" });
  });

  it("demands and counts a section for groups only of those groups", () => {
    expect(pageState(completeAnswers, "F")).toBeUndefined();
    expect(pageState(completeAnswers, "F", ["SIDS"])).toMatchObject({ state: "not_started", counts: { total: 1, required: 1 } });
    expect(assess(envOf({ ...completeAnswers, F7: "Yes" }, ["SIDS"])).complete).toBe(true);
  });

  it("has something to say when all is to be published and answers are marked confidential", () => {
    const having = (publish: string, marked: Record<string, boolean>) =>
      assess(
        envOf({
          ...completeAnswers,
          I1: { ...(completeAnswers.I1 as object), publish, date: "2026-12-01" } as never,
          ...Object.fromEntries(Object.entries(marked).map(([key, confidential]) => [key, { value: completeAnswers[key], confidential }])),
        }),
      );
    const found = having("all", { A2: true, "D2|C1": true });
    expect(found.problems).toEqual([
      { question: "I1", row: "", field: "publish", code: "marked_answers", params: { count: 2, answers: ["A2", "C1 D2"] }, severity: "error" },
    ]);
    expect(found.complete).toBe(false);
    expect(found.pages.find(({ id }) => id === "I")).toMatchObject({ state: "needs_attention", problems: 1 });
    expect(having("all", { A2: false }).problems).toEqual([]);
    expect(having("after_date", { A2: true }).problems).toEqual([]);
  });

  it("counts an answer in the language it was written in", () => {
    const seven = "七个汉字的答案";
    const as = (language: "en" | "zh") => assess(envOf({ ...completeAnswers, "D2|C1": { value: seven, language } })).problems;
    expect(as("zh")).toEqual([]);
    expect(as("en")).toMatchObject([{ question: "D2", row: "C1", code: "too_many_words", params: { count: 7, limit: 5 } }]);
  });

  it("says the same as the pages of the form, which know their own answers and a part of the others: one validator", () => {
    const keys = slots.map(({ question, row }) => `${question}|${row}`);
    const parts = new Map(example.sections.map(({ code }) => [code, onlySection(example, code)]));
    let complete = 0;
    let broken = 0;
    fc.assert(
      fc.property(anyReport, fc.boolean(), fc.subarray(keys), fc.boolean(), ({ answers, groups }, finished, marks, publishAll) => {
        const consent = publishAll ? { publish: "all", declaration: true } : { publish: "after_date", date: "2025-12-31", declaration: true };
        const given = { ...(finished ? { ...completeAnswers, F7: "Yes" } : answers), ...((finished || publishAll) && { I1: consent }) };
        const stored = Object.entries(given).map(([key, value]) => {
          const [question = "", row = ""] = key.split("|");
          const language: Answer["language"] = marks.length % 2 === 0 && question === "D2" ? "zh" : undefined;
          return { question, row, value, confidential: marks.includes(`${question}|${row}`), language };
        });
        const env = envOf(Object.fromEntries(stored.map(({ question, row, ...answer }) => [`${question}|${row}`, answer])), groups);
        const assessed = assess(env);
        const shown = assessed.pages.flatMap((page) => {
          const definition = parts.get(page.section)!;
          const own = questionsOfPage(example, page).map(({ code }) => code);
          const typed = stored.filter(({ question, row }) => row === page.row && own.includes(question));
          // What the server holds of the page's own answers is out of date the moment somebody types.
          const before = stored.map((answer) => (typed.includes(answer) ? { ...answer, value: null, confidential: !answer.confidential } : answer));
          const part = partOf(page, { env, answers: before, definition });
          const here = envOfPage(page, part, typed, { groups, references, language: "en" });
          return questionsOfPage(definition, page).flatMap((question) => problemsAt(here, question, page.row));
        });
        expect(shown).toEqual(assessed.problems);
        expect(assessed.complete).toBe(shown.length === 0);
        expect(assessed.pages.every(({ state }) => state === "complete")).toBe(assessed.complete);
        expect(assessed.counts.requiredDone === assessed.counts.required || !assessed.complete).toBe(true);
        if (assessed.complete) complete += 1;
        if (shown.some(({ code }) => code === "marked_answers")) broken += 1;
      }),
      { numRuns: 200 },
    );
    expect(complete).toBeGreaterThan(25);
    expect(broken).toBeGreaterThan(25);
  });

  it("never finds a problem in what is hidden, and none that leads to no field", () => {
    fc.assert(
      fc.property(anyReport, ({ answers, groups }) => {
        const env = envOf(answers, groups);
        const visible = new Set(pagesOf(env).flatMap((page) => shownQuestionsOfPage(env, page).map(({ code }) => `${code}|${page.row}`)));
        for (const problem of assess(env).problems) {
          expect(visible).toContain(`${problem.question}|${problem.row}`);
          const question = slots.find((slot) => slot.question === problem.question && slot.row === problem.row)!.of;
          if (problem.field) expect(question.kind === "single" ? [] : question.fields.map(({ id }) => id)).toContain(problem.field);
        }
        // Taking away what is hidden changes nothing.
        const shownOnly = Object.fromEntries(Object.entries(answers).filter(([key]) => visible.has(key)));
        expect(assess(envOf(shownOnly, groups))).toEqual(assess(env));
      }),
      { numRuns: 300 },
    );
  });

  it("counts each question that applies once, the fixed ones never", () => {
    fc.assert(
      fc.property(anyReport, ({ answers, groups }) => {
        const env = envOf(answers, groups);
        for (const page of assess(env).pages) {
          const asked = questionsOfPage(env.definition, page).filter((question) => !isFixed(question) && env.shows(question.code, page.row));
          expect(page.counts.total).toBe(asked.length);
          expect(page.counts.answered).toBeLessThanOrEqual(page.counts.total);
          expect(page.counts.requiredDone).toBeLessThanOrEqual(page.counts.required);
        }
      }),
    );
  });
});
