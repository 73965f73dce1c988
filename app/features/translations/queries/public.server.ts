import type { PublishedReport } from "~/features/publication/model";
import { namesOfSet, readReference } from "~/features/reference/queries.server";
import { unitOf } from "~/features/reports/model";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { Ctx } from "~/platform/context.server";
import { runSql, sql } from "~/platform/db/client.server";
import { textPlaces, translatedValue, type PlaceTexts, type PublicTranslations } from "../model";

type Row = { question: string; row: string; language: Language; texts: PlaceTexts };

/**
 * The checked translations of a published report, of what the public is shown of it and nothing else: it takes the report
 * as anyone reads it, and an answer that is withheld there has no translation here. Drafts never are.
 */
export async function listPublicTranslations(
  ctx: Pick<Ctx, "db" | "language">,
  { symbol, sections }: Pick<PublishedReport, "symbol" | "sections">,
  asked: Language | null,
): Promise<PublicTranslations> {
  const rows = await runSql<Row>(
    ctx.db,
    sql`select a.question, a."row", t.language, t.texts from submission s join submitted_answer a on a.submission_id = s.id
        join translation t on t.answer_hash = a.hash and t.state = 'checked' where s.symbol = ${symbol}`,
  );
  const given = new Map(
    sections
      .flatMap(({ answers }) => answers)
      .filter(({ withheld, question, value }) => withheld === null && textPlaces(question, value).length > 0)
      .map((answer) => [unitOf({ question: answer.question.code, row: answer.row }), answer]),
  );
  const shown = rows.filter((row) => given.has(unitOf(row)));
  const languages = LANGUAGES.filter((language) => shown.some((row) => row.language === language));
  const read = languages.find((language) => language === asked) ?? null;
  const names = namesOfSet(await readReference(ctx.db), "languages", ctx.language);
  const answers = shown
    .filter(({ language }) => language === read)
    .map((row) => {
      const { question, value, language } = given.get(unitOf(row))!;
      return [unitOf(row), { value: translatedValue(question, value, row.texts), language: row.language, original: names[language] ?? language }] as const;
    });
  return { languages, read, answers: Object.fromEntries(answers) };
}
