import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeAuthor, makeColleague, type Author } from "../../support/author";
import { PageMemo } from "~/http/page-memo.server";
import { openSessions } from "~/platform/auth/sessions.server";
import { testDatabase } from "../../support/database";
import { send, startEdge, type Edge } from "../../support/edge";

const { db } = testDatabase();
const pages = new PageMemo();
let edge: Edge;
let author: Author;
let path: string;

beforeAll(async () => {
  edge = await startEdge(db, { portal: { pages } });
  author = await makeAuthor(db, edge.origin);
  path = `/en/reports/${author.reportId}/sections/B`;
});
afterAll(() => edge.stop());

const read = async (cookie: string | undefined, at = path) => {
  const { status, headers, text } = await send(edge, { method: "GET", path: at, headers: cookie === undefined ? {} : { cookie } });
  const nonces = [...new Set([...text.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce))];
  const opIds = [...text.matchAll(/name="op\.[^"]+" value="([^"]+)"/g)].map(([, id]) => id!);
  const policy = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
  return { status, text, nonces, opIds, policy, requestId: String(headers["x-request-id"]) };
};
/** A page without what is its own; blank rows have ids, too. */
const apart = (page: Awaited<ReturnType<typeof read>>): string =>
  [...page.opIds, ...page.nonces, page.requestId]
    .reduce<string>((text, value) => text.replaceAll(value!, "·"), page.text)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{12}(?=B\d)/g, "·");

test("the same page again is the same but for what belongs to one answer: its nonce, its number, the ids of its saves", async () => {
  const find = vi.spyOn(pages, "find");
  const all = [await read(author.browser.cookie), await read(author.browser.cookie), await read(author.browser.cookie)];
  expect(find.mock.results.map(({ value }) => value !== null)).toEqual([false, true, true]);
  for (const page of all) {
    expect(page.status).toBe(200);
    expect(page.nonces).toEqual([page.policy]);
    expect(page.text).toContain(page.requestId);
    expect(page.opIds.length).toBeGreaterThan(2);
    expect(apart(page)).toBe(apart(all[0]!));
  }
  const own = all.flatMap(({ opIds, policy, requestId }) => [...opIds, policy, requestId]);
  expect(new Set(own).size).toBe(own.length);
});

test("what a page is made of is given at its own address, and an address written another way is the same page", async () => {
  const data = await send(edge, { method: "GET", path: `${path}.data`, headers: author.browser });
  expect([data.status, data.headers["content-type"]]).toEqual([200, expect.stringContaining("text/x-script")]);
  for (const other of [`${path}/`, path.replace("sections", "Sections")]) expect(await read(author.browser.cookie, other)).toMatchObject({ status: 200 });
  expect((await send(edge, { method: "HEAD", path, headers: author.browser })).status).toBe(200);
});

test("a saved answer is on the next page, a colleague has their own, and nobody else has any", async () => {
  const before = await read(author.browser.cookie);
  const saved = await send(edge, {
    method: "PUT",
    path: `/api/v1/reports/${author.reportId}/answers/B1`,
    headers: { ...author.browser, "content-type": "application/json", "idempotency-key": randomUUID(), "if-match": '"0"' },
    body: JSON.stringify({ value: "Canary of this report" }),
  });
  expect(saved.status).toBe(200);
  expect(before.text).not.toContain("Canary");
  expect((await read(author.browser.cookie)).text).toContain("Canary of this report");

  const colleague = await makeColleague(author);
  const [cookie = ""] = (await openSessions(db, { secure: false }).open(colleague.actor.id)).split(";");
  const theirs = await read(cookie);
  expect(theirs.text).toContain(colleague.actor.name);
  expect(theirs.text).not.toContain(author.ctx.actor.email);

  const stranger = await makeAuthor(db, edge.origin);
  for (const who of [stranger.browser.cookie, undefined]) {
    const refused = await read(who);
    expect(refused.status).not.toBe(200);
    expect(refused.text).not.toContain("Canary");
  }
});
