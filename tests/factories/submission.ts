import { randomBytes, randomUUID } from "node:crypto";
import type { SubmissionState } from "~/features/reports/model";
import { answerHash, contentHash } from "~/features/reports/queries/load.server";
import { allQuestionsOf } from "~/features/templates/model/texts";
import type { AnswerValue } from "~/features/templates/model/values";
import type { Definition } from "~/features/templates/schema";
import type { Language } from "~/lib/languages";
import type { Database } from "~/platform/db/client.server";
import { makeParty, type MadeParty } from "./party";
import { unique } from "./unique";
import { makeUser } from "./user";

export type SubmissionInput = {
  template?: string;
  /** Action line of a facilitator's report. */
  line?: string;
  party?: MadeParty;
  /** A report to add a further version to. */
  reportId?: string;
  state?: SubmissionState;
  version?: number;
  language?: Language;
  submittedAt?: Date;
  publishedAt?: Date | null;
  /** When it came to stand where it stands; now unless given. */
  stateSince?: Date;
  /** Of another cycle than the open one: symbols of a cycle are its own. */
  symbol?: string;
  releaseAfter?: Date | null;
  release?: string;
  category?: string | null;
  scope?: string | null;
  /** Action lines the version treats; a facilitator's own unless given. */
  lines?: string[];
  /** Goals its open answers name. */
  sdgs?: string[];
  gdc?: string[];
  groups?: string[];
  unGroup?: string | null;
  ituRegion?: string | null;
  officerId?: string | null;
  signedById?: string;
  /** Signed after the deadline. */
  late?: boolean;
  answers?: { question: string; row?: string; value: AnswerValue; language?: Language; confidential?: boolean }[];
};
export type MadeSubmission = { id: string; symbol: string; receipt: string; reportId: string; party: MadeParty };

/** A signed version of a report, a national one unless given, as submitting leaves it, in any state, with a party of its own unless given. */
export async function makeSubmission(db: Database, input: SubmissionInput = {}): Promise<MadeSubmission> {
  const {
    state = "submitted",
    version = 1,
    language = "en",
    submittedAt = new Date("2026-11-02T10:00:00Z"),
    groups = [],
    unGroup = null,
    ituRegion = null,
    line = "",
  } = input;
  const template = await db.templateVersion.findFirstOrThrow({
    where: { template: input.template ?? "national-report", state: "open", cycle: { state: "open" } },
    include: { cycle: true },
    orderBy: { version: "desc" },
  });
  const definition = template.definition as Definition;
  const party = input.party ?? (await makeParty(db, { unGroup, kind: definition.partyKind }));
  const signedById = input.signedById ?? (await makeUser(db, { roles: [{ partyId: party.id, role: "focal_point" }] })).id;
  const reportId =
    input.reportId ??
    (
      await db.report.create({
        data: {
          cycleId: template.cycleId,
          template: template.template,
          templateVersionId: template.id,
          partyId: party.id,
          line,
          language,
          state: "submitted",
          createdById: signedById,
        },
        select: { id: true },
      })
    ).id;
  const order = allQuestionsOf(definition).map(({ code }) => code);
  const answers = (input.answers ?? [])
    .map((answer) => ({ row: "", language, confidential: false, ...answer }))
    .sort((a, b) => order.indexOf(a.question) - order.indexOf(b.question))
    .map((answer) => ({ ...answer, hash: answerHash(reportId, answer, answer.language, answer.value) }));
  const receipt = `WSIS20-${randomBytes(6).toString("hex").toUpperCase().match(/.{4}/g)!.join("-")}`;
  const kind = template.template
    .split("-")
    .map((word) => word[0]!.toUpperCase())
    .join("");
  const symbol = input.symbol ?? `WSIS20-${kind}-${party.code}${line && `-${line}`}${version > 1 ? `.${version}` : ""}`;
  const publishedAt = input.publishedAt === undefined && state === "published" ? new Date(submittedAt.getTime() + 86_400_000) : (input.publishedAt ?? null);
  const { id } = await db.submission.create({
    data: {
      reportId,
      version,
      receipt,
      symbol,
      state,
      language,
      groups,
      signedById,
      submittedAt,
      stateSince: input.stateSince,
      unGroup,
      ituRegion,
      publishedAt,
      withdrawnReason: state === "withdrawn" ? "Withdrawn at the request of the party." : null,
      late: input.late ?? false,
      contentHash: contentHash(template.hash, language, answers),
      templateHash: template.hash,
      declaration: { accepted: true },
      signedName: unique("Signatory"),
      signedFunction: "Director",
      releaseAfter: input.releaseAfter ?? null,
      release: input.release ?? (input.releaseAfter ? "after_date" : "all"),
      line,
      category: input.category ?? null,
      scope: input.scope ?? null,
      lines: input.lines ?? (line ? [line] : []),
      sdgs: input.sdgs ?? [],
      gdc: input.gdc ?? [],
      officerId: input.officerId ?? null,
      cycleCode: template.cycle.code,
      template: template.template,
      partyCode: party.code,
    },
    select: { id: true },
  });
  await db.submittedAnswer.createMany({ data: answers.map((answer, position) => ({ ...answer, value: answer.value as object, submissionId: id, position })) });
  return { id, symbol, receipt, reportId, party };
}

/** A file in the store's table and attached to a report, as uploading leaves it; the content itself is not kept. */
export async function makeAttachment(
  db: Database,
  { reportId, question, field }: { reportId: string; question: string; field: string },
): Promise<{ sha256: string; name: string; size: number }> {
  const file = { sha256: randomBytes(32).toString("hex"), name: `${unique("annex")}.pdf`, size: 12 };
  await db.storedFile.create({ data: { sha256: file.sha256, size: file.size, type: "application/pdf" } });
  await db.attachment.create({ data: { reportId, question, field, sha256: file.sha256, name: file.name, addedById: randomUUID() } });
  return file;
}
