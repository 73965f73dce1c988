import pino, { type DestinationStream } from "pino";
import { env } from "./env.server";

const CENSOR = "[redacted]";
/** Names under which secrets, and what people typed, stand in objects, however deep. */
const SECRET =
  /^(?:cookie|set-cookie|authorization|password(?:hash)?|token(?:hash)?|secret|session_?secret|database_url|smtp_url|value|values|yours|text|html|body|parameters)$/i;
/** Deeper than anything the portal says of itself. */
const MAX_DEPTH = 8;

/** What errors of the database and of parsers quote of what they were given. */
const QUOTED: [RegExp, string][] = [
  [/(invalid input (?:syntax|value) for [^:]*: )"[\s\S]*"/g, `$1"${CENSOR}"`],
  [/(Unexpected token )[\s\S]* is not valid JSON/g, `$1${CENSOR} is not valid JSON`],
  [/"[\s\S]*" is not valid JSON/g, `"${CENSOR}" is not valid JSON`],
];

/** The client's errors print the whole call with its data, and what is wrong with it in their last paragraph. */
function wordsOf({ name, message }: Error): string {
  const words = name.startsWith("PrismaClient")
    ? (message
        .trim()
        .split(/\n\s*\n/)
        .at(-1) ?? "")
    : message;
  return QUOTED.reduce((said, [pattern, instead]) => said.replace(pattern, instead), words);
}

/** Where an error was made; the lines before it repeat its message. */
const framesOf = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");

/** What a log line says of an error. Its own properties stay out: drivers hang connections, parameters and rows on theirs. */
const ofError = (error: unknown): unknown =>
  error instanceof Error
    ? {
        type: error.name,
        message: wordsOf(error),
        code: (error as { code?: unknown }).code,
        stack: framesOf(error),
        cause: causeOf(error.cause),
      }
    : error;

/** Drivers give as a cause what the database said, with the values in question: only what kind of thing it was is told. */
function causeOf(cause: unknown): unknown {
  if (cause instanceof Error) return ofError(cause);
  if (typeof cause !== "object" || cause === null) return undefined;
  const { kind, code, originalCode } = cause as Record<string, unknown>;
  return { kind, code, originalCode };
}

const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/** A copy without what may not be written down. Requests and answers have serializers of their own. */
function redacted(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return ofError(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return CENSOR;
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, SECRET.test(key) ? CENSOR : redacted(inner, depth + 1)]));
}

/** Links in mails carry a secret in their path; so does the address to go on to after signing in. */
const withoutLinks = (line: string): string =>
  line
    .replace(/((?:\/|%2F)(?:invitations|register(?:(?:\/|%2F)answer)?|cosign)(?:\/|%2F))[\w-]{20,}/gi, `$1${CENSOR}`)
    .replace(/([?&](?:token|password)=)[^&"\\\s]*/g, `$1${CENSOR}`);

/**
 * A logger: JSON lines, on standard output unless told otherwise. Secrets and typed text never reach it: they are
 * redacted here, the only way out.
 */
export const openLog = (destination?: DestinationStream) =>
  pino(
    {
      level: env().LOG_LEVEL,
      serializers: { err: ofError },
      formatters: { log: (line) => redacted(line) as Record<string, unknown> },
      hooks: { streamWrite: withoutLinks },
      redact: { paths: ["req.headers.cookie", "req.headers.authorization", "res.headers['set-cookie']"], censor: CENSOR },
    },
    destination ?? pino.destination(1),
  );

/** The process's own. */
export const log = openLog();

export type Log = Pick<typeof log, "debug" | "info" | "warn" | "error">;
