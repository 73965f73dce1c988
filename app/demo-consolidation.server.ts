import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { contextOf, must } from "~/demo-people.server";
import { addCode } from "~/features/codings/commands/codes.server";
import { findOpenCycle } from "~/features/cycles/queries.server";
import { createDocument } from "~/features/documents/commands/documents.server";
import { addParagraph } from "~/features/documents/commands/paragraphs.server";
import { citeAnswer, markEditorial } from "~/features/documents/commands/ties.server";
import { findActorByEmail } from "~/features/identity/queries.server";
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
});
type Consolidation = z.infer<typeof consolidationSchema>;

/**
 * Loads what the demonstration reports are consolidated with: a codebook, and the beginning of a document with what its
 * sentences rest on. Not where no cycle is open or its keeper is gone. Once; what somebody keeps already is never added to. True where it was loaded.
 */
export async function loadDemoConsolidation(db: Database, log: Log, file = resolve("prisma/seed/demo/consolidation.json")): Promise<boolean> {
  if (await db.seedState.findUnique({ where: { name: MARKER } })) return false;
  const { codebook, document } = consolidationSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const keeper = await findActorByEmail({ db }, KEEPER);
  // A portal that has gone on by itself starts without it: its cycle is closed, or the account was taken out of use.
  if (!(await findOpenCycle({ db })) || !keeper?.secretariat.includes("admin")) return false;
  const ctx = await contextOf(db, log, KEEPER, () => new Date());
  if ((await db.code.count()) === 0) await addCodes(ctx, codebook);
  if ((await db.document.count()) === 0) await writeDocument(ctx, document);
  await db.seedState.createMany({ data: [{ name: MARKER, hash: "" }], skipDuplicates: true });
  return true;
}

async function addCodes(ctx: UserCtx, codebook: Consolidation["codebook"]): Promise<void> {
  for (const [position, { under, ...top }] of codebook.entries()) {
    const { id } = must(await addCode(ctx, { ...top, parentId: null, position }));
    for (const [place, lower] of under.entries()) must(await addCode(ctx, { ...lower, parentId: id, position: place }));
  }
}

async function writeDocument(ctx: UserCtx, { title, language, paragraphs }: Consolidation["document"]): Promise<void> {
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
}
