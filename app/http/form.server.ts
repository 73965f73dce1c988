import type { z } from "zod";
import type { FormAnswer, Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";

/**
 * Reads a posted form into a schema. A name that stands more than once becomes a list. What does not fit is refused with
 * a code per field (the schema's message when it is a code, else `request.invalid`), never with English, and with what
 * was typed.
 */
export async function readForm<F extends z.ZodType>(request: Request, schema: F): Promise<Result<z.infer<F>, Refusal & Pick<FormAnswer, "typed">>> {
  const form = await request.formData().catch(() => null);
  if (!form) return refuse({ code: "request.invalid", typed: {} });
  const values: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name);
    values[name] = all.length > 1 ? all : all[0];
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return ok(parsed.data);
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const name = issue.path.join(".");
    fields[name] ??= /^[a-z_]+\.[a-z_]+$/.test(issue.message) ? issue.message : "request.invalid";
  }
  return refuse({ code: "request.invalid", fields, typed: shownAgain(values) });
}

const shownAgain = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const all = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
      return all.length === 0 || /password|current/i.test(name) ? [] : [[name, all.join("\n")]];
    }),
  );
