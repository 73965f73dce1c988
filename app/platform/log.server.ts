import pino from "pino";
import { env } from "./env.server";

/** What a log line says of an error. Its own properties stay out: drivers hang connections, parameters and rows on theirs. */
const ofError = (error: unknown): unknown =>
  error instanceof Error
    ? { type: error.name, message: error.message, code: (error as { code?: unknown }).code, stack: error.stack, cause: error.cause && ofError(error.cause) }
    : error;

/** The process's logger: JSON lines on standard output. Secrets and typed text never reach it: they are redacted here, the only way out. */
export const log = pino({
  level: env().LOG_LEVEL,
  serializers: { err: ofError },
  redact: {
    paths: [
      "req.headers.cookie",
      "req.headers.authorization",
      "res.headers['set-cookie']",
      "*.password",
      "*.passwordHash",
      "*.token",
      "*.value",
      "*.DATABASE_URL",
      "*.SMTP_URL",
    ],
    censor: "[redacted]",
  },
});

export type Log = Pick<typeof log, "debug" | "info" | "warn" | "error">;
