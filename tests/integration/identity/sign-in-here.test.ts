import { beforeAll, expect, test } from "vitest";
import { action as signInHere, loader } from "~/routes/account/sign-in-here";
import { action as saveAnswer } from "~/routes/api/reports/answer";
import { makeUser } from "../../factories/user";
import { makeAuthor, type Author } from "../../support/author";
import { testDatabase } from "../../support/database";
import { call, makeSite, ORIGIN } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);
const password = "a long enough password";
const PATH = "/fr/sign-in/here";

const post = async (form: Record<string, string>): Promise<Response> => {
  const answer = await call<Response | object>(site, signInHere, { path: PATH, form });
  if (!(answer instanceof Response)) throw new Error("no response");
  return answer;
};

test("the person of the page gets a session and no page", async () => {
  const person = await makeUser(db, { password });
  const answer = await post({ email: person.email.toUpperCase(), password, person: person.id });
  expect(answer.status).toBe(204);
  const [cookie] = answer.headers.get("set-cookie")!.split(";");
  expect((await site.world.sessions.read(cookie!))?.userId).toBe(person.id);
  expect(await db.auditEvent.count({ where: { type: "identity.signed_in", subject: `user:${person.id}` } })).toBe(1);
});

test("another person is told so with the right password, gets no session, and it is on record", async () => {
  const [owner, other] = [await makeUser(db, { password }), await makeUser(db, { password })];
  const answer = await post({ email: other.email, password, person: owner.id });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([409, null]);
  expect(await answer.json()).toMatchObject({ code: "identity.other_person", title: expect.stringContaining("autre personne") });
  expect(await db.session.count({ where: { userId: other.id } })).toBe(0);
  expect(await db.auditEvent.findMany({ where: { subject: `user:${other.id}` }, select: { type: true } })).toEqual([{ type: "identity.sign_in_failed" }]);
});

test("what is wrong comes back in words and by field; nothing tells whether an account exists", async () => {
  const person = await makeUser(db, { password });
  const wrong = await post({ email: person.email, password: "not the password", person: person.id });
  const nobody = await post({ email: "nobody@example.org", password, person: person.id });
  expect([wrong.status, nobody.status]).toEqual([422, 422]);
  expect(await wrong.json()).toEqual(await nobody.json());
  const empty = await post({ email: person.email, password: "", person: person.id });
  expect(await empty.json()).toMatchObject({ code: "request.invalid", fields: { password: "identity.password_required" } });
});

test("too many attempts have to wait, as on the sign-in page", async () => {
  const person = await makeUser(db, { password });
  const codes: unknown[] = [];
  for (let index = 0; index < 7; index++)
    codes.push(((await (await post({ email: person.email, password: "not the password", person: person.id })).json()) as { code: string }).code);
  expect(codes.at(-1)).toBe("identity.too_many_attempts");
});

test("who types the address is sent to the sign-in page", async () => {
  const answer = await call<Response>(site, loader, { path: PATH });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/fr/sign-in"]);
});

let author: Author;
beforeAll(async () => {
  author = await makeAuthor(db, ORIGIN);
});

test("a save names whose page it comes from: somebody who has signed in since saves nothing in their name", async () => {
  const save = async (person?: string): Promise<[number, unknown]> => {
    const request = new Request(`${ORIGIN}/api/v1/reports/${author.reportId}/answers/F2`, {
      method: "PUT",
      headers: {
        ...author.browser,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
        "if-match": '"0"',
        ...(person !== undefined && { "x-person": person }),
      },
      body: JSON.stringify({ value: "Typed by somebody.", row: "" }),
    });
    const args = { request, params: { id: author.reportId, question: "F2" }, context: { world: { ...site.world } } } as unknown as Parameters<
      typeof saveAnswer
    >[0];
    const answer = await saveAnswer(args).catch((thrown: unknown) => thrown as Response);
    if (!(answer instanceof Response)) throw new Error("no response");
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
  const other = await makeUser(db, { password });
  expect(await save(other.id)).toEqual([409, "identity.other_person"]);
  expect(await db.answer.count({ where: { reportId: author.reportId } })).toBe(0);
  expect(await save(author.ctx.actor.id)).toEqual([200, undefined]);
  expect(await save()).toEqual([200, undefined]);
});
