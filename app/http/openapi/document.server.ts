import { SCOPES } from "~/features/identity/policy";
import { LANGUAGES, SOURCE_LANGUAGE } from "~/lib/languages";
import { translator } from "~/platform/i18n/i18n.server";
import { statusOf } from "../refusals.server";
import type { Answer, Call } from "./call";
import { clarificationCalls } from "./clarification-calls";
import { exportCalls } from "./export-calls";
import { listCalls } from "./list-calls";
import { meetingCalls } from "./meeting-calls";
import { problemSchema } from "./problem-schema.server";
import { publicCalls } from "./public-calls";
import { commentCalls } from "./comment-calls";
import { reportCalls } from "./report-calls.server";
import { componentSchemas, inPlace, reference, type JsonSchema } from "./schemas";

/** The programming interface as it is described to programs: made of the very schemas that read requests. */

const BASE = "/api/v1";
const calls: readonly Call[] = [...publicCalls, ...listCalls, ...meetingCalls, ...exportCalls, ...reportCalls, ...clarificationCalls, ...commentCalls];

const EVERY_CALL = ["request.too_many", "request.failed", "request.unavailable"];
/** Before anything is read of a call: it is no request, does not arrive, has too many headers, or its method is another's. */
const EDGE = ["request.malformed", "request.timeout", "request.headers_too_large", "request.method"];
/** A page of another origin that writes with the cookie of the reader; a body that is declared longer than any may be. */
const WRITTEN_CALL = ["request.origin", "request.too_large"];
const SECURED_CALL = ["identity.sign_in_required", "identity.not_allowed", "token.scope"];

const PLACES: Record<string, { says: string; schema: JsonSchema }> = {
  meeting: { says: "Id of the meeting.", schema: { type: "string", format: "uuid" } },
  id: { says: "Id of the report.", schema: { type: "string", format: "uuid" } },
  export: { says: "Id of the export.", schema: { type: "string", format: "uuid" } },
  page: { says: "Name of the stream, as its `hello` gave it.", schema: { type: "string", format: "uuid" } },
  question: { says: "Code of the question in its template, such as `B1`.", schema: { type: "string", maxLength: 40 } },
  sha256: { says: "Hash of the file's content.", schema: { type: "string", pattern: "^[0-9a-f]{64}$" } },
  template: { says: "Name of the template, such as `national-report`.", schema: { type: "string" } },
  symbol: {
    says: "Symbol of the submission: its cycle, the initials of its template, its party, and the line of a facilitator's.",
    schema: { type: "string" },
  },
  receipt: { says: "Number of the receipt.", schema: { type: "string", maxLength: 60 } },
};

const LIMIT_HEADERS = {
  RateLimit: { $ref: "#/components/headers/RateLimit" },
  "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
};

/** What only answers of a status carry. */
const OWN_HEADERS: Readonly<Record<number, JsonSchema>> = {
  405: { Allow: { $ref: "#/components/headers/Allow" } },
  429: { "Retry-After": { $ref: "#/components/headers/Retry-After" } },
  503: { "Retry-After": { $ref: "#/components/headers/Retry-After" } },
};

function parametersOf({ path, query, headers = [] }: Call): JsonSchema[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    const { says, schema } = PLACES[name!]!;
    return { name, in: "path", required: true, description: says, schema };
  });
  const { properties = {}, required = [] } = (query ? inPlace(query) : {}) as { properties?: Record<string, JsonSchema>; required?: string[] };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description,
    schema,
  }));
  const inHeaders = headers.map(({ name, says, example }) => ({ name, in: "header", required: true, description: says, schema: { type: "string" }, example }));
  // Every call speaks: in its texts, or in the words of its refusals.
  const speaks = inQuery.every(({ name }) => name !== "lang");
  return [...inPath, ...inQuery, ...(speaks ? [{ $ref: "#/components/parameters/lang" }] : []), ...inHeaders];
}

function bodyOf({ body }: Call): JsonSchema | undefined {
  if (!body) return undefined;
  const content = "json" in body ? { "application/json": { schema: reference(body.json) } } : { "multipart/form-data": { schema: inPlace(body.parts) } };
  return { required: true, content };
}

function answerOf({ says, json, types, headers = {} }: Answer): JsonSchema {
  const own = Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]);
  return {
    description: says,
    headers: { ...(Object.fromEntries(own) as JsonSchema), ...LIMIT_HEADERS },
    ...(json && { content: { "application/json": { schema: reference(json) } } }),
    ...(types && { content: Object.fromEntries(types.map((type) => [type, { schema: { type: "string", format: "binary" } }])) }),
  };
}

/** Refusals by their status, each with the codes it can have. */
function refusalsOf({ method, scope, refusals }: Call): Record<string, JsonSchema> {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...refusals, ...(method === "get" ? [] : WRITTEN_CALL), ...(scope ? SECURED_CALL : []), ...EVERY_CALL, ...EDGE])) {
    const status = statusOf({ code });
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        headers: { ...(codes.some((code) => !EDGE.includes(code)) && LIMIT_HEADERS), ...OWN_HEADERS[status] },
        content: { "application/problem+json": { schema: reference(problemSchema) } },
      },
    ]),
  );
}

/** An answer with a tag is not sent again to who has it. */
const unchangedOf = ({ answers }: Call): JsonSchema =>
  answers[200]?.headers?.ETag
    ? { 304: { description: "Nothing has changed since the answer whose `ETag` is given as `If-None-Match`.", headers: LIMIT_HEADERS } }
    : {};

const operationOf = (call: Call): JsonSchema => ({
  operationId: call.id,
  tags: [call.tag],
  summary: call.does,
  ...(call.more && { description: call.more }),
  security: call.scope ? [{ token: [call.scope] }, { session: [] }] : [],
  parameters: parametersOf(call),
  ...(call.body && { requestBody: bodyOf(call) }),
  responses: {
    ...Object.fromEntries(Object.entries(call.answers).map(([status, answer]) => [status, answerOf(answer)])),
    ...unchangedOf(call),
    ...refusalsOf(call),
  },
});

const HEADERS = {
  RateLimit: {
    description:
      "What is left of the limit and when it starts anew: `limit=1200, remaining=1199, reset=60`. Not on what is refused before a limit is counted: 400, 405, 408, 431, 403 with `request.origin`, and 413 where the length that is declared of a body is too great.",
    schema: { type: "string" },
  },
  "RateLimit-Policy": { description: "The limit and its window in seconds: `1200;w=60`.", schema: { type: "string" } },
  "Retry-After": { description: "After how many seconds to try again.", schema: { type: "integer" } },
  Allow: { description: "The methods this address has.", schema: { type: "string" } },
};

const SECURITY = {
  token: {
    type: "http",
    scheme: "bearer",
    description: `A token made on the account page or on the command line, with the scopes it is made for: ${SCOPES.join(", ")}. It never opens more than its owner's roles do.`,
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "session",
    description: "The session of a page (`__Host-session` where the portal is reached by https). Writes need the `Origin` of the portal.",
  },
};

const described = new Map<string, JsonSchema>();

/** The description (OpenAPI 3.1) of a portal at an origin; made once. */
export function describeApi(origin: string): JsonSchema {
  const known = described.get(origin) ?? makeDescription(origin);
  described.set(origin, known);
  return known;
}

function makeDescription(origin: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const call of calls) (paths[call.path] ??= {})[call.method] = operationOf(call);
  return {
    openapi: "3.1.0",
    info: {
      title: translator(SOURCE_LANGUAGE)("common:portal.name"),
      version: "1",
      description:
        "Reference data, published submissions, meetings, and the reports of the parties one acts for. JSON in UTF-8. A refusal is a problem document (RFC 9457) with a stable `code`. Lists answer `{ items, next }` and take `limit` and `after`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: origin + BASE }],
    tags: [...new Set(calls.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      headers: HEADERS,
      parameters: {
        lang: {
          name: "lang",
          in: "query",
          description: "Language of texts and of refusals; when it is left out, what `Accept-Language` prefers of the six, else English.",
          schema: { type: "string", enum: LANGUAGES },
        },
      },
      securitySchemes: SECURITY,
    },
  };
}

const patterns = [...new Set(calls.map(({ path }) => path))].map((path) => ({
  matches: new RegExp(`^${BASE}${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}/?$`),
  methods: calls.filter((call) => call.path === path).map(({ method }) => method.toUpperCase()),
  isOpen: calls.every((call) => call.path !== path || (call.method === "get" && !call.scope)),
}));

/** The methods an address of the programming interface knows; null for an address it does not know. */
export function methodsAt(path: string): string[] | null {
  const found = patterns.find(({ matches }) => matches.test(path))?.methods;
  return found ? [...found, ...(found.includes("GET") ? ["HEAD"] : [])] : null;
}

/** Is this an address of the programming interface at which anyone may read, and nobody does anything else? */
export const isOpenToAll = (path: string): boolean => patterns.some(({ matches, isOpen }) => isOpen && matches.test(path));
