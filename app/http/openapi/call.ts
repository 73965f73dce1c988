import type { z } from "zod";
import type { Scope } from "~/features/identity/policy";

export type Answer = {
  says: string;
  /** A named shape as JSON; nothing for an answer without a body. */
  json?: z.ZodType;
  /** Other kinds of body. */
  types?: readonly string[];
  headers?: Record<string, string>;
};

/** One call of the programming interface, as the description tells it. */
export type Call = {
  id: string;
  method: "get" | "post" | "put";
  /** Under `/api/v1`, with `{name}` for what is put in. */
  path: string;
  tag: "Reference" | "Submissions" | "Reports" | "Receipts" | "Meetings" | "Description";
  does: string;
  more?: string;
  /** What a token must be made for; calls without one are open to everybody. */
  scope?: Scope;
  query?: z.ZodObject;
  headers?: readonly { name: string; says: string; example: string }[];
  body?: { json: z.ZodType } | { parts: z.ZodObject };
  answers: Record<number, Answer>;
  /** Refusals of the call itself, beside those of every call. */
  refusals: readonly string[];
};
