import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { deleteParagraph, saveParagraph } from "~/features/documents/commands/paragraphs.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import { closeConsultation } from "~/features/negotiations/commands/consultations.server";
import { decide } from "~/features/negotiations/commands/decisions.server";
import { answerInput, publishDispositions } from "~/features/negotiations/commands/dispositions.server";
import { commentOn, propose, withdraw } from "~/features/negotiations/commands/inputs.server";
import { dispositionTable, getDispositions, getPublicDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { getDraftParagraph } from "~/features/negotiations/queries/paragraph.server";
import { standingProposals } from "~/features/negotiations/queries/standing.server";
import type { Kind, State } from "~/features/negotiations/model";
import type { UserCtx } from "~/platform/context.server";
import { makePublished } from "../../factories/draft";
import { makeMember } from "../../factories/delegation";
import { makeParty } from "../../factories/party";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";

/** An orphan that the desk puts in the draft anew, in the open. */

const { db } = testDatabase();
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string => (result.ok ? "ok" : result.error.code);
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

const TEXT = "Access has grown in rural areas. Costs remain high.";
const OTHER = "Further work is needed in the rural areas, and elsewhere.";

/** A published draft of two paragraphs; the first one then says something else, so that what was said to words of it is an orphan. */
async function ground() {
  const desk: UserCtx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const document = await makePublished(desk, [TEXT, OTHER]);
  const [first, second] = await document.paragraphs();
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());
  const draft = { document: document.id, number: 1 };
  const asked = { ...draft, paragraph: first!.id };
  const put = async (kind: Exclude<Kind, "comment">, words: string, text: string): Promise<string> =>
    valueOf(await propose(focal, asked, { party: party.id, group: "", kind, words, language: "en", text, reason: "Why." })).id;
  const save = async (paragraph: string, text: string): Promise<void> => {
    const { revision } = (await document.paragraphs()).find(({ id }) => id === paragraph)!;
    valueOf(await saveParagraph(desk, { document: document.id, paragraph }, { opId: randomUUID(), revision, text }));
  };
  const move = async (input: string, from: State, to: State) => codeOf(await decide(desk, draft, { intent: "move", input, from, to }));
  const take = async (input: string) => codeOf(await decide(desk, draft, { intent: "take", input }));
  const anchor = (input: string, place: string, words = "", who = desk) =>
    decide(who, draft, { intent: "anchor", input, place, words, reason: "The sentence has moved." });
  const shown = async (input: string) => {
    const { chapters } = valueOf(await getBrackets(desk, draft.document, 1));
    return chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ inputs }) => inputs)).find(({ id }) => id === input)!;
  };
  return { desk, document, first: first!, second: second!, party, focal, draft, asked, put, save, move, take, anchor, shown };
}

test("an orphan is put on words of another paragraph, followed from there, and taken there", async () => {
  const { desk, document, first, second, draft, put, save, move, take, anchor, shown } = await ground();
  const input = await put("MOD", "rural areas", "remote areas");
  expect(codeOf(await anchor(input, second.id, "the rural areas"))).toBe("negotiation.move_impossible");
  await save(first.id, "Everything is said below.");
  expect(await shown(input)).toMatchObject({ standing: "orphan", mayAnchor: true, moved: null });
  expect(await anchor(input, second.id, "no such words")).toMatchObject({
    error: { code: "negotiation.passage_not_found", fields: { words: expect.any(String) } },
  });
  expect(await anchor(input, second.id)).toMatchObject({ error: { code: "negotiation.passage_not_found" } });
  expect(await anchor(input, second.id, "r")).toMatchObject({ error: { code: "negotiation.passage_repeated" } });
  expect(await anchor(input, randomUUID(), "rural areas")).toMatchObject({
    error: { code: "negotiation.place_required", fields: { place: expect.any(String) } },
  });
  expect(codeOf(await anchor(input, second.id, "rural areas"))).toBe("ok");
  expect(codeOf(await anchor(input, second.id, "rural areas"))).toBe("negotiation.move_impossible");
  const moved = { number: "2", words: "rural areas", reason: "The sentence has moved." };
  expect(await shown(input)).toMatchObject({ standing: "stands", mayAnchor: false, words: "rural areas", paragraph: first.id, moved });
  // Both paragraphs know it: the first is free of it, the second waits for it.
  const agree = async (paragraph: string) => {
    const { revision } = (await document.paragraphs()).find(({ id }) => id === paragraph)!;
    return codeOf(await decide(desk, draft, { intent: "agree", paragraph, revision }));
  };
  expect([await agree(first.id), await agree(second.id)]).toEqual(["ok", "negotiation.brackets_open"]);
  const [standing] = await standingProposals(desk, (await loadDraft(db, document.id))!);
  expect(standing).toMatchObject({ id: input, place: { paragraph: second.id, start: OTHER.indexOf("rural areas") } });
  await move(input, "proposed", "agreed");
  await save(second.id, `Much was done. ${OTHER}`);
  expect(await take(input)).toBe("ok");
  expect((await document.paragraphs()).map(({ text }) => text)).toEqual([
    "Everything is said below.",
    `Much was done. ${OTHER.replace("rural areas", "remote areas")}`,
  ]);
  expect(codeOf(await anchor(input, second.id, "Much"))).toBe("negotiation.taken");
  const events = await db.auditEvent.findMany({ where: { subject: `document:${document.id}`, type: "draft.anchored" } });
  expect(events.map(({ data }) => data)).toMatchObject([
    {
      input,
      before: { paragraph: first.id, words: "rural areas", start: TEXT.indexOf("rural areas") },
      after: { paragraph: second.id, words: "rural areas", start: OTHER.indexOf("rural areas"), revision: 1 },
      reason: "The sentence has moved.",
    },
  ]);
});

test("what was put anew is an orphan again once its words are gone, and is put anew again; the log has each step", async () => {
  const { document, first, second, put, save, anchor, shown } = await ground();
  const input = await put("DEL", "rural areas", "");
  await save(first.id, "Access has grown in remote regions. Costs remain high.");
  await anchor(input, first.id, "remote regions");
  await save(first.id, "Costs remain high.");
  expect(await shown(input)).toMatchObject({ standing: "orphan", moved: { words: "remote regions" } });
  expect(codeOf(await anchor(input, second.id, "rural areas"))).toBe("ok");
  expect(await shown(input)).toMatchObject({ standing: "stands", moved: { number: "2", words: "rural areas" } });
  const events = await db.auditEvent.findMany({ where: { subject: `document:${document.id}`, type: "draft.anchored" }, orderBy: { id: "asc" } });
  expect(events.map(({ data }) => data)).toMatchObject([{}, { before: { paragraph: first.id, words: "remote regions" }, after: { paragraph: second.id } }]);
  await expect(db.draftAnchor.updateMany({ where: { inputId: input }, data: { reason: "Another." } })).rejects.toThrow();
  await expect(db.draftAnchor.deleteMany({ where: { inputId: input } })).rejects.toThrow();
});

test("other words for a whole paragraph are put on one as it is, and stand as long as it stays so", async () => {
  const { document, first, put, save, move, take, anchor, shown } = await ground();
  const input = await put("MOD", "", "One sentence.");
  await save(first.id, "Other words.");
  await move(input, "proposed", "agreed");
  expect(await take(input)).toBe("negotiation.orphan");
  expect(codeOf(await anchor(input, first.id, "typed for nothing"))).toBe("ok");
  expect(await shown(input)).toMatchObject({ standing: "stands", moved: { words: "" } });
  await save(first.id, "Other words still.");
  expect(await take(input)).toBe("negotiation.orphan");
  await anchor(input, first.id);
  expect(await take(input)).toBe("ok");
  expect((await document.paragraphs())[0]!.text).toBe("One sentence.");
});

test("a comment on a paragraph that is gone is put on another one; who may not decide does nothing, nor is anything put on an agreed paragraph or taken from the withdrawn", async () => {
  const { desk, document, first, second, party, focal, draft, asked, put, anchor, shown } = await ground();
  const comment = valueOf(await commentOn(focal, asked, { party: party.id, language: "en", text: "A comment." })).id;
  const [input, gone] = [await put("NOC", "", ""), await put("NOC", "", "")];
  valueOf(await deleteParagraph(desk, { document: document.id, paragraph: first.id }, { revision: 1 }));
  await withdraw(focal, asked, { party: party.id, input: gone });
  const observer = makeCtx({ db, actor: await makeUser(db, { secretariat: ["observer"] }) });
  for (const who of [focal, observer]) expect(codeOf(await anchor(comment, second.id, "", who))).toBe("negotiation.not_found");
  expect(codeOf(await anchor(randomUUID(), second.id))).toBe("negotiation.not_found");
  expect(codeOf(await anchor(gone, second.id))).toBe("negotiation.move_impossible");
  valueOf(await decide(desk, draft, { intent: "agree", paragraph: second.id, revision: 1 }));
  expect(codeOf(await anchor(input, second.id))).toBe("negotiation.paragraph_agreed");
  expect(codeOf(await anchor(comment, second.id))).toBe("ok");
  expect(await shown(comment)).toMatchObject({ standing: "stands", moved: { number: "2" } });
});

test("everybody reads that it was anchored anew, why, and where in the version, but no word of the draft as it is written", async () => {
  const { desk, first, second, draft, asked, focal, party, put, save, move, anchor } = await ground();
  const input = await put("MOD", "rural areas", "remote areas");
  await save(first.id, "Secret wording.");
  await save(second.id, `${OTHER} Hidden phrase.`);
  valueOf(await anchor(input, second.id, "Hidden phrase"));
  const moved = { number: "2", words: "", reason: "The sentence has moved." };
  const member = await makeMember(db, (await makeParty(db)).id, "focal_point", new Date());
  for (const who of [focal, member]) {
    const page = valueOf(await getDraftParagraph(who, asked.document, 1, asked.paragraph));
    expect(page.proposals).toMatchObject([{ moved }]);
    expect(JSON.stringify(page)).not.toContain("Hidden phrase");
  }
  await move(input, "proposed", "not_agreed");
  await answerInput(desk, draft, { input, disposition: "noted", answer: "Noted." });
  await closeConsultation(desk, draft);
  await publishDispositions(desk, draft);
  const page = valueOf(await getPublicDispositions(makeCtx({ db, actor: null }), draft.document, 1));
  expect(page.lines).toMatchObject([{ party: { id: party.id }, moved }]);
  expect(JSON.stringify(page)).not.toMatch(/Hidden phrase|Secret wording/);
});

test("why something was marked as taken by hand is read beside its disposition, by others once the table is public", async () => {
  const { desk, first, draft, asked, focal, put, save, move, shown } = await ground();
  const input = await put("MOD", "rural areas", "remote areas");
  await save(first.id, "Access has grown elsewhere. Costs remain high.");
  await move(input, "proposed", "agreed");
  valueOf(await decide(desk, draft, { intent: "mark_taken", input, reason: "Written otherwise." }));
  expect(await shown(input)).toMatchObject({ standing: "taken", takenReason: "Written otherwise." });
  const other = await makeMember(db, (await makeParty(db)).id, "focal_point", new Date());
  const seen = async (who: UserCtx) =>
    valueOf(await getDraftParagraph(who, asked.document, 1, asked.paragraph)).proposals.map(({ takenReason }) => takenReason);
  expect([await seen(focal), await seen(other)]).toEqual([["Written otherwise."], [""]]);
  expect(valueOf(await getDispositions(desk, draft.document, 1)).lines).toMatchObject([{ takenReason: "Written otherwise." }]);
  await answerInput(desk, draft, { input, disposition: "accepted", answer: "Done." });
  await closeConsultation(desk, draft);
  await publishDispositions(desk, draft);
  expect(await seen(other)).toEqual(["Written otherwise."]);
  const page = valueOf(await getPublicDispositions(makeCtx({ db, actor: null }), draft.document, 1));
  expect(page.lines).toMatchObject([{ takenReason: "Written otherwise." }]);
  const cells: unknown[] = [];
  for await (const rows of dispositionTable(page, "en").rows) cells.push(...rows.flat());
  expect(cells).toContain("Written otherwise.");
});
