import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { PAPER_TYPES, type Handout } from "~/features/papers/model";
import { paperOfReport } from "~/features/papers/queries/reports.server";
import { paperOfTemplate } from "~/features/papers/queries/templates.server";
import { wordsIn } from "~/features/papers/queries/words.server";
import { formatDay } from "~/lib/dates";
import { directionOf, LANGUAGES } from "~/lib/languages";
import { plainOf } from "~/lib/paper";
import type { UserCtx } from "~/platform/context.server";
import { loader as ofReport } from "~/routes/api/reports/export";
import { loader as ofSubmission } from "~/routes/api/public/submission-export";
import { loader as ofTemplate } from "~/routes/api/public/template-export";
import { loader as ofDesk } from "~/routes/desk/submissions/export";
import { makeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { wordsOfDocument } from "../../support/word-documents";
import { rowsIn, sheetsIn } from "../../support/workbooks";

const { db } = testDatabase();
const now = () => new Date("2026-11-20T09:30:00Z");
const site = makeSite(db, now);
const answers = [
  { question: "A2", value: "Ministry of OPEN" },
  { question: "A3", value: { focal_point: { name: "SECRET-CONTACT", email: "x@example.org" } } },
  { question: "B1", value: "Text of الاتحاد and 中国", language: "ar" as const },
  { question: "A7", value: "SECRET-CONFIDENTIAL", confidential: true },
];

let ctx: UserCtx;
let cookie: string;
let reportId: string;
/** The name of the reporting party. */
let reporting: string;
let published: MadeSubmission;
beforeAll(async () => {
  const party = await makeParty(db);
  const actor = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  ctx = makeCtx({ db, actor, now });
  cookie = await cookieOf(site, actor);
  reporting = `${party.code} (en)`;
  reportId = await makeReport(ctx, party.id);
  published = await makeSubmission(db, { state: "published", publishedAt: new Date("2026-11-10T08:00:00Z"), answers });
});

async function handout(extent: "full" | "answered"): Promise<Handout> {
  const made = await paperOfReport(ctx, reportId, extent);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}
const paper = async (extent: "full" | "answered") => (await handout(extent)).paper();
type Loader = Parameters<typeof call>[1];
async function words(loader: Loader, path: string, params: Record<string, string>, by?: string): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = (await call(site, loader, { path, params, cookie: by })) as Response;
  const text = answer.status === 200 ? wordsOfDocument(new Uint8Array(await answer.arrayBuffer())) : await answer.text();
  return { status: answer.status, text, headers: answer.headers };
}

describe("a report of one's own", () => {
  test("leaves out the questions without an answer where that is asked", async () => {
    const [full, answered] = [plainOf((await paper("full")).blocks), plainOf((await paper("answered")).blocks)];
    expect(full).toContain("No answer");
    expect(answered).not.toContain("No answer");
    // What the account fixes is there from the start.
    expect(answered).toContain(reporting);
  });

  test("is a draft until it is signed, then what was signed with its receipt", async () => {
    expect(await paper("full")).toMatchObject({ symbol: "Draft", name: expect.stringMatching(/^national-report-/) });
    const receipt = (await submitFilledReport(ctx, reportId)).receipt;
    const signed = await paper("full");
    expect(signed.symbol).toMatch(/^WSIS20-NR-/);
    expect(signed.facts.flatMap(({ runs }) => runs.map(({ text }) => text))).toContain(receipt);
  });

  test("is not found by anybody else, and a wrong address is refused in words", async () => {
    const stranger = await cookieOf(site, await makeUser(db, { roles: [{ partyId: (await makeParty(db)).id, role: "focal_point" }] }));
    const path = `/api/v1/reports/${reportId}/export`;
    expect((await words(ofReport, `${path}?format=docx`, { id: reportId }, stranger)).status).toBe(404);
    expect((await words(ofReport, `${path}?format=docx`, { id: reportId })).status).toBe(401);
    for (const query of ["", "?format=rtf", "?format=pdf&only=some", "?format=pdf&lang=xx", "?format=pdf&format=docx", "?format=pdf&extra=1"])
      expect({ query, status: (await words(ofReport, path + query, { id: reportId }, cookie)).status }).toEqual({ query, status: 422 });
  });
});

describe("a published report", () => {
  const path = () => `/api/v1/submissions/${published.symbol}/export`;

  test.each(LANGUAGES)("in %s shows what its page shows, in the language asked for, answers in their own", async (lang) => {
    const { text, headers } = await words(ofSubmission, `${path()}?format=docx&lang=${lang}`, { symbol: published.symbol });
    expect(headers.get("content-disposition")).toContain(`${published.symbol}-${lang}.docx`);
    expect(text).toContain("Ministry of OPEN");
    expect(text).toContain("Text of الاتحاد and 中国");
    expect(text).not.toContain("SECRET");
    expect(/[\u0600-\u06ff]{5}/.test(text.replaceAll("الاتحاد", "").replaceAll("العربية", ""))).toBe(directionOf(lang) === "rtl");
  });

  test.each(LANGUAGES)("of a version that was replaced says so on its cover in %s, with the symbol of the one that stands", async (lang) => {
    const answers = [{ question: "B1", value: "Text of the first version" }];
    const [publishedAt, stateSince] = [new Date("2026-11-02T00:00:00Z"), new Date("2026-11-05T08:00:00Z")];
    const first = await makeSubmission(db, { state: "superseded", publishedAt, stateSince, answers });
    const second = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 2, state: "published" });
    const { symbol } = first;
    const notice = wordsIn(lang).say("papers:notice.replaced", { symbol: second.symbol, date: formatDay(stateSince, lang, "UTC") });
    const { text } = await words(ofSubmission, `/api/v1/submissions/${symbol}/export?format=docx&lang=${lang}`, { symbol });
    const path = `/api/v1/submissions/${symbol}/export?format=xlsx&lang=${lang}`;
    const book = (await call(site, ofSubmission, { path, params: { symbol } })) as Response;
    const rows = JSON.stringify((await sheetsIn(new Uint8Array(await book.arrayBuffer()))).map(rowsIn));
    for (const word of ["Text of the first version", notice]) expect([text.includes(word), rows.includes(word)]).toEqual([true, true]);
    const current = await words(ofSubmission, `/api/v1/submissions/${second.symbol}/export?format=docx&lang=${lang}`, { symbol: second.symbol });
    expect(current.text).not.toContain("Text of the first version");
  });
});

test("the desk is given contacts and confidential answers, and says so on the cover", async () => {
  const desk = await cookieOf(site, await makeUser(db, { secretariat: ["desk_officer"] }));
  const { text } = await words(ofDesk, `/en/desk/submissions/${published.id}/export?format=docx&lang=fr`, { lang: "en", id: published.id }, desk);
  for (const word of ["SECRET-CONFIDENTIAL", "SECRET-CONTACT", "coordonnées"]) expect(text).toContain(word);
  expect((await words(ofDesk, `/en/desk/submissions/${published.id}/export?format=docx`, { lang: "en", id: published.id }, cookie)).status).toBe(403);
});

test.each(LANGUAGES)("a template in %s asks every question once and leaves room to answer", async (language) => {
  const made = await paperOfTemplate({ db, now, language }, "national-report");
  if (!made.ok) throw new Error(made.error.code);
  const { blocks, facts } = made.value.paper();
  // Nobody's clock is a paper's: its deadline is told in universal time, Geneva's and New York's.
  const times = facts.flatMap(({ runs }) => runs.flatMap(({ text }) => text.match(/\d\d:00/g) ?? []));
  expect(times).toEqual(expect.arrayContaining(["16:00", "17:00", "11:00"]));
  const codes = blocks.flatMap((block) => (block.kind === "heading" && block.level === 2 ? [block.runs[0]!.text] : []));
  expect(codes).toContain("B1");
  expect(blocks.filter(({ kind }) => kind === "room").length).toBeGreaterThan(30);
  expect(plainOf(blocks)).not.toMatch(/\bundefined\b|\{\{|template\./);
});

test("a PDF is one, with the title of the report", async () => {
  const answer = (await call(site, ofSubmission, {
    path: `/api/v1/submissions/${published.symbol}/export?format=pdf`,
    params: { symbol: published.symbol },
  })) as Response;
  const file = join(mkdtempSync(join(tmpdir(), "portal-pdf-")), "report.pdf");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get("content-length")).toBe(String(bytes.byteLength));
  writeFileSync(file, bytes);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(execFileSync("pdfinfo", [file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })).toMatch(/Title:\s+National report/);
});

describe("a workbook", () => {
  /** The sheets of a download, by their names. */
  async function sheets(loader: Loader, path: string, params: Record<string, string>, by?: string) {
    const answer = (await call(site, loader, { path, params, cookie: by })) as Response;
    expect({ path, status: answer.status, type: answer.headers.get("content-type") }).toEqual({ path, status: 200, type: PAPER_TYPES.xlsx });
    const read = await sheetsIn(new Uint8Array(await answer.arrayBuffer()));
    return { read, text: read.flatMap(rowsIn).flat().join("\n"), named: (name: string) => rowsIn(read.find((sheet) => sheet.name === name)!) };
  }
  const path = (query: string) => `/api/v1/submissions/${figures.symbol}/export?format=xlsx&${query}`;
  let figures: MadeSubmission;
  beforeAll(async () => {
    figures = await makeSubmission(db, {
      state: "published",
      publishedAt: new Date("2026-11-11T08:00:00Z"),
      answers: [
        ...answers,
        { question: "B2", value: [{ id: "a", title: "=1+1", change: "x".repeat(40_000), lines: ["C2"] }] },
        { question: "C2", value: [{ id: "a", title: "A law", year: 2024 }] },
        { question: "G1", value: { public_spending: { amount: 1234.5, currency: "CHF", year: 2025 } } },
        { question: "I1", value: { publish: "after_date", date: "2027-01-31" } },
      ] as never,
    });
  });

  test.each(LANGUAGES)("in %s has a row for each value, numbers and days as such, and runs as the language does", async (lang) => {
    const { read, text, named } = await sheets(ofSubmission, path(`lang=${lang}`), { symbol: figures.symbol });
    expect(read.map(({ rightToLeft }) => rightToLeft)).toEqual(read.map(() => directionOf(lang) === "rtl"));
    expect(text).toContain("Text of الاتحاد and 中国");
    expect(text).not.toContain("SECRET");
    const [, all] = read.map(rowsIn);
    const said = (code: string) => all!.filter(([own]) => own === code).map((row) => row[4]);
    expect(said("A2")).toEqual(["Ministry of OPEN"]);
    expect(said("G1")).toEqual([1234.5, "CHF", 2025]);
    expect(said("I1")).toContainEqual(new Date("2027-01-31T00:00:00Z"));
    expect(named("G1")[1]!.slice(1)).toEqual([1234.5, "CHF", 2025]);
    expect(named("B2")[1]!.slice(0, 2)).toEqual([1, "'=1+1"]);
  });

  test("goes on in a further row where a cell is full, says what is withheld, and leaves out what was not answered where that is asked", async () => {
    const { named } = await sheets(ofSubmission, path("lang=en"), { symbol: figures.symbol });
    const [head, ...rows] = named("Answers");
    expect(head).toEqual(["Code", "Question", "Row", "Field", "Answer", "Language", "Part", "Note"]);
    const long = rows.filter(([code, , , , answer]) => code === "B2" && String(answer).startsWith("xxx"));
    expect(long.map((row) => [String(row[4]).length, row[6]])).toEqual([
      [32_766, 1],
      [7_234, 2],
    ]);
    expect(rows.find(([code]) => code === "A3")![7]).toMatch(/never published/);
    expect(rows.filter((row) => row[7] === "No answer").length).toBeGreaterThan(5);
    const answered = (await sheets(ofSubmission, path("lang=en&only=answered"), { symbol: figures.symbol })).named("Answers");
    expect(answered.filter((row) => row[7] === "No answer")).toEqual([]);
    expect(answered.map(([code]) => code)).toContain("A3");
  });

  test("of one's own report and at the desk holds what the paper holds", async () => {
    expect((await sheets(ofReport, `/api/v1/reports/${reportId}/export?format=xlsx`, { id: reportId }, cookie)).text).toContain(reporting);
    const desk = await cookieOf(site, await makeUser(db, { secretariat: ["desk_officer"] }));
    const { text } = await sheets(ofDesk, `/en/desk/submissions/${published.id}/export?format=xlsx&lang=fr`, { lang: "en", id: published.id }, desk);
    for (const word of ["SECRET-CONFIDENTIAL", "SECRET-CONTACT", "coordonnées", "Confidentiel"]) expect(text).toContain(word);
  });

  test("of a template has a row for each question", async () => {
    const { read } = await sheets(ofTemplate, "/api/v1/templates/national-report/export?format=xlsx&lang=ar", { id: "national-report" });
    const [head, ...rows] = rowsIn(read[0]!);
    expect([read.length, read[0]!.rightToLeft, head!.slice(0, 2)]).toEqual([1, true, ["code", "section"]]);
    expect(rows.find(([code]) => code === "B1")![4]).toMatch(/[\u0600-\u06ff]{3}/);
  });
});
