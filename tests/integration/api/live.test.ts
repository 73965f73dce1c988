import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { makeParty } from "../../factories/party";
import { makeReport } from "../../factories/report";
import { makeUser } from "../../factories/user";
import { makeAuthor } from "../../support/author";
import { startApiPortal, type ApiPortal } from "../../support/api-portal";
import { makeCtx } from "../../support/context";

type Member = { name: string; headers: Record<string, string> };
type Event = { event: string; data: unknown };
let portal: ApiPortal;
let report: string;
let [lina, jonas, stranger]: Member[] = [];

beforeAll(async () => {
  portal = await startApiPortal();
  const member = async (partyId: string, role: "focal_point" | "contributor") => {
    const actor = await makeUser(portal.db, { roles: [{ partyId, role }] });
    const made = await createApiToken(makeCtx({ db: portal.db, actor }), { label: "t", scopes: ["reports:read", "reports:write"], expiresAt: null });
    if (!made.ok) throw new Error(made.error.code);
    return { actor, name: actor.name, headers: { authorization: `Bearer ${made.value.token}` } };
  };
  const [party, other] = [await makeParty(portal.db), await makeParty(portal.db)];
  const author = await member(party.id, "focal_point");
  [lina, jonas, stranger] = [author, await member(party.id, "contributor"), await member(other.id, "focal_point")];
  report = await makeReport(makeCtx({ db: portal.db, actor: author.actor }), party.id);
}, 180_000);
afterAll(() => portal?.stop());

const ask = (path: string, { headers }: Member, init: RequestInit = {}): Promise<Response> =>
  fetch(`${portal.origin}/api/v1/reports/${path}`, { ...init, headers: { ...init.headers, ...headers } });

/** The events of a stream, one after the other, until it is closed. */
async function follow(who: Member, id = report) {
  const abort = new AbortController();
  const response = await ask(`${id}/live`, who, { signal: abort.signal });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<Event> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const found = /^event: (\w+)\ndata: (.*)$/s.exec(block);
        if (found) return { event: found[1]!, data: JSON.parse(found[2]!) };
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return { event: "end", data: null };
      text += value;
    }
  };
  const until = async (fits: (event: Event) => boolean): Promise<Event> => {
    for (;;) {
      const event = await next();
      if (fits(event) || event.event === "end") return event;
    }
  };
  return { next, until, close: () => abort.abort() };
}
const save = (who: Member, question: string, value: unknown, revision: number) =>
  ask(`${report}/answers/${question}`, who, {
    method: "PUT",
    headers: { "content-type": "application/json", "idempotency-key": randomUUID(), "if-match": `"${revision}"` },
    body: JSON.stringify({ value }),
  });
const place = (who: Member, page: unknown, body: unknown, id = report) =>
  ask(`${id}/live/${String(page)}`, who, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

test("an open page hears where answers stand, what is saved from then on, and who else is there at which question", async () => {
  expect((await save(lina!, "B1", "First", 0)).status).toBe(200);
  const mine = await follow(lina!);
  expect(await mine.next()).toEqual({ event: "hello", data: { page: expect.any(String) as string, saved: [{ question: "B1", row: "", revision: 1 }] } });
  const theirs = await follow(jonas!);
  const hello = (await theirs.next()).data as { page: string };
  expect((await mine.until(({ event, data }) => event === "here" && (data as unknown[]).length > 0)).data).toEqual([{ name: jonas!.name, question: null }]);
  expect((await place(jonas!, hello.page, { question: "F2" })).status).toBe(204);
  expect((await mine.until(({ event }) => event === "here")).data).toEqual([{ name: jonas!.name, question: "F2" }]);
  expect((await theirs.until(({ event, data }) => event === "here" && (data as unknown[]).length > 0)).data).toEqual([{ name: lina!.name, question: null }]);

  expect((await save(jonas!, "F2", "Second", 0)).status).toBe(200);
  expect(await mine.until(({ event }) => event === "saved")).toEqual({ event: "saved", data: { saved: [{ question: "F2", row: "", revision: 1 }] } });
  expect(await (await ask(`${report}/answers/F2`, lina!)).json()).toMatchObject({ question: "F2", value: "Second", revision: 1, updatedBy: jonas!.name });
  // What is refused, or kept aside in a conflict, is told to nobody.
  expect((await save(jonas!, "F2", "Too late", 0)).status).toBe(409);
  expect((await save(jonas!, "F3", "Third", 0)).status).toBe(200);
  expect(await mine.until(({ event }) => event === "saved")).toMatchObject({ data: { saved: [{ question: "F3" }] } });

  theirs.close();
  expect((await mine.until(({ event }) => event === "here")).data).toEqual([]);
  mine.close();
});

test("of a report of others nothing is heard, no answer is given and no place taken", async () => {
  const mine = await follow(lina!);
  const { page } = (await mine.next()).data as { page: string };
  for (const id of [report, randomUUID(), "no-id"]) {
    const refused = await ask(`${id}/live`, stranger!);
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ code: "report.not_found" });
  }
  expect((await ask(`${report}/answers/B1`, stranger!)).status).toBe(404);
  expect((await place(stranger!, page, { question: "B1" })).status).toBe(404);
  // A colleague moves their own pages, not hers.
  const theirs = await follow(jonas!);
  await theirs.next();
  expect((await place(jonas!, page, { question: "I1" })).status).toBe(204);
  expect((await theirs.until(({ event, data }) => event === "here" && (data as unknown[]).length > 0)).data).toEqual([{ name: lina!.name, question: null }]);
  expect((await fetch(`${portal.origin}/api/v1/reports/${report}/live`)).status).toBe(401);
  theirs.close();
  mine.close();
});

test("whoever has a seat says where they are without being looked up, by the session the seat was taken with alone", async () => {
  const [one, other] = [await makeAuthor(portal.db, portal.origin), await makeAuthor(portal.db, portal.origin)];
  const [member, stranger] = [one, other].map(({ ctx, browser }) => ({ name: ctx.actor.name, headers: browser })) as [Member, Member];
  const mine = await follow(member, one.reportId);
  const { page } = (await mine.next()).data as { page: string };
  const body = { question: "B1" };
  expect((await place(stranger, page, body, one.reportId)).status).toBe(404);
  await portal.db.session.deleteMany({ where: { userId: one.ctx.actor.id } });
  // Known until the stream ends, which asks anew; for any other page the session is asked for, and it has ended.
  expect((await place(member, page, body, one.reportId)).status).toBe(204);
  expect((await place(member, page, { question: 4 }, one.reportId)).status).toBe(422);
  expect((await place(member, randomUUID(), body, one.reportId)).status).toBe(401);
  expect((await place(member, page, body, other.reportId)).status).toBe(401);
  mine.close();
  await expect.poll(async () => (await place(member, page, body, one.reportId)).status).toBe(401);
});

test("bad places are refused, and an answer that was never saved is not there", async () => {
  const page = randomUUID();
  for (const body of [{}, { question: 4 }, { question: "x".repeat(41) }, { question: null, more: 1 }])
    expect((await place(lina!, page, body)).status).toBe(422);
  expect((await place(lina!, "no-page", { question: null })).status).toBe(404);
  const none = await ask(`${report}/answers/H2`, lina!);
  expect(none.status).toBe(404);
  expect(await none.json()).toMatchObject({ code: "answer.not_found" });
});
