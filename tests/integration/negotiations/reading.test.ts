import { expect, test } from "vitest";
import { citeAnswer } from "~/features/documents/commands/ties.server";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { closeConsultation, openConsultation } from "~/features/negotiations/commands/consultations.server";
import { publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import { getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getDraft, listDraftAddresses, listDrafts } from "~/features/negotiations/queries/drafts.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import type { Database } from "~/platform/db/client.server";
import { makeMember } from "../../factories/delegation";
import { makeDocument } from "../../factories/document";
import { LAST_DAY, makePublished } from "../../factories/draft";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { expectIndexes } from "../../support/plans";

const { db } = testDatabase();
const officer = async () => makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });

/** The database, and all it has given through this. */
function listening() {
  const given: string[] = [];
  const heard = db.$extends({
    query: {
      async $allOperations({ args, query }) {
        const result: unknown = await query(args);
        given.push(JSON.stringify(result));
        return result;
      },
    },
  });
  return { heard: heard as unknown as Database, given: () => given.splice(0).join("\n") };
}

test("what a published draft rests on is read for none of its pages, and of its text what the page shows", async () => {
  const desk = await officer();
  const quote = unique("Quoted");
  const [first, second] = [`Access has grown in ${"all the many ".repeat(8)} areas.`, `Costs have fallen for ${"nearly every one ".repeat(8)}.`];
  const made = await makeSubmission(db, { answers: [{ question: "B1", value: `${quote} words.` }] });
  const { id, paragraphs } = await makeDocument(desk, [first, second]);
  const [paragraph] = await paragraphs();
  const tie = { at: 0, sentence: first, symbol: made.symbol, question: "B1", row: "", quote: [quote] };
  expect(await citeAnswer(desk, { document: id, paragraph: paragraph!.id }, tie)).toMatchObject({ ok: true });
  await freezeVersion(desk, id, { stage: "zero_draft", waive: ["unread", "bare"], reason: "First round." });
  const { content } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } });
  expect(JSON.stringify(content)).toContain(quote);
  const asked = { document: id, number: 1 };
  await openConsultation(desk, asked, LAST_DAY);
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());

  const { heard, given } = listening();
  const read = async (ask: () => Promise<unknown>) => {
    const page = JSON.stringify(await ask());
    const all = given();
    expect(all).not.toContain(quote);
    return { page, texts: [first, second].map((text) => all.includes(text)) };
  };
  const anybody = makeCtx({ db: heard, actor: null });
  const whole = await read(() => getDraft(anybody, id, 1));
  expect(whole.texts).toEqual([true, true]);
  for (const text of [first, second]) expect(whole.page).toContain(text);
  const one = await read(() => getDraftParagraph({ ...focal, db: heard }, id, 1, paragraph!.id));
  expect(one.texts).toEqual([true, false]);
  expect(one.page).toContain(first);
  expect((await read(() => listDrafts(anybody, { limit: 1000 }))).page).toContain(id);
  expect((await read(() => listDraftAddresses(anybody, 1000))).page).toContain(id);
  await closeConsultation(desk, asked);
  await publishDispositions(desk, asked);
  const table = await read(() => getPublicDispositions(anybody, id, 1));
  expect(table.page).toContain(id);
  expect(table.texts).toEqual([false, false]);
});

test("the list of drafts goes on page by page, those that take comments first, each of them once", async () => {
  const desk = await officer();
  const closed = await makePublished(desk, undefined, { ends: true });
  const open = [await makePublished(desk), await makePublished(desk), await makePublished(desk, undefined, { day: "2099-11-30" })];
  const lines = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listDrafts>> = await listDrafts(desk, { after, limit: 2 });
    expect(page.items.length).toBeLessThanOrEqual(2);
    lines.push(...page.items);
    after = page.next;
  } while (after);
  const names = lines.map(({ document, number }) => `${document} ${number}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(await db.draftConsultation.count());
  expect(lines.filter(({ document }) => [closed, ...open].some(({ id }) => id === document)).map(({ document }) => document)).toEqual(
    [open[1], open[0], open[2], closed].map((made) => made!.id),
  );
  const states = lines.map((line) => line.open);
  expect(states).toEqual([...states].sort((one, other) => Number(other) - Number(one)));
  expect((await listDrafts(desk, { after: "nowhere", limit: 1 })).items).toEqual(lines.slice(0, 1));
});

test("a page of the list is found by an index", async () => {
  const order = "order by closes_at desc, id desc limit 26";
  const place = "closes_at <= now() and (closes_at < now() or (closes_at = now() and id < '0190e6f0-0000-7000-8000-000000000000'))";
  await expectIndexes([
    [`select id from draft_consultation ${order}`, "draft_consultation_closes_at_id_idx"],
    [`select id from draft_consultation where ${place} ${order}`, "draft_consultation_closes_at_id_idx"],
  ]);
});
