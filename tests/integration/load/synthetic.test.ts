import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerHash, contentHash } from "~/features/reports/queries/load.server";
import { hasPeoplesReports, loadSynthetic, readMaterials } from "~/load.server";
import { placesOf } from "~/features/templates/model/visibility";
import type { Definition } from "~/features/templates/schema";
import { LANGUAGES } from "~/lib/languages";
import { countWords } from "~/lib/text";
import { verifyChain } from "~/platform/audit/record.server";
import type { Database } from "~/platform/db/client.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

const opened: OwnDatabase[] = [];
async function emptyOfReports(): Promise<Database> {
  const own = await ownDatabase();
  opened.push(own);
  return own.db;
}
afterAll(() => Promise.all(opened.map((own) => own.close())));
const NOW = new Date("2026-11-26T09:00:00Z");
const ctxOf = (db: Database, now: () => Date = () => NOW) => makeCtx({ db, actor: null, now });

describe("the texts", () => {
  const materials = readMaterials();

  test.each(LANGUAGES)("%s: sixty sentences or more, none twice, the shortest fit the smallest limit", (language) => {
    const sentences = Object.values(materials[language].sentences).flat();
    expect(sentences.length).toBeGreaterThanOrEqual(60);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const topic of Object.values(materials[language].sentences))
      expect(Math.min(...topic.map((sentence) => countWords(sentence)))).toBeLessThanOrEqual(language === "zh" ? 51 : 30);
  });

  test("names of organisations are made of the same parts in every language, and no State stands in two files", () => {
    const { organisations } = materials.en;
    for (const language of LANGUAGES)
      for (const part of ["kinds", "subjects", "places"] as const)
        expect(Object.keys(materials[language].organisations[part])).toEqual(Object.keys(organisations[part]));
    const states = LANGUAGES.flatMap((language) => materials[language].states);
    expect(new Set(states).size).toBe(states.length);
  });
});

describe("the load", { timeout: 180_000 }, () => {
  const REPORTS = 120;
  let db: Database;
  let print: unknown;
  const printOf = (database: Database) =>
    database.submission.findMany({ orderBy: { id: "asc" }, select: { id: true, receipt: true, symbol: true, contentHash: true, submittedAt: true } });
  beforeAll(async () => {
    db = await emptyOfReports();
    expect(await loadSynthetic(ctxOf(db), { reports: REPORTS, seed: "t" })).toEqual({ ok: true, value: { seed: "t", reports: REPORTS, added: REPORTS } });
    print = await printOf(db);
  }, 180_000);

  test("reports of every kind, in every state and language, all of them made-up people's", async () => {
    const reports = await db.report.findMany({ include: { party: true, submissions: true } });
    expect(reports.length).toBe(REPORTS);
    expect(new Set(reports.map(({ template }) => template))).toEqual(new Set(["national-report", "facilitator-report", "stakeholder-contribution"]));
    expect(new Set(reports.map(({ submissions }) => submissions[0]?.state ?? "draft"))).toEqual(
      new Set(["draft", "submitted", "acknowledged", "under_review", "accepted", "published", "not_published"]),
    );
    expect(new Set(reports.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    for (const { line, template } of reports) expect(line !== "").toBe(template === "facilitator-report");
    for (const { submissions, createdAt, updatedAt } of reports) {
      const [version] = submissions;
      if (!version) continue;
      expect(version.submittedAt.getTime()).toBeGreaterThan(createdAt.getTime());
      expect(updatedAt).toEqual(version.submittedAt);
      if (version.state === "published") expect(version.publishedAt!.getTime()).toBeGreaterThan(version.submittedAt.getTime());
      expect(version.notPublishedReason === null).toBe(version.state !== "not_published");
    }
    expect(await hasPeoplesReports({ db })).toBe(false);
    expect(await db.mail.count()).toBe(0);
  });

  test("every signed version carries the hash of exactly its answers, as signing computes it", async () => {
    const versions = await db.submission.findMany({ include: { answers: { orderBy: { position: "asc" } } } });
    expect(versions.length).toBeGreaterThan(80);
    for (const { reportId, language, templateHash, contentHash: hash, answers } of versions) {
      for (const answer of answers) expect(answer.hash).toBe(answerHash(reportId, answer, answer.language, answer.value as never));
      expect(contentHash(templateHash, language, answers)).toBe(hash);
    }
  });

  test("every answer stands at the end of its own history", async () => {
    const adrift = await db.$queryRaw`
      select a.report_id from answer a where not exists (
        select 1 from save s where s.scope = 'report:' || a.report_id and s.unit = a.question || case when a.row = '' then '' else '/' || a.row end
          and s.revision = a.revision and s.hash = a.hash and s.saved_at = a.updated_at)`;
    expect(adrift).toEqual([]);
    expect(await db.answer.count({ where: { revision: 2 } })).toBeGreaterThan(0);
    expect(await verifyChain(db)).toMatchObject({ ok: true });
    expect(await db.auditEvent.count({ where: { type: "report.batch_loaded" } })).toBe(3);
  });

  test("the same again adds nothing, another number with the same seed is refused", async () => {
    const before = [await db.report.count(), await db.save.count(), await db.auditEvent.count()];
    expect(await loadSynthetic(ctxOf(db), { reports: REPORTS, seed: "t" })).toMatchObject({ ok: true, value: { added: 0 } });
    expect(await loadSynthetic(ctxOf(db), { reports: 10, seed: "t" })).toMatchObject({
      ok: false,
      error: { code: "load.seed_used", params: { count: REPORTS } },
    });
    expect([await db.report.count(), await db.save.count(), await db.auditEvent.count()]).toEqual(before);
  });

  test("the clock changes nothing: not before the reporting phase, not years after", async () => {
    for (const clock of ["2025-12-01T00:00:00Z", "2026-10-02T03:04:05Z", "2031-01-01T00:00:00Z"]) {
      const other = await emptyOfReports();
      await loadSynthetic(
        ctxOf(other, () => new Date(clock)),
        { reports: 40, seed: "t" },
      );
      const made = (await printOf(other)) as unknown[];
      expect(made.length).toBeGreaterThan(25);
      expect(print).toEqual(expect.arrayContaining(made));
    }
  });

  test("nobody publishes all answers and marks some", async () => {
    const marked = await db.submittedAnswer.findMany({
      where: { confidential: true },
      include: { submission: { include: { report: { include: { templateVersion: true } } } } },
    });
    const chosen = marked.filter(({ question, submission }) => {
      const definition = submission.report.templateVersion.definition as Definition;
      return placesOf(definition).get(question)?.question.confidential === "allowed";
    });
    expect(new Set(chosen.map(({ submission }) => submission.release))).toContain("all_but_flagged");
    expect(chosen.filter(({ submission }) => submission.release === "all" && submission.template !== "stakeholder-contribution")).toEqual([]);
  });

  test("another seed adds others beside them", async () => {
    expect(await loadSynthetic(ctxOf(db), { reports: 20, seed: "u" })).toMatchObject({ ok: true, value: { added: 20 } });
    expect(await db.report.count()).toBe(REPORTS + 20);
  });

  test("a load that was cut off is taken up where it stands, and comes to the same reports; people's are left alone", async () => {
    const other = await emptyOfReports();
    let reads = 0;
    // The clock is read in the transaction of each batch, for its audit event, and nowhere else.
    const failing = ctxOf(other, () => {
      if ((reads += 1) === 2) throw new Error("cut off");
      return NOW;
    });
    await expect(loadSynthetic(failing, { reports: REPORTS, seed: "t" })).rejects.toThrow("cut off");
    expect(await other.report.count()).toBe(50);

    await loadSynthetic(ctxOf(other), { reports: REPORTS, seed: "t" });
    expect(await printOf(other)).toEqual(print);

    const { id: partyId, code } = await makeParty(other);
    const author = await makeUser(other, { roles: [{ partyId, role: "focal_point" }] });
    await makeReport(makeCtx({ db: other, actor: author }), code);
    expect(await hasPeoplesReports({ db: other })).toBe(true);
  });
});
