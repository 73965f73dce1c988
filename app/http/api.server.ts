import type { z } from "zod";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import { problem } from "./problem.server";

/** Largest JSON body: the queue of a long break in one call. */
const MAX_JSON_BYTES = 2_000_000;
/** Values inside values: an answer needs a handful, and whatever walks through a value without an end falls over. */
const MAX_JSON_DEPTH = 32;

/** A value as JSON that no cache keeps. */
export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" } });

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
  const checked = schema.safeParse(parsed.value);
  if (checked.success) return ok(checked.data);
  return refuse({
    code: "request.invalid",
    fields: Object.fromEntries(checked.error.issues.slice(0, 20).map(({ path, code }) => [path.join(".") || "body", code])),
  });
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

/** The body, or null as soon as it is longer than allowed. */
async function readAtMost(request: Request, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The revision an `If-Match` header names (`"12"`), or null when it names none. */
export function revisionOf(header: string | null): number | null {
  const found = ETAG.exec(header?.trim() ?? "");
  return found ? Number(found[1]) : null;
}
