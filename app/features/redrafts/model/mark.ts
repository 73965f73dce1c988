import { z } from "zod";
import { LANGUAGES } from "~/lib/languages";
import type { DraftMark } from "../model";

/** What a file keeps out of sight: of which document it was made, and how each paragraph stood. */

/** Of a hash so many letters tell two texts apart. */
export const HASH_LENGTH = 16;

const schema = z.object({
  format: z.literal("draft-1"),
  document: z.uuid(),
  language: z.enum(LANGUAGES),
  /** Id, revision, hash, number. */
  paragraphs: z.array(z.tuple([z.uuid(), z.int().min(1), z.string().length(HASH_LENGTH), z.string().max(40)])).max(20_000),
});

/** A mark as text. */
export const writeMark = ({ document, language, paragraphs }: DraftMark): string =>
  JSON.stringify({
    format: "draft-1",
    document,
    language,
    paragraphs: paragraphs.map(({ id, revision, hash, number }) => [id, revision, hash, number]),
  } satisfies z.input<typeof schema>);

/** Reads it; null for anything else, also where a paragraph is named twice. */
export function readMark(text: string): DraftMark | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const { data } = schema.safeParse(json);
  if (!data || new Set(data.paragraphs.map(([id]) => id)).size < data.paragraphs.length) return null;
  const paragraphs = data.paragraphs.map(([id, revision, hash, number]) => ({ id, revision, hash, number }));
  return { document: data.document, language: data.language, paragraphs };
}
