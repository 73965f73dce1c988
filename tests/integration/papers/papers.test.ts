import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { paperOfReport } from "~/features/papers/queries/reports.server";
import { paperOfTemplate } from "~/features/papers/queries/templates.server";
import { directionOf, LANGUAGES } from "~/lib/languages";
import { plainOf } from "~/lib/paper";
import type { UserCtx } from "~/platform/context.server";
import { loader as ofReport } from "~/routes/api/reports/export";
import { loader as ofSubmission } from "~/routes/api/public/submission-export";
import { loader as ofDesk } from "~/routes/desk/submissions/export";
import { makeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { wordsOfDocument } from "../../support/word-documents";

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

const paper = async (extent: "full" | "answered") => {
  const made = await paperOfReport(ctx, reportId, extent);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
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

  test("leads from a version that was replaced to the one that stands, with what was asked", async () => {
    const first = await makeSubmission(db, { state: "superseded", publishedAt: new Date("2026-11-02T00:00:00Z") });
    const second = await makeSubmission(db, { party: first.party, reportId: first.reportId, version: 2, state: "published" });
    const { status, headers } = await words(ofSubmission, `/api/v1/submissions/${first.symbol}/export?format=pdf&lang=fr`, { symbol: first.symbol });
    expect({ status, to: headers.get("location") }).toEqual({ status: 302, to: `/api/v1/submissions/${second.symbol}/export?format=pdf&lang=fr` });
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
  const { blocks } = made.value;
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
