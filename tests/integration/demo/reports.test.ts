import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDemoConsolidation } from "~/demo-consolidation.server";
import { loadDemoReports, nameOf, readDemoReports, type DemoReport } from "~/demo.server";
import { loadDemoRules } from "~/demo-desk.server";
import { readPastReports } from "~/demo-past.server";
import { countSentences } from "~/features/documents/model";
import { loadDraft } from "~/features/documents/queries/load.server";
import { loadDemoAccounts } from "~/features/identity/commands/demo-accounts.server";
import { findActorByEmail } from "~/features/identity/queries.server";
import { getReportPage } from "~/features/reports/queries/pages.server";
import { groupsOfParty, readReference } from "~/features/reference/queries.server";
import { assess } from "~/features/templates/model/progress";
import { parseStored } from "~/features/templates/model/stored";
import { createEnv, findQuestion, lookupOf } from "~/features/templates/model/visibility";
import { templateReferences } from "~/features/templates/queries.server";
import type { Definition } from "~/features/templates/schema";
import { seedAll } from "~/seed.server";
import { LANGUAGES } from "~/lib/languages";
import { verifyChain } from "~/platform/audit/record.server";
import type { Database } from "~/platform/db/client.server";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { silentLog } from "../../support/silent-log";

/** Name -> language and where its version stands; null is a draft. */
const EXPECTED: Record<string, [string, string | null]> = {
  BRA: ["es", null],
  CHE: ["fr", null],
  CHN: ["zh", "under_review"],
  EGY: ["ar", "submitted"],
  KEN: ["en", "published"],
  RUS: ["ru", "published"],
  "ITU-C6": ["en", "published"],
  "ITU-C4": ["en", null],
  "UNESCO-C8": ["fr", "clarification_requested"],
  "NGO-DEMO": ["en", "published"],
  "UNI-DEMO": ["es", "published"],
  "YOUTH-DEMO": ["ar", null],
};
const reports = readDemoReports();
const complete = reports.filter((report) => EXPECTED[nameOf(report)]?.[1]);
const reportOf = (name: string): DemoReport => reports.find((report) => nameOf(report) === name)!;

const opened: OwnDatabase[] = [];
async function demoDatabase(): Promise<Database> {
  const own = await ownDatabase();
  opened.push(own);
  await loadDemoAccounts(own.db);
  return own.db;
}
afterAll(() => Promise.all(opened.map((own) => own.close())));

let db: Database;
beforeAll(async () => void (db = await demoDatabase()));

/** Every text of a value, with the name of its field. */
function textsIn(value: unknown, field = ""): [string, string][] {
  if (typeof value === "string") return [[field, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? field : key));
}
const allTexts = reports.flatMap(({ answers }) => answers.flatMap(({ value }) => textsIn(value)));

describe("the files", () => {
  async function envOf(report: DemoReport) {
    const { definition } = await db.templateVersion.findFirstOrThrow({
      where: { template: report.template, state: "open", cycle: { state: "open" } },
      orderBy: { version: "desc" },
    });
    const { id } = await db.party.findUniqueOrThrow({ where: { code: report.party }, select: { id: true } });
    const references = templateReferences(await readReference(db));
    const groups = await groupsOfParty(db, id, new Date("2025-07-01"));
    return createEnv(definition as Definition, { answers: lookupOf(report.answers as never), groups, references, language: report.language });
  }

  test("one for each of the six languages of States, and of facilitators and stakeholders some of each state", () => {
    expect(Object.fromEntries(reports.map((report) => [nameOf(report), report.language]))).toEqual(
      Object.fromEntries(Object.entries(EXPECTED).map(([name, [language]]) => [name, language])),
    );
  });

  test.each(reports.map((report) => [nameOf(report), report] as const))("every answer of %s can be stored", async (_, report) => {
    const { definition, references } = await envOf(report);
    for (const { question: code, row, value } of report.answers) {
      const question = findQuestion(definition, code, row, references);
      expect(question, `${code} ${row}`).not.toBeNull();
      expect(parseStored(question!, value, { references }), `${code} ${row}`).toMatchObject({ ok: true });
    }
  });

  test.each(complete.map((report) => [nameOf(report), report] as const))("the final check has nothing to say about %s", async (_, report) => {
    const { problems, complete: isComplete } = assess(await envOf(report));
    expect(problems).toEqual([]);
    expect(isComplete).toBe(true);
  });

  test("the draft of CHE is two thirds done: one answer over its limit, one forgotten, the rest still to come", async () => {
    const { problems, counts } = assess(await envOf(reportOf("CHE")));
    expect(counts.requiredDone / counts.required).toBeCloseTo(2 / 3, 1);
    expect(problems.filter(({ severity }) => severity !== "missing")).toMatchObject([{ question: "C3", code: "too_many_words", params: { limit: 150 } }]);
    const missing = new Set(problems.filter(({ severity }) => severity === "missing").map(({ question, row }) => (row ? `${question}/${row}` : question)));
    expect([...missing]).toEqual([
      "D1",
      "D3/C4",
      "D4/C4",
      "D2/C7-SCI",
      "D3/C7-SCI",
      "D4/C7-SCI",
      "D5/C7-SCI",
      "D3/C10",
      "D4/C10",
      "E2",
      "F2",
      "H1",
      "H2",
      "I1",
    ]);
  });

  test("no paragraph stands twice", () => {
    const paragraphs = allTexts
      .filter(([field]) => field !== "source" && field !== "function")
      .flatMap(([, text]) => text.split(/\n+/))
      .filter((line) => line.length > 40 && !/^[\s|:-]+$/.test(line));
    expect(paragraphs.length).toBeGreaterThan(300);
    expect(paragraphs.filter((line, index) => paragraphs.indexOf(line) !== index)).toEqual([]);
  });

  test("they lead to no real address, mailbox or telephone", () => {
    const all = allTexts.map(([, text]) => text).join("\n");
    expect(new Set(all.match(/https?:\/\/[^/\s)]+/g))).toEqual(new Set(["https://example.org"]));
    expect(new Set(all.match(/@[\w.-]+/g))).toEqual(new Set(["@demo.example"]));
    const phones = allTexts.filter(([field]) => field === "phone").map(([, text]) => text);
    expect(phones.filter((phone) => !phone.startsWith("+000 "))).toEqual([]);
  });
});

const countRows = async (database: Database) => ({
  reports: await database.report.count(),
  answers: await database.answer.count(),
  saves: await database.save.count(),
  submissions: await database.submission.count(),
  submitted: await database.submittedAnswer.count(),
  events: await database.auditEvent.count(),
  mails: await database.mail.count(),
  threads: await database.commentThread.count(),
  comments: await database.comment.count(),
  translations: await database.translation.count(),
  translationTexts: await database.translationText.count(),
  seeds: await database.seedState.count(),
});
const statesOf = async (database: Database) =>
  Object.fromEntries(
    (await database.report.findMany({ include: { party: true, submissions: true }, orderBy: { party: { code: "asc" } } })).map(
      ({ party, line, language, submissions }) => [nameOf({ line, party: party.code }), [language, submissions[0]?.state ?? null]],
    ),
  );

describe("the load", { timeout: 120_000 }, () => {
  test("brings each report to its state in the past, by the hands of the demo accounts, and a second load changes nothing", async () => {
    expect((await loadDemoReports(db, silentLog)).sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(await statesOf(db)).toEqual(EXPECTED);
    expect(await db.answer.count()).toBe(reports.reduce((sum, { answers }) => sum + answers.length, 0));

    const ken = await db.submission.findUniqueOrThrow({ where: { symbol: "WSIS20-NR-KEN" }, include: { answers: true } });
    expect(ken).toMatchObject({ signedName: "Wanjiru Kamau", late: false, release: "all_but_flagged" });
    expect(ken.answers.filter(({ confidential }) => confidential).map(({ question, row }) => `${question}/${row}`)).toEqual(["A3/", "D7/C5"]);
    expect(ken.submittedAt.getTime()).toBeLessThan(ken.publishedAt!.getTime());
    expect(ken.publishedAt!.getTime()).toBeLessThan(Date.now());

    const joint = await db.submission.findUniqueOrThrow({
      where: { symbol: "WSIS20-SC-NGO-DEMO" },
      include: { cosignatures: { orderBy: { position: "asc" } } },
    });
    expect(joint).toMatchObject({ release: "organisation_only", category: "civil-society", scope: "global", lines: ["C10", "C3", "C4"] });
    expect(joint.cosignatures.map(({ state }) => state)).toEqual(["confirmed", "confirmed", "declined"]);

    const writers = await db.save.findMany({
      distinct: ["authorName"],
      where: { scope: `report:${(await db.report.findFirstOrThrow({ where: { party: { code: "CHE" } } })).id}` },
      select: { authorName: true },
    });
    expect(writers.map(({ authorName }) => authorName).sort()).toEqual(["Claire Favre", "Luca Bernasconi"]);

    const events = await db.auditEvent.findMany({
      where: { OR: [{ subject: { startsWith: "report:" } }, { subject: { startsWith: "submission:" } }, { subject: { startsWith: "thread:" } }] },
      orderBy: { id: "asc" },
      select: { at: true },
    });
    const times = events.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(await verifyChain(db)).toMatchObject({ ok: true });

    const before = await countRows(db);
    expect(await loadDemoReports(db, silentLog)).toEqual([]);
    expect(await countRows(db)).toEqual(before);
  });

  test("the desk has talked about a version and asked about another; what a killed load has said is not said twice", async () => {
    const threads = await db.commentThread.findMany({
      where: { report: { party: { code: "CHN" } } },
      orderBy: { createdAt: "asc" },
      include: { assignee: { select: { email: true } }, comments: { orderBy: { at: "asc" }, select: { side: true } } },
    });
    expect(
      threads.map(({ kind, question, row, state, assignee, comments }) => [kind, question + row, state, assignee?.email, comments.map(({ side }) => side)]),
    ).toEqual([
      ["internal", "B3", "resolved", undefined, ["desk", "desk"]],
      ["shared", "D6C2", "resolved", undefined, ["desk", "party"]],
      ["internal", "D3C2", "open", "desk@demo.example", ["desk", "desk"]],
      ["shared", "A7", "open", undefined, ["desk", "party"]],
    ]);
    const asked = await db.clarificationPoint.findMany({ include: { submission: { select: { symbol: true } } } });
    expect(asked).toMatchObject([{ submission: { symbol: "WSIS20-FR-UNESCO-C8" }, question: "D1", state: "open" }]);
    expect(asked[0]!.dueAt.getTime()).toBeGreaterThan(Date.now());

    const before = await countRows(db);
    await db.seedState.delete({ where: { name: "demo-report-CHN" } });
    expect(await loadDemoReports(db, silentLog)).toEqual(["CHN"]);
    expect(await countRows(db)).toEqual(before);
  });

  test("a published report is read in two more languages, and one answer waits to be checked; a second load writes nothing again", async () => {
    const kept = await db.translation.findMany({ select: { language: true, state: true, complete: true } });
    expect(kept.every(({ complete }) => complete)).toBe(true);
    expect(kept.map(({ language, state }) => `${language} ${state}`).sort()).toEqual([
      ...Array<string>(4).fill("en checked"),
      "en draft",
      ...Array<string>(2).fill("fr checked"),
    ]);
    const before = await countRows(db);
    await db.seedState.delete({ where: { name: "demo-report-RUS" } });
    expect(await loadDemoReports(db, silentLog)).toEqual(["RUS"]);
    expect(await countRows(db)).toEqual(before);
  });

  test("rules give reports to officers and remind people, once: one the desk has removed stays away", async () => {
    expect(await loadDemoRules(db, silentLog)).toBe(true);
    expect(await db.officerRule.findMany({ include: { officers: true } })).toMatchObject([{ template: "national-report", language: "es", officers: [{}] }]);
    expect(await db.reminderRule.count({ where: { disabledAt: null } })).toBe(2);
    await db.officerRulePerson.deleteMany();
    await db.officerRule.deleteMany();
    expect(await loadDemoRules(db, silentLog)).toBe(false);
    expect(await db.officerRule.count()).toBe(0);
    expect(await verifyChain(db)).toMatchObject({ ok: true });
  });

  test("the desk has a codebook and the beginning of a document, each sentence with what it rests on; once, and also where a report is another one", async () => {
    expect(await loadDemoConsolidation(db, silentLog)).toBe(true);
    const codes = await db.code.findMany({ select: { names: true, parentId: true } });
    expect(codes.filter(({ parentId }) => parentId === null)).toHaveLength(6);
    for (const { names } of codes) expect(Object.keys(names as object).sort()).toEqual([...LANGUAGES].sort());
    const ties = await db.sentenceTie.findMany({ include: { submission: { select: { symbol: true } } }, orderBy: { id: "asc" } });
    expect(ties.map(({ kind, submission }) => submission?.symbol ?? kind)).toEqual([
      "editorial",
      "WSIS20-NR-KEN",
      "WSIS20-NR-EGY",
      "WSIS20-NR-CHN",
      "WSIS20-NR-EGY",
      "editorial",
    ]);
    expect(await db.documentParagraph.count()).toBe(3);
    const { id: written } = await db.document.findFirstOrThrow();
    expect(countSentences((await loadDraft(db, written))!)).toEqual({ tied: 3, editorial: 2, neither: 0, orphans: 0 });
    const inputs = await db.draftInput.findMany({ include: { proponents: { include: { party: { select: { code: true } } } } }, orderBy: { id: "asc" } });
    expect(inputs.map(({ kind, proponents }) => [kind, ...proponents.map(({ party }) => party.code).sort()])).toEqual([
      ["MOD", "CHE", "EGY"],
      ["comment"],
      ["ADD", "EGY", "KEN"],
      ["MOD", "CHE", "IRL"],
    ]);
    expect(inputs[3]!.proponents.map(({ group }) => group).sort()).toEqual(["", "EU"]);
    expect(await db.groupMember.count({ where: { symbol: "EU", to: null } })).toBe(27);
    expect(await db.agendaItem.findMany({ select: { title: true, turns: { select: { state: true } } }, orderBy: { position: "asc" } })).toEqual([
      { title: "Overall progress", turns: [{ state: "asked" }, { state: "asked" }] },
      { title: "Inclusion", turns: [{ state: "asked" }] },
      { title: "Finance and next steps", turns: [] },
    ]);
    expect(await loadDemoConsolidation(db, silentLog)).toBe(false);
    expect(await db.code.count()).toBe(codes.length);

    const without = await demoDatabase();
    await without.cycle.updateMany({ where: { state: "open" }, data: { state: "closed" } });
    expect(await loadDemoConsolidation(without, silentLog), "nothing is consolidated where no cycle is open, and the portal starts").toBe(false);
    await without.cycle.updateMany({ where: { code: "wsis20" }, data: { state: "open" } });
    expect(await loadDemoConsolidation(without, silentLog)).toBe(true);
    expect(await without.sentenceTie.count()).toBe(2);
    expect(await without.documentParagraph.count()).toBe(3);
  });

  test("takes up what a killed load left, and leaves alone a report that somebody else has started", async () => {
    const database = await demoDatabase();
    const egypt = (await findActorByEmail({ db: database }, reportOf("EGY").author))!;
    const begun = await makeReport(makeCtx({ db: database, actor: egypt }), "EGY", "ar");
    const { id: partyId } = await database.party.findUniqueOrThrow({ where: { code: "KEN" } });
    const own = await makeReport(makeCtx({ db: database, actor: await makeUser(database, { roles: [{ partyId, role: "focal_point" }] }) }), "KEN", "fr");

    await loadDemoReports(database, silentLog);
    expect(await statesOf(database)).toEqual({ ...EXPECTED, KEN: ["fr", null] });
    expect(await database.answer.count({ where: { reportId: own } })).toBe(0);
    expect(await database.answer.count({ where: { reportId: begun } })).toBe(reportOf("EGY").answers.length);
  });
});

test("a State has published in the closed cycle before too, once, and its draft of this cycle is another report", async () => {
  const database = await demoDatabase();
  // The reports of this cycle have tests of their own.
  await database.seedState.createMany({ data: reports.map((report) => ({ name: `demo-report-${nameOf(report)}`, hash: "" })) });
  const load = () => seedAll(database, { demo: true, log: silentLog });
  await load();
  const past = readPastReports()[0]!;
  const versions = () => database.submission.findMany({ select: { state: true, cycleCode: true, partyCode: true, language: true, reportId: true } });
  const expected = { state: "published", cycleCode: past.cycle, partyCode: past.party, language: past.language };
  expect(await versions()).toMatchObject([expected]);
  await load();
  expect(await versions()).toHaveLength(1);
  const author = (await findActorByEmail({ db: database }, past.author))!;
  const ctx = makeCtx({ db: database, actor: author });
  const draft = await makeReport(ctx, past.party, "fr");
  expect(draft).not.toBe((await versions())[0]!.reportId);
  const page = await getReportPage(ctx, draft, "F");
  expect(Object.keys((page.ok && page.value.lastCycle?.answers) || {})).toEqual(["F2", "F3", "F9"]);
  expect(await verifyChain(database)).toMatchObject({ ok: true });
});
