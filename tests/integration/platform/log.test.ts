import { expect, test } from "vitest";
import { openLog } from "~/platform/log.server";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const SECRET = "s3cr3t-Of-Somebody-0123456789";
const TYPED = "what an author typed in confidence";

/** What the portal's logger writes of something. */
function written(say: (log: ReturnType<typeof openLog>) => void): string {
  let said = "";
  say(openLog({ write: (line) => void (said += line) }));
  return said;
}

const thrown = async (run: () => Promise<unknown>): Promise<Error> =>
  run().then(
    () => expect.fail("nothing was thrown"),
    (error: Error) => error,
  );

test.each<[what: string, line: object]>([
  ["a cookie", { req: { headers: { cookie: `session=${SECRET}`, accept: "x" } } }],
  ["a bearer token", { req: { headers: { authorization: `Bearer ${SECRET}` } } }],
  ["a cookie that is set", { res: { headers: { "set-cookie": [`session=${SECRET}`] } } }],
  ["headers in capitals, deeper", { call: { sent: { headers: { Cookie: SECRET, Authorization: SECRET } } } }],
  ["a password", { password: SECRET }],
  ["a password deep inside", { form: { account: { change: { password: SECRET, passwordHash: SECRET } } } }],
  ["a password in a list", { attempts: [[{ password: SECRET }], { token: SECRET }] }],
  ["the address of the database", { settings: { env: { DATABASE_URL: `postgresql://u:${SECRET}@h/d`, SESSION_SECRET: SECRET } } }],
  ["an answer", { value: TYPED }],
  [
    "an answer of a queue",
    {
      operations: [
        { question: "B1", value: TYPED },
        { question: "A3", value: { name: TYPED } },
      ],
    },
  ],
  ["both texts of a conflict", { refusal: { detail: { current: { value: [TYPED] }, yours: TYPED } } }],
  ["a mail", { mail: { to: "x", text: TYPED, html: TYPED } }],
  ["an error that carries them", { err: Object.assign(new Error("failed"), { token: SECRET, parameters: [TYPED], cause: new Error("why") }) }],
  ["an error somewhere else", { result: { reason: Object.assign(new Error("failed"), { value: TYPED }) } }],
  ["a link in an error", { err: new Error(`No route matches URL "/en/invitations/${SECRET}"`) }],
  ["links", { from: `/fr/register/answer/${SECRET}`, next: `/en/sign-in?next=%2Fen%2Fcosign%2F${SECRET}`, to: `/en/register/${SECRET}?a=1` }],
  ["a secret in a query", { url: `/x?token=${SECRET}&password=${SECRET}` }],
])("%s is not in the log", (_, line) => {
  const said = written((log) => {
    log.error(line, "said");
    log.child({ requestId: "r" }).error(line, "said");
  });
  expect(
    said
      .split("\n")
      .filter(Boolean)
      .map((text) => (JSON.parse(text) as { msg: string }).msg),
  ).toEqual(["said", "said"]);
  expect(said).not.toContain(SECRET);
  expect(said).not.toContain(TYPED);
});

test("a line says where a secret link led, without the secret", () => {
  expect(written((log) => log.error({ url: `/en/invitations/${SECRET}` }, "said"))).toContain("/en/invitations/[redacted]");
});

test("errors of the database and of parsers are told without what they were given", async () => {
  const errors = [
    await thrown(() => db.user.create({ data: { email: TYPED, nonsense: TYPED } as never })),
    await thrown(() => db.report.findMany({ where: { id: TYPED } })),
    await thrown(() => db.$queryRaw`select ${TYPED}::uuid`),
    await thrown(() => db.$queryRaw`select ${`{"a": ${TYPED}`}::jsonb`),
  ];
  for (const err of errors) {
    const said = written((log) => log.error({ err }, "request failed"));
    expect(said).not.toMatch(/author typed|in confidence/);
    expect((JSON.parse(said) as { err: { message: string; stack: string } }).err).toMatchObject({
      message: expect.stringMatching(/\w{4}/),
      stack: expect.stringMatching(/^\s+at /),
    });
  }
});

const parsed = (text: string): Error => {
  try {
    JSON.parse(text);
  } catch (error) {
    return error as Error;
  }
  return expect.fail(`${text} was read`);
};

test.each([
  ["short", "sesame"],
  ["short, in an object", '{"value": sesame}'],
  ["long", "sesame opens the mountain to whoever says it aloud"],
  ["long, in the middle", `{"value": sesame, "other": "${"x".repeat(60)}"}`],
  ["long, at the end", `{"other": "${"x".repeat(60)}", "value": sesame}`],
  ["after a comma", `["sesame",, "${"x".repeat(60)}"]`],
  ["with the words of the message in it", 'q"sesame" is not valid JSON sesame'],
])("what a parser of JSON could not read is not in the log: %s", (_, text) => {
  const { message } = parsed(text);
  const said = written((log) => log.error({ err: new Error(message, { cause: new Error(`why: ${message}`) }) }, "request failed"));
  const { err } = JSON.parse(said) as { err: { message: string } };
  // Pieces of what was given, as the parser cuts them.
  for (const [, piece] of message.matchAll(/['"]([^'"]{4,})['"]/g)) expect(err.message).not.toContain(piece!);
  expect(said).not.toContain("sesame");
  expect(err.message).toMatch(/^Unexpected token .* is not valid JSON/);
});

test("a cause that is no error is told by its kind and code", () => {
  const cause = { kind: "UniqueConstraintViolation", code: "P2010", originalCode: "23505", detail: `Key (email)=(${TYPED}) already exists.`, fields: [TYPED] };
  const said = written((log) => log.error({ err: new Error("failed", { cause }), other: new Error("failed", { cause: TYPED }) }, "said"));
  expect(said).not.toContain(TYPED);
  expect(JSON.parse(said)).toMatchObject({ err: { cause: { kind: "UniqueConstraintViolation", code: "P2010", originalCode: "23505" } } });
});

test("what a line is about stays readable", () => {
  const error = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432", { cause: new Error("socket") }), { code: "ECONNREFUSED" });
  const said = JSON.parse(written((log) => log.error({ err: error, requestId: "r-1", applied: ["one", { name: "two" }] }, "database away"))) as object;
  expect(said).toMatchObject({
    msg: "database away",
    requestId: "r-1",
    applied: ["one", { name: "two" }],
    err: { type: "Error", message: "connect ECONNREFUSED 127.0.0.1:5432", code: "ECONNREFUSED", cause: { message: "socket" } },
  });
});
