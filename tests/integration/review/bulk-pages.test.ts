import { expect, test } from "vitest";
import { getRulesPage } from "~/features/review/queries/rules.server";
import { listBulk } from "~/features/review/queries/bulk.server";
import { action as queueAction, loader as queue } from "~/routes/desk/index";
import { action as prepare } from "~/routes/desk/bulk/index";
import { action as step, loader as show } from "~/routes/desk/bulk/show";
import { action as rule } from "~/routes/desk/rules";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);
const locationOf = (answer: unknown): string => (answer instanceof Response && answer.headers.get("location")) || "";

test("without a script: chosen by hand, rehearsed, carried out and undone by posts that end on a page", async () => {
  const cookie = await cookieOf(site, await makeUser(db, { secretariat: ["desk_officer"] }));
  const made = await makeSubmission(db);
  const given = { action: "acknowledge", scope: "chosen", ids: made.id, query: "", officer: "", reason: "" };
  const to = locationOf(await call<unknown>(site, prepare, { path: "/fr/desk/bulk", cookie, form: given }));
  const id = /^\/fr\/desk\/bulk\/([0-9a-f-]{36})$/.exec(to)![1]!;
  const at = { path: to, params: { id }, cookie };
  expect(await call<unknown>(site, show, at)).toMatchObject({
    phase: "rehearsed",
    lines: [{ submissionId: made.id, refusal: null }],
    mails: [{ language: "en", count: 1 }],
  });
  const state = async () => (await db.submission.findUniqueOrThrow({ where: { id: made.id } })).state;
  expect(await state()).toBe("submitted");
  expect(locationOf(await call<unknown>(site, step, { ...at, form: { intent: "act" } }))).toBe(to);
  expect(await state()).toBe("acknowledged");
  expect(locationOf(await call<unknown>(site, step, { ...at, form: { intent: "undo" } }))).toBe(to);
  expect(await state()).toBe("submitted");
  const { ids: _, ...nothing } = given;
  expect(await call<unknown>(site, prepare, { path: "/fr/desk/bulk", cookie, form: nothing })).toMatchObject({
    data: { refusal: { code: "bulk.nothing_chosen" } },
  });
});

test("the queue opens with the view its reader chose, and with everything when asked", async () => {
  const cookie = await cookieOf(site, await makeUser(db, { secretariat: ["observer"] }));
  const form = { intent: "save_view", name: "Late", query: "overdue=1&sort=due&after=5_x", opens: "1" };
  const to = locationOf(await call<unknown>(site, queueAction, { path: "/en/desk", cookie, form }));
  expect(to).toMatch(/^\/en\/desk\?overdue=1&sort=due&view=[0-9a-f-]{36}&done=save_view$/);
  const opened = await call<unknown>(site, queue, { path: "/en/desk", cookie }).catch((thrown: unknown) => thrown);
  expect(`${locationOf(opened)}&done=save_view`).toBe(to);
  expect(await call<unknown>(site, queue, { path: "/en/desk?all=1", cookie })).toMatchObject({ views: [{ name: "Late", isDefault: true }] });
});

test("who does not decide prepares nothing and sets no rule; who is outside sees neither", async () => {
  const made = await makeSubmission(db);
  for (const person of [await makeUser(db, { secretariat: ["observer"] }), await makeUser(db)]) {
    const cookie = await cookieOf(site, person);
    const form = { action: "acknowledge", scope: "chosen", ids: made.id };
    for (const [door, path, sent] of [
      [prepare, "/en/desk/bulk", form],
      [rule, "/en/desk/rules", { intent: "apply" }],
    ] as const) {
      const answer = await call<unknown>(site, door, { path, cookie, form: { ...sent } }).catch((thrown: unknown) => thrown);
      expect(answer instanceof Response && answer.status).toBe(403);
    }
  }
  const outside = makeCtx({ db, actor: await makeUser(db) });
  expect((await getRulesPage(outside)).officers).toEqual([]);
  expect((await listBulk(outside)).items).toEqual([]);
});
