import type { Language } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import { sentenceTexts } from "~/lib/sentences";
import type { Tx } from "~/platform/db/client.server";
import type { Draft, Tie } from "../model";

const tieSelect = {
  id: true,
  kind: true,
  at: true,
  sentence: true,
  tied: true,
  submissionId: true,
  question: true,
  row: true,
  answerHash: true,
  quote: true,
  start: true,
  end: true,
} as const;
type TieRow = { kind: string; submissionId: string | null; answerHash: string } & Omit<Tie, "kind" | "submission" | "hash">;

const tieOf = ({ kind, submissionId, answerHash, ...tie }: TieRow): Tie => ({
  ...tie,
  kind: kind as Tie["kind"],
  submission: submissionId ?? "",
  hash: answerHash,
});

/** A document as it stands, or null; its callers ask who may read it. In a transaction that changes it, it is locked before. */
export async function loadDraft(db: Pick<Tx, "document">, id: string): Promise<Draft | null> {
  if (!isUuid(id)) return null;
  const found = await db.document.findUnique({
    where: { id },
    include: {
      cycle: { select: { code: true } },
      chapters: { orderBy: [{ position: "asc" }, { id: "asc" }] },
      paragraphs: { orderBy: [{ position: "asc" }, { id: "asc" }], include: { ties: { orderBy: { id: "asc" }, select: tieSelect } } },
    },
  });
  if (!found) return null;
  const language = found.language as Language;
  const standing = found.paragraphs.filter(({ deletedAt }) => deletedAt === null);
  const deleted = found.paragraphs.filter(({ deletedAt }) => deletedAt !== null);
  return {
    id,
    cycle: found.cycle.code,
    title: found.title,
    language,
    chapters: found.chapters.map((chapter) => ({
      id: chapter.id,
      source: chapter.source,
      title: chapter.title,
      paragraphs: standing
        .filter(({ chapterId }) => chapterId === chapter.id)
        .map(({ id: paragraph, number, text, revision, hash, ties }) => {
          const sentences = sentenceTexts(text, language);
          // Another release of Unicode may part a text elsewhere: a tie on other words than its own is an orphan.
          const standingOn = (tie: Tie): Tie => (tie.at !== null && sentences[tie.at] !== tie.sentence ? { ...tie, at: null } : tie);
          return { id: paragraph, frozen: number, text, revision, hash, sentences, ties: ties.map(tieOf).map(standingOn) };
        }),
    })),
    gone: deleted.flatMap(({ number }) => (number === "" ? [] : [number])),
    lost: deleted.flatMap(({ ties }) => ties.map(tieOf)),
  };
}
