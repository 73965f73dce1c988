import { afterAll, beforeAll, expect, test } from "vitest";
import { setOpen } from "~/features/codings/commands/decide.server";
import { layOutChapter } from "~/features/documents/commands/lay-out.server";
import { countSentences, paragraphsOf } from "~/features/documents/model";
import { getLayout } from "~/features/documents/queries/layout.server";
import type { UserCtx } from "~/platform/context.server";
import { finish, makeCode, makeCoder, makeText, markSentences } from "../../factories/coding";
import { makeDocument } from "../../factories/document";
import { makeParty } from "../../factories/party";
import { makeSubmission } from "../../factories/submission";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { ownDatabase, type OwnDatabase } from "../../support/database";

/** Coders of a cycle are blind to each other until that is changed: in a database of its own. */
let own: OwnDatabase;
beforeAll(async () => void (own = await ownDatabase()));
afterAll(() => own.close());

const pageOf = async (ctx: UserCtx, document: string, chapter: string) => {
  const page = await getLayout(ctx, document, chapter, null);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
};

test("a chapter is laid out from what was coded, as it was rehearsed, every sentence tied or editorial, and nothing is replaced", async () => {
  const { db } = own;
  const [ann, bob] = [await makeCoder(db, "admin"), await makeCoder(db, "desk_officer")];
  const [access, skills] = [await makeCode(ann, "Access"), await makeCode(ann, "Skills")];
  const party = await makeParty(db, { kind: "state" });
  const coded = async (text: string, codes: readonly (readonly string[])[], more: Parameters<typeof makeText>[2] = {}) => {
    const made = await makeText(db, text, more);
    for (const [sentence, given] of codes.entries()) if (given.length > 0) await markSentences(ann, made, [sentence], given);
    await finish(ann, made);
    return made;
  };
  for (let index = 0; index < 6; index++) await coded(`Schools are connected. Prices fall ${index}.`, [[access]]);
  await coded("We train teachers. Nobody marks this.", [[skills]], { party, state: "published" });
  await coded("A secret of ours.", [[access]], { confidential: true });
  // Marked, but not finished: it does not count.
  await markSentences(ann, await makeText(db, "Not yet finished."), [0], [skills]);
  const proposes = { topic: "Funding", paragraph: "12", change: "ADD", text: "Establish a fund for schools.", reason: "They need it." };
  await makeSubmission(db, { state: "published", answers: [{ question: "H5", value: [{ id: "r1", ...proposes }] }] });
  const { id, draft, paragraphs } = await makeDocument(ann, ["A sentence of the editors."]);
  const chapterOf = async (source: string) => (await draft()).chapters.find((chapter) => chapter.source === source)!.id;
  const [progress, proposals] = [await chapterOf("progress"), await chapterOf("proposals")];

  expect(await pageOf(ann, id, progress)).toMatchObject({ blind: true, paragraphs: [] });
  expect(await layOutChapter(ann, id, { chapter: progress, digest: "" })).toMatchObject({ error: { code: "document.coding_blind" } });
  expect(await setOpen(ann, true)).toMatchObject({ ok: true });

  const page = await pageOf(bob, id, progress);
  const texts = page.paragraphs.map(({ text }) => text);
  expect(texts.slice(1)).toEqual([
    "Most parties raise “Access”. Kinds of stakeholders that raise it: States.",
    expect.stringMatching(/^One party \(.+\) raises “Skills”\. Kinds of stakeholders that raise it: States\.$/),
  ]);
  expect(await pageOf(bob, id, progress)).toEqual(page);
  expect(await layOutChapter(bob, id, { chapter: progress, digest: "another" })).toMatchObject({ error: { code: "document.changed" } });
  expect(await layOutChapter(bob, id, { chapter: progress, digest: page.digest })).toEqual({ ok: true, value: { paragraphs: 3 } });
  expect((await paragraphs()).map(({ text }) => text)).toEqual(["A sentence of the editors.", ...texts]);
  expect(countSentences(await draft())).toEqual({ tied: 4, editorial: 3, neither: 1, orphans: 0 });
  const tied = (await paragraphs())[2]!.ties.filter(({ at }) => at === 0);
  expect(tied.map(({ quote, start, end, place }) => [quote, start, end, place])).toEqual(Array(6).fill(["Schools are connected.", 0, 22, ""]));
  const events = await db.auditEvent.findMany({ where: { subject: `document:${id}`, type: "document.laid_out" } });
  expect(events.map(({ data }) => data)).toEqual([expect.objectContaining({ chapter: progress, ties: 12 })]);

  // Twice is once.
  expect(await pageOf(bob, id, progress)).toMatchObject({ paragraphs: [], stands: 3 });
  const again = await pageOf(bob, id, progress);
  expect(await layOutChapter(bob, id, { chapter: progress, digest: again.digest })).toMatchObject({ error: { code: "document.changed" } });

  // Proposals are quoted in their own chapter; the note stands in the document already.
  const proposed = await pageOf(bob, id, proposals);
  expect(proposed.paragraphs.map(({ text }) => text)).toEqual([expect.stringMatching(/^Proposal \(.+\): “Establish a fund for schools”\.$/)]);
  expect(proposed).toMatchObject({ stands: 1 });
  expect(await layOutChapter(bob, id, { chapter: proposals, digest: proposed.digest })).toMatchObject({ ok: true });
  const last = paragraphsOf(await draft()).at(-1)!;
  expect(last.ties).toMatchObject([{ place: "r1.text", quote: "Establish a fund for schools.", start: 0, end: 29 }]);
});

test("the same is laid out in the language of the document", async () => {
  const { db } = own;
  const ann = await makeCoder(db, "admin");
  for (const [language, theme] of [
    ["zh", "大多数报告方提及“Access”。提及该内容的利益攸关方类别：国家。"],
    ["ar", "يتناول معظم الجهات موضوع «Access». فئات أصحاب المصلحة التي تتناوله: الدول."],
  ] as const) {
    const { id, draft } = await makeDocument(ann, [], language);
    const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
    const page = await pageOf(ann, id, chapter);
    expect(page.paragraphs[1]!.text).toBe(theme);
    expect(await layOutChapter(ann, id, { chapter, digest: page.digest })).toMatchObject({ ok: true });
    expect(countSentences(await draft())).toMatchObject({ neither: 0, orphans: 0 });
  }
});

test("who does not write lays nothing out, and a chapter of its own has nothing", async () => {
  const { db } = own;
  const admin = await makeCoder(db, "admin");
  const { id, draft } = await makeDocument(admin);
  const chapter = (await draft()).chapters[0]!.id;
  const stranger = makeCtx({ db, actor: await makeUser(db, {}) });
  expect(await getLayout(stranger, id, chapter, null)).toMatchObject({ error: { code: "document.not_found" } });
  expect(await layOutChapter(await makeCoder(db, "editor"), id, { chapter, digest: "" })).toMatchObject({ error: { code: "document.not_found" } });
  expect(await getLayout(admin, id, id, null)).toMatchObject({ error: { code: "document.not_found" } });
});
