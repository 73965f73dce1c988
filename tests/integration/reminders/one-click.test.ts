import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeUser } from "../../factories/user";
import { testDatabase } from "../../support/database";
import { send, startEdge, type Edge } from "../../support/edge";

const { db } = testDatabase();
let edge: Edge;
beforeAll(async () => {
  edge = await startEdge(db);
}, 60_000);
afterAll(() => edge?.stop());

const press = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" };

test("a press in a mail program, which names no page it comes from, ends reminders and is answered in place; no other page is written to so", async () => {
  const { id: userId } = await makeUser(db);
  const key = randomUUID();
  await db.letterChoice.create({ data: { userId, key } });
  expect(await send(edge, { ...press, path: `/ar/letters/${key}` })).toMatchObject({ status: 200 });
  expect((await db.letterChoice.findUniqueOrThrow({ where: { userId } })).remindersOff).not.toBeNull();
  for (const path of ["/ar/account", "/ar/desk/mail", `/ar/letters/${key}/more`]) expect(await send(edge, { ...press, path })).toMatchObject({ status: 403 });
  expect(await send(edge, { ...press, path: `/ar/letters/${randomUUID()}` })).toMatchObject({ status: 404 });
  expect(edge.failures).toEqual([]);
});
