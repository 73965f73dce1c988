import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

type Json = Record<string, unknown>;
type Media = Record<string, { schema: Json }>;
export type Operation = {
  operationId: string;
  parameters: { name?: string; in?: string; required?: boolean; $ref?: string }[];
  requestBody?: { content: Media };
  responses: Record<string, { description: string; content?: Media; headers?: Json }>;
  security: Json[];
};
export type Described = {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> } & Json;
};
export type DescribedCall = { method: string; path: string; operation: Operation };

/** The operations of a description by their ids. */
export const callsOf = ({ paths }: Described): Map<string, DescribedCall> =>
  new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { method, path, operation }] as const),
    ),
  );

/** A copy in which objects that name their members have no others: what is answered must be described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, closed(member)]));
  return "properties" in copy && !("additionalProperties" in copy) ? { ...copy, additionalProperties: false } : copy;
}

/** Checks bodies against a description, as strictly as it can be read. */
export function validatorOf(document: Described): (schema: Json, body: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
  ajv.addSchema({ $id: "api", components: closed(document.components) } as Json);
  const known = new Map<string, ValidateFunction>();
  return (schema, body) => {
    const key = JSON.stringify(schema);
    const validate = known.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/components', '"api#/components')) as Json);
    known.set(key, validate);
    return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  };
}

export type Sent = {
  path?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  token?: string;
};
export type Got = { status: number; headers: Headers; body: unknown };

/** Calls an operation by its id and checks the answer: its status is described, and so is all of its body. */
export function clientOf(document: Described, seen = new Set<string>()): (id: string, sent?: Sent) => Promise<Got> {
  const calls = callsOf(document);
  const faultsOf = validatorOf(document);
  const [{ url } = { url: "" }] = document.servers;
  return async (id, { path = {}, query = {}, headers = {}, json, form, token } = {}) => {
    const { method, path: template, operation } = calls.get(id)!;
    const address = new URL(url + template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? "")));
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const response = await fetch(address, {
      method: method.toUpperCase(),
      redirect: "manual",
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(json !== undefined && { "content-type": "application/json" }), ...headers },
      body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
    });
    const described = operation.responses[String(response.status)];
    const type = (response.headers.get("content-type") ?? "").split(";")[0]!;
    // A stream goes on; that it begins is what is described.
    const text = type === "text/event-stream" ? (await response.body!.cancel(), "") : await response.text();
    if (!described) throw new Error(`${id} answers ${response.status}, which is not described: ${text.slice(0, 300)}`);
    seen.add(`${id} ${response.status}`);
    const schema = described.content?.[type]?.schema;
    const isJson = type.endsWith("json");
    const body: unknown = isJson ? JSON.parse(text) : text;
    if (isJson && !schema) throw new Error(`${id} answers ${response.status} with ${type}, which is not described`);
    const faults = isJson ? faultsOf(schema!, body) : [];
    if (faults.length > 0) throw new Error(`${id} ${response.status}: ${faults.join("; ")}`);
    const code = (body as { code?: unknown } | null)?.code;
    if (type === "application/problem+json" && !described.description.includes(`\`${String(code)}\``))
      throw new Error(`${id} refuses with ${String(code)}, which is not described`);
    return { status: response.status, headers: response.headers, body };
  };
}
