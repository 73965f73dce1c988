import { beforeAll, describe, expect, test } from "vitest";
import { stateBoard } from "~/features/publication/queries/state-board.server";
import { getPublished, getPublishedFile, listPublished, listSymbols } from "~/features/publication/queries/published.server";
import type { AnswerValue } from "~/features/templates/model/values";
import { loader as apiExport } from "~/routes/api/public/export";
import { loader as apiSubmission } from "~/routes/api/public/submission";
import { loader as apiSubmissions } from "~/routes/api/public/submissions";
import { loader as sitemap } from "~/routes/machine/sitemap";
import { loader as home } from "~/routes/public/home";
import { loader as status } from "~/routes/public/status";
import { loader as file } from "~/routes/public/submissions/file";
import { loader as list } from "~/routes/public/submissions/index";
import { loader as show } from "~/routes/public/submissions/show";
import { loader as verify } from "~/routes/public/verify/show";
import { makeParty } from "../../factories/party";
import { makeAttachment, makeSubmission, type MadeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { rowsIn, sheetsIn } from "../../support/workbooks";

/** Words that stand where the public may never look. */
const CANARY = { contact: "CANARY-CONTACT", confidential: "CANARY-CONFIDENTIAL", hidden: "CANARY-HIDDEN" };
const VISIBLE = "VISIBLE-SUMMARY";

const { db } = testDatabase();
const now = () => new Date("2026-11-20T00:00:00Z");
const site = makeSite(db, now);
const ctx = makeCtx({ db, actor: null, now });
const text = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part));

/** The canary words in something; never the whole of it, which would fill a screen. */
const canariesIn = (value: unknown): string[] => [...Object.values(CANARY), "canary-contact@example.org"].filter((canary) => text(value).includes(canary));

const hiddenAnswers: { question: string; value: AnswerValue }[] = [
  { question: "B1", value: CANARY.hidden },
  { question: "A2", value: CANARY.hidden },
];
let open: MadeSubmission;
let hidden: MadeSubmission[];
let files: Record<"open" | "confidential" | "unused", string>;

beforeAll(async () => {
  const party = await makeParty(db);
  const { reportId } = await makeSubmission(db, { party, state: "recalled", answers: hiddenAnswers });
  const [annex, courtesy, unused] = [
    await makeAttachment(db, { reportId, question: "I1", field: "annexes" }),
    await makeAttachment(db, { reportId, question: "A5", field: "files" }),
    await makeAttachment(db, { reportId, question: "I1", field: "annexes" }),
  ];
  files = { open: annex.sha256, confidential: courtesy.sha256, unused: unused.sha256 };
  open = await makeSubmission(db, {
    party,
    reportId,
    version: 2,
    state: "published",
    language: "fr",
    answers: [
      { question: "A2", value: "Ministry of digital affairs" },
      {
        question: "A3",
        value: { focal_point: { name: CANARY.contact, function: CANARY.contact, email: "canary-contact@example.org", phone: "+41 22 CANARY-CONTACT" } },
      },
      { question: "A5", value: { files: [courtesy], note: CANARY.confidential }, confidential: true },
      { question: "B1", value: VISIBLE },
      { question: "C1", value: "in_force" },
      { question: "C3", value: CANARY.confidential, confidential: true },
      { question: "D2", value: ["C5"] },
      { question: "D2", row: "C5", value: CANARY.confidential, confidential: true },
      { question: "D3", row: "C5", value: "Visible obstacles" },
      { question: "D2", row: "C1", value: CANARY.hidden },
      { question: "H1", value: { C5: { decision: "keep", why: CANARY.confidential } }, confidential: true },
      { question: "I1", value: { publish: "all_but_flagged", annexes: [annex], official: "A. Official", function: "Minister", declaration: true } },
    ],
  });
  const answers = hiddenAnswers;
  hidden = [
    await makeSubmission(db, { state: "submitted", answers }),
    await makeSubmission(db, { state: "acknowledged", answers }),
    await makeSubmission(db, { state: "under_review", answers }),
    await makeSubmission(db, { state: "accepted", answers }),
    await makeSubmission(db, { state: "not_published", answers }),
    await makeSubmission(db, { state: "recalled", answers }),
    await makeSubmission(db, { state: "superseded", answers }),
    await makeSubmission(db, { state: "superseded", publishedAt: new Date("2026-11-01T00:00:00Z"), answers }),
    await makeSubmission(db, { state: "published", releaseAfter: new Date("2026-11-21T00:00:00Z"), answers }),
    await makeSubmission(db, { state: "published", publishedAt: new Date("2026-11-20T00:00:01Z"), answers }),
    // Nonsense in the database must not open anything.
    await makeSubmission(db, { state: "published", publishedAt: null, answers }),
  ];
});

test("a published report shows its open answers in the original language, and a mark where one is withheld", async () => {
  const found = await getPublished(ctx, open.symbol);
  if (!found.ok) throw new Error("not published");
  const { value: report } = found;
  const answers = report.sections.flatMap((section) => section.answers.map((answer) => ({ ...answer, code: answer.question.code })));
  const of = (code: string, row = "") => answers.find((answer) => answer.code === code && answer.row === row);
  expect(of("B1")).toMatchObject({ value: VISIBLE, language: "fr", withheld: null });
  expect(of("A3")).toMatchObject({ value: null, withheld: "contact" });
  expect(of("C3")).toMatchObject({ value: null, withheld: "confidential" });
  expect(of("A5")).toMatchObject({ value: null, withheld: "confidential" });
  expect(of("D2", "C5")).toMatchObject({ value: null, withheld: "confidential" });
  expect(of("D3", "C5")).toMatchObject({ value: "Visible obstacles", withheld: null });
  expect(of("D2", "C1")).toBeUndefined();
  expect(report.withheld).toBe(4);
});

test("canary words are in no public query, whoever asks and whatever is asked", async () => {
  const everything = [
    await listPublished(ctx, {}, { limit: 1_000 }),
    await listPublished(ctx, { q: CANARY.hidden }),
    await stateBoard(ctx, { by: "un", show: "all" }),
    await listSymbols(ctx, 10_000),
    await getPublished(ctx, open.symbol),
    ...(await Promise.all(hidden.map(({ symbol }) => getPublished(ctx, symbol)))),
  ];
  expect(canariesIn(everything)).toEqual([]);
  expect(text(everything).includes(VISIBLE)).toBe(true);
});

describe("pages", () => {
  test("never hold a canary word, not even for the desk or the party itself", async () => {
    const desk = await makeUser(db, { secretariat: ["desk_officer"] });
    const focal = await makeUser(db, { roles: [{ partyId: open.party.id, role: "focal_point" }] });
    for (const cookie of [undefined, await cookieOf(site, desk), await cookieOf(site, focal)]) {
      const given = [
        await call(site, home, { path: "/en", cookie }),
        await call(site, status, { path: "/en/status?by=itu", cookie }),
        await call(site, list, { path: "/en/submissions?q=ministry", cookie }),
        await call(site, list, { path: "/ar/submissions", cookie }),
        await call(site, show, { path: `/en/submissions/${open.symbol}`, params: { symbol: open.symbol }, cookie }),
        await call(site, verify, { path: `/en/verify/${hidden[0]!.receipt}`, params: { receipt: hidden[0]!.receipt }, cookie }),
      ];
      expect(given.some((answer) => answer instanceof Response)).toBe(false);
      expect(canariesIn(given)).toEqual([]);
      expect(text(given).includes(VISIBLE)).toBe(true);
    }
  });

  test("of anything that is not public are not found, like those of symbols nobody has", async () => {
    const symbols = [...hidden.map(({ symbol }) => symbol), `${open.symbol}.99`, "WSIS20-NR-XXX", "x", "%", "a'b", "../../etc"];
    for (const symbol of symbols) {
      const answer = await call(site, show, { path: `/en/submissions/x`, params: { symbol } });
      expect({ symbol, status: answer instanceof Response && answer.status }).toEqual({ symbol, status: 404 });
    }
  });

  test("list what is public, in the site map too, and only that", async () => {
    const map = await call(site, sitemap, { path: "/sitemap.xml", params: {} });
    const body = map instanceof Response ? await map.text() : "";
    expect(body.includes(`/ar/submissions/${open.symbol}<`)).toBe(true);
    expect(hidden.filter(({ symbol }) => body.includes(`/submissions/${symbol}<`))).toEqual([]);
    const { items } = await listPublished(ctx, {}, { limit: 1_000 });
    const symbols = items.map(({ symbol }) => symbol);
    expect(symbols).toContain(open.symbol);
    for (const { symbol } of hidden) expect(symbols).not.toContain(symbol);
  });
});

describe("the programming interface", () => {
  const read = async (loader: typeof apiSubmissions, path: string, params: Record<string, string> = {}, cookie?: string) => {
    const answer = await call(site, loader, { path: `/api/v1/submissions${path}`, params, cookie });
    if (!(answer instanceof Response)) throw new Error("no response");
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };

  test("gives what the page shows, whoever asks, and never a canary word", async () => {
    const focal = await makeUser(db, { roles: [{ partyId: open.party.id, role: "focal_point" }] });
    const shown = await getPublished(ctx, open.symbol);
    for (const cookie of [undefined, await cookieOf(site, focal)]) {
      const one = await read(apiSubmission, `/${open.symbol}`, { symbol: open.symbol }, cookie);
      expect(one.status).toBe(200);
      // Programs are told besides what an answer cites.
      const withoutCites = JSON.parse(one.body, (name, value: unknown) => (name === "cites" ? undefined : value)) as unknown;
      expect(withoutCites).toEqual(JSON.parse(JSON.stringify(shown.ok && shown.value)));
      const given = [one, await read(apiSubmissions, "?limit=100", {}, cookie), await read(apiSubmissions, `?q=${CANARY.hidden}`, {}, cookie)];
      expect(given.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(canariesIn(given.map(({ body }) => body))).toEqual([]);
    }
  });

  test("exports in every format what the page shows and never a canary word, whoever asks", async () => {
    const focal = await makeUser(db, { roles: [{ partyId: open.party.id, role: "focal_point" }] });
    for (const cookie of [undefined, await cookieOf(site, focal)])
      for (const format of ["csv", "jsonl", "xlsx"]) {
        const answer = await call(site, apiExport, { path: `/api/v1/export?format=${format}`, cookie });
        if (!(answer instanceof Response)) throw new Error("no response");
        const bytes = await answer.arrayBuffer();
        const given = format === "xlsx" ? (await sheetsIn(new Uint8Array(bytes))).map(rowsIn) : new TextDecoder().decode(bytes);
        expect({ format, canaries: canariesIn(given) }).toEqual({ format, canaries: [] });
        expect({ format, visible: [VISIBLE, open.symbol].filter((word) => text(given).includes(word)) }).toEqual({ format, visible: [VISIBLE, open.symbol] });
        expect(hidden.filter(({ symbol }) => text(given).includes(`${symbol}"`) || text(given).includes(`${symbol},`))).toEqual([]);
      }
  });

  test("does not find what is not public, and says so in a problem document no cache keeps", async () => {
    for (const symbol of [...hidden.map(({ symbol }) => symbol), "WSIS20-NR-XXX", "%", "a'b", "../../etc"]) {
      const { status, body, headers } = await read(apiSubmission, "/x", { symbol });
      expect({ symbol, status, code: (JSON.parse(body) as { code: string }).code }).toEqual({ symbol, status: 404, code: "submission.not_found" });
      expect(headers.get("cache-control")).toBe("no-store");
    }
    const listed = await read(apiSubmissions, "?limit=100");
    expect(hidden.filter(({ symbol }) => listed.body.includes(`"${symbol}"`))).toEqual([]);
  });
});

describe("files", () => {
  test("of public answers are downloads with their stored type; all others are not found", async () => {
    expect(await getPublishedFile(ctx, open.symbol, files.open)).toMatchObject({ ok: true, value: { type: "application/pdf", size: 12 } });
    const sha256 = await site.files.put(Buffer.from("%PDF-1.4 abc"));
    await db.storedFile.upsert({ where: { sha256 }, create: { sha256, size: 12, type: "application/pdf" }, update: {} });
    const made = await makeSubmission(db, {
      state: "published",
      answers: [{ question: "I1", value: { publish: "all", annexes: [{ sha256, name: "附件 1.pdf", size: 12 }] } }],
    });
    const answer = await call(site, file, { path: `/en/submissions/${made.symbol}/files/${sha256}`, params: { symbol: made.symbol, sha256 } });
    if (!(answer instanceof Response)) throw new Error("no response");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; .*filename\*=UTF-8''%E9%99%84/);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(await answer.text()).toBe("%PDF-1.4 abc");
  });

  test("of withheld answers, of no answer, of other or hidden reports are not found", async () => {
    const asked = [
      [open.symbol, files.confidential],
      [open.symbol, files.unused],
      [hidden[0]!.symbol, files.open],
      [open.symbol, "0".repeat(64)],
      [open.symbol, "../secret"],
    ] as const;
    for (const [symbol, sha256] of asked) {
      expect(await getPublishedFile(ctx, symbol, sha256)).toMatchObject({ ok: false, error: { code: "file.not_found" } });
      const answer = await call(site, file, { path: "/en/submissions/x/files/y", params: { symbol, sha256 } });
      expect(answer instanceof Response && answer.status).toBe(404);
    }
  });
});

test("the public list pages without gaps or repeats and takes its filters", async () => {
  const unGroup = "region-of-lists";
  const made = [];
  for (let index = 0; index < 5; index++)
    made.push(
      await makeSubmission(db, {
        state: "published",
        unGroup,
        language: index === 0 ? "ar" : "en",
        submittedAt: new Date(Date.UTC(2026, 9, 1 + Math.floor(index / 2))),
      }),
    );
  const first = await listPublished(ctx, { region: unGroup }, { limit: 2 });
  const second = await listPublished(ctx, { region: unGroup }, { limit: 2, after: first.next });
  const third = await listPublished(ctx, { region: unGroup }, { limit: 2, after: second.next });
  const seen = [first, second, third].flatMap(({ items }) => items.map(({ symbol }) => symbol));
  expect(seen.sort()).toEqual(made.map(({ symbol }) => symbol).sort());
  expect(third.next).toBeNull();
  expect((await listPublished(ctx, { region: unGroup, language: "ar" })).items.map(({ symbol }) => symbol)).toEqual([made[0]!.symbol]);
});
