import { expect, test } from "vitest";
import { loader as queue } from "~/routes/desk/index";
import { action, loader as show } from "~/routes/desk/submissions/show";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);
const statusOf = (answer: unknown): number => {
  if (answer instanceof Response) return answer.status;
  return (answer as { init?: { status?: number } | null }).init?.status ?? 200;
};

test("the desk is for the secretariat: others are sent to sign in or refused", async () => {
  const { id, party } = await makeSubmission(db);
  const focal = await cookieOf(site, await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }));
  const observer = await cookieOf(site, await makeUser(db, { secretariat: ["observer"] }));
  const at = { path: `/en/desk/submissions/${id}`, params: { id } };
  for (const [loader, page] of [
    [queue, { path: "/en/desk" }],
    [show, at],
  ] as const) {
    const signedOut = await call<unknown>(site, loader, page);
    expect(signedOut instanceof Response && [signedOut.status, signedOut.headers.get("location")]).toEqual([
      302,
      `/en/sign-in?next=${encodeURIComponent(page.path)}`,
    ]);
    expect(statusOf(await call<unknown>(site, loader, { ...page, cookie: focal }))).toBe(403);
    expect(statusOf(await call<unknown>(site, loader, { ...page, cookie: observer }))).toBe(200);
  }
  expect(statusOf(await call<unknown>(site, show, { path: "/en/desk/submissions/x", params: { id: "x" }, cookie: observer }))).toBe(404);
  for (const cookie of [focal, observer]) expect(statusOf(await call<unknown>(site, action, { ...at, cookie, form: { intent: "acknowledge" } }))).toBe(403);
  expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ state: "submitted" });
});

test("a posted decision moves the version and ends on its page; a refused one says why and changes nothing", async () => {
  const cookie = await cookieOf(site, await makeUser(db, { secretariat: ["desk_officer"] }));
  const { id } = await makeSubmission(db);
  const post = (form: Record<string, string>) => call<unknown>(site, action, { path: `/fr/desk/submissions/${id}`, params: { id }, cookie, form });
  const state = async () => (await db.submission.findUniqueOrThrow({ where: { id } })).state;
  for (const [intent, after] of [
    ["acknowledge", "acknowledged"],
    ["start_review", "under_review"],
    ["accept", "accepted"],
  ] as const) {
    const answer = await post({ intent });
    expect(answer instanceof Response && [answer.status, answer.headers.get("location")]).toEqual([302, `/fr/desk/submissions/${id}?done=${intent}`]);
    expect(await state()).toBe(after);
  }
  expect(await post({ intent: "decline", reason: " " })).toMatchObject({ data: { refusal: { code: "submission.reason_required" } }, init: { status: 422 } });
  expect(await post({ intent: "accept" })).toMatchObject({ data: { refusal: { code: "submission.wrong_state" } }, init: { status: 409 } });
  expect(await post({ intent: "burn" })).toMatchObject({ data: { refusal: { code: "request.invalid" } }, init: { status: 422 } });
  expect(await post({ intent: "assign_officer", officer: "x" })).toMatchObject({ data: { refusal: { code: "submission.officer_unknown" } } });
  expect(await state()).toBe("accepted");
  await post({ intent: "publish" });
  expect(await state()).toBe("published");
});
