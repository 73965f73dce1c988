import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setOpen } from "~/features/codings/commands/decide.server";
import { askWording } from "~/features/documents/commands/ask-wording.server";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { layOutChapter } from "~/features/documents/commands/lay-out.server";
import { saveParagraph } from "~/features/documents/commands/paragraphs.server";
import type { VersionContent } from "~/features/documents/model";
import { ASKED_IN_AN_HOUR, countWorded } from "~/features/documents/model/wording";
import { getDocument } from "~/features/documents/queries/documents.server";
import { documentLinks } from "~/features/documents/model/address";
import type { LayoutPage } from "~/features/documents/model/pages";
import { getLayout } from "~/features/documents/queries/layout.server";
import { getParagraph } from "~/features/documents/queries/paragraph.server";
import { getVersion, listVersions } from "~/features/documents/queries/versions.server";
import { RELEASE_WITHHELD } from "~/features/reports/model";
import type { UserCtx } from "~/platform/context.server";
import { action, loader } from "~/routes/desk/documents/layout";
import { openWording, type WordingDoor } from "~/platform/wording/door.server";
import { begin } from "../../factories/comment";
import { finish, makeCode, makeCoder, makeText, markSentences } from "../../factories/coding";
import { makeDocument, type MadeDocument } from "../../factories/document";
import { makeSubmission } from "../../factories/submission";
import { ownDatabase, type OwnDatabase } from "../../support/database";
import { call, cookieOf, makeSite } from "../../support/pages";
import { makeCtx } from "../../support/context";
import { silentLog } from "../../support/silent-log";
import { startWordingProvider, wordingEach, type WordingProvider } from "../../support/wording-provider";

const KEY = "a-key-nobody-else-knows";
let own: OwnDatabase;
let provider: WordingProvider;
let door: WordingDoor;
let ann: UserCtx;
let bob: UserCtx;
const logged: string[] = [];

/** Words that stay here: of answers that are unpublished, withheld by their party, published later and confidential, of a contact, of a comment. */
const CANARIES = ["CANARY-SUBMITTED", "CANARY-WITHHELD", "CANARY-LATER", "CANARY-CONFIDENTIAL", "CANARY-CONTACT", "CANARY-COMMENT"];

beforeAll(async () => {
  own = await ownDatabase();
  provider = await startWordingProvider();
  const log = { ...silentLog, warn: (...parts: unknown[]) => void logged.push(JSON.stringify(parts)) };
  door = openWording({ url: provider.url, key: KEY, name: "Wordsmith", seconds: 1 }, log);
  const { db } = own;
  [ann, bob] = [await makeCoder(db, "admin"), await makeCoder(db, "desk_officer")];
  const access = await makeCode(ann, "Affordable access");
  const published = { state: "published" } as const;
  const texts = [
    ["Schools are connected now.", published],
    ["Prices have fallen.", published],
    [`They say ${CANARIES[0]} here.`, {}],
    [`They say ${CANARIES[1]} here.`, { ...published, release: RELEASE_WITHHELD }],
    [`They say ${CANARIES[2]} here.`, { ...published, releaseAfter: new Date("2099-01-01T00:00:00Z") }],
    [`They say ${CANARIES[3]} here.`, { ...published, confidential: true }],
    ["Libraries are open to all.", {}],
  ] as const;
  for (const [text, more] of texts) {
    const made = await makeText(db, text, more);
    await markSentences(ann, made, [0], [access]);
    await finish(ann, made);
  }
  const said = [
    { question: "A3", value: CANARIES[4]! },
    { question: "B1", value: "Schools are connected now." },
  ];
  const whole = await makeSubmission(db, { ...published, answers: said });
  await begin(bob, { submission: whole.id }, { kind: "internal", text: CANARIES[5] });
  await markSentences(ann, whole, [0], [access]);
  await finish(ann, whole);
  await setOpen(ann, true);
});
afterAll(async () => {
  await provider.stop();
  await own.close();
});
/** Each test asks in an hour of its own. */
let hour = 0;
const at = (ctx: UserCtx): UserCtx => makeCtx({ db: own.db, actor: ctx.actor, now: new Date(Date.UTC(2027, 0, 1, hour)) });
beforeEach(() => void (hour += 2));

type Chapter = { id: string; chapter: string; made: MadeDocument };
async function chapterOfProgress(texts: readonly string[] = []): Promise<Chapter> {
  const made = await makeDocument(ann, texts);
  return { id: made.id, chapter: (await made.draft()).chapters.find(({ source }) => source === "progress")!.id, made };
}
async function pageOf({ id, chapter }: Chapter, behind: WordingDoor | null = door) {
  const page = await getLayout(bob, id, chapter, behind);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}
const OWN = "All parties (7 of 7) raise “Affordable access”.";
const WORDED = "“Affordable access” is a concern of all parties (7 of 7).";
const reword = wordingEach((text) => (text === OWN ? WORDED : text.replace(/\.$/, " since 2026.")));
const eventsOf = (id: string) =>
  own.db.auditEvent.findMany({ where: { subject: `document:${id}`, type: { startsWith: "document.wording" } }, orderBy: { id: "asc" } });

describe("asking", () => {
  test("is nothing where nobody was set", async () => {
    const asked = await chapterOfProgress();
    const page = await pageOf(asked, null);
    expect(page.wording).toBeNull();
    expect(await askWording(at(bob), null, asked.id, { chapter: asked.chapter, digest: page.digest })).toMatchObject({ error: { code: "document.not_found" } });
    expect(await own.db.documentWording.count({ where: { documentId: asked.id } })).toBe(0);
    expect(await eventsOf(asked.id)).toEqual([]);
  });

  test("is a form of the rehearsal, shut without a door", async () => {
    const { id, chapter, made } = await chapterOfProgress();
    const site = makeSite(own.db, () => new Date(Date.UTC(2027, 0, 1, hour)));
    const [cookie, params] = [await cookieOf(site, bob.actor), { document: id, chapter }];
    const path = documentLinks.layout("en", id, chapter);
    const page = (await call(site, loader, { path, params, cookie })) as LayoutPage;
    expect(page.wording).toBeNull();
    const form = { intent: "ask", digest: page.digest };
    expect(await call(site, action, { path, params, cookie, form })).toMatchObject({
      data: { refusal: { code: "document.not_found" }, typed: { intent: "ask" } },
      init: { status: 404 },
    });
    provider.answer(reword);
    site.world.wording = door;
    expect(await call(site, loader, { path, params, cookie })).toMatchObject({ wording: { name: "Wordsmith", seconds: 1, answer: null } });
    const asked = (await call(site, action, { path, params, cookie, form })) as Response;
    expect([asked.status, asked.headers.get("location")]).toEqual([302, path]);
    const answered = (await call(site, loader, { path, params, cookie })) as LayoutPage;
    expect(JSON.stringify(answered)).not.toContain(KEY);
    const added = await call(site, action, { path, params, cookie, form: { digest: page.digest, wording: answered.wording!.answer!.id } });
    expect((added as Response).status).toBe(302);
    expect(countWorded(await made.draft())).toBe(1);
  });

  test("sends sentences with what everybody reads, and nothing else", async () => {
    const asked = await chapterOfProgress();
    const page = await pageOf(asked);
    expect(page.wording).toMatchObject({ name: "Wordsmith", answer: null });
    provider.answer(reword);
    expect(await askWording(at(bob), door, asked.id, { chapter: asked.chapter, digest: page.digest })).toEqual({ ok: true, value: { taken: 1 } });
    const sent = provider.asked.at(-1)!;
    expect(Object.keys(sent)).toEqual(["version", "language", "chapter", "sentences"]);
    expect(sent).toMatchObject({ version: 1, language: "en", chapter: page.chapter.title });
    expect(sent.sentences[0]).toEqual({
      id: "s1",
      text: OWN,
      quotes: expect.arrayContaining([
        { text: "Schools are connected now.", language: "en", kind: "state" },
        { text: "Prices have fallen.", language: "en", kind: "state" },
      ]) as unknown,
    });
    const quotes = sent.sentences.flatMap((sentence) => sentence.quotes.map(({ text }) => text));
    expect([...new Set(quotes)].sort()).toEqual(["Prices have fallen.", "Schools are connected now."]);
    const raw = provider.raw.at(-1)!;
    for (const canary of [...CANARIES, "Libraries"]) expect(raw).not.toContain(canary);
    expect(raw).toContain(`Bearer ${KEY}`);
    // The document has not changed; who asked whom for how much is on record.
    expect((await asked.made.paragraphs()).length).toBe(0);
    const facts = { provider: "Wordsmith", chapter: asked.chapter, sentences: sent.sentences.length };
    expect((await eventsOf(asked.id)).map(({ type, data }) => [type, data])).toEqual([
      ["document.wording_asked", expect.objectContaining({ ...facts, quotes: quotes.length })],
      ["document.wording_answered", expect.objectContaining({ ...facts, taken: 1 })],
    ]);
  });

  test("keeps nothing that cannot be shown", async () => {
    const asked = await chapterOfProgress();
    const { digest } = await pageOf(asked);
    provider.answer(wordingEach((text) => `${text}\u0000\ud800`));
    expect(await askWording(at(bob), door, asked.id, { chapter: asked.chapter, digest })).toEqual({ ok: true, value: { taken: 0 } });
    const { answer } = (await pageOf(asked)).wording!;
    expect(answer!.sentences.map(({ worded, why }) => [worded, why])).toEqual(answer!.sentences.map(() => ["", "plain"]));
  });

  test("is refused to who does not write, for a text that is another, and too often", async () => {
    const asked = await chapterOfProgress();
    const { digest } = await pageOf(asked);
    const { chapter, id } = asked;
    provider.answer(reword);
    const before = provider.asked.length;
    expect(await askWording(at(await makeCoder(own.db, "editor")), door, id, { chapter, digest })).toMatchObject({ error: { code: "document.not_found" } });
    expect(await askWording(at(bob), door, id, { chapter, digest: "another" })).toMatchObject({ error: { code: "document.changed" } });
    expect(provider.asked.length).toBe(before);
    for (let time = 0; time < ASKED_IN_AN_HOUR; time++) expect(await askWording(at(bob), door, id, { chapter, digest })).toMatchObject({ ok: true });
    expect(await askWording(at(ann), door, id, { chapter, digest })).toEqual({
      ok: false,
      error: { code: "document.wording_too_often", params: { count: ASKED_IN_AN_HOUR } },
    });
    expect(provider.asked.length).toBe(before + ASKED_IN_AN_HOUR);
  });
});

describe("an answer that is none", () => {
  const ends =
    (text: string) =>
    (_: unknown, response: ServerResponse): void =>
      void response.end(text);
  test.each([
    ["silence", "document.wording_silent", () => undefined],
    ["one that never ends", "document.wording_silent", (_: unknown, response: ServerResponse): void => void response.write("{")],
    ["no JSON", "document.wording_unreadable", ends("<html>")],
    ["another form", "document.wording_unreadable", ends('{"sentences":[{"id":1}]}')],
    ["an id nobody asked for", "document.wording_unreadable", ends('{"sentences":[{"id":"s1","text":"A."},{"id":"s99","text":"A."}]}')],
    ["an id twice", "document.wording_unreadable", ends('{"sentences":[{"id":"s1","text":"A."},{"id":"s1","text":"B."}]}')],
    ["a huge one", "document.wording_unreadable", ends(`"${"x".repeat(5_000_000)}"`)],
    ["a failure", "document.wording_refused", (_: unknown, response: ServerResponse): void => void response.writeHead(500).end("{}")],
  ] as const)("changes nothing: %s", async (_, code, how) => {
    const asked = await chapterOfProgress();
    const { digest } = await pageOf(asked);
    provider.answer(how);
    expect(await askWording(at(bob), door, asked.id, { chapter: asked.chapter, digest })).toEqual({ ok: false, error: { code } });
    expect((await pageOf(asked)).wording).toMatchObject({ answer: null });
    expect((await eventsOf(asked.id)).map(({ type }) => type)).toEqual(["document.wording_asked"]);
    expect(await asked.made.paragraphs()).toEqual([]);
    expect(logged.at(-1)).toContain("wording failed");
    expect(logged.join("\n")).not.toContain(KEY);
  });

  test("a redirect is not followed", async () => {
    const elsewhere = await startWordingProvider();
    const asked = await chapterOfProgress();
    const { digest } = await pageOf(asked);
    provider.answer((_, response) => void response.writeHead(307, { location: elsewhere.url }).end());
    expect(await askWording(at(bob), door, asked.id, { chapter: asked.chapter, digest })).toEqual({ ok: false, error: { code: "document.wording_refused" } });
    expect(elsewhere.raw).toEqual([]);
    await elsewhere.stop();
  });

  test("nor is anybody asked who is not there", async () => {
    const asked = await chapterOfProgress();
    const { digest } = await pageOf(asked);
    const gone = openWording({ url: "http://127.0.0.1:9/", key: KEY, name: "Nobody", seconds: 1 }, silentLog);
    expect(await askWording(at(bob), gone, asked.id, { chapter: asked.chapter, digest })).toEqual({ ok: false, error: { code: "document.wording_silent" } });
  });
});

describe("what was offered", () => {
  test("is laid out with the same ties, marked until it is rewritten, and named when a version is frozen", async () => {
    const asked = await chapterOfProgress();
    const { id, chapter, made } = asked;
    const page = await pageOf(asked);
    provider.answer(reword);
    await askWording(at(bob), door, id, { chapter, digest: page.digest });
    const answer = (await pageOf(asked)).wording!.answer!;
    expect(answer.sentences[0]).toEqual({ text: OWN, worded: WORDED, why: null });
    expect(answer.sentences.slice(1).map(({ why }) => why)).toEqual(["figures"]);
    expect(await layOutChapter(bob, id, { chapter, digest: page.digest, wording: id })).toMatchObject({ error: { code: "document.changed" } });
    expect(await layOutChapter(bob, id, { chapter, digest: page.digest, wording: answer.id })).toMatchObject({ ok: true });
    const paragraphs = await made.paragraphs();
    const worded = paragraphs.find(({ text }) => text.startsWith(WORDED))!;
    expect(worded.sentences.slice(1)).toEqual(page.paragraphs[1]!.sentences.slice(1).map(({ text }) => text));
    expect(worded.ties.filter((tie) => tie.at === 0).map(({ hash, sentence }) => [hash, sentence])).toEqual(
      page.paragraphs[1]!.sentences[0]!.excerpts.map(({ hash }) => [hash, WORDED]),
    );
    const laid = await own.db.auditEvent.findFirstOrThrow({ where: { subject: `document:${id}`, type: "document.laid_out" } });
    expect(laid.data).toMatchObject({ provider: "Wordsmith", worded: 1 });

    // What stands in other words is not offered again in the portal's own.
    expect(await pageOf(asked)).toMatchObject({ paragraphs: [], stands: page.paragraphs.length });
    expect(await getDocument(bob, id)).toMatchObject({ value: { worded: 1 } });
    expect(await getParagraph(bob, id, worded.id, null)).toMatchObject({ value: { sentences: [{ provider: "Wordsmith" }, { provider: "" }] } });

    expect(await listVersions(bob, id)).toMatchObject({ value: { worded: 1 } });
    const freezing = { stage: "elements", waive: ["unread"], reason: "First draft." } as const;
    expect(await freezeVersion(bob, id, { ...freezing, waive: ["unread"] })).toEqual({
      ok: false,
      error: { code: "document.sentences_worded", params: { count: 1 } },
    });
    expect(await freezeVersion(bob, id, { ...freezing, waive: ["unread", "worded"] })).toMatchObject({ ok: true });
    expect(await getVersion(bob, id, 1, null)).toMatchObject({ value: { waiver: { gaps: ["unread", "worded"], worded: 1, reason: "First draft." } } });
    const { content } = await own.db.documentVersion.findFirstOrThrow({ where: { documentId: id } });
    const frozen = (content as VersionContent).chapters.flatMap((one) => one.paragraphs.flatMap(({ sentences }) => sentences));
    expect(frozen.flatMap(({ text, worded: by }) => (by === undefined ? [] : [[text, by]]))).toEqual([[WORDED, "Wordsmith"]]);

    // A sign is no rewriting; a word is.
    const save = async (text: string) => {
      const now = (await made.paragraphs()).find((one) => one.id === worded.id)!;
      return saveParagraph(bob, { document: id, paragraph: worded.id }, { opId: crypto.randomUUID(), revision: now.revision, text });
    };
    expect(await save(worded.text.replace("(7 of 7).", "(7 of 7)!"))).toMatchObject({ ok: true });
    expect(countWorded(await made.draft())).toBe(1);
    expect(await save(worded.text.replace("concern", "matter"))).toMatchObject({ ok: true });
    expect(countWorded(await made.draft())).toBe(0);
    expect(await freezeVersion(bob, id, { stage: "zero_draft", waive: ["unread"], reason: "Second draft." })).toMatchObject({ ok: true });
  });

  test("stands aside where the portal's own text is laid out", async () => {
    const asked = await chapterOfProgress();
    const { id, chapter, made } = asked;
    const { digest, paragraphs } = await pageOf(asked);
    provider.answer(reword);
    await askWording(at(bob), door, id, { chapter, digest });
    expect(await layOutChapter(bob, id, { chapter, digest })).toMatchObject({ ok: true });
    expect((await made.paragraphs()).map(({ text }) => text)).toEqual(paragraphs.map(({ text }) => text));
    expect(countWorded(await made.draft())).toBe(0);
    const { content } = await freezeAll(bob, id);
    expect(JSON.stringify(content)).not.toContain("worded");
  });

  test("stays on record, whoever asks for its end", async () => {
    await expect(own.db.$executeRaw`delete from document_wording`).rejects.toThrow(/append-only/);
  });
});

async function freezeAll(ctx: UserCtx, id: string) {
  await freezeVersion(ctx, id, { stage: "elements", waive: ["unread"], reason: "First draft." });
  return own.db.documentVersion.findFirstOrThrow({ where: { documentId: id } });
}
