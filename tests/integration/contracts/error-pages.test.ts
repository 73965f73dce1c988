import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGUAGES, type Language } from "~/lib/languages";
import { openDatabase, type Database } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import { makeAuthor, type Author } from "../../support/author";
import { testDatabase } from "../../support/database";
import { send, sendBytes, startEdge, type Edge, type RawAnswer, type RawRequest } from "../../support/edge";

/** Whatever goes wrong, a reader gets a page in their language, with the number under which the secretariat finds it. */

const { db } = testDatabase();
const away = openDatabase("postgresql://127.0.0.1:9/away");
/** A database with a bug in whatever reads the cycles. */
const broken = new Proxy(db, {
  get: (real, name) => {
    if (name === "cycle") throw new TypeError("a bug");
    return Reflect.get(real, name) as unknown;
  },
});

let edge: Edge;
let edgeAway: Edge;
let edgeBroken: Edge;
let author: Author;

beforeAll(async () => {
  const readyNever = () => Promise.reject(new Error("not back"));
  edge = await startEdge(db, { signInLimit: 1 });
  edgeAway = await startEdge(away, { portal: { databaseReady: readyNever } });
  edgeBroken = await startEdge(broken as Database);
  author = await makeAuthor(db, edge.origin);
}, 180_000);
afterAll(async () => {
  for (const each of [edge, edgeAway, edgeBroken]) await each?.stop();
  await away.$disconnect();
});

type Kind = "forbidden" | "notFound" | "tooMany" | "unavailable" | "refused" | "failed";

function checkPage({ status, headers, text }: RawAnswer, language: Language, expected: { status: number; kind: Kind }): void {
  const t = translator(language);
  expect(status).toBe(expected.status);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(text).toMatch(new RegExp(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"`));
  expect(text).toContain(t(`common:error.${expected.kind}.title`));
  expect(text).toContain(t(`common:error.${expected.kind}.text`));
  expect(text).toContain(t("common:error.number"));
  expect(text.replace(/<script[^]*?<\/script>/g, "")).toContain(String(headers["x-request-id"]));
  expect(text).not.toMatch(/TypeError|a bug|ECONNREFUSED|node_modules/);
}

const form = (own: Record<string, string> = {}, body = "email=a%40b.example&password=x") => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded", origin: edge.origin, ...own },
  body,
});
const get = (path: string, headers: Record<string, string> = {}): RawRequest => ({ method: "GET", path, headers });

describe.each(LANGUAGES)("in %s", (language) => {
  test("an address no page has", async () => {
    for (const path of ["no-such-page", "%E0%A4%A", "a%00b", "reports/nobody/sections/A"])
      checkPage(await send(edge, get(`/${language}/${path}`, { cookie: author.browser.cookie! })), language, { status: 404, kind: "notFound" });
  });

  test("a page and a form of others", async () => {
    const { cookie } = author.browser;
    checkPage(await send(edge, get(`/${language}/desk`, { cookie: cookie! })), language, { status: 403, kind: "forbidden" });
    const foreign = form({ origin: "https://elsewhere.example" });
    checkPage(await send(edge, { path: `/${language}/sign-in`, ...foreign }), language, { status: 403, kind: "forbidden" });
  });

  test("a form that is too large, and one sent too often", async () => {
    const large = form({}, `email=${"a".repeat(2_000_000)}`);
    checkPage(await send(edge, { path: `/${language}/account`, ...large }), language, { status: 413, kind: "refused" });
    await send(edge, { path: `/${language}/sign-in`, ...form() });
    const often = await send(edge, { path: `/${language}/sign-in`, ...form() });
    checkPage(often, language, { status: 429, kind: "tooMany" });
    expect(Number(often.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("an outage and a bug", async () => {
    const signedIn = await send(edgeAway, get(`/${language}/reports`, { cookie: "session=0123456789012345678901234567890123456789" }));
    checkPage(signedIn, language, { status: 503, kind: "unavailable" });
    expect(signedIn.headers["retry-after"]).toBe("5");
    checkPage(await send(edgeBroken, get(`/${language}/timeline`)), language, { status: 500, kind: "failed" });
  });
});

test("an address without a language is answered in English", async () => {
  for (const path of ["/no-such-page", "/xx/status"]) checkPage(await send(edge, get(path)), "en", { status: 404, kind: "notFound" });
});

test("a page under way in the browser learns the status and the number of the answer that failed", async () => {
  for (const request of [get("/fr/no-such-page.data"), { path: "/fr/sign-in.data", ...form() }]) {
    const { status, headers, text } = await send(edge, request);
    expect([status, headers["content-type"]]).toEqual([request.method === "GET" ? 404 : 429, "text/x-script; charset=utf-8"]);
    expect(text).toContain("ErrorResponse");
    expect(text).toContain(String(headers["x-request-id"]));
  }
});

test("a bug is in the log under the number the reader got", async () => {
  const before = edgeBroken.failures.length;
  const { headers } = await send(edgeBroken, get("/en/timeline"));
  expect(edgeBroken.failures.slice(before).join("\n")).toContain(String(headers["x-request-id"]));
});

test("what is no request at all is refused with the headers of every answer", async () => {
  const { status, headers } = await sendBytes(edge, "nonsense\r\n\r\n");
  expect(status).toBe(400);
  expect(headers).toMatchObject({
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
});
