import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import fc from "fast-check";
import { findActor } from "~/features/identity/queries.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { startReport } from "~/features/reports/commands/start.server";
import { getReviewPage } from "~/features/reports/queries/pages.server";
import { parseStored } from "~/features/templates/model/stored";
import { allQuestionsOf } from "~/features/templates/model/texts";
import { isFixed } from "~/features/templates/model/values";
import { templateReferences } from "~/features/templates/queries.server";
import type { Definition } from "~/features/templates/schema";
import { readReference } from "~/features/reference/queries.server";
import { allRefusalCodes } from "~/http/refusals.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import { makeParty } from "../../factories/party";
import { fillReport, makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeAuthor } from "../../support/author";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { send, sendBytes, startEdge, type Edge, type RawAnswer, type RawRequest } from "../../support/edge";
import { apiRequests, opId, type BadRequest, type Ground } from "./cases";
import { outsideLanguages, pageRequests } from "./pages";
import { uploads } from "./uploads";

const SEED = 20261126;
const { db } = testDatabase();
let edge: Edge;
let ground: Ground;
let questions: { report: string; code: string; row: string; refuses: (value: unknown) => boolean }[];

beforeAll(async () => {
  edge = await startEdge(db);
  const author = await makeAuthor(db, edge.origin);
  const { memberships } = author.ctx.actor;
  const own = await db.party.findUniqueOrThrow({ where: { id: memberships[0]!.partyId } });
  await fillReport(author.ctx, author.reportId);
  // The report without an answer is another party's of the same person: one party has one report on a template.
  const second = await makeParty(db);
  const actor = await makeUser(db, {
    roles: [
      { partyId: second.id, role: "focal_point" },
      { partyId: own.id, role: "focal_point" },
    ],
  });
  const blank = await makeReport(makeCtx({ db, actor }), second.id);
  await db.membership.create({ data: { userId: author.ctx.actor.id, partyId: second.id, role: "focal_point" } });
  const review = await getReviewPage(author.ctx, author.reportId);
  if (!review.ok) throw new Error(review.error.code);
  const other = await makeAuthor(db, edge.origin);
  const foreignParty = (await db.report.findUniqueOrThrow({ where: { id: other.reportId }, include: { party: true } })).party.code;
  const { program, browser } = author;
  ground = {
    origin: edge.origin,
    full: author.reportId,
    hash: review.value.contentHash,
    blank,
    party: own.code,
    foreign: other.reportId,
    foreignParty,
    program,
    browser,
  };

  const entity = await makeParty(db, { kind: "un_entity" });
  await db.facilitation.create({ data: { line: "C9", role: "lead", partyId: entity.id } });
  const organisation = await makeParty(db, { kind: "organisation" });
  questions = await questionsOf(blank);
  for (const [template, { id, code }, line] of [
    ["facilitator-report", entity, "C9"],
    ["stakeholder-contribution", organisation, ""],
  ] as const) {
    await db.membership.create({ data: { userId: author.ctx.actor.id, partyId: id, role: "focal_point" } });
    const who = makeCtx({ db, actor: (await findActor(db, author.ctx.actor.id))! });
    const started = await startReport(who, { template, party: code, line, language: "en" });
    if (!started.ok) throw new Error(started.error.code);
    questions.push(...(await questionsOf(started.value.id)));
  }
}, 180_000);

/** Every question of a report that may be answered, and what it refuses. */
async function questionsOf(report: string): Promise<typeof questions> {
  const { templateVersion } = await db.report.findUniqueOrThrow({ where: { id: report }, include: { templateVersion: true } });
  const definition = templateVersion.definition as Definition;
  const references = templateReferences(await readReference(db));
  const repeated = new Set(definition.sections.flatMap(({ repeat }) => repeat?.questions.map(({ code }) => code) ?? []));
  return allQuestionsOf(definition)
    .filter((question) => !isFixed(question))
    .map((question) => ({
      report,
      code: question.code,
      row: repeated.has(question.code) ? "C5" : "",
      refuses: (value) => !parseStored(question, value, { references, files: new Set() }).ok,
    }));
}
afterAll(() => edge.stop());

const TABLES = [
  "report",
  "answer",
  "save",
  "submission",
  "submitted_answer",
  "attachment",
  "stored_file",
  "audit_event",
  "party",
  "membership",
  "invitation",
  "api_token",
  '"user"',
  "mail",
  "registration",
  "cosignature",
  "facilitation",
  "matrix_proposal",
  "matrix_version",
  "session",
  "sign_in_attempts",
];
/** Rows and a hash of their content, of every table a bad request might reach. */
async function printOf(): Promise<Record<string, string>> {
  const prints = await Promise.all(
    TABLES.map(async (table): Promise<[string, string]> => {
      // A token's last use is written when it is used, whatever it is used for.
      const columns = table === "api_token" ? "id, revoked_at" : "t";
      const rows = await db.$queryRawUnsafe<{ text: string }[]>(
        `select (${table === "api_token" ? `row(${columns})` : "t.*"})::text as text from ${table} t order by 1`,
      );
      return [
        table,
        `${rows.length} ${createHash("sha256")
          .update(rows.map(({ text }) => text).join("\n"))
          .digest("hex")}`,
      ];
    }),
  );
  return Object.fromEntries(prints);
}

const STACK = /\bat (?:async )?[\w.<>]+ \(\S+:\d+:\d+\)|node_modules|PrismaClient|\b(?:Type|Syntax|Range|Reference)Error\b/;
const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#x27;");
const KINDS = ["forbidden", "notFound", "tooMany", "unavailable", "refused"] as const;

/** What every refusal is: a 4xx with a known code, in the language asked for, and nothing of the inside. */
function checkRefusal(
  { status, headers, text }: RawAnswer,
  language: Language,
  { what, status: expected, codes }: Pick<BadRequest, "what" | "status" | "codes">,
): void {
  const place = `${what} (${language}): ${status} ${text.slice(0, 300)}`;
  expect(status, place).toBeGreaterThanOrEqual(400);
  expect(status, place).toBeLessThan(500);
  if (expected) expect(expected, place).toContain(status);
  expect(text, place).not.toMatch(STACK);
  expect(text, place).not.toContain("\0");
  const words = translator(language);
  if (text.startsWith("{")) {
    const body = JSON.parse(text) as { code: string; title: string; status: number; fields?: Record<string, string> };
    expect(allRefusalCodes(), place).toContain(body.code);
    if (codes) expect(codes, place).toContain(body.code);
    expect(body.status, place).toBe(status);
    expect(body.title, place).toBe(words(`errors:${body.code}` as never, body as never));
    return;
  }
  expect(headers["content-type"], place).toMatch(/^text\/html/);
  expect(text, place).toContain(`lang="${language}"`);
  const known: string[] = [
    ...allRefusalCodes().map((code) => String(words(`errors:${code}` as never, {} as never))),
    ...KINDS.map((kind) => String(words(`common:error.${kind}.title`))),
    String(words("public:verify.unknown" as never)),
  ];
  const visible = text.replace(/<script\b.*?<\/script>/gs, "");
  expect(
    known.some((sentence) => visible.includes(escaped(sentence.split(/\{\{|[\u2066-\u2069]/)[0]!))),
    place,
  ).toBe(true);
}

async function refuse(request: RawRequest, language: Language, expected: Pick<BadRequest, "what" | "status" | "codes">): Promise<void> {
  checkRefusal(await send(edge, { ...request, headers: { "accept-language": language, ...request.headers } }), language, expected);
}

/** Sends each in the next of the six languages, then looks whether anything is other than before. */
async function refuseAll(requests: readonly BadRequest[]): Promise<void> {
  const before = await printOf();
  edge.failures.length = 0;
  const wrong: string[] = [];
  for (const [index, request] of requests.entries()) {
    const language = LANGUAGES[index % LANGUAGES.length]!;
    await refuse(request.make(ground, language), language, request).catch((error: unknown) =>
      wrong.push(error instanceof Error ? error.message : String(error)),
    );
  }
  expect(wrong).toEqual([]);
  expect(edge.failures).toEqual([]);
  expect(await printOf()).toEqual(before);
}

const SLOW = { timeout: 300_000 };

test("there are three hundred bad requests and more", () => {
  expect(apiRequests.length + uploads.length + pageRequests.length).toBeGreaterThanOrEqual(300);
});

describe("refused with a code, in words of the language asked for, and nothing is changed:", SLOW, () => {
  test("calls of the API", () => refuseAll(apiRequests));
  test("uploads", () => refuseAll(uploads));
  test("pages and their forms", () => refuseAll(pageRequests));

  test("addresses of no language", async () => {
    const before = await printOf();
    for (const request of outsideLanguages) await refuse(request.make(ground, "en"), "en", request);
    expect(await printOf()).toEqual(before);
  });

  test("values of another shape, at every question", async () => {
    const values: unknown[] = [7, true, "text", ["x"], [[]], {}, { x: 1 }, [{ id: "a", x: 1 }], { id: null }, ["C1", 5], { "": "" }, { value: {} }];
    const requests = questions.flatMap(({ report, code, row, refuses }) =>
      values.filter(refuses).map((value): BadRequest => ({
        what: `${JSON.stringify(value)} as ${code}`,
        make: ({ program }, language) => ({
          method: "PUT",
          path: `/api/v1/reports/${report}/answers/${code}?lang=${language}`,
          headers: { ...program, "content-type": "application/json", "idempotency-key": opId(), "if-match": '"0"' },
          body: JSON.stringify({ value, row }),
        }),
        status: [422],
        codes: ["answer.refused"],
      })),
    );
    expect(requests.length).toBeGreaterThan(500);
    await refuseAll(requests);
  });

  test("whatever else a program may think of: bodies, codes and addresses at random", async () => {
    const before = await printOf();
    const languages = fc.constantFrom(...LANGUAGES);
    const headers = () => ({ ...ground.program, "content-type": "application/json", "idempotency-key": randomUUID(), "if-match": '"0"' });
    await fc.assert(
      fc.asyncProperty(languages, fc.json({ maxDepth: 6 }), fc.constantFrom("/saves", "/submit", "/files", "/answers/B1"), async (language, body, path) => {
        const isValue = path === "/answers/B1" && typeof (JSON.parse(body) as { value?: unknown } | null)?.value === "string";
        fc.pre(!isValue);
        await refuse(
          { method: path === "/answers/B1" ? "PUT" : "POST", path: `/api/v1/reports/${ground.blank}${path}?lang=${language}`, headers: headers(), body },
          language,
          { what: `${path} ${body}` },
        );
      }),
      { seed: SEED, numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(languages, fc.uint8Array({ minLength: 1, maxLength: 400 }), async (language, body) => {
        fc.pre(body[0] !== 0x5b && body[0] !== 0x7b);
        await refuse({ method: "POST", path: `/api/v1/reports/${ground.blank}/saves?lang=${language}`, headers: headers(), body }, language, { what: "bytes" });
      }),
      { seed: SEED, numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(languages, fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), async (language, words) => {
        const code = `Z${encodeURIComponent(words)}`;
        await refuse(
          { method: "PUT", path: `/api/v1/reports/${ground.blank}/answers/${code}?lang=${language}`, headers: headers(), body: '{"value":"x"}' },
          language,
          { what: code },
        );
        await refuse({ method: "GET", path: `/${language}/${code}`, headers: ground.browser }, language, { what: code, status: [404] });
      }),
      { seed: SEED, numRuns: 60 },
    );
    expect(edge.failures).toEqual([]);
    expect(await printOf()).toEqual(before);
  });

  test("what is no request at all, or has headers without end", async () => {
    const before = await printOf();
    for (const language of LANGUAGES) {
      const line = `GET /${language}/about HTTP/1.1\r\nHost: x\r\n`;
      checkRefusal(await sendBytes(edge, `${line}X-Long: ${"x".repeat(20_000)}\r\n\r\n`), language, {
        what: "a header of 20 kB",
        status: [431],
        codes: ["request.headers_too_large"],
      });
      checkRefusal(await sendBytes(edge, `${line}${"Cookie: a=b\r\n".repeat(3_000)}\r\n`), language, { what: "3,000 headers", status: [431] });
      checkRefusal(await sendBytes(edge, `PUT /api/v1/reports?lang=${language} HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(20_000)}\r\n\r\n`), language, {
        what: "an API call with a header of 20 kB",
        status: [431],
      });
      checkRefusal(await sendBytes(edge, `${line}No colon here\r\n\r\n`), language, {
        what: "a header without a colon",
        status: [400],
        codes: ["request.malformed"],
      });
      checkRefusal(
        await sendBytes(edge, `POST /${language}/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
        language,
        { what: "two lengths", status: [400] },
      );
    }
    for (const bytes of ["\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "SSH-2.0-OpenSSH_9\r\n", "GET / HTTP/9.9\r\n\r\n"])
      checkRefusal(await sendBytes(edge, bytes), "en", { what: JSON.stringify(bytes), status: [400] });
    expect(edge.failures).toEqual([]);
    expect(await printOf()).toEqual(before);
  });
});

test("a save on an old revision changes no answer; its text is kept in the history alone", SLOW, async () => {
  const [row] = await db.answer.findMany({ where: { reportId: ground.full, question: "B1" } });
  const author = makeCtx({
    db,
    actor: await makeUser(db, { roles: [{ partyId: (await db.report.findUniqueOrThrow({ where: { id: ground.full } })).partyId, role: "contributor" }] }),
  });
  await saveAnswers(author, {
    reportId: ground.full,
    via: "form",
    operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: row!.revision, value: "Newer." }],
  });
  const { save: _, ...before } = await printOf();
  const saves = await db.save.count();
  for (const language of LANGUAGES)
    await refuse(
      {
        method: "PUT",
        path: `/api/v1/reports/${ground.full}/answers/B1?lang=${language}`,
        headers: { ...ground.program, "content-type": "application/json", "idempotency-key": opId(), "if-match": '"1"' },
        body: JSON.stringify({ value: `Older (${language}).` }),
      },
      language,
      { what: "a save on an old revision", status: [409], codes: ["answer.conflict"] },
    );
  const { save: __, ...after } = await printOf();
  expect(after).toEqual(before);
  expect(await db.save.count()).toBe(saves + LANGUAGES.length);
  expect(await db.save.count({ where: { scope: `report:${ground.full}`, revision: null } })).toBe(LANGUAGES.length);
});
