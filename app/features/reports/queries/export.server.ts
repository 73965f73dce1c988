import { questionKey } from "~/features/templates/model/texts";
import { findQuestion } from "~/features/templates/model/visibility";
import { templateReferences, textsOf } from "~/features/templates/queries.server";
import { isUuid } from "~/lib/keyset";
import type { Language } from "~/lib/languages";
import type { Refusal } from "~/lib/refusal";
import { ok, refuse, type Result } from "~/lib/result";
import type { Ctx } from "~/platform/context.server";
import type { AnswerDto } from "../model";
import { findAnyReport, readAnswers, readGrounds, submissionOf } from "./load.server";

/** A report as a file: its working copy. Labels are for the reader, in the language asked for; importing reads none of them. */
export type ReportFile = {
  kind: "report";
  format: 1;
  report: {
    id: string;
    cycle: string;
    template: string;
    templateVersion: number;
    party: string;
    line: string;
    unit: string;
    language: string;
    state: string;
    revision: number;
  };
  submission: { version: number; state: string; receipt: string; symbol: string } | null;
  answers: (Omit<AnswerDto, "updatedBy"> & { label: string })[];
};

/**
 * The working copy of any report, in the order of question codes: for those who run the portal, on the machine itself.
 * Answers with contact data are left out, as of every export. Refuses `report.not_found`.
 */
export async function exportReport(ctx: Pick<Ctx, "db">, id: string, language: Language): Promise<Result<ReportFile, Refusal>> {
  const row = isUuid(id) ? await findAnyReport(ctx.db, id) : null;
  if (!row) return refuse({ code: "report.not_found" });
  const { version, reference } = await readGrounds(ctx, row);
  const texts = textsOf(version, reference, language);
  const references = templateReferences(reference);
  const answers = (await readAnswers(ctx.db, id)).flatMap(({ updatedBy: _, ...answer }) => {
    const question = findQuestion(version.definition, answer.question, answer.row, references);
    return !question || question.confidential === "always" ? [] : [{ ...answer, label: texts[questionKey(question, "label")] ?? "" }];
  });
  const { template, line, unit, state, revision, language: written, party, cycle } = row;
  const submission = submissionOf(row);
  return ok({
    kind: "report",
    format: 1,
    report: {
      id,
      cycle: cycle.code,
      template,
      templateVersion: version.version,
      party: party.code,
      line,
      unit: unit ?? "",
      language: written,
      state,
      revision,
    },
    submission: submission && { version: submission.version, state: submission.state, receipt: submission.receipt, symbol: submission.symbol },
    answers,
  });
}
