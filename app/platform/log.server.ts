import pino from "pino";
import { env } from "./env.server";

/** The process's logger: JSON lines on standard output. Secrets and typed text never reach it: they are redacted here, the only way out. */
export const log = pino({
  level: env().LOG_LEVEL,
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
