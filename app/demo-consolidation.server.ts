import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { contextOf, DAY_MS, must } from "~/demo-people.server";
import { addCode } from "~/features/codings/commands/codes.server";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { createDocument } from "~/features/documents/commands/documents.server";
import { freezeVersion } from "~/features/documents/commands/freeze.server";
import { addParagraph } from "~/features/documents/commands/paragraphs.server";
import { citeAnswer, markEditorial } from "~/features/documents/commands/ties.server";
import { GAPS, STAGES } from "~/features/documents/model";
import { findActorByEmail } from "~/features/identity/queries.server";
import { addItem } from "~/features/meetings/commands/agenda.server";
import { createMeeting } from "~/features/meetings/commands/meetings.server";
import { changeOwnTurn } from "~/features/meetings/commands/turns.server";
import { FORMATS } from "~/features/meetings/model";
import { openConsultation } from "~/features/negotiations/commands/consultations.server";
import { addGroup } from "~/features/negotiations/commands/groups.server";
import { commentOn, propose, support } from "~/features/negotiations/commands/inputs.server";
import { nameSpeaker } from "~/features/negotiations/commands/speakers.server";
import { CHANGES } from "~/features/negotiations/model";
import { dayIn, GENEVA } from "~/lib/dates";
import { LANGUAGES } from "~/lib/languages";
import { sentenceTexts } from "~/lib/sentences";
import type { UserCtx } from "~/platform/context.server";
import type { Database } from "~/platform/db/client.server";
import type { Log } from "~/platform/log.server";

const MARKER = "demo-consolidation";
/** Keeps the codebook and begins the document. */
const KEEPER = "admin@demo.example";

const words = z.partialRecord(z.enum(LANGUAGES), z.string().min(1));
const code = z.strictObject({ names: words, definitions: words });
/** What a sentence rests on: words of a signed answer, or its writers alone. */
const tie = z.union([
  z.strictObject({ at: z.number().int(), editorial: z.literal(true) }),
  z.strictObject({ at: z.number().int(), symbol: z.string(), question: z.string(), quote: z.array(z.string().min(1)).min(1) }),
]);
const consolidationSchema = z.strictObject({
  codebook: z.array(code.extend({ under: z.array(code) })),
  document: z.strictObject({
    title: z.string(),
    language: z.enum(LANGUAGES),
    /** `chapter`: a key of the compilation's chapters. */
    paragraphs: z.array(z.strictObject({ chapter: z.string(), text: z.string().min(1), ties: z.array(tie) })),
  }),
  /** Of the members those there are. `speaker`: an account that signs for one of them. */
  groups: z.array(z.strictObject({ symbol: z.string(), names: words, members: z.array(z.string()), speaker: z.string() })),
  /** `days`: after the load. `by`, `supporters`: accounts that sign for a party; `group`: one the first of them speaks for. */
  draft: z.strictObject({
    stage: z.enum(STAGES),
    reason: z.string().min(1),
    days: z.number().int().positive(),
    inputs: z.array(
      z.strictObject({
        by: z.string(),
        chapter: z.string(),
        kind: z.enum(["comment", ...CHANGES]),
        words: z.string(),
        text: z.string(),
        reason: z.string(),
        group: z.string(),
        supporters: z.array(z.string()),
      }),
    ),
  }),
  /** `starts`, `ends`: by Geneva's clock. */
  meeting: z.strictObject({
    title: z.string(),
    language: z.enum(LANGUAGES),
    format: z.enum(FORMATS),
    place: z.string(),
    link: z.string(),
    days: z.number().int().positive(),
    starts: z.string(),
    ends: z.string(),
    slot: z.number().int().positive(),
    items: z.array(z.strictObject({ title: z.string(), minutes: z.number().int().positive(), chapter: z.string(), speakers: z.array(z.string()) })),
  }),
});
type Consolidation = z.infer<typeof consolidationSchema>;

/**
 * Loads what the demonstration reports are consolidated with: a codebook, and the beginning of a document with what its
 * sentences rest on, out for comments, with a meeting on it. Not where no cycle is open or its keeper is gone. Once; what somebody keeps already is never added to. True where it was loaded.
 */
export async function loadDemoConsolidation(db: Database, log: Log, file = resolve("prisma/seed/demo/consolidation.json")): Promise<boolean> {
  if (await db.seedState.findUnique({ where: { name: MARKER } })) return false;
  const { codebook, document, groups, draft, meeting } = consolidationSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const keeper = await findActorByEmail({ db }, KEEPER);
  // A portal that has gone on by itself starts without it: its cycle is closed, or the account was taken out of use.
  if (!(await findOpenCycle({ db })) || !keeper?.secretariat.includes("admin")) return false;
  const ctx = await contextOf(db, log, KEEPER, () => new Date());
  if ((await db.code.count()) === 0) await addCodes(ctx, codebook);
  if ((await db.document.count()) === 0) {
    const id = await writeDocument(ctx, document);
    for (const group of groups) await keepGroup(ctx, group);
    await publishDocument(ctx, id, draft);
    await callMeeting(ctx, id, meeting);
  }
  await db.seedState.createMany({ data: [{ name: MARKER, hash: "" }], skipDuplicates: true });
  return true;
}

async function addCodes(ctx: UserCtx, codebook: Consolidation["codebook"]): Promise<void> {
  for (const [position, { under, ...top }] of codebook.entries()) {
    const { id } = must(await addCode(ctx, { ...top, parentId: null, position }));
    for (const [place, lower] of under.entries()) must(await addCode(ctx, { ...lower, parentId: id, position: place }));
  }
}

async function writeDocument(ctx: UserCtx, { title, language, paragraphs }: Consolidation["document"]): Promise<string> {
  const { id } = must(await createDocument(ctx, { title, language, chapters: "map" }));
  for (const { chapter: source, text, ties } of paragraphs) {
    const chapter = await ctx.db.documentChapter.findFirstOrThrow({ where: { documentId: id, source }, select: { id: true } });
    const { paragraph } = must(await addParagraph(ctx, id, { place: { chapter: chapter.id, after: "" }, text }));
    const sentences = sentenceTexts(text, language);
    for (const { at, ...rests } of ties) {
      const asked = { document: id, paragraph };
      const sentence = sentences[at]!;
      if ("editorial" in rests) must(await markEditorial(ctx, asked, { at, sentence }));
      // Where a party has written another report by now, the sentence is left without evidence, as the page says.
      else await citeAnswer(ctx, asked, { at, sentence, row: "", ...rests });
    }
  }
  return id;
}

/** A demo account that signs for a party, and the party; null where somebody has taken it out of use. */
async function speakerOf({ db, log, now }: UserCtx, email: string): Promise<{ ctx: UserCtx; party: { id: string; code: string } } | null> {
  const actor = await findActorByEmail({ db }, email);
  const partyId = actor?.memberships.find(({ role }) => role === "focal_point")?.partyId;
  if (!partyId) return null;
  const party = await db.party.findUniqueOrThrow({ where: { id: partyId }, select: { id: true, code: true } });
  return { ctx: await contextOf(db, log, email, now), party };
}

const chapterOf = (ctx: UserCtx, document: string, source: string) =>
  ctx.db.documentChapter.findFirstOrThrow({
    where: { documentId: document, source },
    select: { id: true, paragraphs: { orderBy: { position: "asc" }, select: { id: true } } },
  });

/** Keeps a negotiating group and names who speaks for it, unless the desk keeps one of that symbol. */
async function keepGroup(ctx: UserCtx, { symbol, names, members, speaker }: Consolidation["groups"][number]): Promise<void> {
  const there = await ctx.db.party.findMany({ where: { code: { in: members } }, select: { code: true } });
  const added = await addGroup(ctx, symbol, { names, members: there.map(({ code }) => code) });
  const speaking = added.ok && (await speakerOf(ctx, speaker));
  if (speaking) must(await nameSpeaker(ctx, { group: symbol, party: speaking.party.code, from: dayIn(ctx.now(), GENEVA) }));
}

/** Freezes the document, puts it out for comments, and has parties comment, propose and join. */
async function publishDocument(ctx: UserCtx, document: string, { stage, reason, days, inputs }: Consolidation["draft"]): Promise<void> {
  const { number } = must(await freezeVersion(ctx, document, { stage, waive: [...GAPS], reason }));
  must(await openConsultation(ctx, { document, number }, dayAfter(ctx, days)));
  for (const { by, chapter, kind, supporters, ...said } of inputs) {
    const speaker = await speakerOf(ctx, by);
    if (!speaker) continue;
    const paragraph = (await chapterOf(ctx, document, chapter)).paragraphs[0]!.id;
    const asked = { document, number, paragraph };
    const own = { party: speaker.party.id, language: "en" as const };
    if (kind === "comment") must(await commentOn(speaker.ctx, asked, { ...own, text: said.text }));
    else must(await propose(speaker.ctx, asked, { ...own, ...said, kind }));
    const input = await ctx.db.draftInput.findFirstOrThrow({ where: { partyId: speaker.party.id, paragraphId: paragraph, kind }, select: { id: true } });
    for (const email of supporters) {
      const other = await speakerOf(ctx, email);
      if (other) must(await support(other.ctx, asked, { party: other.party.id, group: "", input: input.id }));
    }
  }
}

/** A meeting on the document, with its agenda and who has asked for the floor. */
async function callMeeting(ctx: UserCtx, document: string, { days, starts, ends, items, ...facts }: Consolidation["meeting"]): Promise<void> {
  const day = dayAfter(ctx, days);
  const { id } = must(await createMeeting(ctx, { ...facts, document, starts: `${day}T${starts}`, ends: `${day}T${ends}` }));
  for (const { title, minutes, chapter, speakers } of items) {
    const { item } = must(await addItem(ctx, id, { title, minutes, chapter: (await chapterOf(ctx, document, chapter)).id }));
    for (const email of speakers) {
      const speaker = await speakerOf(ctx, email);
      if (speaker) must(await changeOwnTurn(speaker.ctx, id, { intent: "ask", item, party: speaker.party.code }));
    }
  }
}

const dayAfter = ({ now }: UserCtx, days: number): string => new Date(now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
