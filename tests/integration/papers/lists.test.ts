import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_SELECTED, PAPER_TYPES } from "~/features/papers/model";
import { stateBoard } from "~/features/publication/queries/state-board.server";
import { makeReport } from "../../factories/report";
import { directionOf, LANGUAGES } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { loader as ofSelection } from "~/routes/api/public/selection-export";
import { loader as ofStatus } from "~/routes/api/public/status-export";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, makeSite, ORIGIN, type Site } from "../../support/pages";
import { paragraphsIn, partOf, wordsOfDocument } from "../../support/word-documents";
import { rowsIn, sheetsIn } from "../../support/workbooks";

/** What the public may never read, by where it stands. */
const CANARY = { contact: "CANARY-CONTACT", confidential: "CANARY-CONFIDENTIAL", unpublished: "CANARY-UNPUBLISHED" };
const now = () => new Date("2026-11-20T09:30:00Z");

/** Whole lists are looked at, so these tests have a database to themselves. */
let own: OwnDatabase;
let db: Database;
let site: Site;
let kenya: MadeSubmission;
let nepal: MadeSubmission;
beforeAll(async () => {
  own = await ownDatabase();
  ({ db } = own);
  site = makeSite(db, now);
  const answers = (word: string) => [
    { question: "A2", value: `Ministry of ${word}` },
    { question: "A3", value: { focal_point: { name: CANARY.contact, email: "canary-contact@example.org" } } },
    { question: "A7", value: CANARY.confidential, confidential: true },
  ];
  const hidden = [{ question: "B1", value: CANARY.unpublished }];
  const text = { question: "B1", value: "Text of الاتحاد and 中国", language: "ar" as const };
  kenya = await made("KEN", {
    publishedAt: new Date("2026-11-10T08:00:00Z"),
    submittedAt: new Date("2026-11-03T10:00:00Z"),
    answers: [...answers("ONE"), text],
  });
  nepal = await made("NPL", { publishedAt: new Date("2026-11-09T08:00:00Z"), language: "fr", answers: answers("TWO") });
  await made("CHE", { state: "accepted", submittedAt: new Date("2026-11-05T10:00:00Z"), answers: hidden });
  await made("FRA", { state: "recalled", answers: hidden });
  await made("BRA", { releaseAfter: new Date("2026-12-24T00:00:00Z"), answers: hidden });
  // A draft says nothing to anybody.
  const party = await db.party.findUniqueOrThrow({ where: { code: "JPN" }, select: { id: true } });
  await makeReport(makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }), now }), party.id);
  await makeSubmission(db, { template: "stakeholder-contribution", state: "submitted", category: "civil-society", scope: "national", answers: [] });
}, 180_000);
afterAll(() => own.close(), 60_000);

async function made(code: string, input: Parameters<typeof makeSubmission>[1]): Promise<MadeSubmission> {
  const party = await db.party.findUniqueOrThrow({ where: { code }, select: { id: true, code: true } });
  return makeSubmission(db, { state: "published", party, ...input });
}

type Loader = Parameters<typeof call>[1];
async function got(loader: Loader, query: string) {
  const response = (await call(site, loader, { path: `/api/v1/x/export?${query}` })) as Response;
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}
async function words(loader: Loader, query: string): Promise<string> {
  const { status, bytes } = await got(loader, query);
  expect({ query, status }).toEqual({ query, status: 200 });
  return wordsOfDocument(bytes);
}
const refusal = async (loader: Loader, query: string) => JSON.parse(new TextDecoder().decode((await got(loader, query)).bytes)) as Record<string, unknown>;
const isArabic = (text: string): boolean => /[\u0600-\u06ff]{5}/.test(text.replaceAll("الاتحاد", "").replaceAll("العربية", ""));
const expectNoCanary = (text: string) => expect(["CANARY", "canary-contact"].filter((canary) => text.includes(canary))).toEqual([]);

describe("a selection of published reports", () => {
  test.each(LANGUAGES)("in %s lists what is in it and holds each report, without what the public may not read", async (names) => {
    const text = await words(ofSelection, `format=docx&names=${names}`);
    expectNoCanary(text);
    for (const part of ["Ministry of ONE", "Ministry of TWO", "Text of الاتحاد and 中国"]) expect(text.split(part)).toHaveLength(2);
    // In the list before the first answer, in the order of the public list, and again where each begins.
    const list = text.slice(0, text.indexOf("Ministry of ONE"));
    expect([kenya, nepal].map(({ symbol }) => list.includes(symbol))).toEqual([true, true]);
    expect(list.indexOf(kenya.symbol)).toBeLessThan(list.indexOf(nepal.symbol));
    expect(text.slice(text.indexOf("Ministry of ONE"))).toContain(nepal.symbol);
    expect(isArabic(text)).toBe(directionOf(names) === "rtl");
    expect(text).not.toMatch(/\bundefined\b|\{\{|papers:|public:/);
  });

  test("is narrowed by the filters of the list, and names them on its cover", async () => {
    const text = await words(ofSelection, "format=docx&lang=fr&names=en&kind=national-report");
    expect(text).toContain("Ministry of TWO");
    expect(text).not.toContain("Ministry of ONE");
    const cover = text.slice(0, text.indexOf("Reports in this document"));
    for (const fact of ["Original language", "Français", "Type of report", "National report", "Number of reports"]) expect(cover).toContain(fact);
    expect(await words(ofSelection, "format=docx&party=KEN&names=en")).not.toContain("Ministry of TWO");
  });

  test("begins each report on a page of its own, its questions two levels below its name", async () => {
    const { bytes } = await got(ofSelection, "format=docx&names=en");
    const paragraphs = paragraphsIn(partOf(bytes, "word/document.xml")).filter((paragraph) => paragraph.includes('w:val="Heading'));
    const level = (word: string) => paragraphs.filter((paragraph) => paragraph.includes(word)).map((paragraph) => /Heading(\d)/.exec(paragraph)![1]);
    expect(level("Kenya")).toEqual(["1"]);
    expect(level(">B1<")).toEqual(["3", "3"]);
    expect(paragraphs.filter((paragraph) => paragraph.includes("w:pageBreakBefore/>"))).toHaveLength(2);
  });

  test("leaves out what was not answered where that is asked", async () => {
    const answered = await words(ofSelection, "format=docx&names=en&only=answered");
    expect(answered).toContain("Ministry of ONE");
    expect(answered).not.toContain("No answer");
    expect(await words(ofSelection, "format=docx&names=en")).toContain("No answer");
  });

  test("is a PDF, too", async () => {
    const { headers, bytes } = await got(ofSelection, "format=pdf&names=ar");
    expect(headers.get("content-type")).toBe(PAPER_TYPES.pdf);
    expect(headers.get("content-disposition")).toContain("reports-2026-11-20-ar.pdf");
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe("%PDF-");
  });

  test("of nothing is refused in words of the language asked for, as is what is not understood", async () => {
    expect(await refusal(ofSelection, "format=pdf&party=CHE&names=fr")).toMatchObject({
      status: 404,
      code: "paper.nothing_found",
      title: expect.stringContaining("Aucun rapport"),
    });
    for (const query of ["", "format=xlsx", "format=pdf&goal=9", "format=pdf&after=x", "format=pdf&names=xx", "format=pdf&party=A&party=B"])
      expect({ query, ...(await refusal(ofSelection, query)) }).toMatchObject({ query, code: "request.invalid" });
  });
});

/** The rows of the sheet of a board. */
async function board(query: string) {
  const { status, bytes, headers } = await got(ofStatus, `format=xlsx&${query}`);
  expect({ query, status, type: headers.get("content-type") }).toEqual({ query, status: 200, type: PAPER_TYPES.xlsx });
  const sheets = await sheetsIn(bytes);
  expect(sheets).toHaveLength(1);
  return { sheet: sheets[0]!, rows: rowsIn(sheets[0]!) };
}

describe("the status board", () => {
  test.each(LANGUAGES)("in %s has every State in the order of its page, with days as days", async (lang) => {
    const { sheet, rows } = await board(`lang=${lang}`);
    const page = (await stateBoard({ ...makeCtx({ db, actor: null, now }), language: lang }, { by: "un", show: "all" }))!;
    const states = page.regions.flatMap((region) => region.states);
    expect(sheet.rightToLeft).toBe(directionOf(lang) === "rtl");
    expect(rows.slice(1, states.length + 1).map((row) => row[1])).toEqual(states.map(({ name }) => name));
    const of = (code: string) => rows.find((row) => row[1] === states.find((state) => state.code === code)!.name)!.slice(3);
    expect(of("KEN")).toEqual([new Date("2026-11-03T00:00:00Z"), kenya.symbol]);
    expect(of("CHE")).toEqual([new Date("2026-11-05T00:00:00Z")]);
    for (const code of ["FRA", "JPN"]) expect(of(code)).toEqual([]);
    expect(rows.flat().join("\n")).not.toMatch(/\bundefined\b|\{\{|papers:|public:/);
  });

  test.each(LANGUAGES)("in %s is a document with the totals on its cover and the address of what is published", async (lang) => {
    const { bytes, headers } = await got(ofStatus, `format=docx&lang=${lang}`);
    const text = wordsOfDocument(bytes);
    expect(headers.get("content-disposition")).toContain(`status-state-2026-11-20-${lang}.docx`);
    expectNoCanary(text);
    expect(isArabic(text)).toBe(directionOf(lang) === "rtl");
    expect(text.split(kenya.symbol)).toHaveLength(2);
    expect(partOf(bytes, "word/_rels/document.xml.rels")).toContain(`${ORIGIN}/${lang}/submissions/${kenya.symbol}`);
    const total = await db.party.count({ where: { kind: "state" } });
    for (const number of ["4", String(total)]) expect(text.slice(0, text.indexOf(kenya.symbol))).toContain(number);
  });

  test("is arranged and narrowed as its page is", async () => {
    const submitted = (await board("show=submitted&lang=en")).rows;
    expect(submitted.slice(1, 5).map((row) => row[1])).toEqual(expect.arrayContaining(["Kenya", "Nepal", "Switzerland", "Brazil"]));
    expect(submitted[5]![0]).toBe("Who has reported");
    const itu = await words(ofStatus, "format=docx&by=itu&lang=en");
    expect(itu).toContain("ITU regions");
    const lines = await board("who=un_entity&lang=en");
    expect(lines.rows[0]!.slice(0, 3)).toEqual(["Action line", "Entity", "Role"]);
    expect(await words(ofStatus, "format=docx&who=un_entity&by=entity&lang=fr")).toContain("Grande orientation");
  });

  test("of stakeholders counts all and names those that are published only", async () => {
    const before = (await board("who=organisation&lang=en")).rows;
    expect(before.find((row) => row[0] === "Civil society or non-governmental organization")!.at(-1)).toBe(1);
    const published = await makeSubmission(db, { template: "stakeholder-contribution", state: "published", category: "civil-society" });
    const hidden = await makeSubmission(db, { template: "stakeholder-contribution", state: "accepted", category: "private-sector" });
    const { rows } = await board("who=organisation&lang=en");
    const text = rows.flat().join("\n");
    expect(rows.find((row) => row[0] === published.symbol)).toMatchObject({ 1: `${published.party.code} (en)`, 4: new Date("2026-11-03T00:00:00Z") });
    expect(text).not.toContain(hidden.party.code);
    expect(await words(ofStatus, "format=docx&who=organisation&category=private-sector&lang=en")).not.toContain(published.symbol);
  });

  test("is a PDF, too, and refuses what it is not asked by", async () => {
    const { bytes } = await got(ofStatus, "format=pdf&lang=zh");
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe("%PDF-");
    for (const query of ["", "format=csv", "format=pdf&who=all", "format=pdf&by=line", "format=pdf&category=x", "format=pdf&who=organisation&show=all"])
      expect({ query, ...(await refusal(ofStatus, query)) }).toMatchObject({ query, code: "request.invalid" });
  });
});

test("more reports than a document holds are refused with how many it holds, and fewer are found by narrowing", async () => {
  const more = Array.from({ length: MAX_SELECTED }, () => makeSubmission(db, { template: "stakeholder-contribution", state: "published", language: "es" }));
  await Promise.all(more);
  expect(await refusal(ofSelection, "format=docx&names=en")).toMatchObject({
    status: 413,
    code: "paper.too_many",
    title: expect.stringContaining(String(MAX_SELECTED)),
  });
  expect((await words(ofSelection, "format=docx&lang=es&names=en&only=answered")).split("WSIS20-SC-").length).toBeGreaterThan(2 * MAX_SELECTED);
  expect(await words(ofSelection, "format=docx&kind=national-report&names=en")).toContain("Ministry of ONE");
});

test("without an open cycle there is no status to show", async () => {
  await db.cycle.updateMany({ where: { state: "open" }, data: { state: "closed" } });
  expect(await refusal(ofStatus, "format=pdf&lang=ru")).toMatchObject({ status: 404, code: "paper.no_cycle", title: expect.stringMatching(/[а-я]/) });
});
