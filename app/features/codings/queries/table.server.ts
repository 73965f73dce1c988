import { GROUPINGS, type Grouping } from "~/features/compilations/model";
import { keysOf, partsIn } from "~/features/compilations/queries/entries.server";
import { readReference } from "~/features/reference/queries.server";
import type { Cell as SheetCell } from "~/lib/table-cells";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { sql, type Sql } from "~/platform/db/client.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { CellList, CodeTable } from "../model";
import { guarded, lineOf, type Cell } from "../model/table";
import { standingMarks } from "../model/units";
import { askedOf } from "./answer.server";
import { linesOf, nameOf } from "./codebook.server";
import { CODED, findCoded, type CodedCycle, type CodedMark, type CodedSource } from "./coded.server";
import { readSight } from "./sight.server";

type Standing = { answer: CodedSource; keys: string[]; marks: CodedMark[] };

/** What stands after all that was coded and decided, with what each answer is counted under. */
async function findStanding(ctx: Ctx, by: Grouping, within = CODED.through) {
  const found = await findCoded(ctx, within);
  return found && (await countedUnder(ctx, found, by));
}

async function countedUnder(ctx: Ctx, found: CodedCycle, by: Grouping) {
  const parts = partsIn(by, await readReference(ctx.db), ctx.language);
  const known = new Set(parts.map(({ key }) => key));
  const standing = found.answers.flatMap((answer): Standing[] => {
    const marks = standingMarks(answer.coded);
    return marks.length > 0 ? [{ answer, marks, keys: keysOf(by, answer, known) }] : [];
  });
  return { ...found, parts, standing };
}

type Counted = NonNullable<Awaited<ReturnType<typeof findStanding>>>;

/** The table of what stands, of some of the answers. */
function tableOf(ctx: Ctx, by: Grouping, { codes, parts, standing }: Counted, isCounted: (answer: CodedSource) => boolean = () => true): CodeTable {
  const counted = standing.filter(({ answer }) => isCounted(answer));
  const columns = parts.filter(({ key }) => counted.some(({ keys }) => keys.includes(key)));
  const keys = columns.map(({ key }) => key);
  return {
    by,
    columns,
    lines: linesOf(codes, ctx.language).map(({ id, name, language, depth, retired }) => ({
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
  };
}

/**
 * How many parties, and how many of their answers, have each code, in all and by what they are counted under. Refuses
 * `coding.not_found` where no cycle is open, and to those who do not read at the desk.
 */
export async function getCodeTable(ctx: Ctx, by: Grouping): Promise<Result<CodeTable, Refusal>> {
  const found = await findStanding(ctx, by);
  return found ? ok(tableOf(ctx, by, found)) : refuse({ code: "coding.not_found" });
}

/** Answers with a mark that may stand under a code: given with it, put under it, or merged into it. */
const markedWith = (code: string): Sql => sql`
  with recursive own as (select id from code where id::text = ${code} union select c.id from code c join own on c.merged_into_id = own.id)
  select m.hash from code_mark m join own on own.id = coalesce(m.moved_to_id, m.code_id) where m.removed_at is null`;

/**
 * The answers behind a cell, or behind a whole line where `part` is null. What of an answer has the code is shown once its
 * reader has done with the answer. Refuses as `getCodeTable`, and for a code that is not in the codebook.
 */
export async function getCell(ctx: Ctx, { by, code, part }: { by: Grouping; code: string; part: string | null }): Promise<Result<CellList, Refusal>> {
  const found = await findStanding(ctx, by, sql`${CODED.through} and a.hash in (${markedWith(code)})`);
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

/** The table for spreadsheets, without confidential answers and numbers that stay at the desk. Refuses as `getCodeTable`. */
export async function codeTableFile(ctx: Ctx, by: Grouping) {
  const found = await findCoded(ctx, CODED.through);
  if (!found) return refuse({ code: "coding.not_found" });
  const tables = await Promise.all(
    GROUPINGS.map(async (each) => tableOf(ctx, each, await countedUnder(ctx, found, each), ({ confidential }) => !confidential)),
  );
  const shown = GROUPINGS.indexOf(by);
  const { columns, lines } = tables[shown]!;
  const t = translator(ctx.language);
  const withheld = t("compilation:figures.withheld");
  const cells = (cell: Cell | null): SheetCell[] => (cell ? [cell.parties, cell.answers] : [withheld, withheld]);
  const rows = lines.map((line, index): SheetCell[] => {
    const { total, cells: each } = guarded(tables.map((table) => table.lines[index]!))[shown]!;
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
