import { z } from "zod";

/** A boolean written as 1/0 or true/false. */
const flag = z.enum(["1", "0", "true", "false"]).transform((v) => v === "1" || v === "true");

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((v) => new URL(v).origin)
    .optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default("Consultation portal <no-reply@localhost>"),
  /** Whoever reports bounced mails shows it. */
  MAIL_BOUNCE_SECRET: z.string().min(32).optional(),
  S3_ENDPOINT: z.url().optional(),
  /** Whoever words laid-out sentences anew: none of the three, or all. The key is shown to nobody else. */
  WORDING_URL: z.url({ protocol: /^https?$/ }).optional(),
  WORDING_KEY: z.string().min(16).optional(),
  WORDING_NAME: z.string().trim().min(1).max(80).optional(),
  /** Seconds its answer may take; a page waits for it. */
  WORDING_TIMEOUT: z.coerce.number().int().min(1).max(55).default(30),
  PORTAL_DEMO: flag.optional(),
  /** Reverse proxies in front of the portal; their X-Forwarded-For entries are trusted, no others. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Sign-in attempts per address and account in 15 minutes. */
  SIGN_IN_LIMIT: z.coerce.number().int().min(1).default(20),
  /** Saves per address in a minute. */
  SAVE_LIMIT: z.coerce.number().int().min(1).default(600),
  /** Reads of the programming interface per address or token in a minute. */
  API_LIMIT: z.coerce.number().int().min(1).default(1200),
  /** Exports begun per address or token in a minute. */
  EXPORT_LIMIT: z.coerce.number().int().min(1).default(20),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** Where sentences are worded anew, under which name it is shown, and how long it may take. */
export type WordingSettings = { url: string; key: string; name: string; seconds: number };
export type Env = z.infer<typeof schema> & { demo: boolean; wording: WordingSettings | null };

const expected: Record<string, string> = {
  DATABASE_URL: "postgresql://user:password@host:5432/database",
  PUBLIC_ORIGIN: "an address such as https://portal.example.org",
  SESSION_SECRET: "at least 32 random characters, for example the output of: openssl rand -base64 48",
  MAIL_BOUNCE_SECRET: "at least 32 random characters, or nothing",
  SMTP_URL: "smtp://user:password@host:587 or smtps://…:465",
  WORDING_URL: "https://… without a name or password in it; http:// only for localhost",
  WORDING_KEY: "at least 16 characters",
};

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a key may be sent there: over TLS, or without leaving the machine. */
function isSafeAddress(address: string): boolean {
  const { protocol, hostname, username, password } = new URL(address);
  return username === "" && password === "" && (protocol === "https:" || LOCAL.has(hostname));
}

/** A setting that cannot be used; the message names it and says what was expected. */
export class ConfigurationError extends Error {}

/** Where sentences are worded anew; null where nothing is set. A part of it is a mistake. */
function wordingOf({ WORDING_URL: url, WORDING_KEY: key, WORDING_NAME: name, WORDING_TIMEOUT: seconds }: z.infer<typeof schema>): WordingSettings | null {
  if (!url && !key && !name) return null;
  if (!url || !key || !name) throw new ConfigurationError("WORDING_URL, WORDING_KEY, WORDING_NAME: expected all three, or none");
  if (!isSafeAddress(url)) throw new ConfigurationError(`WORDING_URL: expected ${expected.WORDING_URL}`);
  return { url, key, name, seconds };
}

/**
 * Reads the configuration from an environment. Throws `ConfigurationError` with every bad setting's name and what was
 * expected. There are no secrets with defaults, and demo accounts are never created on a production database.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}: ${expected[name] ? `expected ${expected[name]}` : issue.message}`;
    });
    throw new ConfigurationError(lines.join("\n"));
  }
  const env = parsed.data;
  const productionDatabase = env.NODE_ENV === "production" && env.DATABASE_URL !== undefined;
  if (productionDatabase && !env.SESSION_SECRET) throw new ConfigurationError(`SESSION_SECRET: expected ${expected.SESSION_SECRET}`);
  if (productionDatabase && env.PORTAL_DEMO)
    throw new ConfigurationError("PORTAL_DEMO: expected 0 or nothing when NODE_ENV=production and DATABASE_URL are set (demo passwords are public)");
  if (env.S3_ENDPOINT) throw new ConfigurationError("S3_ENDPOINT: expected nothing yet; files are kept in DATA_DIR/files");
  return { ...env, demo: env.PORTAL_DEMO ?? env.DATABASE_URL === undefined, wording: wordingOf(env) };
}

let current: Env | undefined;

/** The configuration of this process, read once. */
export const env = (): Env => (current ??= parseEnv(process.env));
