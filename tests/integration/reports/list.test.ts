import { expect, test } from "vitest";
import { listReports } from "~/features/reports/queries/pages.server";
import { loader } from "~/routes/api/reports/index";
import { loader as page } from "~/routes/reports/index";
import { makeParty } from "../../factories/party";
import { makeReport, submitFilledReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);

/** Somebody who acts for several States, each with a report; the last two started in the same millisecond. */
async function makeAuthorOf(count: number) {
  const parties = await Promise.all(Array.from({ length: count }, () => makeParty(db)));
  const actor = await makeUser(db, { roles: parties.map(({ id }) => ({ partyId: id, role: "focal_point" as const })) });
  const ids: string[] = [];
  for (const [index, party] of parties.entries()) {
    const now = new Date(Date.UTC(2026, 10, 1, 0, 0, Math.min(index, count - 2)));
    ids.push(await makeReport(makeCtx({ db, actor, now }), party.id));
  }
  return { ctx: makeCtx({ db, actor }), ids, cookie: await cookieOf(site, actor) };
}

test("reports are paged newest first without gaps, whatever is saved in between", async () => {
  const { ctx, ids } = await makeAuthorOf(5);
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const { items, next } = await listReports(ctx, { after, limit: 2 });
    seen.push(...items.map(({ id }) => id));
    await db.report.update({ where: { id: items[0]!.id }, data: { updatedAt: new Date() } });
    if (!(after = next)) break;
  }
  expect(seen.slice(2)).toEqual([ids[2], ids[1], ids[0]]);
  expect([...seen].sort()).toEqual([...ids].sort());
});

test("a program gets items and next, and a bad limit or place is refused", async () => {
  const { cookie, ids } = await makeAuthorOf(3);
  const ask = async (query: string) => {
    const answer = await call(site, loader, { path: `/api/v1/reports${query}`, cookie });
    if (!(answer instanceof Response)) throw new Error("no response");
    return { status: answer.status, body: (await answer.json()) as { items: { id: string }[]; next: string | null; code?: string } };
  };
  const first = await ask("?limit=2");
  const second = await ask(`?limit=2&after=${first.body.next}`);
  expect([...first.body.items, ...second.body.items].map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(second.body.next).toBeNull();
  for (const bad of ["?limit=0", "?limit=101", "?limit=", "?after=", "?after=1_x"])
    expect(await ask(bad), bad).toMatchObject({ status: 422, body: { code: "request.invalid" } });
});

test("the page shows what is still to do first", async () => {
  const { ctx, cookie, ids } = await makeAuthorOf(3);
  await submitFilledReport(ctx, ids[2]!);
  const shown = await call(site, page, { path: "/en/reports", cookie });
  if (shown instanceof Response) throw new Error("no page");
  expect(shown.reports.map(({ id, state }) => [id, state])).toEqual([
    [ids[1], "draft"],
    [ids[0], "draft"],
    [ids[2], "submitted"],
  ]);
});
