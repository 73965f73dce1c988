import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import type { UserCtx } from "~/platform/context.server";
import { formatInstant } from "~/lib/dates";
import { LANGUAGES } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import { fillReport } from "../../factories/report";
import { makeAuthor, makeColleague, type Author } from "../../support/author";
import { testDatabase } from "../../support/database";
import { startEdge, type Edge } from "../../support/edge";
import { hrefsOf, idsOf, postedBy, textOf } from "../../support/html-form";

/** What a signatory reads and what stays of it, as the portal's own pages and mails say it. */
const { db } = testDatabase();
const ZONE = "Asia/Kathmandu";
let edge: Edge;
let author: Author;
let colleague: UserCtx;

beforeAll(async () => {
  edge = await startEdge(db);
});
afterAll(() => edge?.stop());
beforeEach(async () => {
  author = await makeAuthor(db, edge.origin);
  await db.user.update({ where: { id: author.ctx.actor.id }, data: { timeZone: ZONE } });
  colleague = await makeColleague(author);
});

const open = async (path: string, who: Record<string, string> = author.browser) => {
  const response = await fetch(edge.origin + path, { headers: who });
  return { status: response.status, html: await response.text() };
};
const reviewPath = (): string => `/en/reports/${author.reportId}/review`;
const save = async (who: UserCtx, answers: Record<string, unknown>, row = ""): Promise<void> => {
  const kept = await db.answer.findMany({ where: { reportId: author.reportId, row } });
  const operations = Object.entries(answers).map(([question, value]) => ({
    opId: randomUUID(),
    question,
    row,
    baseRevision: kept.find((answer) => answer.question === question)?.revision ?? 0,
    value: value as never,
  }));
  const saved = await saveAnswers(who, { reportId: author.reportId, via: "form", operations });
  const refused = saved.ok ? saved.value.find(({ ok }) => !ok) : saved;
  if (refused) throw new Error(JSON.stringify(refused));
};

/** Sends the form that signs, as it stands on a page. */
async function sign(html: string) {
  const form = new URLSearchParams([...postedBy(html, 'name="contentHash"').entries()].map(([name, value]) => [name, String(value)]));
  for (const [name, value] of Object.entries({ name: "A. Signatory", function: "Director", accepted: "on" })) form.set(name, value);
  const response = await fetch(edge.origin + reviewPath(), { method: "POST", body: form, headers: author.browser, redirect: "manual" });
  return { status: response.status, html: await response.text(), location: response.headers.get("location") };
}

test("the receipt says in the mail, on its page and to whoever verifies it when, on which template and what was signed", async () => {
  await fillReport(author.ctx, author.reportId);
  const signed = await sign((await open(reviewPath())).html);
  expect(signed).toMatchObject({ status: 302, location: `/en/reports/${author.reportId}/receipt` });
  const version = await db.submission.findFirstOrThrow({
    where: { reportId: author.reportId },
    include: { report: { include: { templateVersion: true, party: true } } },
  });
  const { receipt, contentHash, templateHash, submittedAt } = version;
  const { version: templateVersion } = version.report.templateVersion;
  const [utc, local, geneva] = ["UTC", ZONE, "Europe/Zurich"].map((zone) => formatInstant(submittedAt, "en", zone));
  expect(utc).toMatch(/ UTC$/);

  const mail = await db.mail.findFirstOrThrow({ where: { to: author.ctx.actor.email, kind: "report.receipt" } });
  const said = mail.text.replace(/\s+/g, " ");
  for (const fact of [receipt, contentHash, templateHash, `Received on ${utc} (${local}).`, `Template version ${templateVersion}, `, `/en/verify/${receipt}`])
    expect(said).toContain(fact);

  const page = textOf((await open(signed.location!)).html);
  for (const fact of [receipt, contentHash, templateHash, utc, local, `Checksum of the template, version ${templateVersion}`, version.symbol])
    expect(page).toContain(fact);

  for (const who of [author.browser, {}]) {
    const { status, html } = await open(`/en/verify/${receipt}`, who);
    expect(status).toBe(200);
    const words = textOf(html);
    const own = who === author.browser ? local : geneva;
    for (const fact of ["This receipt is genuine", receipt, contentHash, templateHash, utc, own, `, version ${templateVersion}`, version.report.party.code])
      expect(words).toContain(fact);
    expect(words).not.toContain("A. Signatory");
  }
});

test("a receipt nobody has is not found, in words, in every language", async () => {
  for (const language of LANGUAGES) {
    const { status, html } = await open(`/${language}/verify/WSIS20-0000-0000-0000`, {});
    expect(status).toBe(404);
    expect(textOf(html)).toContain(translator(language)("public:verify.unknown").replace(/\s+/g, " "));
    expect(html).toContain('value="WSIS20-0000-0000-0000"');
  }
  expect(textOf((await open("/en/verify/WSIS20-0000-0000-0000", {})).html)).toContain("No submission has this receipt number.");
});

test("the review of an incomplete report lists every problem, and each link leads to what is there", { timeout: 120_000 }, async () => {
  await save(author.ctx, {
    A3: { focal_point: { name: "A. Person" } },
    B1: Array.from({ length: 501 }, (_, word) => `word${word}`).join(" "),
    B2: [{ id: "first", title: "Only a title" }],
    C1: "in_force",
    D1: { C1: { progress: "3" } },
    D2: ["C1", "C5", "C7-GOV", "C7-ENV", "C11"],
    H1: { C1: { decision: "keep" } },
    I1: { publish: "after_date" },
  });
  await save(author.ctx, { D2: "Measures." }, "C5");
  const review = await getReviewPage(author.ctx, author.reportId);
  if (!review.ok) throw new Error(review.error.code);
  const { problemList } = review.value;
  expect(problemList.map(({ code }) => code)).toEqual(expect.arrayContaining(["required", "row_incomplete", "too_many_words"]));

  const { status, html } = await open(reviewPath());
  expect(status).toBe(200);
  expect(() => postedBy(html, 'name="contentHash"')).toThrow();
  const links = hrefsOf(html).filter((href) => href.includes("?check#"));
  expect(links).toHaveLength(problemList.length);
  expect(textOf(html)).toContain(`${problemList.length} points remain before the report can be submitted`);
  for (const code of new Set(problemList.map(({ question }) => question))) expect(textOf(html)).toContain(` ${code}`);

  const pages = new Map<string, Set<string>>();
  const dead: string[] = [];
  for (const link of links) {
    const { pathname, search, hash } = new URL(link, edge.origin);
    if (!pages.has(pathname)) {
      const page = await open(pathname + search);
      expect(page.status, pathname).toBe(200);
      pages.set(pathname, idsOf(page.html));
    }
    if (!pages.get(pathname)!.has(decodeURIComponent(hash.slice(1)))) dead.push(link);
  }
  expect(pages.size).toBeGreaterThan(10);
  expect(dead).toEqual([]);
});

/** What a page marks as gone (`del`) or come (`ins`). */
const marked = (html: string, name: "del" | "ins"): string =>
  [...html.matchAll(new RegExp(`<${name}\\b[^>]*>(.*?)</${name}>`, "gs"))].map(([, inside = ""]) => textOf(inside)).join(" ");

test("a signature of what has changed since is refused with what came and went in the changed answer, and signs nothing", async () => {
  await fillReport(author.ctx, author.reportId);
  await save(author.ctx, { B1: "Fibre reaches nine schools of ten." });
  const seen = await open(reviewPath());
  await save(colleague, { B1: "Fibre reaches most schools." });
  await save(colleague, { B1: "Fibre reaches every school by now." });
  const refused = await sign(seen.html);
  expect(refused.status).toBe(409);
  expect(await db.submission.count({ where: { reportId: author.reportId } })).toBe(0);
  const here = `/en/reports/${author.reportId}/sections/`;
  expect(hrefsOf(refused.html).filter((href) => href.startsWith(here) && href.includes("#"))).toEqual([`${here}B#B1`]);
  expect(hrefsOf(refused.html)).toContain("#B1-answer");
  expect(idsOf(refused.html)).toContain("B1-answer");
  expect(textOf(refused.html)).toContain("1 answer has changed since you opened this page");
  expect(marked(refused.html, "del")).toMatch(/nine.*schools.*ten/);
  expect(marked(refused.html, "ins")).toMatch(/every.*school.*now/);
  expect(textOf(refused.html)).not.toContain("most schools");

  // A program that signs what it read is told the same.
  const contentHash = String(postedBy(seen.html, 'name="contentHash"').get("contentHash"));
  const body = JSON.stringify({ contentHash, declaration: { name: "A. Signatory", function: "Director", accepted: true } });
  const headers = { ...author.program, "content-type": "application/json" };
  const told = await fetch(`${edge.origin}/api/v1/reports/${author.reportId}/submit`, { method: "POST", headers, body });
  const problem = (await told.json()) as { changed: { pieces: { changes: { kind: string; text: string }[] }[] }[] };
  expect(problem).toMatchObject({ status: 409, code: "report.changed_since_review", changed: [{ question: "B1", row: "", kind: "changed" }] });
  const words = (without: string): string => problem.changed[0]!.pieces[0]!.changes.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join("");
  expect([words("added"), words("removed")]).toEqual(["Fibre reaches nine schools of ten.", "Fibre reaches every school by now."]);

  // What the refusal shows is what its own form signs.
  expect(await sign(refused.html)).toMatchObject({ status: 302 });
  expect(await db.submission.count({ where: { reportId: author.reportId } })).toBe(1);
});

test("what was reviewed too long ago to be compared is refused, and all of it is to be read again", async () => {
  await fillReport(author.ctx, author.reportId);
  const { html } = await open(reviewPath());
  const hash = String(postedBy(html, 'name="contentHash"').get("contentHash"));
  const refused = await sign(html.replaceAll(hash, "0".repeat(64)));
  expect(refused.status).toBe(409);
  expect(textOf(refused.html)).toContain("What you reviewed was too long ago to be compared with what stands now.");
  expect(await sign(refused.html)).toMatchObject({ status: 302 });
});
