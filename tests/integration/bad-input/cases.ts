import type { Language } from "~/lib/languages";
import type { RawRequest } from "../../support/edge";

/** What bad requests are made against: a draft with every answer given, another one just begun, and things of others. */
export type Ground = {
  origin: string;
  /** A complete draft, its hash, and one with nothing in it. */
  full: string;
  hash: string;
  blank: string;
  party: string;
  /** A report and party the author has nothing to do with. */
  foreign: string;
  foreignParty: string;
  program: Record<string, string>;
  browser: Record<string, string>;
};
/** `codes`: any of them is right; none for pages that answer with their own error page. */
export type BadRequest = { what: string; make: (ground: Ground, language: Language) => RawRequest; status?: number[]; codes?: string[] };

export const UUID = "019a0000-0000-7000-8000-00000000abcd";
const JSON_TYPE = { "content-type": "application/json" };
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

/** Ids that are nobody's. */
const IDS: string[] = [
  UUID,
  "1",
  "0",
  "-1",
  "null",
  "undefined",
  "NaN",
  "..",
  "%2e%2e",
  "%2e%2e%2f%2e%2e",
  "..%2f..%2fetc%2fpasswd",
  "%5c%5chost",
  "' or 1=1--",
  "%27%20or%201=1",
  "a".repeat(300),
  "🙂",
  "constructor",
  "__proto__",
  `${UUID}%20`,
  `{${UUID}}`,
].map((id) => id.replace(/[^!-~]/gu, encodeURIComponent));

/** Bodies that are no JSON, or not the JSON asked for. */
const BODIES: [what: string, body: string | Buffer][] = [
  ["nothing", ""],
  ["half an object", '{"value":'],
  ["words", "hello"],
  ["a list", "[]"],
  ["null", "null"],
  ["a number", "5"],
  ["no value", "{}"],
  ["a member too many", '{"value":"x","admin":true}'],
  ["a language nobody asked for", '{"value":"x","lang":"xx"}'],
  ["a row that is a number", '{"value":"x","row":5}'],
  ["a row that is too long", JSON.stringify({ value: "x", row: "r".repeat(41) })],
  ["a row the question has not", '{"value":"x","row":"C5"}'],
  ["a row with a NUL", '{"value":"x","row":"\\u0000"}'],
  ["confidentiality in words", '{"value":"x","confidential":"yes"}'],
  ["broken UTF-8", bytes('{"value":"', [0xff, 0xfe, 0xc3, 0x28], '"}')],
  ["an overlong encoding", bytes('{"value":"', [0xc0, 0xaf], '"}')],
  ["half a character, encoded", bytes('{"value":"', [0xed, 0xa0, 0x80], '"}')],
  ["UTF-16", Buffer.from('{"value":"x"}', "utf16le")],
  ["half a character", '{"value":"\\ud800"}'],
  ["a NUL in the text", '{"value":"a\\u0000b"}'],
  ["a NUL between", '{"value":\0"x"}'],
  ["a number without end", '{"value":1e999}'],
  ["a text over every limit", JSON.stringify({ value: "x".repeat(100_001) })],
  ["lists nested ten thousand deep", `{"value":${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
  ["objects nested a hundred thousand deep", `{"value":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`],
  ["two megabytes and more", JSON.stringify({ value: "x".repeat(2_100_000) })],
  ["a prototype", '{"__proto__":{"value":"x"}}'],
  ["XML", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'],
];

let operations = 0;
/** Ids that never meet those of real saves. */
export const opId = (): string => `019a0000-0000-4000-8000-${String((operations += 1)).padStart(12, "0")}`;
const save = (program: Record<string, string>, more: Record<string, string> = {}) => ({
  ...program,
  ...JSON_TYPE,
  "idempotency-key": opId(),
  "if-match": '"0"',
  ...more,
});
const put =
  (question: string, body: string | Uint8Array, more: Record<string, string> = {}) =>
  (ground: Ground, language: Language): RawRequest => ({
    method: "PUT",
    path: `/api/v1/reports/${ground.blank}/answers/${question}?lang=${language}`,
    headers: save(ground.program, more),
    body,
  });
type Call = {
  method?: string;
  path: (ground: Ground) => string;
  headers?: (ground: Ground) => Record<string, string>;
  body?: string | Uint8Array | ((ground: Ground) => string);
};
/** A call of the API by the author's program. */
const api =
  ({ method = "GET", path, headers, body }: Call) =>
  (ground: Ground, language: Language): RawRequest => {
    const address = path(ground);
    return {
      method,
      path: `/api/v1${address}${address.includes("?") ? "&" : "?"}lang=${language}`,
      headers: { ...ground.program, ...(method === "GET" ? {} : JSON_TYPE), ...headers?.(ground) },
      body: typeof body === "function" ? body(ground) : body,
    };
  };

const saves: BadRequest[] = [
  ...BODIES.map(([what, body]): BadRequest => ({ what: `a save of ${what}`, make: put("B1", body) })),
  ...[
    "Z9",
    "B1x",
    "b1",
    "%2e%2e",
    "..%2fB1",
    "B1%2f..%2fB2",
    "B1%00",
    "constructor",
    "__proto__",
    "toString",
    "D2",
    "%D0%921",
    "B".repeat(41),
    "B1%0d%0aX:1",
    "%ff",
  ].map((code): BadRequest => ({ what: `a save to the question ${code}`, make: put(code, '{"value":"x"}') })),
  ...(
    [
      [{ "idempotency-key": "" }, "an empty operation id"],
      [{ "idempotency-key": "1" }, "an operation id that is none"],
      [{ "idempotency-key": `${UUID},${UUID}` }, "two operation ids"],
      [{ "if-match": "" }, "no revision"],
      [{ "if-match": "0" }, "a revision without quotation marks"],
      [{ "if-match": "*" }, "any revision"],
      [{ "if-match": '"-1"' }, "a revision below nothing"],
      [{ "if-match": '"1.5"' }, "half a revision"],
      [{ "if-match": '"99999999999"' }, "a revision beyond counting"],
      [{ "if-match": '"7"' }, "a revision that does not exist yet"],
    ] as const
  ).map(([headers, what]): BadRequest => ({
    what: `a save with ${what}`,
    make: put("B1", '{"value":"x"}', headers),
    codes: ["save.headers_missing", "save.revision_ahead"],
  })),
  ...[
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "application/json-patch+json",
    "text/html",
    "application/ json",
  ].map((type): BadRequest => ({ what: `a save as ${type}`, make: put("B1", '{"value":"x"}', { "content-type": type }), status: [415] })),
  ...IDS.map((id): BadRequest => ({
    what: `a save to the report ${id.slice(0, 40)}`,
    make: ({ program }, language) => ({
      method: "PUT",
      path: `/api/v1/reports/${id}/answers/B1?lang=${language}`,
      headers: save(program),
      body: '{"value":"x"}',
    }),
    status: [404, 405],
  })),
  {
    what: "a save to another party's report",
    make: api({ method: "PUT", path: ({ foreign }) => `/reports/${foreign}/answers/B1`, headers: () => save({}), body: '{"value":"x"}' }),
    status: [404],
    codes: ["report.not_found"],
  },
  { what: "an answer the account fixes", make: put("A1", '{"value":"Elsewhere"}'), codes: ["answer.fixed"] },
  { what: "confidentiality where there is none", make: put("A4", '{"value":"en","confidential":true}'), codes: ["answer.confidentiality_fixed"] },
  {
    what: "a file that was never uploaded",
    make: put("I1", JSON.stringify({ value: { annexes: [{ sha256: "0".repeat(64), name: "x.pdf", size: 1 }] } })),
    codes: ["answer.refused"],
  },
  ...["POST", "PATCH", "DELETE"].map((method): BadRequest => ({
    what: `${method} of an answer`,
    make: api({ method, path: ({ blank }) => `/reports/${blank}/answers/B1`, body: '{"value":"x"}' }),
    status: [405],
  })),
];

const operation = (more: object): string => JSON.stringify([{ opId: opId(), question: "B1", baseRevision: 0, value: "x", ...more }]);
const queues: BadRequest[] = (
  [
    ["an empty queue", "[]"],
    ["one operation without its list", operation({}).slice(1, -1)],
    ["201 operations", () => JSON.stringify(Array.from({ length: 201 }, () => ({ opId: opId(), question: "B1", baseRevision: 0, value: "x" })))],
    ["an operation without an id", operation({ opId: undefined })],
    ["an id that is none", operation({ opId: "x" })],
    ["a revision below nothing", operation({ baseRevision: -1 })],
    ["half a revision", operation({ baseRevision: 0.5 })],
    ["a revision in words", operation({ baseRevision: "0" })],
    ["a revision beyond counting", operation({ baseRevision: 2 ** 40 })],
    ["no question", operation({ question: "" })],
    ["a question that is a list", operation({ question: ["B1"] })],
    ["a member too many", operation({ via: "import" })],
    ["no value", operation({ value: undefined })],
    ["a queue nested without end", `[${"[".repeat(50_000)}${"]".repeat(50_000)}]`],
  ] as [string, string | (() => string)][]
).map(([what, body]) => ({
  what: `the queue: ${what}`,
  make: api({ method: "POST", path: ({ blank }) => `/reports/${blank}/saves`, body: typeof body === "function" ? body() : body }),
}));

const starts: BadRequest[] = (
  [
    ["nothing", () => "{}"],
    ["no such template", ({ party }) => JSON.stringify({ template: "no-such", party })],
    ["a template with a NUL", ({ party }) => JSON.stringify({ template: "a\0b", party })],
    ["a template that is a list", ({ party }) => JSON.stringify({ template: ["national-report"], party })],
    ["a template's prototype", ({ party }) => JSON.stringify({ template: "__proto__", party })],
    ["another party", ({ foreignParty }) => JSON.stringify({ template: "national-report", party: foreignParty })],
    ["a party by a NUL", () => JSON.stringify({ template: "national-report", party: "a\0b" })],
    ["half a character", () => '{"template":"national-report","party":"\\ud800"}'],
    ["a party with dashes only", () => JSON.stringify({ template: "national-report", party: "-".repeat(36) })],
    ["a party too long", () => JSON.stringify({ template: "national-report", party: "x".repeat(61) })],
    ["a party that is an object", () => JSON.stringify({ template: "national-report", party: { not: "" } })],
    ["a line where there is none", ({ party }) => JSON.stringify({ template: "national-report", party, line: "C5" })],
    ["a template of another kind", ({ party }) => JSON.stringify({ template: "facilitator-report", party })],
    ["a language nobody reports in", ({ party }) => JSON.stringify({ template: "national-report", party, language: "de" })],
    ["a report that is there", ({ party }) => JSON.stringify({ template: "national-report", party })],
    ["a member too many", ({ party }) => JSON.stringify({ template: "national-report", party, state: "submitted" })],
  ] as [string, (ground: Ground) => string][]
).map(([what, body]) => ({ what: `a start with ${what}`, make: api({ method: "POST", path: () => "/reports", body }) }));

const declaration = { name: "A. Signatory", function: "Director", accepted: true };
const signatures: BadRequest[] = (
  [
    ["no hash", () => JSON.stringify({ declaration })],
    ["half a hash", ({ hash }) => JSON.stringify({ contentHash: hash.slice(1), declaration })],
    ["another hash", () => JSON.stringify({ contentHash: "0".repeat(64), declaration })],
    ["a hash in capitals", ({ hash }) => JSON.stringify({ contentHash: hash.replace(/[a-f]/g, "F").toUpperCase(), declaration })],
    ["no name", ({ hash }) => JSON.stringify({ contentHash: hash, declaration: { ...declaration, name: " " } })],
    ["a name of a NUL", ({ hash }) => JSON.stringify({ contentHash: hash, declaration: { ...declaration, name: "A\0B" } })],
    ["a name too long", ({ hash }) => JSON.stringify({ contentHash: hash, declaration: { ...declaration, name: "n".repeat(201) } })],
    ["no declaration", ({ hash }) => JSON.stringify({ contentHash: hash, declaration: { ...declaration, accepted: false } })],
    ["a declaration in words", ({ hash }) => JSON.stringify({ contentHash: hash, declaration: { ...declaration, accepted: "yes" } })],
    ["a member too many", ({ hash }) => JSON.stringify({ contentHash: hash, declaration, state: "published" })],
  ] as [string, (ground: Ground) => string][]
).map(([what, body]) => ({ what: `a signature with ${what}`, make: api({ method: "POST", path: ({ full }) => `/reports/${full}/submit`, body }) }));

const reads: BadRequest[] = [
  ...IDS.map((id): BadRequest => ({ what: `the answers of ${id.slice(0, 40)}`, make: api({ path: () => `/reports/${id}/answers` }), status: [404] })),
  ...[
    "limit=0",
    "limit=999",
    "limit=x",
    "limit=1e9",
    "after=x",
    "after=-1",
    "after=99999999999999999999",
    `row=${"r".repeat(41)}`,
    "row=%00",
    "limit=1&limit=0",
    "after=1%00",
  ].map((query): BadRequest => ({ what: `a history with ${query}`, make: api({ path: ({ blank }) => `/reports/${blank}/answers/B1/history?${query}` }) })),
  ...["x", "WSIS20-0000-0000-0000", "%00", "..", "%2e%2e%2freports", "r".repeat(5_000), "%F0%9F%99%82", "'--", "%ED%A0%80"].map((receipt): BadRequest => ({
    what: `the receipt ${receipt.slice(0, 30)}`,
    make: api({ path: () => `/receipts/${receipt}` }),
    status: [404],
  })),
  ...["0".repeat(64), "x", "%2e%2e%2f%2e%2e%2fpackage.json", "%00", "A".repeat(64)].map((hash): BadRequest => ({
    what: `the file ${hash.slice(0, 40)}`,
    make: api({ path: ({ full }) => `/reports/${full}/files/${hash}` }),
    status: [404],
  })),
  ...[
    "/nothing",
    "/reports/../../../etc/passwd",
    "/reports/%2e%2e/%2e%2e/package.json",
    "//evil.example",
    "/%ff",
    "/reports%2f",
    "/.env",
    "/reports/./x/./y",
    "/reports;x=1",
  ].map((path): BadRequest => ({ what: `the address /api/v1${path}`, make: api({ path: () => path }), status: [404] })),
  ...(["POST", "PUT", "DELETE", "PATCH"] as const).map((method): BadRequest => ({
    what: `${method} of a receipt`,
    make: api({ method, path: () => "/receipts/x", body: "{}" }),
    status: [404, 405],
  })),
  ...(["PUT", "DELETE", "PATCH"] as const).flatMap((method) =>
    ["", "/saves", "/submit", "/files"].map((path): BadRequest => ({
      what: `${method} of a report${path}`,
      make: api({ method, path: ({ full }) => `/reports/${full}${path}`, body: "{}" }),
      status: [404, 405],
    })),
  ),
  ...["saves", "submit", "files"].map((path): BadRequest => ({
    what: `GET of ${path}`,
    make: api({ path: ({ full }) => `/reports/${full}/${path}` }),
    status: [404, 405],
  })),
  ...["TRACE", "PROPFIND", "LINK", "M-SEARCH"].map((method): BadRequest => ({
    what: `the method ${method}`,
    make: api({ method, path: () => "/reports" }),
    status: [405],
  })),
];

const anonymous =
  (headers: (ground: Ground) => Record<string, string>) =>
  (ground: Ground, language: Language): RawRequest => ({
    method: "PUT",
    path: `/api/v1/reports/${ground.blank}/answers/B1?lang=${language}`,
    headers: { ...JSON_TYPE, "idempotency-key": opId(), "if-match": '"0"', ...headers(ground) },
    body: '{"value":"x"}',
  });
const strangers: BadRequest[] = [
  { what: "a save by nobody", make: anonymous(() => ({})), status: [403], codes: ["request.origin"] },
  { what: "a save by nobody from a page of ours", make: anonymous(({ origin }) => ({ origin })), status: [401] },
  { what: "a save without the origin", make: anonymous(({ browser }) => ({ cookie: browser.cookie! })), status: [403], codes: ["request.origin"] },
  ...["http://evil.example", "null", "", "file://", "http://127.0.0.1", "HTTP://LOCALHOST:3000"].map((origin): BadRequest => ({
    what: `a save from ${origin || "nowhere"}`,
    make: anonymous(({ browser }) => ({ cookie: browser.cookie!, origin })),
    status: [403],
    codes: ["request.origin"],
  })),
  {
    what: "a save by a page that names ours in its address",
    make: anonymous(({ browser, origin }) => ({ cookie: browser.cookie!, referer: `http://evil.example/${origin}` })),
    status: [403],
  },
  ...["Bearer", "Bearer x", `Bearer ${"t".repeat(400)}`, "Basic YTpi", "bearer\tx", "Bearer a b", "Bearer ' or 1=1"].map((authorization): BadRequest => ({
    what: `a save as ${authorization.slice(0, 30)}`,
    make: anonymous(() => ({ authorization })),
    status: [401],
  })),
  ...["session=x", "session=", `session=${"s".repeat(4_000)}`, "session=%00", "auth_session=../../x", "=;;=;"].map((cookie): BadRequest => ({
    what: `a save with the cookie ${cookie.slice(0, 30)}`,
    make: anonymous(({ origin }) => ({ cookie, origin })),
    status: [401],
  })),
];

/** What anyone may read, asked for in ways that mean nothing. */
const publicReads: BadRequest[] = [
  ...["limit=0", "limit=x", "limit=1e9", "after=x", "goal=9", "party=CHE&party=KEN", "lang=xx", `q=${"x".repeat(200)}`].map((query) => `submissions?${query}`),
  ...["", "format=pdf", "format=csv&format=xlsx", "format=csv&names=xx", "format=csv&limit=1", "format=csv&sdg=1&sdg=2"].map((query) => `export?${query}`),
  ...["no-such", "__proto__", "%00", UUID, "national-report%27"].map((name) => `templates/${name}`),
  ...["templates?limit=0", "templates?after=none", "cycles?limit=x", "cycles?after=none", "cycles?limit=1&limit=1"],
  ...["users", "__proto__", "..%2fcycles", "sdgs?limit=-1", "parties?after=NONE", "themes?limit=1&limit=2", "gdc?limit=1.5"].map((name) => `reference/${name}`),
].map((path) => ({
  what: `the call ${path}`,
  make: ({ program }, language) => ({ method: "GET", path: `/api/v1/${path}`, headers: { ...program, "accept-language": language } }),
  status: [404, 422],
}));

export const apiRequests: BadRequest[] = [...saves, ...queues, ...starts, ...signatures, ...reads, ...strangers, ...publicReads];
