import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { translator } from "~/platform/i18n/i18n.server";
import { textAnswer } from "./bodies.server";
import { statusOf } from "./refusals.server";

/** True for addresses programs use: they get problem documents, never pages. */
export const isApi = (request: Request): boolean => new URL(request.url).pathname.startsWith("/api/");

/** The members of a problem document (RFC 9457) with the refusal's stable code, in the reader's language. */
export function problemBody(refusal: Refusal, language: Language): { status: number } & Record<string, unknown> {
  const status = statusOf(refusal);
  const title: unknown = translator(language)(`errors:${refusal.code}` as never, refusal.params as never);
  return {
    type: "about:blank",
    title,
    status,
    code: refusal.code,
    ...refusal.params,
    ...(refusal.fields && { fields: refusal.fields }),
    ...(refusal.detail as object | undefined),
  };
}

/** A refusal as `application/problem+json`; `more` goes into the document as it is. */
export function problem(refusal: Refusal, language: Language, more: Readonly<Record<string, string>> = {}): Response {
  const body = { ...problemBody(refusal, language), ...more };
  return textAnswer(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" },
  });
}
