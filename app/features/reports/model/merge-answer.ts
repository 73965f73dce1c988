import {
  asCodes,
  asFiles,
  asMatrix,
  asRow,
  asTable,
  fieldsOf,
  normaliseValue,
  type AnswerValue,
  type FormQuestion,
  type RowValue,
} from "~/features/templates/model/values";
import type { Field } from "~/features/templates/schema";
import { mergeFields, mergeLists, mergeTexts, mergeUnchanged, mergeWhole, type Merged, type MergePiece } from "~/lib/merge";
import { differingPieces, flatAnswer } from "./flat-answer";

/** Two answers to one question that both were made from a third, as one. */

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function mergeField(field: Field, base: unknown, mine: unknown, theirs: unknown): Merged<unknown> {
  const unchanged = mergeUnchanged(base, mine, theirs);
  if (unchanged) return unchanged;
  switch (field.kind) {
    case "text":
    case "long":
      return mergeTexts(textOf(base), textOf(mine), textOf(theirs));
    case "many":
    case "ranked":
      return mergeLists(asCodes(base), asCodes(mine), asCodes(theirs), (code) => code, mergeWhole);
    case "file":
      return mergeLists(asFiles(base), asFiles(mine), asFiles(theirs), ({ sha256 }) => sha256, mergeWhole);
    default:
      return mergeWhole(base, mine, theirs);
  }
}

/** The proposed answer: field by field, rows of tables by their ids, texts by words. */
export function mergeAnswers(question: FormQuestion, base: unknown, mine: unknown, theirs: unknown): Merged<AnswerValue> {
  const fields = new Map(fieldsOf(question).map((field) => [field.id, field]));
  const row = <R extends RowValue>(was: RowValue, own: RowValue, other: RowValue): Merged<R> =>
    mergeFields<R>(was, own, other, (id, ...values) => {
      const field = fields.get(id);
      return field ? mergeField(field, ...values) : mergeWhole(...values);
    });
  const merged = mergeUnchanged(base, mine, theirs) ?? differing();
  return { ...merged, value: normaliseValue(question, merged.value) as AnswerValue };

  function differing(): Merged<unknown> {
    switch (question.kind) {
      case "single":
        return mergeField(question.field, base, mine, theirs);
      case "group":
        return row(asRow(base), asRow(mine), asRow(theirs));
      case "table":
        return mergeLists(
          asTable(base),
          asTable(mine),
          asTable(theirs),
          ({ id }) => id,
          (was, own, other) => row(was ?? {}, own, other),
        );
      case "matrix":
        return mergeFields(
          asMatrix(base),
          asMatrix(mine),
          asMatrix(theirs),
          (_, ...rows) => mergeUnchanged(...rows) ?? row(asRow(rows[0]), asRow(rows[1]), asRow(rows[2])),
        );
    }
  }
}

/** What the proposed answer says where it differs from the base or from one of the two, and what of it is from whom. */
export function mergedPieces(
  question: FormQuestion,
  texts: Readonly<Record<string, string>>,
  { base, mine, theirs, merged }: { base: unknown; mine: unknown; theirs: unknown; merged: AnswerValue },
): { key: string; label: string; pieces: MergePiece[] }[] {
  const flat = (value: unknown): Map<string, string> => new Map(flatAnswer(question, value, texts).map(({ key, text }) => [key, text]));
  const [before, own, other] = [flat(base), flat(mine), flat(theirs)];
  const last = flatAnswer(question, merged, texts);
  const changed = new Set([base, mine, theirs].flatMap((value) => differingPieces(flatAnswer(question, value, texts), last).map(({ key }) => key)));
  return last
    .filter(({ key }) => changed.has(key))
    .map(({ key, label, text }) => {
      const [first, second] = [own.get(key) ?? "", other.get(key) ?? ""];
      const { value, pieces } = mergeTexts(before.get(key) ?? "", first, second);
      if (value === text) return { key, label, pieces };
      return { key, label, pieces: [{ from: text === first ? "mine" : text === second ? "theirs" : "both", text }] };
    });
}
