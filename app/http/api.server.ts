import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { wholeQuery } from "./api-query";
import { readAtMost, textAnswer } from "./bodies.server";
import { problem } from "./problem.server";

/** Largest JSON body: the queue of a long break in one call. */
const MAX_JSON_BYTES = 2_000_000;
/** Values inside values: an answer needs a handful, and whatever walks through a value without an end falls over. */
const MAX_JSON_DEPTH = 32;

/** How long caches may keep reference data and templates. */
export const REFERENCE_SECONDS = 300;

/** A value as JSON that no cache keeps. */
export const json = (value: unknown, status = 200): Response =>
  textAnswer(JSON.stringify(value), { status, headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" } });

/**
 * A value that is the same for everybody, as JSON that caches may keep for `seconds`; after that (at once with 0) they
 * ask whether it is still the same and are told so without a body.
 */
export function publicJson(request: Request, value: unknown, { seconds }: { seconds: number }): Response {
  const body = JSON.stringify(value);
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { etag, vary: "Accept-Language", "cache-control": seconds > 0 ? `public, max-age=${seconds}` : "public, no-cache" };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json; charset=utf-8" } });
}

/** A result as JSON, a refusal as a problem document in the reader's language. */
export const answer = <T>(result: Result<T, Refusal>, language: Language, status = 200): Response =>
  result.ok ? json(result.value, status) : problem(result.error, language);

/**
 * Reads a JSON body into a schema. Refuses `request.unsupported_type`, `request.too_large` (also without a declared
 * length), and `request.invalid` for what is not UTF-8, not JSON, or does not fit, naming the places.
 */
export async function readJson<S extends z.ZodType>(request: Request, schema: S): Promise<Result<z.infer<S>, Refusal>> {
  if (!/^application\/json(?:\s*;|$)/i.test(request.headers.get("content-type") ?? "")) return refuse({ code: "request.unsupported_type" });
  const bytes = await readAtMost(request, MAX_JSON_BYTES);
  if (!bytes) return refuse({ code: "request.too_large" });
  const parsed = parseJson(bytes);
  if (!parsed.ok || isDeeper(parsed.value, MAX_JSON_DEPTH)) return refuse({ code: "request.invalid" });
  return fit(schema, parsed.value, "body");
}

/**
 * Reads what stands after `?` into a schema. Refuses `request.invalid`, naming the places; a name given twice too, because
 * no reader of it could know which of the two is meant.
 */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): Result<z.infer<S>, Refusal> {
  const given = [...new URL(request.url).searchParams];
  const names = given.map(([name]) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) return refuse({ code: "request.invalid", fields: Object.fromEntries(repeated.slice(0, 20).map((name) => [name, "repeated"])) });
  return fit(schema, Object.fromEntries(given), "query");
}

/** A page of a list that is at hand as a whole: after the entry with the key `after`, which must be there. */
export function pageOfWhole<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit = items.length, after }: { limit?: number; after?: string },
): Result<{ items: T[]; next: string | null }, Refusal> {
  const from = after === undefined ? 0 : items.findIndex((item) => keyOf(item) === after) + 1;
  if (after !== undefined && from === 0) return refuse({ code: "request.invalid", fields: { after: "unknown" } });
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  return ok({ items: page, next: last !== undefined && from + page.length < items.length ? keyOf(last) : null });
}

/** A list that is the same for everybody, whole or by pages. Refuses `request.invalid`. */
export function publicList<T>(request: Request, language: Language, items: readonly T[], keyOf: (item: T) => string): Response {
  const asked = readQuery(request, wholeQuery);
  const page = asked.ok ? pageOfWhole(items, keyOf, asked.value) : asked;
  return page.ok ? publicJson(request, page.value, { seconds: REFERENCE_SECONDS }) : problem(page.error, language);
}

function fit<S extends z.ZodType>(schema: S, value: unknown, whole: string): Result<z.infer<S>, Refusal> {
  const checked = schema.safeParse(value);
  if (checked.success) return ok(checked.data);
  const places = checked.error.issues.slice(0, 20).flatMap((issue): [string, string][] => {
    const place = issue.path.join(".") || whole;
    return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [issue.path.concat(key).join("."), issue.code]) : [[place, issue.code]];
  });
  return refuse({ code: "request.invalid", fields: Object.fromEntries(places) });
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" && value !== null && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

function parseJson(bytes: Uint8Array): Result<unknown, null> {
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return refuse(null);
  }
}

const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The revision an `If-Match` header names (`"12"`), or null when it names none. */
export function revisionOf(header: string | null): number | null {
  const found = ETAG.exec(header?.trim() ?? "");
  return found ? Number(found[1]) : null;
}
