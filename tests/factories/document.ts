import { createDocument } from "~/features/documents/commands/documents.server";
import { addParagraph } from "~/features/documents/commands/paragraphs.server";
import { loadDraft } from "~/features/documents/queries/load.server";
import { paragraphsOf, type Draft, type Paragraph } from "~/features/documents/model";
import type { UserCtx } from "~/platform/context.server";
import { unique } from "./unique";

export type MadeDocument = { id: string; draft: () => Promise<Draft>; paragraphs: () => Promise<Paragraph[]> };

/** A document of the open cycle, with the chapters of the compilation, and paragraphs in the one on overall progress. */
export async function makeDocument(ctx: UserCtx, texts: readonly string[] = [], language: "en" | "zh" | "ar" = "en"): Promise<MadeDocument> {
  const made = await createDocument(ctx, { title: unique("Zero draft"), language, chapters: "map" });
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value;
  const draft = async (): Promise<Draft> => (await loadDraft(ctx.db, id))!;
  const chapter = (await draft()).chapters.find(({ source }) => source === "progress")!.id;
  let after = "";
  for (const text of texts) {
    const added = await addParagraph(ctx, id, { place: { chapter, after }, text });
    if (!added.ok) throw new Error(added.error.code);
    after = added.value.paragraph;
  }
  return { id, draft, paragraphs: async () => paragraphsOf(await draft()) };
}
