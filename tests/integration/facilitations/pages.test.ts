import { expect, test } from "vitest";
import { action as addOne, loader as list } from "~/routes/desk/facilitators/index";
import { action as change, loader as show } from "~/routes/desk/facilitators/show";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { call, cookieOf, makeSite } from "../../support/pages";
import { testDatabase } from "../../support/database";

const { db } = testDatabase();
const site = makeSite(db);
const PATH = "/fr/desk/facilitators";
const statusOf = (answer: unknown): number =>
  answer instanceof Response ? answer.status : ((answer as { init?: { status?: number } | null }).init?.status ?? 200);
const officer = async () => cookieOf(site, await makeUser(db, { secretariat: ["desk_officer"] }));
const leadsTo = (answer: unknown) => answer instanceof Response && [answer.status, answer.headers.get("location")];

test("by role: signed out, a party, those who read and those who manage", async () => {
  const party = await makeParty(db, { kind: "un_entity" });
  const { id } = await db.facilitation.create({ data: { partyId: party.id, line: "C11", role: "partner" } });
  const focal = await cookieOf(site, await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] }));
  const observer = await cookieOf(site, await makeUser(db, { secretariat: ["observer"] }));
  const one = { path: `${PATH}/${id}`, params: { id } };
  expect(leadsTo(await call<unknown>(site, list, { path: PATH }))).toEqual([302, `/fr/sign-in?next=${encodeURIComponent(PATH)}`]);
  for (const [cookie, listed, shown, posted] of [
    [focal, 403, 403, 403],
    [observer, 200, 403, 403],
    [await officer(), 200, 200, 302],
  ] as const) {
    expect(statusOf(await call<unknown>(site, list, { path: PATH, cookie }))).toBe(listed);
    expect(statusOf(await call<unknown>(site, show, { ...one, cookie }))).toBe(shown);
    expect(statusOf(await call<unknown>(site, change, { ...one, cookie, form: { intent: "ended", until: "2026-01-01" } }))).toBe(posted);
  }
  expect(statusOf(await call<unknown>(site, show, { path: `${PATH}/x`, params: { id: "x" }, cookie: await officer() }))).toBe(404);
});

test("a posted role ends on the list; a refused one says why beside what was typed", async () => {
  const cookie = await officer();
  const party = await makeParty(db, { kind: "un_entity" });
  const post = (form: Record<string, string>) => call<unknown>(site, addOne, { path: PATH, cookie, form });
  const typed = { entity: party.code, line: "C11", role: "co", from: "2026-02-01", until: "" };
  expect(leadsTo(await post(typed))).toEqual([302, `${PATH}?done=added`]);
  for (const [form, status, refusal] of [
    [typed, 409, { code: "facilitation.overlap", params: { entity: party.code } }],
    [{ ...typed, until: "2026-01-31" }, 422, { fields: { until: "facilitation.dates_reversed" } }],
    [{ ...typed, entity: "" }, 422, { fields: { entity: "facilitation.entity_unknown" } }],
    [{ ...typed, line: "" }, 422, { fields: { line: "facilitation.line_unknown" } }],
    [{ ...typed, role: "chair" }, 422, { fields: { role: "facilitation.role_unknown" } }],
    [{ ...typed, from: "2026-02-30" }, 422, { fields: { from: "facilitation.day_invalid" } }],
    [{ ...typed, from: "0000-01-01" }, 422, { fields: { from: "facilitation.day_invalid" } }],
    [{ ...typed, until: "9999-12-31" }, 422, { fields: { until: "facilitation.day_invalid" } }],
  ] as const)
    expect(await post(form)).toMatchObject({ init: { status }, data: { refusal, typed: form } });
  expect(await db.facilitation.count({ where: { partyId: party.id } })).toBe(1);

  const { id } = await db.facilitation.findFirstOrThrow({ where: { partyId: party.id } });
  const put = (form: Record<string, string>) => call<unknown>(site, change, { path: `${PATH}/${id}`, params: { id }, cookie, form });
  expect(await put({ intent: "ended", until: "" })).toMatchObject({ data: { refusal: { fields: { until: "facilitation.day_required" } } } });
  expect(await put({ intent: "ended", until: "2026-01-31" })).toMatchObject({
    data: { refusal: { code: "facilitation.dates_reversed" }, typed: { intent: "ended", until: "2026-01-31" } },
  });
  expect(leadsTo(await put({ intent: "corrected", role: "partner", from: "", until: "" }))).toEqual([302, `${PATH}?done=corrected`]);
  expect(leadsTo(await put({ intent: "ended", until: "2026-03-31" }))).toEqual([302, `${PATH}?done=ended`]);
  expect(await db.facilitation.findUniqueOrThrow({ where: { id } })).toMatchObject({ role: "partner", from: null, to: new Date("2026-04-01T00:00:00Z") });
});
