import { z } from "zod";
import {
  REPORT_STATES,
  SUBMISSION_STATES,
  type AnswerDto,
  type ReportDetail,
  type ReportSummary,
  type SubmissionSummary,
  type Submitted,
} from "~/features/reports/model";
import { importRefusals, PLACE_PROBLEMS, REPORT_PROBLEMS, STANDINGS } from "~/features/imports/model";
import { formQuery, importQuery } from "~/features/imports/schema";
import { filePlaceSchema, placeBody, saveAnswerBody, startReportBody, submitBody } from "~/features/reports/schema";
import { SAVE_WAYS } from "~/features/saves/model";
import { jsonValue, operationsSchema } from "~/features/saves/schema";
import { PROBLEM_SEVERITY, type ProblemCode } from "~/features/templates/model/problems";
import { answerQuery, historyQuery, pageQuery, ownPaperQuery, wholeQuery } from "../api-query";
import type { Call } from "./call";
import { formAnswers, paperAnswers, PAPER_REFUSALS } from "./paper-answers";
import { problemSchema } from "./problem-schema.server";
import { answerValue, hash, language, time } from "./public-calls";
import { answer, listOf, request } from "./schemas";

/** What a party's programs do with its reports, described. */

const counts = { total: z.int(), answered: z.int(), required: z.int(), requiredDone: z.int() };

const submission = answer(
  "SubmissionSummary",
  z.object({
    id: z.uuid(),
    version: z.int(),
    state: z.enum(SUBMISSION_STATES),
    receipt: z.string(),
    symbol: z.string(),
    submittedAt: time,
    late: z.boolean(),
  }) satisfies z.ZodType<SubmissionSummary>,
);
const summaryMembers = {
  id: z.uuid(),
  template: z.string(),
  title: z.string(),
  cycle: z.string(),
  party: z.object({ code: z.string(), name: z.string() }),
  line: z.string(),
  lineName: z.string(),
  unit: z.string().describe("Organizational unit of the party; empty for the party as a whole."),
  unitName: z.string(),
  state: z.enum(REPORT_STATES).describe("`draft` can be written, `submitted` is locked."),
  updatedAt: time,
  deadline: time.nullable(),
  isExtended: z.boolean().describe("The party was given a later deadline than everybody."),
  submission: submission.nullable().describe("The latest signed version."),
  isClosed: z.boolean().describe("Whether its cycle is not open: it is read, neither changed nor signed."),
  isHeld: z.boolean().describe("Whether it is held for clearance by its party: its answers are read, not written."),
  reopened: z.array(z.string()).describe("Answers that are open while the secretariat waits for a clarification: `B1`, `D3/C5`. Empty otherwise."),
  isPart: z.boolean().describe("Whether the caller sees only the places of it that are assigned to them."),
};
const summary = answer(
  "ReportSummary",
  z.object({ ...summaryMembers, progress: z.object({ required: z.int(), requiredDone: z.int() }) }) satisfies z.ZodType<ReportSummary>,
);

const finding = answer(
  "Finding",
  z.object({
    question: z.string(),
    row: z.string(),
    tableRow: z.string().optional(),
    field: z.string().optional(),
    code: z.enum(Object.keys(PROBLEM_SEVERITY) as [ProblemCode, ...ProblemCode[]]),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    severity: z.enum(["missing", "limit", "error"]),
  }),
);
const page = z.object({
  id: z.string(),
  section: z.string(),
  row: z.string(),
  title: z.string(),
  state: z.enum(["not_started", "in_progress", "complete", "needs_attention"]),
  counts: z.object(counts),
  problems: z.int(),
});
const report = answer(
  "Report",
  z.object({
    ...summaryMembers,
    partyId: z.uuid(),
    fixed: z.string().describe("What the account fixes, in words: the reporting State, the action line."),
    units: z.array(z.object({ code: z.string(), name: z.string() })).describe("Units the report may be made for."),
    language,
    revision: z.int(),
    pages: z.array(page),
    complete: z.boolean().describe("Whether it can be signed: `findings` is empty."),
    problems: z.int(),
    allowances: z.object({ write: z.boolean(), submit: z.boolean(), recall: z.boolean(), openNewVersion: z.boolean(), withdraw: z.boolean() }),
    contentHash: hash.describe("Names the answers as they would be signed now; submitting must name it."),
    findings: z.array(finding).describe("What still stands between the report and its signature."),
  }) satisfies z.ZodType<ReportDetail>,
);

const answerItem = answer(
  "Answer",
  z.object({
    question: z.string(),
    row: z.string(),
    value: answerValue,
    language,
    confidential: z.boolean(),
    revision: z.int(),
    hash,
    updatedAt: time,
    updatedBy: z.string(),
  }) satisfies z.ZodType<AnswerDto>,
);
const savedMembers = { revision: z.int(), hash, savedAt: time };
const saved = answer("Saved", z.object(savedMembers));
const historyEntry = answer(
  "HistoryEntry",
  z.object({
    id: z.string(),
    revision: z.int().nullable().describe("The revision it became; null when it was kept aside in a conflict."),
    baseRevision: z.int(),
    value: answerValue,
    language,
    confidential: z.boolean(),
    hash,
    via: z.enum(SAVE_WAYS),
    author: z.string(),
    savedAt: time,
    source: z.string().nullable().describe("Whose proposal it took (`via` is `proposal`); null for every other."),
  }),
);
const savesResult = answer(
  "SavesResult",
  z.object({
    results: z.array(z.union([z.object({ opId: z.uuid(), status: z.literal(200), ...savedMembers }), problemSchema.extend({ opId: z.uuid() })])),
  }),
);
const attached = answer("AttachedFile", z.object({ file: z.object({ sha256: hash, name: z.string(), size: z.int() }), saved }));
const submitted = answer("Submitted", z.object({ receipt: z.string(), version: z.int(), hash, submittedAt: time }) satisfies z.ZodType<Submitted>);
const importedFile = answer(
  "ImportedFile",
  z.object({
    mark: z
      .object({ format: z.literal(1), template: z.string(), version: z.int(), report: z.uuid().nullable(), language })
      .describe("What the file says of itself."),
    same: z.int().describe("How many answers are the same as in the report."),
    isOfOther: z.boolean().describe("Whether the form was made from another report."),
    items: z.array(
      z.object({
        question: z.string(),
        row: z.string(),
        standing: z
          .enum(STANDINGS)
          .describe(
            "`new`: nothing stands in the report yet. `changed`: the report has what the file was made with. `emptied`: left empty in the file. `conflict`: the report went on meanwhile.",
          ),
        outcome: z.enum(["shown", "taken", "refused"]),
        refusal: problemSchema.optional(),
        revision: z.int().describe("Of the report's answer it was compared with."),
        value: answerValue,
        current: answerValue,
        language,
        confidential: z.boolean(),
      }),
    ),
    problems: z.array(
      z.object({
        code: z.enum([...PLACE_PROBLEMS, ...REPORT_PROBLEMS]),
        place: z.string().describe("A question, or a sheet and cell."),
        found: z.string().optional(),
      }),
    ),
  }),
);
const started = answer("Started", z.object({ id: z.uuid() }));

request("Json", jsonValue);

const READ = ["report.not_found"] as const;
const WRITE = [...READ, "report.not_allowed", "report.locked", "report.in_clearance", "report.question_locked", "report.cycle_closed"] as const;
const UNCLEARED = ["report.changed_since_review", "clearance.missing", "clearance.outdated"] as const;
const INCOMPLETE = ["report.incomplete", "report.declaration_required", "report.changed_elsewhere", "report.clarification_unanswered"] as const;
const ONE_SAVE = [
  "question.unknown",
  "answer.refused",
  "answer.fixed",
  "answer.confidentiality_fixed",
  "answer.conflict",
  "save.revision_ahead",
  "save.operation_reused",
];
const BODY = ["request.invalid", "request.unsupported_type", "request.too_large"] as const;

export const reportCalls: readonly Call[] = [
  {
    id: "listReports",
    method: "get",
    path: "/reports",
    tag: "Reports",
    does: "The caller's reports, newest first",
    scope: "reports:read",
    query: pageQuery,
    answers: { 200: { says: "One page.", json: listOf("ReportList", summary) } },
    refusals: ["request.invalid"],
  },
  {
    id: "startReport",
    method: "post",
    path: "/reports",
    tag: "Reports",
    does: "Starts a party's report on a template",
    scope: "reports:write",
    body: { json: request("StartReport", startReportBody) },
    answers: { 201: { says: "The report has been started.", json: started } },
    refusals: [
      ...BODY,
      ...READ,
      "report.not_allowed",
      "report.exists",
      "report.template_closed",
      "report.wrong_party_kind",
      "report.line_required",
      "report.line_not_facilitated",
      "report.unit_not_found",
    ],
  },
  {
    id: "getReport",
    method: "get",
    path: "/reports/{id}",
    tag: "Reports",
    does: "A report with the state of its pages, what is missing, and the hash that submitting must name",
    scope: "reports:read",
    answers: { 200: { says: "The report.", json: report } },
    refusals: READ,
  },
  {
    id: "exportReport",
    method: "get",
    path: "/reports/{id}/export",
    tag: "Reports",
    does: "A report as a document to print or to edit: its working copy, or while it is locked what was signed",
    more: "Everything its authors see is in it, contacts and confidential answers too.",
    scope: "reports:read",
    query: ownPaperQuery,
    answers: paperAnswers,
    refusals: ["request.invalid", ...READ, ...PAPER_REFUSALS],
  },
  {
    id: "getReportForm",
    method: "get",
    path: "/reports/{id}/form",
    tag: "Reports",
    does: "The report's form to fill in away from the portal, with what was answered so far",
    more: "Who sees a part of a report is given that part.",
    scope: "reports:write",
    query: formQuery,
    answers: formAnswers,
    refusals: ["request.invalid", ...WRITE],
  },
  {
    id: "importForm",
    method: "post",
    path: "/reports/{id}/import",
    tag: "Reports",
    does: "Holds a filled-in form against a report, and takes its answers where it is asked to",
    more: "A form is a file that `form` gave, however often it was saved by Word, Excel or LibreOffice since. Each answer is taken onto the revision it was compared with.",
    scope: "reports:write",
    query: importQuery,
    body: { parts: z.object({ file: z.any().describe("The file, with its name.").meta({ type: "string", format: "binary" }) }) },
    answers: { 200: { says: "What differs, what was taken, and what could not be read.", json: importedFile } },
    refusals: [...BODY.slice(0, 1), ...WRITE, ...Object.keys(importRefusals)],
  },
  {
    id: "listAnswers",
    method: "get",
    path: "/reports/{id}/answers",
    tag: "Reports",
    does: "Every answer of a report, with its revision and hash",
    scope: "reports:read",
    query: wholeQuery,
    answers: { 200: { says: "All answers, or a page of them.", json: listOf("AnswerList", answerItem) } },
    refusals: [...READ, "request.invalid"],
  },
  {
    id: "getAnswer",
    method: "get",
    path: "/reports/{id}/answers/{question}",
    tag: "Reports",
    does: "One answer of a report, as it stands now",
    scope: "reports:read",
    query: answerQuery,
    answers: { 200: { says: "The answer.", json: answerItem } },
    refusals: [...READ, "answer.not_found", "request.invalid"],
  },
  {
    id: "saveAnswer",
    method: "put",
    path: "/reports/{id}/answers/{question}",
    tag: "Reports",
    does: "Saves one answer",
    more: "`value` is the whole answer in the form of `AnswerValue`; null takes it back. Half-filled and over-long answers are stored and flagged, never cut. A repeated operation gets its first answer again. A save on an older revision is kept in the history and refused with both texts (`current`, `yours`) and the one it was typed on (`base`, null where the history does not have it).",
    scope: "reports:write",
    headers: [
      {
        name: "Idempotency-Key",
        says: "Id of the operation, a UUID its sender makes. Sent again after a lost answer, it changes nothing twice.",
        example: "0f8fad5b-d9cb-469f-a165-70867728950e",
      },
      { name: "If-Match", says: 'The revision the answer was made from, in quotes; "0" for the first.', example: '"0"' },
    ],
    body: { json: request("SaveAnswer", saveAnswerBody) },
    answers: { 200: { says: "It has been saved.", json: saved } },
    refusals: [...BODY, ...WRITE, ...ONE_SAVE, "save.headers_missing"],
  },
  {
    id: "saveAnswers",
    method: "post",
    path: "/reports/{id}/saves",
    tag: "Reports",
    does: "Saves several answers in order, with one result each",
    more: "A refused operation does not touch the others; its result is a problem document with its `opId`.",
    scope: "reports:write",
    body: { json: request("Operations", operationsSchema) },
    answers: { 200: { says: "One result per operation, in order.", json: savesResult } },
    refusals: [...BODY, ...WRITE],
  },
  {
    id: "listHistory",
    method: "get",
    path: "/reports/{id}/answers/{question}/history",
    tag: "Reports",
    does: "Every save of one answer, newest first, those kept aside in a conflict too",
    scope: "reports:read",
    query: historyQuery,
    answers: { 200: { says: "One page.", json: listOf("History", historyEntry) } },
    refusals: [...READ, "request.invalid"],
  },
  {
    id: "followReport",
    method: "get",
    path: "/reports/{id}/live",
    tag: "Reports",
    does: "What happens to a report, as server-sent events",
    more: "`hello` once: the name of this stream (`page`) and the revision of every answer. `saved`: answers with a new revision. `here`: who else has the report open, and at which question. Ends after some minutes; ask again.",
    scope: "reports:read",
    answers: { 200: { says: "The stream.", types: ["text/event-stream"] } },
    refusals: READ,
  },
  {
    id: "placePage",
    method: "post",
    path: "/reports/{id}/live/{page}",
    tag: "Reports",
    does: "Says at which question a stream's reader is",
    more: "Told to the others who have the report open, and kept nowhere.",
    scope: "reports:read",
    body: { json: request("Place", placeBody) },
    answers: { 204: { says: "It is told." } },
    refusals: [...BODY, ...READ],
  },
  {
    id: "attachFile",
    method: "post",
    path: "/reports/{id}/files",
    tag: "Reports",
    does: "Keeps a file and adds it to an answer",
    scope: "reports:write",
    body: { parts: filePlaceSchema.extend({ file: z.any().describe("The file, with its name.").meta({ type: "string", format: "binary" }) }) },
    answers: { 200: { says: "The file is in the answer.", json: attached } },
    refusals: [...BODY.slice(0, 1), ...WRITE, "question.unknown", "file.too_large", "file.too_many", "file.type_not_allowed", "file.empty", "answer.conflict"],
  },
  {
    id: "getFile",
    method: "get",
    path: "/reports/{id}/files/{sha256}",
    tag: "Reports",
    does: "A file of a report, as a download",
    scope: "reports:read",
    answers: { 200: { says: "The file with its stored type.", types: ["*/*"] } },
    refusals: ["file.not_found"],
  },
  {
    id: "submitReport",
    method: "post",
    path: "/reports/{id}/submit",
    tag: "Reports",
    does: "Signs and submits a report: exactly the answers the hash names",
    more: "The same submit again (after a lost answer) gives the same receipt. `report.changed_since_review` names the hash of the report as it is now (`contentHash`) and each answer that has changed since it had the hash that was sent (`changed`): `question`, `row`, `kind` (`added`, `changed`, `removed`), and in `pieces` its words in order, each `same`, `added` or `removed`. `changed` is null where the report had that hash too long ago, or never.",
    scope: "reports:submit",
    body: { json: request("Submit", submitBody) },
    answers: { 200: { says: "The receipt.", json: submitted } },
    refusals: [...BODY, ...WRITE, ...UNCLEARED, ...INCOMPLETE],
  },
];
