import type { Language } from "~/lib/languages";
import { isUuid } from "~/lib/keyset";
import { sentenceTexts } from "~/lib/sentences";
import { isInput } from "~/features/compilations/queries/standing.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import type { Draft, Tie } from "../model";
import { wordingsOf, type WordedSentence } from "../model/wording";

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
  place: true,
  quote: true,
  start: true,
  end: true,
} as const;
type TieRow = { kind: string; submissionId: string | null; answerHash: string } & Omit<Tie, "kind" | "submission" | "hash" | "current">;

/** Of these answers those that some version says in the open that is input: not those that were taken back, changed, or made confidential. Its callers read the answers. */
export async function currentHashes(db: Tx, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await runSql<{ hash: string }>(
    db,
    sql`select distinct a.hash from submitted_answer a join submission s on s.id = a.submission_id
        where a.hash = any(${[...new Set(hashes)]}) and not a.confidential and ${isInput}`,
  );
  return new Set(rows.map(({ hash }) => hash));
}

const tieOf = ({ kind, submissionId, answerHash, ...tie }: TieRow, current: ReadonlySet<string>): Tie => ({
  ...tie,
  kind: kind as Tie["kind"],
  submission: submissionId ?? "",
  hash: answerHash,
  current: kind === "editorial" || current.has(answerHash),
});

/** A document as it stands, or null; its callers ask who may read it. In a transaction that changes it, it is locked before. */
export async function loadDraft(db: Tx, id: string): Promise<Draft | null> {
  if (!isUuid(id)) return null;
  const found = await db.document.findUnique({
    where: { id },
    include: {
      cycle: { select: { code: true } },
      chapters: { orderBy: [{ position: "asc" }, { id: "asc" }] },
      paragraphs: { orderBy: [{ position: "asc" }, { id: "asc" }], include: { ties: { orderBy: { id: "asc" }, select: tieSelect } } },
      wordings: { where: { answeredAt: { not: null } }, orderBy: { id: "asc" }, select: { provider: true, sentences: true } },
    },
  });
  if (!found) return null;
  const language = found.language as Language;
  const current = await currentHashes(
    db,
    found.paragraphs.flatMap(({ ties }) => ties.flatMap(({ kind, answerHash }) => (kind === "evidence" ? [answerHash] : []))),
  );
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
        .map(({ id: paragraph, number, text, revision, hash, agreedAt, ties }) => {
          const sentences = sentenceTexts(text, language);
          // Another release of Unicode may part a text elsewhere: a tie on other words than its own is an orphan.
          const standingOn = (tie: Tie): Tie => (tie.at !== null && sentences[tie.at] !== tie.sentence ? { ...tie, at: null } : tie);
          const shown = ties.map((tie) => standingOn(tieOf(tie, current)));
          return { id: paragraph, frozen: number, text, revision, hash, agreed: agreedAt !== null, sentences, ties: shown };
        }),
    })),
    gone: deleted.flatMap(({ number }) => (number === "" ? [] : [number])),
    lost: deleted.flatMap(({ ties }) => ties.map((tie) => tieOf(tie, current))),
    wordings: wordingsOf(found.wordings.map(({ provider, sentences }) => ({ provider, sentences: sentences as WordedSentence[] }))),
  };
}
