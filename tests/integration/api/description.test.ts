import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { SCOPES } from "~/features/identity/policy";
import { PAPER_FORMATS, PAPER_TYPES } from "~/features/papers/model";
import { allRefusalCodes } from "~/http/refusals.server";
import { LANGUAGES } from "~/lib/languages";
import routes from "~/routes";
import { underReview } from "../../factories/clarification";
import { makeParty } from "../../factories/party";
import { fillReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { startApiPortal, type ApiPortal } from "../../support/api-portal";
import { makeCtx } from "../../support/context";
import { makeGround } from "../../support/described-ground";
import { exportByCalls } from "../../support/described-exports";
import { callsOf, clientOf, validatorOf, type Described } from "../../support/described-api";

let portal: ApiPortal;
let document: Described;
beforeAll(async () => {
  portal = await startApiPortal();
  document = (await (await fetch(`${portal.origin}/api/v1/openapi.json`)).json()) as Described;
}, 180_000);
afterAll(() => portal?.stop());

/** Refused at the edge, before anything is counted. */
const BEFORE_ANY_LIMIT = ["400", "405", "408", "431"];

describe("the document", () => {
  test("is OpenAPI 3.1 whose references lead somewhere and whose shapes can be compiled", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.servers).toEqual([{ url: `${portal.origin}/api/v1` }]);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBeGreaterThan(50);
    const lost = references.filter(
      (path) => path.split("/").reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) === undefined,
    );
    expect(lost).toEqual([]);
    const faultsOf = validatorOf(document);
    for (const name of Object.keys(document.components.schemas)) expect(() => faultsOf({ $ref: `#/components/schemas/${name}` }, {}), name).not.toThrow();
  });

  test("names every call once, declares every part of its path, its refusals and its limits", () => {
    const calls = [...callsOf(document).values()];
    expect(calls.length).toBe(Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length);
    for (const { path, method, operation } of calls) {
      const declared = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(declared, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["429", "500", "503", ...(operation.security.length > 0 ? ["401", "403"] : [])]));
      // What the edge refuses, and the language of the words it is refused in.
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["400", "405", "408", "431"]));
      for (const [status, code] of [
        ["403", "`request.origin`"],
        ["413", "`request.too_large`"],
      ] as const)
        expect(operation.responses[status]?.description.includes(code) ?? false, `${path} ${status}`).toBe(method !== "get");
      expect(operation.parameters.filter(({ name, $ref }) => name === "lang" || $ref === "#/components/parameters/lang")).toHaveLength(1);
      expect(Object.keys(operation.responses["429"]!.headers!)).toContain("Retry-After");
      for (const [status, { headers }] of Object.entries(operation.responses)) {
        const limits = Object.keys(headers ?? {}).filter((name) => name.startsWith("RateLimit"));
        expect(limits, `${path} ${status}`).toEqual(BEFORE_ANY_LIMIT.includes(status) ? [] : ["RateLimit", "RateLimit-Policy"]);
      }
      if (method === "put")
        expect(operation.parameters.filter((parameter) => parameter.in === "header").map(({ name }) => name)).toEqual(["Idempotency-Key", "If-Match"]);
    }
  });

  test("lists every code there is, and no call names another", () => {
    const { properties } = document.components.schemas.Problem as { properties: { code: { enum: string[] } } };
    expect([...properties.code.enum].sort()).toEqual(allRefusalCodes().sort());
    const named = [...callsOf(document).values()].flatMap(({ operation }) =>
      Object.entries(operation.responses).flatMap(([status, { description }]) =>
        Number(status) < 400 ? [] : [...description.matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
      ),
    );
    expect(named.filter((code) => !allRefusalCodes().includes(code))).toEqual([]);
  });

  test("describes every address of the interface with its methods, and none besides", () => {
    const table = (routes as { path?: string; file: string }[]).filter(({ path }) => path?.startsWith("api/v1/"));
    const matching = (path: string) => new RegExp(`^${path.slice("api/v1".length).replace(/[.]/g, "\\.").replace(/:\w+/g, "[^/]+")}$`);
    const paths = Object.entries(document.paths);
    for (const { path, file } of table) {
      const source = readFileSync(join("app", file), "utf8");
      const served = [
        ...(/^export const loader/m.test(source) ? ["get"] : []),
        ...(/^export const action/m.test(source) ? [/"PUT"/.test(source) ? "put" : "post"] : []),
      ];
      const described = paths.filter(([template]) => matching(path!).test(template));
      expect(described.length, `${path} is described`).toBeGreaterThan(0);
      for (const [template, methods] of described) expect({ template, methods: Object.keys(methods).sort() }).toEqual({ template, methods: served.sort() });
    }
    for (const [template] of paths)
      expect(
        table.some(({ path }) => matching(path!).test(template)),
        `${template} is served`,
      ).toBe(true);
    expect(existsSync("app/routes/api/not-found.ts")).toBe(true);
  });
});

test("a body with a member that is not described, or without one that is, is found out", () => {
  const faultsOf = validatorOf(document);
  const saved = { revision: 1, hash: "0".repeat(64), savedAt: new Date().toISOString() };
  const schema = { $ref: "#/components/schemas/Saved" };
  expect(faultsOf(schema, saved)).toEqual([]);
  expect(faultsOf(schema, { ...saved, secret: "x" })).toHaveLength(1);
  expect(faultsOf(schema, { revision: 1, hash: saved.hash })).toHaveLength(1);
});

test("every described call answers as it is described, and every described success is answered", { timeout: 240_000 }, async () => {
  const { meeting, ctx, party, unstarted, token, reportId, signed, replaced, symbol } = await makeGround(portal.db);
  const seen = new Set<string>();
  const call = clientOf(document, seen);
  const own = { token, path: { id: reportId } };
  const text = { question: "B1", row: "" };

  await call("describe");
  for (const id of [
    "listCycles",
    "listMeetings",
    "listTemplates",
    "listParties",
    "listActionLines",
    "listSdgs",
    "listGdcObjectives",
    "listIndicators",
    "listThemes",
    "getMatrix",
  ])
    await call(id);
  for (const template of ["national-report", "facilitator-report", "stakeholder-contribution"])
    for (const lang of LANGUAGES) await call("getTemplate", { path: { template }, query: { lang } });
  expect((await call("getTemplate", { path: { template: "none" } })).status).toBe(404);
  for (const [id, path] of [
    ["listSdgs", {}],
    ["listSubmissions", {}],
    ["getSubmission", { symbol }],
    ["getMeeting", { meeting }],
  ] as const) {
    const etag = (await call(id, { path })).headers.get("etag")!;
    expect(await call(id, { path, headers: { "if-none-match": etag } })).toMatchObject({ status: 304, body: "" });
  }
  const standings = ["confirmed", "confirmed", "waiting"].map((standing) => ({ standing }));
  expect((await call("getMeeting", { path: { meeting } })).body).toMatchObject({
    id: meeting,
    cancelled: null,
    items: [{ number: 1, capacity: 2, turns: standings, statements: [{ party: { code: party.code } }] }],
  });
  expect((await call("getMeeting", { path: { meeting: reportId } })).status).toBe(404);
  expect((await call("listSubmissions", { query: { limit: "1" } })).body).toMatchObject({ items: [{ symbol }] });
  expect((await call("listSubmissions", { query: { sdg: "9" } })).status).toBe(200);
  // A filter nobody knows must not widen what is found.
  expect((await call("listSubmissions", { query: { goal: "9" } })).status).toBe(422);
  // Of a name given twice nobody knows which is meant.
  for (const path of ["submissions?party=CHE&party=KEN", "export?format=csv&lang=fr&lang=ar", "reference/parties?limit=1&limit=2"])
    expect(await (await fetch(`${portal.origin}/api/v1/${path}`)).json()).toMatchObject({
      status: 422,
      code: "request.invalid",
      fields: { [path.split(/[=&?]/).at(-2)!]: "repeated" },
    });
  expect((await call("getSubmission", { path: { symbol }, query: { lang: "ar" } })).body).toMatchObject({ withheld: 1 });
  const versions = [
    { symbol, replacedAt: null },
    { symbol: replaced, replacedAt: expect.any(String) },
  ];
  expect((await call("getSubmission", { path: { symbol } })).body).toMatchObject({ replacedBy: null, versions });
  expect((await call("getSubmission", { path: { symbol: replaced } })).body).toMatchObject({ symbol: replaced, replacedBy: { symbol }, versions });
  expect((await call("getSubmission", { path: { symbol: "NONE" } })).status).toBe(404);
  const faultsOf = validatorOf(document);
  const exported = String((await call("exportAnswers", { query: { format: "jsonl", names: "ar" } })).body);
  const rows = exported.trim().split("\n");
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.flatMap((row) => faultsOf({ $ref: "#/components/schemas/ExportedAnswer" }, JSON.parse(row)))).toEqual([]);
  const columns = Object.keys((document.components.schemas.ExportedAnswer as { properties: object }).properties);
  expect(String((await call("exportAnswers", { query: { format: "csv" } })).body).split("\r\n")[0]).toBe(columns.join(","));
  const workbook = await call("exportAnswers", { query: { format: "xlsx" } });
  const described = Object.keys(document.paths["/export"]!.get!.responses["200"]!.content!);
  expect(described).toContain(workbook.headers.get("content-type"));
  expect((await call("exportAnswers", { query: { format: "pdf" } })).body).toMatchObject({ code: "request.invalid", fields: { format: expect.any(String) } });
  for (const format of PAPER_FORMATS) {
    const query = { format, lang: "ru" };
    const papers = [
      await call("exportReport", { ...own, query: { ...query, only: "answered" } }),
      await call("exportSubmission", { path: { symbol }, query }),
      await call("exportTemplate", { path: { template: "national-report" }, query }),
      await call("exportStatus", { token, query }),
      ...(format === "xlsx" ? [] : [await call("exportSelection", { token, query: { format, names: "ru", only: "answered" } })]),
    ];
    expect(papers.map(({ status, headers }) => [status, headers.get("content-type")])).toEqual(papers.map(() => [200, PAPER_TYPES[format]]));
  }
  for (const format of ["docx", "xlsx"] as const) {
    const empty = await call("getTemplateForm", { path: { template: "national-report" }, query: { format, lang: "ar" } });
    const page = await call("getReportForm", { ...own, query: { format, lang: "ar", page: "B" } });
    expect([empty, page].map(({ status, headers }) => [status, headers.get("content-type")])).toEqual([empty, page].map(() => [200, PAPER_TYPES[format]]));
    const whole = await fetch(`${portal.origin}/api/v1/reports/${reportId}/form?format=${format}`, { headers: { authorization: `Bearer ${token}` } });
    const form = new FormData();
    form.set("file", new File([await whole.arrayBuffer()], `form.${format}`));
    const imported = await call("importForm", { ...own, form, query: { take: "clean" } });
    expect(imported.body).toMatchObject({ items: [], problems: [], isOfOther: false, mark: { report: reportId } });
    form.set("file", new File(["no form"], "x.docx"));
    expect((await call("importForm", { ...own, form })).body).toMatchObject({ code: "import.not_a_form" });
    expect((await call("importForm", { ...own, form, query: { take: "some" } })).status).toBe(422);
  }
  expect((await call("getTemplateForm", { path: { template: "none" }, query: { format: "docx" } })).status).toBe(404);
  expect((await call("exportSubmission", { path: { symbol: replaced }, query: { format: "pdf" } })).status).toBe(200);
  expect((await call("exportSubmission", { path: { symbol: "NONE" }, query: { format: "pdf" } })).status).toBe(404);
  expect((await call("exportSubmission", { path: { symbol }, query: { format: "rtf" } })).status).toBe(422);
  expect((await call("exportTemplate", { path: { template: "none" }, query: { format: "pdf" } })).status).toBe(404);
  expect((await call("exportSelection", { token, query: { format: "pdf", party: "none" } })).body).toMatchObject({ code: "paper.nothing_found" });
  expect((await call("exportSelection", { token, query: { format: "xlsx" } })).status).toBe(422);
  await exportByCalls(call, { token, symbol });
  expect((await call("exportStatus", { token, query: { format: "pdf", who: "state", by: "entity" } })).body).toMatchObject({ fields: { by: "custom" } });
  expect((await call("getReceipt", { path: { receipt: signed.receipt } })).status).toBe(200);
  expect((await call("getReceipt", { path: { receipt: "NONE" } })).status).toBe(404);
  expect((await call("listReports", { token, query: { limit: "1" } })).body).toMatchObject({ items: [expect.anything()], next: expect.any(String) });
  expect((await call("listReports", { token, query: { after: "x" } })).status).toBe(422);
  expect((await call("listReports")).status).toBe(401);
  expect((await call("startReport", { token, json: { template: "national-report", party: unstarted.code } })).status).toBe(201);
  expect((await call("startReport", { token, json: { template: "national-report", party: party.code } })).status).toBe(409);
  expect((await call("startReport", { token, json: { template: "national-report", party: "CHE" } })).status).toBe(404);
  expect((await call("startReport", { token, json: { template: 1 } })).status).toBe(422);
  expect((await call("startReport", { token, headers: { "content-type": "text/plain" }, json: {} })).status).toBe(415);

  const save = (revision: string, value: unknown, more: object = {}) =>
    call("saveAnswer", {
      token,
      path: { id: reportId, question: "B1" },
      headers: { "Idempotency-Key": randomUUID(), "If-Match": revision },
      json: { value, ...more },
    });
  expect((await save('"0"', "first")).status).toBe(200);
  const answerPath = { token, path: { id: reportId, question: "B1" } };
  expect((await call("getAnswer", answerPath)).body).toMatchObject({ value: "first", revision: 1 });
  expect((await call("getAnswer", { ...answerPath, path: { id: reportId, question: "H2" } })).body).toMatchObject({ code: "answer.not_found" });
  expect((await call("followReport", own)).status).toBe(200);
  const placed = { token, path: { id: reportId, page: randomUUID() } };
  expect((await call("placePage", { ...placed, json: { question: "B1" } })).status).toBe(204);
  expect((await call("placePage", { ...placed, json: { question: 1 } })).status).toBe(422);
  for (const [revision, value, code] of [
    ['"0"', "second", "answer.conflict"],
    ['"9"', "third", "save.revision_ahead"],
    ["", "fourth", "save.headers_missing"],
    ['"1"', { wrong: "shape" }, "answer.refused"],
  ] as const)
    expect((await save(revision, value)).body).toMatchObject({ code });
  const operation = { ...text, opId: randomUUID(), baseRevision: 1, value: "from a queue" };
  const queued = await call("saveAnswers", {
    ...own,
    json: [operation, { ...operation, opId: randomUUID(), question: "NONE" }, { ...operation, opId: randomUUID(), value: "late" }],
  });
  expect(queued.body).toMatchObject({ results: [{ status: 200 }, { code: "question.unknown" }, { code: "answer.conflict" }] });
  const form = new FormData();
  for (const [name, value] of Object.entries({ question: "I1", field: "annexes" })) form.set(name, value);
  form.set("file", new File([`%PDF-1.4\n${randomUUID()}`], "annex.pdf"));
  const attached = await call("attachFile", { ...own, form });
  const { file } = attached.body as { file: { sha256: string } };
  expect((await call("getFile", { token, path: { id: reportId, sha256: file.sha256 } })).headers.get("content-disposition")).toContain("attachment");
  expect((await call("getFile", { token, path: { id: reportId, sha256: "0".repeat(64) } })).status).toBe(404);
  expect((await call("getReport", own)).body).toMatchObject({
    complete: false,
    findings: expect.arrayContaining([expect.objectContaining({ severity: "missing" })]),
  });
  await fillReport(ctx, reportId);
  const answers = (await call("listAnswers", own)).body as { items: { question: string; row: string }[] };
  const page = (await call("listAnswers", { ...own, query: { limit: "3" } })).body as { items: unknown[]; next: string };
  expect(page.items).toEqual(answers.items.slice(0, 3));
  expect((await call("listAnswers", { ...own, query: { after: page.next, limit: "1000" } })).body).toMatchObject({ items: answers.items.slice(3), next: null });
  expect((await call("listAnswers", { ...own, query: { after: "NONE" } })).status).toBe(422);
  expect((await call("listHistory", { token, path: { id: reportId, question: "B1" }, query: { limit: "1" } })).body).toMatchObject({
    next: expect.any(String),
  });

  expect((await call("listClarifications", own)).body).toEqual({ items: [], next: null });
  const asked = await underReview(portal.db, signed.receipt);
  await asked.ask("B1");
  expect((await call("listClarifications", { token, path: { id: asked.reportId } })).body).toMatchObject({ items: [{ question: "B1", turns: [{}] }] });
  const { contentHash } = (await call("getReport", own)).body as { contentHash: string };
  const sign = (accepted: boolean) => call("submitReport", { ...own, json: { contentHash, declaration: { name: "A", function: "B", accepted } } });
  expect((await sign(false)).body).toMatchObject({ code: "report.declaration_required" });
  expect((await sign(true)).status).toBe(200);
  expect((await save('"1"', "locked")).status).toBe(423);
  const discussed = await call("writeComment", { ...own, json: { question: "B1", text: "A question to the secretariat." } });
  const { thread } = discussed.body as { thread: string };
  expect((await call("writeComment", { ...own, json: { thread, text: "One more." } })).status).toBe(201);
  expect((await call("writeComment", { ...own, json: { question: "Z9", text: "Nowhere." } })).body).toMatchObject({ code: "comment.place_unknown" });
  expect((await call("listComments", own)).body).toMatchObject({ items: [{ id: thread, comments: [{}, { text: "One more." }] }], next: null });

  const stranger = await makeUser(portal.db, { roles: [{ partyId: (await makeParty(portal.db)).id, role: "focal_point" }] });
  const foreign = await createApiToken(makeCtx({ db: portal.db, actor: stranger }), { label: "x", scopes: [...SCOPES], expiresAt: null });
  const owned =
    "getReport exportReport getReportForm listAnswers listHistory getAnswer followReport placePage getFile submitReport saveAnswers listComments writeComment";
  for (const id of [...owned.split(" "), "listClarifications"]) {
    const json = {
      placePage: { question: null },
      submitReport: { contentHash, declaration: { name: "A", function: "B", accepted: true } },
      saveAnswers: [operation],
      writeComment: { thread, text: "Foreign" },
    }[id];
    const query = { exportReport: { format: "pdf" }, getReportForm: { format: "docx" } }[id];
    const answer = await call(id, { query, token: foreign.ok ? foreign.value.token : "", path: { ...placed.path, question: "B1", sha256: file.sha256 }, json });
    expect({ id, status: answer.status }).toEqual({ id, status: 404 });
  }

  const successes = [...callsOf(document)].flatMap(
    ([
      id,
      {
        operation: { responses },
      },
    ]) =>
      Object.keys(responses)
        .filter((status) => Number(status) < 400 && status !== "304")
        .map((status) => `${id} ${status}`),
  );
  expect(successes.filter((success) => !seen.has(success))).toEqual([]);
});

test("pages of any origin may read what anyone may read, and nothing else", async () => {
  const origin = { origin: "https://statistics.example" };
  const preflight = { ...origin, "access-control-request-method": "GET", "access-control-request-headers": "if-none-match" };
  const open = [...callsOf(document).values()].filter(({ operation }) => operation.security.length === 0);
  expect(open.length).toBeGreaterThan(10);
  for (const { path } of open) {
    const address = `${portal.origin}/api/v1${path.replace(/\{\w+\}/g, "none")}`;
    const answer = await fetch(address, { headers: origin });
    await answer.body?.cancel();
    expect({ path, allowed: answer.headers.get("access-control-allow-origin") }).toEqual({ path, allowed: "*" });
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    const asked = await fetch(address, { method: "OPTIONS", headers: preflight });
    expect({ path, status: asked.status, methods: asked.headers.get("access-control-allow-methods") }).toEqual({ path, status: 204, methods: "GET, HEAD" });
  }
  const closed = [...callsOf(document).values()].filter(({ operation }) => operation.security.length > 0);
  for (const path of [...closed.map(({ path: template }) => `/api/v1${template}`), "/api/v1/none", "/en", "/en/sign-in"])
    for (const init of [{ headers: origin }, { method: "OPTIONS", headers: preflight }]) {
      const answer = await fetch(portal.origin + path, { redirect: "manual", ...init });
      await answer.body?.cancel();
      const said = [...answer.headers.keys()].filter((name) => name.startsWith("access-control-"));
      expect({ path, said, isPreflight: answer.status === 204 }).toEqual({ path, said: [], isPreflight: false });
    }
});

test("an answer is in the language of the address, else in the one accepted, and caches are told so", async () => {
  const titleOf = async (query: string, accepted?: string, path = "templates/none") => {
    const headers = new Headers(accepted === undefined ? {} : { "accept-language": accepted });
    return ((await (await fetch(`${portal.origin}/api/v1/${path}${query}`, { headers })).json()) as { title: string }).title;
  };
  const english = await titleOf("?lang=en");
  const french = await titleOf("?lang=fr");
  expect(french).not.toBe(english);
  expect([await titleOf("", "fr-CH, en;q=0.5"), await titleOf("?lang=en", "fr"), await titleOf("", "de"), await titleOf("?lang=de", "fr")]).toEqual([
    french,
    english,
    english,
    french,
  ]);
  // Refused before any route is asked, and without a token.
  expect(await titleOf("", "ru", "reports")).toMatch(/[а-я]/);
  const put = await fetch(`${portal.origin}/api/v1/reports`, { method: "PUT", headers: { authorization: "Bearer none", "accept-language": "ar" } });
  expect(((await put.json()) as { title: string }).title).toMatch(/[\u0600-\u06ff]/);
  const kept = await fetch(`${portal.origin}/api/v1/templates`, { headers: { "accept-language": "es" } });
  expect(kept.headers.get("vary")).toMatch(/Accept-Language/i);
});

test("what an address does not do is refused with what it does", async () => {
  for (const [method, path, allow] of [
    ["DELETE", "reports/x", "GET, HEAD"],
    ["POST", "reference/sdgs", "GET, HEAD"],
    ["GET", "reports/x/submit", "POST"],
    ["OPTIONS", "reports", "GET, POST, HEAD"],
  ] as const) {
    const response = await fetch(`${portal.origin}/api/v1/${path}`, { method, headers: { authorization: "Bearer none" } });
    expect({ path, status: response.status, allow: response.headers.get("allow"), type: response.headers.get("content-type") }).toEqual({
      path,
      status: 405,
      allow,
      type: "application/problem+json; charset=utf-8",
    });
    expect(await response.json()).toMatchObject({ code: "request.method" });
  }
  expect((await fetch(`${portal.origin}/api/v1/reference/sdgs`, { method: "HEAD" })).status).toBe(200);
});
