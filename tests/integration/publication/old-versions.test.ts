import { describe, expect, test } from "vitest";
import { getComparison } from "~/features/publication/queries/comparison.server";
import { getPublished, getPublishedFile, listPublished } from "~/features/publication/queries/published.server";
import { loader as apiExport } from "~/routes/api/public/export";
import { loader as apiSubmission } from "~/routes/api/public/submission";
import { loader as apiPaper } from "~/routes/api/public/submission-export";
import { loader as apiSubmissions } from "~/routes/api/public/submissions";
import { loader as changes } from "~/routes/public/submissions/changes";
import { loader as show } from "~/routes/public/submissions/show";
import { makeAttachment, makeSubmission, type MadeSubmission, type SubmissionInput } from "../../factories/submission";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, makeSite } from "../../support/pages";
import { wordsOfDocument } from "../../support/word-documents";

/** Versions that were public before another took their place: readable at their symbols, and nothing else of the past is. */
const CANARY = { contact: "CANARY-CONTACT", confidential: "CANARY-CONFIDENTIAL", hidden: "CANARY-HIDDEN" };
const VISIBLE = "VISIBLE-SUMMARY";

const { db } = testDatabase();
const now = () => new Date("2026-11-20T00:00:00Z");
const site = makeSite(db, now);
const ctx = makeCtx({ db, actor: null, now });
const text = (value: unknown): string => JSON.stringify(value);
const canariesIn = (value: unknown): string[] => Object.values(CANARY).filter((canary) => text(value).includes(canary));
const hiddenAnswers = [{ question: "B1", value: CANARY.hidden }];

/** A version that was public for three days, and a further version of a report. */
const replaced = { state: "superseded", publishedAt: new Date("2026-11-02T08:00:00Z"), stateSince: new Date("2026-11-05T08:00:00Z") } as const;
const of = ({ party, reportId }: MadeSubmission, version: number) => ({ party, reportId, version });

/** Whoever asks for a version in whatever way finds nothing of it. */
async function expectHidden(symbol: string, why: unknown): Promise<void> {
  const params = { symbol };
  const given = [
    await call(site, show, { path: `/en/submissions/${symbol}`, params }),
    await call(site, changes, { path: `/en/submissions/${symbol}/changes`, params }),
    await call(site, apiSubmission, { path: `/api/v1/submissions/${symbol}`, params }),
    await call(site, apiPaper, { path: `/api/v1/submissions/${symbol}/export?format=docx`, params }),
  ];
  expect({ why, statuses: given.map((answer) => answer instanceof Response && answer.status) }).toEqual({ why, statuses: [404, 404, 404, 404] });
  expect(await getPublished(ctx, symbol)).toEqual({ ok: false, error: { code: "submission.not_found" } });
}

async function withheldIn(symbol: string): Promise<string[]> {
  const found = await getPublished(ctx, symbol);
  if (!found.ok) throw new Error(found.error.code);
  const answers = found.value.sections.flatMap((section) => section.answers);
  return answers
    .filter(({ withheld }) => withheld === "confidential")
    .map(({ question }) => question.code)
    .sort();
}

describe("versions", () => {
  test("one that was replaced stays readable at its symbol, as it was, and leads search engines to the one that stands", async () => {
    const first = await makeSubmission(db, { ...replaced, answers: [{ question: "B1", value: "first" }] });
    const second = await makeSubmission(db, { ...of(first, 2), ...replaced, answers: [{ question: "B1", value: "second" }] });
    const third = await makeSubmission(db, { ...of(first, 3), state: "published", answers: [{ question: "B1", value: "third" }] });
    const at = replaced.stateSince.toISOString();
    const versions = [
      { symbol: third.symbol, version: 3, replacedAt: null },
      { symbol: second.symbol, version: 2, replacedAt: at },
      { symbol: first.symbol, version: 1, replacedAt: at },
    ];
    for (const [{ symbol }, text, replacedBy] of [
      [first, "first", { symbol: third.symbol, at }],
      [second, "second", { symbol: third.symbol, at }],
      [third, "third", null],
    ] as const) {
      const found = await getPublished(ctx, symbol.toLowerCase());
      expect(found).toMatchObject({ ok: true, value: { symbol, replacedBy, versions } });
      const b1 = found.ok && found.value.sections.flatMap(({ answers }) => answers).find(({ question }) => question.code === "B1");
      expect(b1).toMatchObject({ value: text });
      const page = await call(site, show, { path: `/fr/submissions/${symbol}`, params: { symbol } });
      expect(page).toMatchObject({ standsAt: replacedBy && `/fr/submissions/${third.symbol}` });
    }
    expect((await listPublished(ctx, { party: first.party.code })).items.map(({ symbol }) => symbol)).toEqual([third.symbol]);
  });

  test("none that was not public before it was replaced is readable, whatever stands after it", async () => {
    const answers = hiddenAnswers;
    const never: SubmissionInput[] = [
      { state: "superseded" },
      { ...replaced, releaseAfter: new Date("2026-11-06T00:00:00Z") },
      { ...replaced, publishedAt: new Date("2026-11-05T08:00:01Z") },
      { ...replaced, release: "not_published" },
      ...(["recalled", "withdrawn", "not_published", "accepted", "answered"] as const).map((state) => ({ ...replaced, state })),
    ];
    for (const input of never) {
      const first = await makeSubmission(db, { ...input, answers });
      const second = await makeSubmission(db, { ...of(first, 2), state: "published" });
      await expectHidden(first.symbol, input);
      const standing = await getPublished(ctx, second.symbol);
      expect(standing).toMatchObject({ ok: true, value: { versions: [{ symbol: second.symbol }] } });
      expect(canariesIn(standing)).toEqual([]);
    }
  });

  test("one that was replaced is gone with the version that stood, and while none stands", async () => {
    for (const state of ["withdrawn", "accepted", "submitted", "not_published"] as const) {
      const first = await makeSubmission(db, { ...replaced, answers: hiddenAnswers });
      await makeSubmission(db, { ...of(first, 2), state, publishedAt: new Date("2026-11-05T08:00:00Z") });
      await expectHidden(first.symbol, state);
    }
  });

  test("what the party marks confidential later, or no longer releases, is taken out of the earlier version too, its files and its papers", async () => {
    const annexed = await makeSubmission(db, { state: "recalled" });
    const annex = await makeAttachment(db, { reportId: annexed.reportId, question: "A5", field: "files" });
    const national = await makeSubmission(db, {
      ...replaced,
      answers: [
        { question: "B1", value: VISIBLE },
        { question: "C3", value: CANARY.confidential },
        { question: "A5", value: { files: [annex], note: CANARY.confidential } },
        { question: "D2", value: ["C5"] },
        { question: "D3", row: "C5", value: CANARY.confidential },
        { question: "C1", value: "in_force", confidential: true },
      ],
    });
    await makeSubmission(db, {
      ...of(national, 2),
      state: "published",
      answers: [
        { question: "B1", value: VISIBLE },
        { question: "C3", value: "Later", confidential: true },
        { question: "A5", value: { note: "Later" }, confidential: true },
        { question: "D2", value: ["C5"] },
        { question: "D3", row: "C5", value: "Later", confidential: true },
        // What becomes public in the later version does not open the earlier one.
        { question: "C1", value: "in_force" },
      ],
    });
    const named = (publish: string): SubmissionInput["answers"] => [
      { question: "A5", value: { name: CANARY.contact, email: "canary-contact@example.org" } },
      { question: "B1", value: VISIBLE },
      { question: "I1", value: { publish, official: CANARY.contact, function: "Chair", declaration: true } },
    ];
    const template = "stakeholder-contribution";
    const consenting = await makeSubmission(db, { ...replaced, template, answers: named("name_published") });
    expect(await withheldIn(national.symbol)).toEqual(["A5", "C1", "C3", "D3"]);
    // With the consent of the version that stands, the name is there.
    const second = await makeSubmission(db, { ...of(consenting, 2), template, state: "published", answers: named("name_published") });
    expect(canariesIn(await getPublished(ctx, consenting.symbol))).toEqual([CANARY.contact]);
    await db.submission.update({ where: { id: second.id }, data: { state: "superseded", stateSince: replaced.stateSince } });
    await makeSubmission(db, { ...of(consenting, 3), template, state: "published", answers: named("organisation_only") });
    for (const { symbol } of [national, consenting, second]) {
      const params = { symbol };
      const program = (await call<unknown>(site, apiSubmission, { path: `/api/v1/submissions/${symbol}`, params })) as Response;
      const paper = (await call<unknown>(site, apiPaper, { path: `/api/v1/submissions/${symbol}/export?format=docx`, params })) as Response;
      const given = [
        await getPublished(ctx, symbol),
        await getComparison(ctx, symbol),
        await call(site, show, { path: `/en/submissions/${symbol}`, params }),
        await call(site, changes, { path: `/en/submissions/${symbol}/changes`, params }),
        await program.text(),
        wordsOfDocument(new Uint8Array(await paper.arrayBuffer())),
      ];
      expect({ symbol, canaries: canariesIn(given) }).toEqual({ symbol, canaries: [] });
      expect(given.slice(2).filter((one) => !text(one).includes(symbol))).toEqual([]);
      expect(text(given)).toContain(VISIBLE);
    }
    expect(await getPublishedFile(ctx, national.symbol, annex.sha256)).toMatchObject({ ok: false, error: { code: "file.not_found" } });
    const answer = await getComparison(ctx, national.symbol);
    expect(answer).toMatchObject({ ok: true, value: { answers: [], files: [] } });
  });

  test("a comparison tells what differs in public, of the version that stands nothing", async () => {
    const first = await makeSubmission(db, {
      ...replaced,
      answers: [
        { question: "A2", value: "Ministry of posts" },
        { question: "B1", value: "The plan covers 80 schools", language: "en" },
        { question: "C2", value: "2024" },
      ],
    });
    const second = await makeSubmission(db, {
      ...of(first, 2),
      state: "published",
      answers: [
        { question: "A2", value: "Ministry of posts" },
        { question: "B1", value: "The plan covers 95 schools", language: "fr" },
        { question: "F6", value: "New" },
      ],
    });
    const found = await getComparison(ctx, first.symbol);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value).toMatchObject({ earlier: { symbol: first.symbol }, current: { symbol: second.symbol }, files: [] });
    expect(found.value.answers.map(({ question, kind, isOtherLanguage }) => [question, kind, isOtherLanguage])).toEqual([
      ["B1", "changed", true],
      ["F6", "added", false],
    ]);
    expect(found.value.answers[0]!.pieces[0]!.changes.filter(({ kind }) => kind !== "same").map(({ text: part }) => part)).toEqual(["80", "95"]);
    expect(await getComparison(ctx, second.symbol)).toMatchObject({ ok: false, error: { code: "submission.not_found" } });
  });

  test("one that waits for its date changes nothing until then; on its day it takes the place of the earlier one", async () => {
    const first = await makeSubmission(db, { state: "published", answers: [{ question: "B1", value: "first" }] });
    const second = await makeSubmission(db, {
      party: first.party,
      reportId: first.reportId,
      version: 2,
      state: "published",
      releaseAfter: new Date("2026-12-01T00:00:00Z"),
    });
    const symbolsAt = async (at: string) => {
      const then = makeCtx({ db, actor: null, now: new Date(at) });
      return (await listPublished(then, { party: first.party.code })).items.map(({ symbol }) => symbol);
    };
    expect(await symbolsAt("2026-11-30T23:59:59Z")).toEqual([first.symbol]);
    expect(await symbolsAt("2026-12-01T00:00:00Z")).toEqual([second.symbol]);
    const after = makeCtx({ db, actor: null, now: new Date("2026-12-01T00:00:00Z") });
    expect(await getPublished(after, first.symbol)).toMatchObject({
      ok: true,
      value: { replacedBy: { symbol: second.symbol, at: "2026-12-01T00:00:00.000Z" } },
    });
    expect(await getPublished(ctx, first.symbol)).toMatchObject({ ok: true, value: { replacedBy: null, versions: [{ symbol: first.symbol }] } });
  });
});

describe("the programming interface", () => {
  const read = async (loader: typeof apiSubmissions, path: string, params: Record<string, string> = {}) => {
    const answer = (await call(site, loader, { path: `/api/v1/submissions${path}`, params })) as Response;
    return { status: answer.status, body: await answer.text() };
  };

  test("gives a replaced version with the one that stands, lists only the latter", async () => {
    const first = await makeSubmission(db, { ...replaced, answers: [{ question: "B1", value: "As it was first" }] });
    const second = await makeSubmission(db, { ...of(first, 2), state: "published", answers: [{ question: "B1", value: "As it is now" }] });
    const { status, body } = await read(apiSubmission, `/${first.symbol}?lang=fr`, { symbol: first.symbol });
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 200,
      body: { symbol: first.symbol, replacedBy: { symbol: second.symbol, at: replaced.stateSince.toISOString() } },
    });
    expect(body).toContain("As it was first");
    for (const listed of [await read(apiSubmissions, `?party=${first.party.code}`), await read(apiExport, `?format=csv&party=${first.party.code}`)])
      expect([listed.body.includes(second.symbol), listed.body.includes(`"${first.symbol}"`), listed.body.includes("As it was first")]).toEqual([
        true,
        false,
        false,
      ]);
  });
});
