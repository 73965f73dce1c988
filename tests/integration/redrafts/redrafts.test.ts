import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { saveParagraph } from "~/features/documents/commands/paragraphs.server";
import { takeTexts } from "~/features/documents/commands/take-texts.server";
import { citeAnswer, markEditorial } from "~/features/documents/commands/ties.server";
import { decide } from "~/features/negotiations/commands/decisions.server";
import { propose } from "~/features/negotiations/commands/inputs.server";
import { getBrackets } from "~/features/negotiations/queries/desk.server";
import { draftFile } from "~/features/redrafts/queries/draft-file.server";
import { holdAgain, holdRedraft } from "~/features/redrafts/queries/hold.server";
import { listHistory } from "~/features/saves/queries.server";
import { makeMember } from "../../factories/delegation";
import { makeDocument } from "../../factories/document";
import { makePublished } from "../../factories/draft";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { withBody } from "../../support/mangled-files";
import { partOf, textIn } from "../../support/word-documents";

const { db } = testDatabase();
const GROWN = "Access has grown in rural areas.";
const NOTED = "The meeting takes note of this.";

async function taken() {
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const made = await makeSubmission(db, { answers: [{ question: "B1", value: "We connected every school." }] });
  const document = await makeDocument(ctx, [`${GROWN} ${NOTED}`, "Finance is needed."]);
  const [first, second] = await document.paragraphs();
  await citeAnswer(ctx, { document: document.id, paragraph: first!.id }, { at: 0, sentence: GROWN, symbol: made.symbol, question: "B1", row: "", quote: [""] });
  await markEditorial(ctx, { document: document.id, paragraph: first!.id }, { at: 1, sentence: NOTED });
  const file = await draftFile(ctx, document.id);
  if (!file.ok) throw new Error(file.error.code);
  return { ctx, document, first: first!, second: second!, bytes: file.value.bytes };
}

test("a text edited in Word is held against the document and saved only where somebody agrees; ties follow their sentences or are orphans", async () => {
  const { ctx, document, first, bytes } = await taken();
  const edited = withBody(bytes, (xml) => xml.replace("rural", "remote").replace(NOTED, "Wholly other words stand here instead."));
  const held = await holdRedraft(ctx, document.id, edited);
  if (!held.ok) throw new Error(held.error.code);
  const [item] = held.value.items;
  expect(item).toMatchObject({ paragraph: first.id, standing: "changed", orphans: [NOTED] });
  expect(held.value).toMatchObject({ same: 1, problems: [], added: [] });
  // Nothing has changed so far.
  expect((await document.paragraphs())[0]).toMatchObject({ revision: 1, text: `${GROWN} ${NOTED}` });

  const chapter = (await document.draft()).chapters.find(({ paragraphs }) => paragraphs.length > 0)!.id;
  const done = await takeTexts(ctx, document.id, {
    texts: [{ paragraph: first.id, revision: item!.revision, text: item!.there }],
    added: [{ chapter, text: "Something new." }],
  });
  expect(done).toMatchObject({ ok: true, value: { taken: [first.id], refused: [], orphans: 1 } });
  const [saved, , added] = await document.paragraphs();
  expect(added!.text).toBe("Something new.");
  expect(saved).toMatchObject({ revision: 2, text: item!.there });
  expect(saved!.ties.map(({ kind, at }) => [kind, at])).toEqual([
    ["evidence", 0],
    ["editorial", null],
  ]);
  const history = await listHistory(ctx, `document:${document.id}`, first.id, { limit: 5 });
  expect(history[0]).toMatchObject({ via: "import" });
  const events = await db.auditEvent.findMany({ where: { subject: `document:${document.id}`, type: "document.file_taken" } });
  expect(events).toHaveLength(1);
});

test("a paragraph somebody saved in the meantime is a conflict, and is not overwritten", async () => {
  const { ctx, document, second, bytes } = await taken();
  const edited = withBody(bytes, (xml) => xml.replace("Finance is needed.", "Finance is welcome."));
  await saveParagraph(ctx, { document: document.id, paragraph: second.id }, { opId: randomUUID(), revision: 1, text: "Finance is scarce." });
  const held = await holdRedraft(ctx, document.id, edited);
  expect(held).toMatchObject({ ok: true, value: { items: [{ standing: "conflict", revision: 2, here: "Finance is scarce.", there: "Finance is welcome." }] } });
  const late = await takeTexts(ctx, document.id, {
    texts: [
      { paragraph: second.id, revision: 1, text: "Finance is welcome." },
      { paragraph: randomUUID(), revision: 1, text: "Nowhere." },
    ],
    added: [],
  });
  expect(late).toMatchObject({ ok: true, value: { taken: [], refused: expect.arrayContaining([second.id]) as string[] } });
  expect((await document.paragraphs())[1]!.text).toBe("Finance is scarce.");
});

test("a form sent twice adds its new paragraphs once, and what was not saved comes back with its text", async () => {
  const { ctx, document, first, second } = await taken();
  const chapter = (await document.draft()).chapters.find(({ paragraphs }) => paragraphs.length > 0)!.id;
  const added = [{ id: randomUUID(), chapter, title: "", text: "Something new.", ticked: true }];
  for (const _ of ["sent", "sent again"])
    expect(await takeTexts(ctx, document.id, { texts: [], added })).toMatchObject({ ok: true, value: { added: [added[0]!.id] } });
  expect((await document.paragraphs()).map(({ text }) => text)).toEqual([`${GROWN} ${NOTED}`, "Finance is needed.", "Something new."]);

  const items = [first, second].map(({ id, revision }, index) => ({
    paragraph: id,
    number: String(index + 1),
    revision,
    standing: "changed" as const,
    text: "Merged by hand.",
    ticked: true,
  }));
  await saveParagraph(ctx, { document: document.id, paragraph: second.id }, { opId: randomUUID(), revision: 1, text: "Finance is scarce." });
  const done = await takeTexts(ctx, document.id, { texts: items, added: [] });
  if (!done.ok) throw new Error(done.error.code);
  const rest = await holdAgain(ctx, document.id, { items, added }, [...done.value.taken, added[0]!.id]);
  expect(rest).toMatchObject({
    value: { added: [], items: [{ paragraph: second.id, revision: 2, standing: "conflict", here: "Finance is scarce.", there: "Merged by hand." }] },
  });
});

test("a file of another document, a damaged one and any other file are refused; so is whoever may only read", async () => {
  const { ctx, document, bytes } = await taken();
  const other = await makeDocument(ctx, ["Another text."]);
  expect(await holdRedraft(ctx, other.id, bytes)).toMatchObject({ error: { code: "redraft.other_document" } });
  expect(await holdRedraft(ctx, document.id, bytes.slice(0, 2_000))).toMatchObject({ error: { code: "import.damaged" } });
  expect(await holdRedraft(ctx, document.id, new TextEncoder().encode("a text"))).toMatchObject({ error: { code: "import.not_a_form" } });
  const editor = makeCtx({ db, actor: await makeUser(db, { secretariat: ["editor"] }) });
  expect(await draftFile(editor, document.id)).toMatchObject({ error: { code: "document.not_found" } });
  expect(await takeTexts(editor, document.id, { texts: [], added: [] })).toMatchObject({ error: { code: "document.not_found" } });
});

test("proposals go out with the text, and those that would lose their words are named before anything is saved", async () => {
  const ctx = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  const document = await makePublished(ctx, [`${GROWN} ${NOTED}`, "Finance is needed."]);
  const [first, second] = await document.paragraphs();
  const party = await makeParty(db);
  const focal = await makeMember(db, party.id, "focal_point", new Date());
  const put = async (paragraph: string, words: string, text: string): Promise<string> => {
    const asked = { document: document.id, number: 1, paragraph };
    const made = await propose(focal, asked, { party: party.id, group: "", kind: "MOD", words, language: "en", text, reason: "Why." });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.id;
  };
  await put(first!.id, "rural areas", "remote areas");
  await put(first!.id, "takes note", "welcomes");
  const taken = await put(second!.id, "needed", "urgent");
  const fileNow = async (): Promise<Uint8Array> => {
    const file = await draftFile(ctx, document.id);
    if (!file.ok) throw new Error(file.error.code);
    return file.value.bytes;
  };
  const bytes = await fileNow();
  const said = textIn(partOf(bytes, "word/document.xml"));
  expect(said).toContain(`rural areas [${party.code}: remote areas] – `);

  // What the meeting agreed on loses its words, too, as long as it is not taken in.
  expect(await decide(ctx, { document: document.id, number: 1 }, { intent: "move", input: taken, from: "proposed", to: "agreed" })).toMatchObject({ ok: true });
  expect(textIn(partOf(await fileNow(), "word/document.xml"))).not.toContain("urgent");
  const edited = withBody(bytes, (xml) => xml.replace("in rural areas.", "everywhere.").replace("Finance is needed.", "Finance is welcome."));
  const held = await holdRedraft(ctx, document.id, edited);
  if (!held.ok) throw new Error(held.error.code);
  expect(held.value.items.map(({ proposals }) => proposals.map(({ words, state }) => [words, state]))).toEqual([
    [["rural areas", "proposed"]],
    [["needed", "agreed"]],
  ]);

  // What it says is what comes of it: the proposal is an orphan once the text is saved, and the other one is not.
  const [item] = held.value.items;
  await takeTexts(ctx, document.id, { texts: [{ paragraph: first!.id, revision: item!.revision, text: item!.there }], added: [] });
  const page = await getBrackets(ctx, document.id, 1);
  if (!page.ok) throw new Error(page.error.code);
  const inputs = page.value.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap((own) => own.inputs));
  expect(inputs.map(({ words, standing }) => [words, standing])).toEqual([
    ["rural areas", "orphan"],
    ["takes note", "stands"],
    ["needed", "stands"],
  ]);
  const again = textIn(partOf(await fileNow(), "word/document.xml"));
  expect([again.includes("remote areas"), again.includes("welcomes")]).toEqual([false, true]);
});
