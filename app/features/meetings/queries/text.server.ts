import type { VersionContent } from "~/features/documents/model";
import type { Tx } from "~/platform/db/client.server";

type Text = { version: number; paragraphs: { id: string; number: string; text: string }[] };

/** The paragraphs of the latest frozen version of a document; null before the first. Its callers found a meeting on it. */
export async function readLatestText(db: Tx, document: string): Promise<Text | null> {
  const found = await db.documentVersion.findFirst({ where: { documentId: document }, orderBy: { number: "desc" }, select: { number: true, content: true } });
  if (!found) return null;
  const { chapters } = found.content as VersionContent;
  return { version: found.number, paragraphs: chapters.flatMap(({ paragraphs }) => paragraphs.map(({ id, number, text }) => ({ id, number, text }))) };
}
