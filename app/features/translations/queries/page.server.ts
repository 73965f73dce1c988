import { unitOf, type AnswerKey } from "~/features/reports/model";
import type { DocumentAnswer } from "~/features/reports/model/document";
import { findReviewed } from "~/features/review/queries/subject.server";
import { getSubmission } from "~/features/review/queries/submission.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { isShown, textPlaces, type Shown, type TextPlace, type TranslatedAnswer, type TranslationPage } from "../model";
import { decideTranslation } from "../policy";
import { listTranslations, type KeptTranslation } from "./translations.server";

/** An answer that can be translated, by the hash everything about it hangs on. */
type Translatable = DocumentAnswer & { unit: string; hash: string; places: TextPlace[] };

/** A version at the desk: its answers that have texts, and whose it is. */
async function readVersion(ctx: Ctx, id: string) {
  const [found, document] = await Promise.all([findReviewed(ctx, ctx.db, id, "read"), getSubmission(ctx, id)]);
  if (!found.ok) return found;
  if (!document.ok) return document;
  const rows = await ctx.db.submittedAnswer.findMany({ where: { submissionId: id }, select: { question: true, row: true, hash: true } });
  const hashes = new Map(rows.map(({ hash, ...key }) => [unitOf(key), hash]));
  const { sections, ...facts } = document.value;
  const translatable = sections.map(({ answers, ...section }) => ({
    ...section,
    answers: answers.flatMap((answer): Translatable[] => {
      const unit = unitOf({ question: answer.question.code, row: answer.row });
      const hash = hashes.get(unit);
      const places = textPlaces(answer.question, answer.value, facts.texts);
      return hash && places.length > 0 ? [{ ...answer, unit, hash, places }] : [];
    }),
  }));
  return ok({ ...facts, partyId: found.value.subject.partyId, sections: translatable });
}

/**
 * The answers of a version that have texts, each beside its translation into a language: the one asked for, else the
 * reader's, else the first that is not the answers' own. `kept`: the answer that is shown whatever the others are narrowed
 * to, since somebody writes on it. Refuses `submission.not_found`.
 */
export async function getTranslationPage(
  ctx: Ctx,
  id: string,
  asked: { to: Language | null; shown: Shown; kept?: string | null },
): Promise<Result<TranslationPage, Refusal>> {
  const found = await readVersion(ctx, id);
  if (!found.ok) return found;
  const { symbol, partyId, sections, texts } = found.value;
  const all = sections.flatMap(({ answers }) => answers);
  const targets = LANGUAGES.filter((language) => all.some((answer) => answer.language !== language) && language !== found.value.language);
  const to = [asked.to, ctx.language, ...targets].find((language) => language !== null && targets.includes(language)) ?? null;
  const kept = to
    ? await listTranslations(
        ctx,
        all.map(({ hash }) => hash),
        to,
      )
    : {};
  const beside = sections.map(({ id: section, titleKey, answers }) => ({
    id: section,
    titleKey,
    answers: answers.filter(({ language }) => language !== to).map((answer) => answerBeside(answer, kept[answer.hash] ?? null, ctx.actor?.id)),
  }));
  const counted = beside.flatMap(({ answers }) => answers);
  const count = (shown: Shown): number => counted.filter((answer) => isShown(answer, shown)).length;
  return ok({
    id,
    symbol,
    to,
    targets,
    shown: asked.shown,
    counts: {
      all: counted.length,
      missing: count("missing"),
      unchecked: count("unchecked"),
      translated: counted.length - count("missing"),
      checked: counted.filter(({ translation }) => translation?.state === "checked").length,
    },
    sections: beside
      .map((section) => ({ ...section, answers: section.answers.filter((answer) => answer.unit === asked.kept || isShown(answer, asked.shown)) }))
      .filter(({ answers }) => answers.length > 0),
    texts,
    mayWrite: decideTranslation(ctx.actor, { partyId }).ok,
  });
}

function answerBeside(
  { unit, question, row, value, language, confidential, places }: Translatable,
  kept: KeptTranslation | null,
  reader: string | undefined,
): TranslatedAnswer {
  const facts = { unit, question, row, value, language, confidential, places };
  if (!kept) return { ...facts, translation: null, uncheckable: "nothing" };
  const { writtenById, ...translation } = kept;
  return { ...facts, translation, uncheckable: !translation.complete ? "incomplete" : writtenById === reader ? "own" : null };
}

/** An answer somebody translates or checks into a language, with what is kept of it. */
export type FoundAnswer = { hash: string; places: TextPlace[]; kept: KeptTranslation | null };

/**
 * The answer at a place of a version, for somebody who may translate it. Refuses as `decideTranslation` does,
 * `translation.not_found` where no answer with a text is shown there, and `translation.language` for its own language.
 */
export async function findTranslatable(ctx: Ctx, id: string, { question, row, to }: AnswerKey & { to: Language }): Promise<Result<FoundAnswer, Refusal>> {
  const found = await readVersion(ctx, id);
  if (!found.ok) return found;
  const allowed = decideTranslation(ctx.actor, found.value);
  if (!allowed.ok) return allowed;
  const unit = unitOf({ question, row });
  const answer = found.value.sections.flatMap(({ answers }) => answers).find((one) => one.unit === unit);
  if (!answer) return refuse({ code: "translation.not_found" });
  if (answer.language === to) return refuse({ code: "translation.language" });
  const { hash, places } = answer;
  return ok({ hash, places, kept: (await listTranslations(ctx, [hash], to))[hash] ?? null });
}
