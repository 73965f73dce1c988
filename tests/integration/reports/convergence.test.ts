import fc from "fast-check";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { listAnswers } from "~/features/reports/queries/answers.server";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { makeAuthor, makeColleague, type Author } from "../../support/author";
import { testDatabase } from "../../support/database";
import { startEdge, type Edge } from "../../support/edge";
import { LINES, ReportPage, textOf, type Line } from "../../support/report-page";

/** Authors of one report on lines that break and with pages that crash, on the portal's own interface. */
const { db } = testDatabase();
let edge: Edge;

beforeAll(async () => {
  edge = await startEdge(db);
});
afterAll(() => edge?.stop());

/** `CONVERGENCE_RUNS` and `CONVERGENCE_SEED` choose how many stories are told, and which. A failure prints its seed. */
const RUNS = Number(process.env.CONVERGENCE_RUNS ?? 10);
const SEED = Number(process.env.CONVERGENCE_SEED ?? 2025);
const QUESTIONS = ["B1", "A2"] as const;
/** After so long, with every line whole again, all are to show the same. */
const SETTLED_MS = 10_000;

type Act = "type" | Line | "deaf" | "hearing" | "crash" | "close" | "mine" | "theirs" | "merge";
type Step = { who: number; question: (typeof QUESTIONS)[number]; act: Act };

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(4),
  question: fc.constantFrom(...QUESTIONS),
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Act>("type") },
    { weight: 5, arbitrary: fc.constantFrom<Act>("whole", ...LINES) },
    { weight: 2, arbitrary: fc.constantFrom<Act>("deaf", "hearing") },
    { weight: 2, arbitrary: fc.constantFrom<Act>("crash", "close") },
    { weight: 3, arbitrary: fc.constantFrom<Act>("mine", "theirs", "merge") },
  ),
});

async function headersOf(author: Author, index: number): Promise<Record<string, string>> {
  if (index === 0) return author.program;
  const token = await createApiToken(await makeColleague(author), { label: "test", scopes: ["reports:read", "reports:write"], expiresAt: null });
  if (!token.ok) throw new Error(token.error.code);
  return { authorization: `Bearer ${token.value.token}` };
}

async function doStep(page: ReportPage, { question, act }: Step, word: string): Promise<void> {
  switch (act) {
    case "type":
      return page.type(question, word);
    case "crash":
    case "close":
      return page[act]();
    case "deaf":
      return page.stopListening();
    case "hearing":
      return page.listen();
    case "mine":
    case "theirs":
    case "merge":
      return page.choose(question, act);
    default:
      page.line = act;
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What the portal holds of each question, and what each page shows of it. */
async function standOf({ ctx, reportId }: Author, pages: readonly ReportPage[]) {
  const listed = await listAnswers(ctx, reportId);
  if (!listed.ok) throw new Error(listed.error.code);
  return QUESTIONS.map((question) => {
    const answer = listed.value.items.find((candidate) => candidate.question === question);
    const held = { question, revision: answer?.revision ?? 0, text: textOf(answer?.value) };
    const shown = pages.map(({ queue, shown }) => ({ question, revision: queue.view(question).revision, text: shown.get(question) }));
    return { held, shown };
  });
}

test("two to five authors on lines that break show the same in the end, and no word of anybody's is lost", { timeout: 60_000 + RUNS * 20_000 }, async () => {
  const opened = new Set<ReportPage>();
  onTestFinished(() => opened.forEach((page) => page.stopListening()));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.array(step, { minLength: 30, maxLength: 60 }), async (count, steps) => {
      const author = await makeAuthor(db, edge.origin);
      const pages: ReportPage[] = [];
      for (let index = 0; index < count; index++)
        pages.push(new ReportPage(`${edge.origin}/api/v1/reports/${author.reportId}`, await headersOf(author, index), QUESTIONS));
      for (const page of pages) {
        opened.add(page);
        await page.open();
        page.listen();
      }
      const typed = new Map<string, string[]>(QUESTIONS.map((question) => [question, []]));
      for (const [index, next] of steps.entries()) {
        const word = `word${index}by${next.who % count}`;
        if (next.act === "type") typed.get(next.question)!.push(word);
        await doStep(pages[next.who % count]!, next, word);
        if (index % 3 === 0) await pause(4);
      }

      for (const page of pages) {
        page.line = "whole";
        page.listen();
      }
      const isAgreed = async () => (await standOf(author, pages)).every(({ held, shown }) => shown.every(({ revision }) => revision === held.revision));
      for (const until = Date.now() + SETTLED_MS; Date.now() < until; await pause(10)) {
        let isSettled = true;
        for (const page of pages) isSettled = (await page.settle()) && isSettled;
        if (isSettled && (await isAgreed())) break;
      }
      for (const page of pages) expect(await page.settle()).toBe(true);
      for (const { held, shown } of await standOf(author, pages)) {
        expect(shown).toEqual(shown.map(() => held));
        const saves = await db.save.findMany({ where: { scope: `report:${author.reportId}`, unit: held.question } });
        const kept = new Set([held.text, ...saves.map(({ value }) => textOf(value))].flatMap((text) => text.split(/\s+/)));
        expect(typed.get(held.question)!.filter((word) => !kept.has(word))).toEqual([]);
      }
      for (const page of pages) page.stopListening();
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});
