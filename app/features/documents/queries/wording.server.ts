import { publicAt } from "~/features/publication/policy";
import type { Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import type { Tx } from "~/platform/db/client.server";
import type { WordingDoor } from "~/platform/wording/door.server";
import type { Excerpt } from "../model/layout";
import type { WordingAnswer, WordingPage } from "../model/pages";
import { MOST_QUOTED, type WordedSentence } from "../model/wording";

/** Who stands behind the door, for pages. */
export type Named = Pick<WordingDoor, "name" | "seconds">;
export type RehearsedText = { document: string; chapter: string; digest: string };

/** What was said last of a rehearsed text, by whoever; null where nothing was. Its callers found the document. */
export async function findWording(db: Tx, { document, chapter, digest }: RehearsedText): Promise<WordingAnswer | null> {
  const found = await db.documentWording.findFirst({
    where: { documentId: document, chapterId: chapter, digest, answeredAt: { not: null } },
    orderBy: { id: "desc" },
    select: { id: true, provider: true, sentences: true },
  });
  return found && { ...found, sentences: found.sentences as WordedSentence[] };
}

/** What a page shows of asking for other words. Its callers found the document. */
export const readWording = async (db: Tx, text: RehearsedText, { name, seconds }: Named, sentences: number): Promise<WordingPage> => ({
  name,
  seconds,
  sentences,
  answer: await findWording(db, text),
});

/** A quotation that may leave the portal. */
export type OpenQuote = { text: string; language: Language; kind: string };

/**
 * Of these excerpts those that everybody reads on the page of a published version, by excerpt: of answers that are one text,
 * since of others a field may be closed. Nothing else leaves the portal.
 */
export async function readOpenQuotes({ db, now }: Pick<Ctx, "db" | "now">, excerpts: readonly Excerpt[]): Promise<Map<Excerpt, OpenQuote>> {
  const rows = await db.submission.findMany({
    where: { AND: [publicAt(now()), { id: { in: [...new Set(excerpts.map(({ submission }) => submission))] } }] },
    select: {
      id: true,
      category: true,
      report: { select: { party: { select: { kind: true } } } },
      answers: {
        where: { confidential: false, hash: { in: [...new Set(excerpts.map(({ hash }) => hash))] } },
        select: { question: true, row: true, hash: true, value: true, language: true },
      },
    },
  });
  const keyOf = (...parts: readonly string[]): string => parts.join(" ");
  const open = new Map(
    rows.flatMap(({ id, category, report: { party }, answers }) =>
      answers.flatMap(({ question, row, hash, value, language }): [string, OpenQuote][] =>
        typeof value === "string"
          ? [
              [
                keyOf(id, question, row, hash),
                { text: value, language: language as Language, kind: party.kind === "organisation" ? (category ?? "") : party.kind },
              ],
            ]
          : [],
      ),
    ),
  );
  return new Map(
    excerpts.flatMap((excerpt): [Excerpt, OpenQuote][] => {
      const answer = open.get(keyOf(excerpt.submission, excerpt.question, excerpt.row, excerpt.hash));
      const isSaid = answer !== undefined && answer.text.slice(excerpt.start, excerpt.end) === excerpt.quote;
      return isSaid ? [[excerpt, { ...answer, text: [...excerpt.quote].slice(0, MOST_QUOTED).join("") }]] : [];
    }),
  );
}
