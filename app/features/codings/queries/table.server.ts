import type { Grouping } from "~/features/compilations/model";
import { keysOf, partsIn } from "~/features/compilations/queries/entries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Cell as SheetCell } from "~/lib/table-cells";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { CellList, CodeTable } from "../model";
import { FEW_PARTIES, guarded, lineOf, type Cell } from "../model/table";
import { standingMarks } from "../model/units";
import { askedOf } from "./answer.server";
import { linesOf, nameOf } from "./codebook.server";
import { findCoded, type CodedMark, type CodedSource } from "./coded.server";
import { readSight } from "./sight.server";

type Standing = { answer: CodedSource; keys: string[]; marks: CodedMark[] };

/** What stands after all that was coded and decided, with what each answer is counted under. */
async function findStanding(ctx: Ctx, by: Grouping) {
  const found = await findCoded(ctx);
  if (!found) return null;
  const parts = partsIn(by, await readReference(ctx.db), ctx.language);
  const known = new Set(parts.map(({ key }) => key));
  const standing = found.answers.flatMap((answer): Standing[] => {
    const marks = standingMarks(answer.coded);
    return marks.length > 0 ? [{ answer, marks, keys: keysOf(by, answer, known) }] : [];
  });
  return { ...found, parts, standing };
}

type TableOptions = { withoutConfidential: boolean };

/**
 * How many parties, and how many of their answers, have each code, in all and by what they are counted under. Refuses
 * `coding.not_found` where no cycle is open, and to those who do not read at the desk.
 */
export async function getCodeTable(
  ctx: Ctx,
  by: Grouping,
  { withoutConfidential }: TableOptions = { withoutConfidential: false },
): Promise<Result<CodeTable, Refusal>> {
  const found = await findStanding(ctx, by);
  if (!found) return refuse({ code: "coding.not_found" });
  const counted = found.standing.filter(({ answer }) => !(withoutConfidential && answer.confidential));
  const columns = found.parts.filter(({ key }) => counted.some(({ keys }) => keys.includes(key)));
  const keys = columns.map(({ key }) => key);
  return ok({
    by,
    columns,
    lines: linesOf(found.codes, ctx.language).map(({ id, name, language, depth, retired }) => ({
      id,
      name,
      language,
      depth,
      retired,
      ...lineOf(
        counted
          .filter(({ marks }) => marks.some(({ code }) => code === id))
          .map(({ answer, keys: own }) => ({ id: answer.hash, party: answer.party, keys: own })),
        keys,
      ),
    })),
  });
}

/**
 * The answers behind a cell, or behind a whole line where `part` is null. What of an answer has the code is shown once its
 * reader has done with the answer. Refuses as `getCodeTable`, and for a code that is not in the codebook.
 */
export async function getCell(ctx: Ctx, { by, code, part }: { by: Grouping; code: string; part: string | null }): Promise<Result<CellList, Refusal>> {
  const found = await findStanding(ctx, by);
  if (!found?.codes.some(({ id, mergedIntoId }) => id === code && mergedIntoId === null)) return refuse({ code: "coding.not_found" });
  const { sees } = await readSight(ctx, found.cycle.id);
  return ok({
    code: nameOf(found.codes, ctx.language)(code),
    part: part === null ? "" : (found.parts.find(({ key }) => key === part)?.label ?? ""),
    answers: found.standing
      .filter(({ keys, marks }) => (part === null || keys.includes(part)) && marks.some((mark) => mark.code === code))
      .map(({ answer, marks }) => ({
        asked: askedOf(answer),
        symbol: answer.symbol,
        party: answer.name,
        question: answer.question,
        row: answer.row,
        language: answer.language,
        confidential: answer.confidential,
        quotes: sees({ hash: answer.hash, coderId: "" }) ? [...new Set(marks.filter((mark) => mark.code === code).map(({ quote }) => quote))] : null,
      })),
  });
}

/** The table for spreadsheets, without confidential answers and small numbers. Refuses as `getCodeTable`. */
export async function codeTableFile(ctx: Ctx, by: Grouping) {
  const found = await getCodeTable(ctx, by, { withoutConfidential: true });
  if (!found.ok) return found;
  const t = translator(ctx.language);
  const { columns, lines } = found.value;
  const few = t("coding:table.fewCell", { count: FEW_PARTIES });
  const cells = (cell: Cell | null): SheetCell[] => (cell ? [cell.parties, cell.answers] : [few, few]);
  const rows = lines.map((line): SheetCell[] => {
    const { total, cells: each } = guarded(line);
    return [line.name, line.depth + 1, ...cells(total), ...each.flatMap(cells)];
  });
  // One batch: a codebook is short.
  async function* batches(): AsyncGenerator<SheetCell[][], void> {
    yield await Promise.resolve(rows);
  }
  const headers = [t("coding:table.all"), ...columns.map(({ label }) => label)].flatMap((name) =>
    (["parties", "answers"] as const).map((what) => ({ header: t(`coding:table.head.${what}`, { name }), width: 18 })),
  );
  return ok({ columns: [{ header: t("coding:code"), width: 44 }, { header: t("coding:table.level"), width: 10 }, ...headers], rows: batches() });
}
