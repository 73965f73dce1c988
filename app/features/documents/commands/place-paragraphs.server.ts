import { createHash } from "node:crypto";
import { applySaves, type SaveResult, type UnitNow, type UnitSave, type UnitStore } from "~/features/saves/commands.server";
import { canonicalJson } from "~/lib/json";
import type { Language } from "~/lib/languages";
import { sentenceTexts } from "~/lib/sentences";
import type { UserCtx } from "~/platform/context.server";
import { runSql, sql, type Tx } from "~/platform/db/client.server";
import { scopeOf, type Draft, type Paragraph, type Tie } from "../model";
import { carryTies, type Stand } from "../model/ties";

/** The new text of a paragraph; `place`: where a new one stands; `via`: how it came, where not by a form. */
export type TextSave = {
  opId: string;
  paragraph: string;
  baseRevision: number;
  text: string;
  place?: { chapter: string; position: number };
  via?: UnitSave["via"];
};

/** Saves texts of paragraphs under the save protocol, first ones too. The document is locked by its callers. */
export function saveTexts(tx: Tx, ctx: UserCtx, { id, language }: Pick<Draft, "id" | "language">, saves: readonly TextSave[]): Promise<SaveResult[]> {
  const units = saves.map(({ opId, paragraph, baseRevision, text, via = "form" }): UnitSave => {
    const hash = createHash("sha256").update(canonicalJson({ language, text })).digest("hex");
    return { opId, unit: paragraph, baseRevision, value: text, language, confidential: false, hash, via };
  });
  return applySaves(tx, ctx, storeOf(tx, ctx, id, language, new Map(saves.map(({ paragraph, place }) => [paragraph, place]))), units);
}

function storeOf(tx: Tx, ctx: UserCtx, document: string, language: Language, places: ReadonlyMap<string, TextSave["place"]>): UnitStore {
  return {
    scope: scopeOf(document),
    async read(units) {
      const rows = await tx.documentParagraph.findMany({ where: { id: { in: units } }, include: { updatedBy: { select: { name: true } } } });
      return new Map(
        rows.map(({ id, text, revision, hash, updatedAt, updatedBy }): [string, UnitNow] => [
          id,
          { value: text, language, confidential: false, revision, hash, updatedAt, updatedBy: updatedBy.name },
        ]),
      );
    },
    async write(states) {
      for (const [id, { value, revision, hash, updatedAt }] of states) {
        const said = { text: String(value), revision, hash, updatedAt, updatedById: ctx.actor.id };
        const place = places.get(id);
        if (place) await tx.documentParagraph.create({ data: { id, documentId: document, chapterId: place.chapter, position: place.position, ...said } });
        else await tx.documentParagraph.update({ where: { id }, data: said });
      }
    },
  };
}

/** Puts the paragraphs of a chapter in an order. */
export async function placeParagraphs(tx: Tx, chapter: string, order: readonly string[]): Promise<void> {
  const rows = order.map((id, position) => ({ id, position }));
  await runSql(
    tx,
    sql`update document_paragraph d set chapter_id = ${chapter}::uuid, position = given.position
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, position int) where d.id = given.id`,
  );
}

/** Puts ties on the sentences they were found on, in a paragraph; null makes orphans, whose last words are kept. Answers how many became one. */
export async function placeTies(tx: Tx, paragraph: string, ties: readonly Tie[], stands: readonly (Stand | null)[]): Promise<number> {
  const rows = ties.map(({ id, sentence }, index) => ({ id, at: stands[index]?.at ?? null, sentence: stands[index]?.sentence ?? sentence }));
  if (rows.length > 0)
    await runSql(
      tx,
      sql`update sentence_tie t set paragraph_id = ${paragraph}::uuid, at = given.at, sentence = given.sentence
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, at int, sentence text) where t.id = given.id`,
    );
  return rows.filter(({ at }) => at === null).length;
}

/** Ties that stand on a sentence, as the model of ties reads them. */
export const standing = (ties: readonly Tie[]): (Tie & Stand)[] => ties.filter((tie): tie is Tie & Stand => tie.at !== null);

/** Puts the ties of a paragraph where they belong in its new text; answers how many became orphans. */
export function followTies(tx: Tx, { language }: Pick<Draft, "language">, paragraph: Paragraph, text: string): Promise<number> {
  const ties = standing(paragraph.ties);
  return placeTies(tx, paragraph.id, ties, carryTies(paragraph.sentences, sentenceTexts(text, language), ties));
}
