import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { deleteParagraph, saveParagraph } from "~/features/documents/commands/paragraphs.server";
import { markEditorial } from "~/features/documents/commands/ties.server";
import type { SecretariatRole, User } from "~/lib/actor";
import type { UserCtx } from "~/platform/context.server";
import { loader } from "~/routes/desk/documents/live";
import { makeDocument } from "../../factories/document";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";

const { db } = testDatabase();
const site = makeSite(db);
const TEXT = "Access has grown in rural areas.";

const person = (role: SecretariatRole): Promise<User> => makeUser(db, { secretariat: [role] });
/** What somebody does on another page is told on the line of the site. */
const acting = (actor: User): UserCtx => ({ ...makeCtx({ db, actor }), live: site.world.live });
const ask = async (who: User, document: string, paragraph?: string): Promise<Response> =>
  call(site, loader, {
    path: `/en/desk/documents/${document}/live${paragraph === undefined ? "" : `?paragraph=${paragraph}`}`,
    params: { document },
    cookie: await cookieOf(site, who),
  });

/** The data of a stream's events of one kind, one after the other; null when it has ended. */
async function follow(who: User, document: string, paragraph?: string) {
  const response = await ask(who, document, paragraph);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = response.body!.getReader();
  const close = (): Promise<void> => reader.cancel();
  onTestFinished(close);
  let text = "";
  const next = async (kind: string): Promise<unknown> => {
    for (;;) {
      const found = new RegExp(`^event: (\\w+)\ndata: (.*)\n\n`, "m").exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        if (found[1] === kind) return JSON.parse(found[2]!);
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += new TextDecoder().decode(value);
    }
  };
  /** The next that names somebody. */
  const others = async (): Promise<unknown> => {
    for (;;) {
      const here = (await next("here")) as unknown[];
      if (here.length > 0) return here;
    }
  };
  return { next, others, close };
}

test("an open page hears who else has the document open, at which paragraph they write, and what they save", async () => {
  const [amina, bao] = [await person("desk_officer"), await person("desk_officer")];
  const { id, paragraphs } = await makeDocument(acting(amina), [TEXT, "Costs have not fallen."]);
  const [first, second] = (await paragraphs()).map((paragraph) => paragraph.id);
  const whole = await follow(amina, id);
  const theirs = await follow(bao, id, first);
  expect(await whole.others()).toEqual([{ name: bao.name, paragraph: first }]);
  expect(await theirs.others()).toEqual([{ name: amina.name, paragraph: null }]);
  const save = (by: User, paragraph: string, revision: number, text: string) =>
    saveParagraph(acting(by), { document: id, paragraph }, { opId: randomUUID(), revision, text });

  expect(await save(bao, first!, 1, `${TEXT} It has in towns, too.`)).toMatchObject({ ok: true });
  expect(await whole.next("saved")).toEqual([{ paragraph: first, revision: 2, by: bao.name }]);
  // What is refused is told to nobody, nor is what changes no text; a page of one paragraph hears of none but it.
  expect(await save(bao, first!, 1, "Too late.")).toMatchObject({ ok: false });
  expect(await markEditorial(acting(bao), { document: id, paragraph: second! }, { at: 0, sentence: "Costs have not fallen." })).toMatchObject({ ok: true });
  expect(await save(amina, second!, 1, "Costs have hardly fallen.")).toMatchObject({ ok: true });
  expect(await save(amina, first!, 2, TEXT)).toMatchObject({ ok: true });
  expect(await theirs.next("saved")).toEqual([{ paragraph: first, revision: 3, by: amina.name }]);
  expect(await save(bao, second!, 2, "Costs have fallen.")).toMatchObject({ ok: true });
  expect(await whole.next("saved")).toEqual([{ paragraph: second, revision: 3, by: bao.name }]);

  // A page that comes back hears where things stand, and one whose paragraph is gone comes to an end.
  const again = await follow(bao, id);
  expect(await again.next("saved")).toEqual([{ paragraph: first, revision: 3, by: amina.name }]);
  expect(await deleteParagraph(acting(amina), { document: id, paragraph: first! }, { revision: 3 })).toMatchObject({ ok: true });
  expect(await theirs.next("saved")).toBeNull();
});

test("who may only read is seen to look on and at no paragraph; of others nothing is heard", async () => {
  const [officer, reader] = [await person("desk_officer"), await person("observer")];
  const { id, paragraphs } = await makeDocument(acting(officer), [TEXT]);
  const paragraph = (await paragraphs())[0]!.id;
  const mine = await follow(officer, id, paragraph);
  await follow(reader, id, paragraph);
  expect(await mine.others()).toEqual([{ name: reader.name, paragraph: null }]);

  const party = await makeParty(db);
  const outsider = await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] });
  expect((await ask(outsider, id)).status).toBe(403);
  const other = await makeDocument(acting(officer), [TEXT]);
  for (const [document, at] of [[randomUUID()], ["no-id"], [id, randomUUID()], [id, "no-id"], [other.id, paragraph]] as const)
    expect((await ask(officer, document!, at)).status, `${document} ${at}`).toBe(404);
});
