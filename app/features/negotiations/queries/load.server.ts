import type { Stage } from "~/features/documents/model";
import type { VersionPage } from "~/features/documents/model/pages";
import { currentHashes } from "~/features/documents/queries/load.server";
import { readVersionText } from "~/features/documents/queries/text.server";
import { publicAt } from "~/features/publication/policy";
import { isUuid } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Tx } from "~/platform/db/client.server";
import type { Anchor, Disposition, DraftLine, Input, Kind, State } from "../model";

export type LoadedDraft = { id: string; versionId: string; line: DraftLine; hash: string; frozenAt: Date };
/** The same with its text; what its sentences rest on is never read here. */
export type DraftText = LoadedDraft & { chapters: VersionPage["chapters"] };
type Row = {
  openedAt: Date;
  closesAt: Date;
  disposedAt: Date | null;
  version: { documentId: string; number: number; stage: string; revision: number; document: { title: string; language: string } };
};

/** What a published draft is named by. */
export const lineSelect = {
  openedAt: true,
  closesAt: true,
  disposedAt: true,
  version: { select: { documentId: true, number: true, stage: true, revision: true, document: { select: { title: true, language: true } } } },
} as const;

/** A published draft as lists name it, at a moment. */
export const lineOf = ({ openedAt, closesAt, disposedAt, version }: Row, now: Date): DraftLine => ({
  document: version.documentId,
  title: version.document.title,
  language: version.document.language as Language,
  number: version.number,
  stage: version.stage as Stage,
  revision: version.revision,
  openedAt: openedAt.toISOString(),
  closesAt: closesAt.toISOString(),
  open: now < closesAt,
  disposed: disposedAt !== null,
});

/** A version that was published, by its document and number; null where there is none. Whoever asks may read it: it is public. */
export async function findDraft(db: Tx, documentId: string, number: number, now: Date): Promise<LoadedDraft | null> {
  if (!isUuid(documentId)) return null;
  const found = await db.draftConsultation.findFirst({
    where: { version: { documentId, number } },
    select: { ...lineSelect, id: true, version: { select: { ...lineSelect.version.select, id: true, hash: true, frozenAt: true } } },
  });
  if (!found) return null;
  const { id: versionId, hash, frozenAt } = found.version;
  return { id: found.id, versionId, line: lineOf(found, now), hash, frozenAt };
}

/** A draft its callers found, with its text. */
export const withText = async (db: Tx, draft: LoadedDraft): Promise<DraftText> => ({ ...draft, chapters: await readVersionText(db, draft.versionId) });

/** The same as `findDraft`, with its text. */
export async function findDraftText(...asked: Parameters<typeof findDraft>): Promise<DraftText | null> {
  const draft = await findDraft(...asked);
  return draft && withText(asked[0], draft);
}

const nameIn = (names: unknown, language: Language): string => (names as Record<Language, string>)[language];

type AnchorRow = Omit<Anchor, "paragraph" | "at"> & { paragraphId: string; at: Date };
const anchorOf = (row: AnchorRow | undefined): Anchor | null => {
  if (!row) return null;
  const { paragraphId, words, start, end, text, revision, reason, at } = row;
  return { paragraph: paragraphId, words, start, end, text, revision, reason, at: at.toISOString() };
};

/** Of these answers those that are said in the open at a moment: by a version that is public, and by one that is input. */
async function openHashes(db: Tx, hashes: readonly string[], now: Date): Promise<Set<string>> {
  const current = await currentHashes(db, hashes);
  const said = { hash: { in: [...current] }, confidential: false, submission: publicAt(now) };
  const rows = current.size === 0 ? [] : await db.submittedAnswer.findMany({ where: said, select: { hash: true } });
  return new Set(rows.map(({ hash }) => hash));
}

/**
 * Comments and proposals of consultations in the order they came, with those who stand behind each; names in a language.
 * Nobody is given text or reason of one that was made of an answer which is not said in the open at the moment. Its callers
 * ask who may read which.
 */
export async function readInputs(db: Tx, where: { consultationId: string; paragraphId?: string }, language: Language, now: Date): Promise<Input[]> {
  const party = { select: { id: true, code: true, names: true } } as const;
  const rows = await db.draftInput.findMany({
    where,
    orderBy: [{ at: "asc" }, { id: "asc" }],
    include: {
      party,
      answeredBy: { select: { name: true } },
      submission: { select: { symbol: true } },
      anchors: { orderBy: { id: "desc" }, take: 1 },
      proponents: { where: { withdrawnAt: null }, orderBy: [{ at: "asc" }, { partyId: "asc" }], include: { party } },
    },
  });
  const open = await openHashes(
    db,
    rows.flatMap(({ submissionId, answerHash }) => (submissionId === null ? [] : [answerHash])),
    now,
  );
  const isWithheld = ({ submissionId, answerHash }: (typeof rows)[number]): boolean => submissionId !== null && !open.has(answerHash);
  return rows.map((row) => ({
    id: row.id,
    paragraph: row.paragraphId,
    kind: row.kind as Kind,
    words: row.words,
    start: row.start,
    end: row.end,
    language: row.language as Language,
    text: isWithheld(row) ? "" : row.text,
    reason: isWithheld(row) ? "" : row.reason,
    state: row.state as State,
    party: { id: row.party.id, code: row.party.code, name: nameIn(row.party.names, language) },
    at: row.at.toISOString(),
    proponents: row.proponents.map(({ party: { id, code, names }, group }) => ({ partyId: id, code, name: nameIn(names, language), group })),
    source: row.submission && { symbol: row.submission.symbol, question: row.question, row: row.row, hash: row.answerHash },
    withheld: isWithheld(row),
    takenAt: row.takenAt?.toISOString() ?? null,
    takenReason: row.takenReason,
    anchor: anchorOf(row.anchors[0]),
    disposition: row.disposition as Disposition | "",
    answer: row.answer,
    answeredBy: row.answeredBy?.name ?? "",
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
}

/** A paragraph of a published draft; null where it has none of this id. */
export const frozenParagraph = ({ chapters }: DraftText, id: string) =>
  chapters.flatMap(({ paragraphs }) => paragraphs).find((paragraph) => paragraph.id === id) ?? null;
