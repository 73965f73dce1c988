import { describe, expect, test } from "vitest";
import { ConfigurationError, parseEnv } from "~/platform/env.server";

const database = "postgresql://portal:secret@db:5432/portal";
const secret = "0123456789abcdef0123456789abcdef";

test("nothing set is the embedded database with demo accounts, on this machine only", () => {
  expect(parseEnv({})).toMatchObject({ NODE_ENV: "production", PORT: 3000, HOST: "127.0.0.1", DATA_DIR: "./data", demo: true });
  expect(parseEnv({}).DATABASE_URL).toBeUndefined();
});

test("an empty value is a value not given", () => {
  expect(parseEnv({ DATABASE_URL: "", PORT: "" })).toEqual(parseEnv({}));
});

describe("a bad value is refused by its name", () => {
  test.each([
    ["PORT", "http", "PORT"],
    ["PORT", "70000", "PORT"],
    ["DATABASE_URL", "mysql://db/portal", "postgresql://"],
    ["PUBLIC_ORIGIN", "portal.example.org", "https://portal.example.org"],
    ["SESSION_SECRET", "short", "32 random characters"],
    ["SMTP_URL", "mail.example.org", "smtp://"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL"],
    ["TRUSTED_PROXIES", "many", "TRUSTED_PROXIES"],
    ["PORTAL_DEMO", "perhaps", "PORTAL_DEMO"],
  ])("%s=%s", (name, value, expected) => {
    expect(() => parseEnv({ [name]: value })).toThrow(ConfigurationError);
    expect(() => parseEnv({ [name]: value })).toThrow(`${name}: `);
    expect(() => parseEnv({ [name]: value })).toThrow(expected);
  });

  test("all of them at once, one a line", () => {
    expect(() => parseEnv({ PORT: "x", LOG_LEVEL: "y" })).toThrow(/PORT: .+\nLOG_LEVEL: .+/);
  });
});

describe("who words sentences anew", () => {
  const given = { WORDING_URL: "https://words.example.org/v1", WORDING_KEY: "0123456789abcdef", WORDING_NAME: "Wordsmith" };

  test("is nobody until all of it is set", () => {
    expect(parseEnv({}).wording).toBeNull();
    expect(parseEnv({ ...given, WORDING_TIMEOUT: "5" }).wording).toEqual({ url: given.WORDING_URL, key: given.WORDING_KEY, name: "Wordsmith", seconds: 5 });
    for (const name of Object.keys(given)) expect(() => parseEnv({ ...given, [name]: "" })).toThrow("expected all three, or none");
  });

  test("is reached over TLS, or on this machine", () => {
    expect(parseEnv({ ...given, WORDING_URL: "http://127.0.0.1:8080/" }).wording).toMatchObject({ url: "http://127.0.0.1:8080/" });
    for (const url of ["http://words.example.org", "https://somebody:secret@words.example.org", "ftp://localhost"])
      expect(() => parseEnv({ ...given, WORDING_URL: url })).toThrow("WORDING_URL: expected https://");
    expect(() => parseEnv({ ...given, WORDING_KEY: "short" })).toThrow("WORDING_KEY: ");
    expect(() => parseEnv({ ...given, WORDING_TIMEOUT: "600" })).toThrow("WORDING_TIMEOUT: ");
  });
});

describe("a production database", () => {
  const production = { NODE_ENV: "production", DATABASE_URL: database };

  test("needs a session secret", () => {
    expect(() => parseEnv(production)).toThrow(/SESSION_SECRET/);
    expect(parseEnv({ ...production, SESSION_SECRET: secret }).demo).toBe(false);
  });

  test("never gets demo accounts", () => {
    expect(() => parseEnv({ ...production, SESSION_SECRET: secret, PORTAL_DEMO: "1" })).toThrow(/PORTAL_DEMO/);
  });
});

test("the public origin is reduced to an origin", () => {
  expect(parseEnv({ PUBLIC_ORIGIN: "https://portal.example.org/en/" }).PUBLIC_ORIGIN).toBe("https://portal.example.org");
});
