import { fixedText, readReference, type Names } from "~/features/reference/queries.server";
import type { SubmissionState } from "~/features/reports/model";
import { documentOf, documentTexts, referenceSetsOf, type DocumentAnswer, type DocumentSource } from "~/features/reports/model/document";
import { findPart, seesOf } from "~/features/reports/queries/load.server";
import { showsAnswers } from "~/features/review/model";
import { holdsReview } from "~/features/review/policy";
import { questionKey } from "~/features/templates/model/texts";
import { choiceQuestion, type AnswerValue, type FormQuestion } from "~/features/templates/model/values";
import type { Sees } from "~/features/templates/model/narrowed";
import type { Definition } from "~/features/templates/schema";
import { getTemplateVersion, templateReferences, textsOf } from "~/features/templates/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { UserCtx } from "~/platform/context.server";
import { standingOf, type CommentedVersion, type Side, type Standing, type ThreadKind, type ThreadPlace } from "../model";
import { kindsRead, type Commented } from "../policy";

/** From where comments are read: a signed version at the desk, or a report by its party. */
export type DoorInput = { submission: string } | { report: string };

/**
 * What somebody who came in sees. `submissionId` is the signed version that is shown: at the desk the one that was asked for,
 * to the party the latest; null where nothing was signed. `isPart`: only of places assigned to them, as `sees` says.
 */
export type Door = {
  side: Side;
  kinds: ThreadKind[];
  reportId: string;
  templateVersionId: string;
  commented: Commented;
  submissionId: string | null;
  officerId: string | null;
  isPart: boolean;
  sees: Sees;
};

/**
 * Opens a signed version to whoever reads at the desk, or a report to its party's people. Refuses `submission.not_found`
 * and `report.not_found`: for unknown ids and other people's alike.
 */
export const openDoor = (ctx: UserCtx, input: DoorInput): Promise<Result<Door, Refusal>> =>
  "submission" in input ? openAtDesk(ctx, input.submission) : openToParty(ctx, input.report);

async function openAtDesk(ctx: UserCtx, id: string): Promise<Result<Door, Refusal>> {
  const row =
    isUuid(id) && holdsReview(ctx.actor, "read")
      ? await ctx.db.submission.findUnique({
          where: { id },
          select: { id: true, officerId: true, reportId: true, report: { select: { partyId: true, line: true, templateVersionId: true } } },
        })
      : null;
  if (!row) return refuse({ code: "submission.not_found" });
  const { partyId, line, templateVersionId } = row.report;
  const commented = { partyId, line };
  return ok({
    side: "desk",
    kinds: kindsRead(ctx.actor, "desk", commented),
    reportId: row.reportId,
    templateVersionId,
    commented,
    submissionId: id,
    officerId: row.officerId,
    isPart: false,
    sees: () => true,
  });
}

async function openToParty(ctx: UserCtx, id: string): Promise<Result<Door, Refusal>> {
  const found = await findPart(ctx, ctx.db, id);
  if (!found.ok) return found;
  const { partyId, line, templateVersionId, part } = found.value;
  const commented = { partyId, line };
  const kinds = kindsRead(ctx.actor, "party", commented);
  if (kinds.length === 0) return refuse({ code: "report.not_found" });
  const [sees, latest] = await Promise.all([
    seesOf(ctx.db, found.value),
    ctx.db.submission.findFirst({
      where: { reportId: id, state: { not: "recalled" satisfies SubmissionState } },
      orderBy: { version: "desc" },
      select: { id: true, officerId: true },
    }),
  ]);
  return ok({
    side: "party",
    kinds,
    reportId: id,
    templateVersionId,
    commented,
    submissionId: latest?.id ?? null,
    officerId: latest?.officerId ?? null,
    isPart: part !== null,
    sees,
  });
}

/** Whether a door shows threads of a place; the version as a whole is nobody's who sees a part. */
export const showsPlace = ({ isPart, sees }: Pick<Door, "isPart" | "sees">, place: ThreadPlace): boolean => (place.question === "" ? !isPart : sees(place));

/** A signed version as threads stand on it. `answers` are those its reader sees, in template order. */
export type Signed = {
  facts: CommentedVersion;
  answers: (DocumentAnswer & { hash: string })[];
  /** The hash of an answer; "" where nothing was answered. */
  hashOf: (place: ThreadPlace) => string;
  texts: Record<string, string>;
  labelOf: (question: string) => string;
  /** How threads that were begun on a version stand to this one. */
  standing: (thread: ThreadPlace & { answerHash: string; version: number }) => Standing;
};

/** Every question of a form, those of repeats and the choices of rows too. */
const questionsOf = ({ sections }: Definition): FormQuestion[] =>
  sections.flatMap(({ questions, repeat }) => [...questions, ...(repeat ? [...repeat.questions, choiceQuestion(repeat)] : [])]);

/** The signed version of a door with its answers and the words around them; one that was recalled has no answers any more. Null where nothing was signed. */
export async function readSigned(ctx: UserCtx, door: Door): Promise<Signed | null> {
  if (!door.submissionId) return null;
  const row = await ctx.db.submission.findUniqueOrThrow({
    where: { id: door.submissionId },
    select: {
      id: true,
      version: true,
      symbol: true,
      state: true,
      line: true,
      language: true,
      groups: true,
      template: true,
      report: { select: { party: { select: { code: true, names: true } } } },
      answers: { orderBy: { position: "asc" }, select: { question: true, row: true, value: true, language: true, confidential: true, hash: true } },
    },
  });
  const [version, reference] = await Promise.all([getTemplateVersion(ctx.db, door.templateVersionId), readReference(ctx.db)]);
  const { definition } = version;
  const party = { code: row.report.party.code, name: (row.report.party.names as Names)[ctx.language] };
  const texts = textsOf(version, reference, ctx.language, referenceSetsOf(definition));
  const labels = new Map(questionsOf(definition).map((question) => [question.code, texts[questionKey(question, "label")]]));
  const hashes = new Map(row.answers.map(({ question, row: repeat, hash }) => [`${question}|${repeat}`, hash]));
  const hashOf = (place: ThreadPlace): string => hashes.get(`${place.question}|${place.row}`) ?? "";
  const source = row.answers.map((answer): DocumentSource => ({ ...answer, value: answer.value as AnswerValue, language: answer.language as Language }));
  const sections = showsAnswers(row.state as SubmissionState)
    ? documentOf(definition, source, {
        fixed: fixedText(row.line, party.name, reference, ctx.language),
        groups: row.groups,
        references: templateReferences(reference),
        language: row.language as Language,
      })
    : [];
  return {
    facts: {
      submissionId: row.id,
      reportId: door.reportId,
      version: row.version,
      symbol: row.symbol,
      state: row.state as SubmissionState,
      party,
      title: texts.title ?? row.template,
      language: row.language as Language,
    },
    answers: sections
      .flatMap(({ answers }) => answers)
      .filter((answer) => door.sees({ question: answer.question.code, row: answer.row }))
      .map((answer) => ({ ...answer, hash: hashOf({ question: answer.question.code, row: answer.row }) })),
    hashOf,
    texts: documentTexts(texts),
    labelOf: (question) => labels.get(question) ?? question,
    standing: (thread) => standingOf(thread, { hash: hashOf(thread), version: row.version }),
  };
}
