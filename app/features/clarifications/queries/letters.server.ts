import type { Names } from "~/features/cycles/model";
import type { Pages } from "~/features/papers/model";
import { findReport } from "~/features/reports/queries/load.server";
import { holdsReview } from "~/features/review/policy";
import { formatDay } from "~/lib/dates";
import { directionOfText } from "~/lib/direction";
import { isUuid } from "~/lib/keyset";
import { directionOf, type Language } from "~/lib/languages";
import { paragraph, type Paper } from "~/lib/paper";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import { translator } from "~/platform/i18n/i18n.server";
import type { Letter, LetterText } from "../model";

const letterSelect = {
  at: true,
  letter: true,
  submission: { select: { symbol: true, report: { select: { party: { select: { code: true, names: true } }, cycle: { select: { names: true } } } } } },
} as const;
const readLetter = (ctx: Ctx, reportId: string, turn: string) =>
  isUuid(turn) ? ctx.db.clarificationTurn.findFirst({ where: { id: turn, kind: "asked", point: { reportId } }, select: letterSelect }) : null;
type LetterRow = NonNullable<Awaited<ReturnType<typeof readLetter>>>;

const notFound = refuse({ code: "clarification.not_found" });

/** A letter the party of a report was sent, as pages in a language. Refuses `report.not_found` and `clarification.not_found`. */
export async function letterToParty(ctx: Ctx, reportId: string, turn: string): Promise<Result<Pages, Refusal>> {
  const found = await findReport(ctx, ctx.db, reportId);
  if (!found.ok) return found;
  const row = await readLetter(ctx, reportId, turn);
  return row ? ok(pagesOf(ctx.language, row)) : notFound;
}

/** The same for the desk, from any version of the report. Refuses `submission.not_found` and `clarification.not_found`. */
export async function letterFromDesk(ctx: Ctx, submissionId: string, turn: string): Promise<Result<Pages, Refusal>> {
  const version = isUuid(submissionId) && holdsReview(ctx.actor, "read") ? await ctx.db.submission.findUnique({ where: { id: submissionId } }) : null;
  if (!version) return refuse({ code: "submission.not_found" });
  const row = await readLetter(ctx, version.reportId, turn);
  return row ? ok(pagesOf(ctx.language, row)) : notFound;
}

function pagesOf(language: Language, row: LetterRow): Pages {
  const { symbol } = row.submission;
  const name = ["letter", symbol, row.at.toISOString().slice(0, 10), language].join("-");
  return { name, paper: () => paperOf(language, name, row) };
}

/** The kept text on paper: what stands in it was written when the letter was sent. */
function paperOf(language: Language, name: string, { at, letter, submission }: LetterRow): Paper {
  const t = translator(language);
  const { subject, paragraphs }: LetterText = (letter as Letter)[language];
  const { symbol, report } = submission;
  const party = (report.party.names as Names)[language];
  const written = { language, direction: directionOf(language) };
  const sent = formatDay(at, language, "UTC");
  return {
    ...written,
    name,
    title: t("clarifications:letter.kind"),
    subject: party,
    series: (report.cycle.names as Names)[language],
    symbol,
    facts: [{ label: t("clarifications:letter.sent"), runs: [{ text: sent }] }],
    notices: [],
    contents: t("clarifications:letter.contents"),
    running: `${t("clarifications:letter.kind")} – ${party}`,
    foot: `${t("common:portal.name")} · ${sent}`,
    made: at.toISOString(),
    blocks: [
      { kind: "heading", ...written, level: 1, runs: [{ text: subject }] },
      // The officer's own words run as they are written, whatever the language of the letter.
      ...paragraphs.map((text) => paragraph({ language, direction: directionOfText(text, written.direction) }, [{ text }])),
    ],
  };
}
