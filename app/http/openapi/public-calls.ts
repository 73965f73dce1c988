import { z } from "zod";
import type { CitingReport, PublicCycle, PublicTemplate, PublicTemplateItem, PublishedItem } from "~/features/publication/model";
import { namesSchema } from "~/features/reference/schema";
import { matrixSchema, REFERENCE_LISTS } from "~/features/reference/schema/lists";
import { SUBMISSION_STATES, type ReceiptDto } from "~/features/reports/model";
import type { ExportedAnswer } from "~/features/publication/model/export";
import type { AnswerValue, FieldValue } from "~/features/templates/model/values";
import { conditionSchema, definitionSchema, FIELD_KINDS, questionSchema } from "~/features/templates/schema";
import { DOCUMENT_KINDS } from "~/lib/document-symbol";
import { LANGUAGES } from "~/lib/languages";
import { REGISTERS } from "~/lib/register-entry";
import { formQuery } from "~/features/imports/schema";
import { exportQuery, paperQuery, submissionsQuery, templatePaperQuery, wholeQuery } from "../api-query";
import { EXPORT_TYPES } from "../export-types";
import type { Call } from "./call";
import { formAnswers, paperAnswers, PAPER_REFUSALS } from "./paper-answers";
import { answer, listOf } from "./schemas";

/** What anyone may read, described. */

export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const time = z.iso.datetime();
export const language = z.enum(LANGUAGES);
const texts = z.record(z.string(), z.string());

answer("Names", namesSchema);
answer("Condition", conditionSchema);
answer("Question", questionSchema);
const definition = answer("Definition", definitionSchema);

/** The value of an answer; its form follows from its question, which no schema of this description can know. */
export const answerValue = answer(
  "AnswerValue",
  (z.any() as z.ZodType<AnswerValue>).describe(
    "By kind of question: `single` the value of its field, `group` an object by field, `table` a list of objects with an `id`, `matrix` an object by row of objects by field. Fields: texts, codes and dates are strings; `many` and `ranked` lists of codes; `number` and `year` numbers; `tick` a boolean; `file` a list of { sha256, name, size }. Null is no answer.",
  ),
);

const milestone = z.object({
  code: z.string(),
  kind: z.enum(["phase", "meeting", "deadline", "decision", "document"]),
  names: namesSchema,
  at: time,
  until: time.nullable(),
  zone: z.string().describe("The time zone in which the step was announced."),
  template: z.string().nullable().describe("The template a deadline closes."),
});
const cycle = answer(
  "Cycle",
  z.object({
    code: z.string(),
    state: z.enum(["prepared", "open", "closed"]),
    names: namesSchema,
    summaries: z.partialRecord(language, z.string()),
    groupsOn: z.iso.date().describe("The day on which memberships in groups count."),
    milestones: z.array(milestone),
  }) satisfies z.ZodType<PublicCycle>,
);

const templateMembers = {
  template: z.string(),
  title: z.string(),
  summary: z.string(),
  version: z.int(),
  questions: z.int(),
  sections: z.int(),
  partyKind: definitionSchema.shape.partyKind,
  deadline: time.nullable(),
};
const templateItem = answer("TemplateItem", z.object(templateMembers) satisfies z.ZodType<PublicTemplateItem>);
const template = answer(
  "Template",
  z.object({
    ...templateMembers,
    definition,
    texts: texts.describe("Every text by its key: `A2.label`, `section.A.title`, `reference.action-lines.C5`."),
    hash: hash.describe("Hash of definition and texts; receipts name it."),
    lists: z.array(z.object({ set: z.string(), entries: z.array(z.object({ code: z.string(), name: z.string() })) })),
  }) satisfies z.ZodType<PublicTemplate>,
);

const party = z.object({ code: z.string(), name: z.string() });
const publishedMembers = {
  symbol: z.string(),
  party,
  title: z.string(),
  line: z.string(),
  unit: z.string().describe("Organizational unit of the party; empty for the party as a whole."),
  unitName: z.string(),
  language,
  submittedAt: time,
  publishedAt: time,
};
const publishedItem = answer("PublishedItem", z.object(publishedMembers) satisfies z.ZodType<PublishedItem>);

const citePlace = z.string().describe("The row of a table or matrix, if any, and the field: `r1.symbol`.");
const cite = z.union([
  z.object({
    at: citePlace,
    type: z.literal("document"),
    recognised: z.literal(true),
    symbol: z.string().describe("The symbol in its one form."),
    body: z.string(),
    kind: z.enum(DOCUMENT_KINDS),
    session: z.string().nullable().describe("The session, or the year as four figures."),
    changes: z.array(z.string()).describe("Revisions, addenda and corrigenda."),
    language: language.nullable().describe("Where a suffix of the symbol names it."),
  }),
  z.object({ at: citePlace, type: z.literal("document"), recognised: z.literal(false), symbol: z.string().describe("As it was typed.") }),
  z.object({
    at: citePlace,
    type: z.literal("entry"),
    register: z.enum(REGISTERS).nullable().describe("The WSIS Stocktaking database or the WSIS Prizes; null where a number alone does not say."),
    id: z.string(),
    address: z.string().nullable(),
  }),
]);

/** The choice of rows of a section that repeats, which the document shows as a question. */
const choiceQuestion = questionSchema.options[0].extend({ atLeast: z.int() });
const section = z.object({
  id: z.string(),
  section: z.string(),
  row: z.string(),
  titleKey: z.string(),
  answers: z.array(
    z.object({
      question: z.union([choiceQuestion, questionSchema]),
      row: z.string(),
      value: answerValue,
      language,
      confidential: z.boolean(),
      cites: z.array(cite).describe("Documents and entries of the WSIS Stocktaking database and the WSIS Prizes the answer names."),
      withheld: z.enum(["contact", "confidential"]).nullable().describe("Why the answer is not shown; its value is null then."),
    }),
  ),
});
const published = answer(
  "PublishedReport",
  z.object({
    ...publishedMembers,
    version: z.int(),
    replacedBy: z
      .object({ symbol: z.string(), at: time.describe("Since when it stands in the place of this one.") })
      .nullable()
      .describe("The version that stands now; null where it is this one."),
    versions: z
      .array(z.object({ symbol: z.string(), version: z.int(), publishedAt: time, replacedAt: time.nullable().describe("Null for the one that stands.") }))
      .describe("Every version of the report that is public, newest first."),
    receipt: z.string(),
    template: z.string(),
    templateVersion: z.int(),
    cycle: z.string(),
    groups: z.array(z.string()),
    contentHash: hash,
    withheld: z.int().describe("How many answers are marked confidential and not shown."),
    sections: z.array(section),
    texts,
  }) satisfies z.ZodType<CitingReport>,
);

const code = z.string().nullable();
answer(
  "ExportedAnswer",
  z.object({
    symbol: z.string(),
    receipt: z.string(),
    version: z.int(),
    cycle: z.string(),
    template: z.string(),
    templateVersion: z.int(),
    party: z.string(),
    partyName: z.string(),
    partyKind: z.string().describe("`state`, `un_entity` or `organisation`."),
    unGroup: code,
    ituRegion: code,
    groups: z.array(z.string()).describe("LDC, LLDC, SIDS, CONFLICT, as they stood for the cycle."),
    line: z.string().describe("Action line of a facilitator's report."),
    question: z.string(),
    label: z.string(),
    repeat: z.string().describe("What a section that repeats is about, such as an action line."),
    row: z.string().describe("In a table the number of the row, in a matrix its code."),
    column: z.string().describe("The field, where a question has several."),
    columnLabel: z.string(),
    kind: z.enum(FIELD_KINDS),
    language: language.describe("The language the answer was given in."),
    value: (z.any() as z.ZodType<FieldValue>).describe("As in `AnswerValue`, of one field."),
    publishedAt: time,
    unit: z.string().describe("Organizational unit of the party, by its code; empty for the party as a whole."),
  }) satisfies z.ZodType<ExportedAnswer>,
);

const EXPORT_WORDS = [
  "One row for each value that was given: of a question with several fields one for each field, of a table one for each cell (`row` is the number of its row), of a matrix one for each cell (`row` is its code), of a section that repeats one for each of these in each repeat (`repeat`). What was not answered has no row. Contacts and confidential answers are left out, as on the public page; rows stand in the order of `listSubmissions` and, in a submission, of the form.",
  "The columns are the members of `ExportedAnswer`, in this order and by these names in every language. Names and labels are in the language of `names`, else of `lang`, else of `Accept-Language`; `lang` also narrows, as in `listSubmissions`.",
  "`jsonl`: an `ExportedAnswer` a line, values as they were given.",
  "`csv`: RFC 4180 in UTF-8 with a byte order mark; lists are joined by `; `, files are their addresses, days and times are ISO 8601 in UTC.",
  "`xlsx`: the same, with numbers, days and ticks as such (a `scale` from 0 to 5 as a number, `publishedAt` in UTC); a text longer than a cell of Excel (32,767 characters) goes on in further rows, numbered in one more column, `part`; a full sheet is followed by another; in Arabic sheets run from right to left.",
  "In `csv` and `xlsx` a text that a spreadsheet might take for a formula (it begins with =, +, - or @ in any width, or with a tab or a line end) has an apostrophe in front.",
  "The answer is written while it is read, so it has no length and no `ETag`; one that ends without its last chunk is not whole.",
].join("\n\n");

const receipt = answer(
  "Receipt",
  z.object({
    receipt: z.string(),
    symbol: z.string(),
    version: z.int(),
    state: z.enum(SUBMISSION_STATES),
    hash,
    templateHash: hash,
    template: z.string(),
    templateVersion: z.int(),
    cycle: z.string(),
    party: z.object({ code: z.string(), names: namesSchema }),
    submittedAt: time,
    late: z.boolean(),
    lateAccepted: z.boolean().describe("Whether the secretariat has accepted that it is late."),
  }) satisfies z.ZodType<ReceiptDto>,
);

const cached = { ETag: "Give it back as `If-None-Match`: 304 says that nothing has changed." };
const LIST_WORDS: Record<keyof typeof REFERENCE_LISTS, { call: string; id: string; does: string }> = {
  parties: { call: "listParties", id: "Party", does: "States and UN entities with regions and dated memberships in groups" },
  "action-lines": { call: "listActionLines", id: "ActionLine", does: "Action lines; `reportable` marks the 18 units reports are made on" },
  sdgs: { call: "listSdgs", id: "Sdg", does: "Sustainable Development Goals" },
  gdc: { call: "listGdcObjectives", id: "GdcObjective", does: "Objectives of the Global Digital Compact" },
  indicators: { call: "listIndicators", id: "Indicator", does: "Indicators offered in reports" },
  themes: { call: "listThemes", id: "Theme", does: "Themes" },
};

const referenceCalls = (Object.keys(REFERENCE_LISTS) as (keyof typeof REFERENCE_LISTS)[]).map((name): Call => {
  const { call, id, does } = LIST_WORDS[name];
  const item = answer(id, REFERENCE_LISTS[name] as z.ZodType);
  return {
    id: call,
    method: "get",
    path: `/reference/${name}`,
    tag: "Reference",
    does,
    query: wholeQuery,
    answers: { 200: { says: "The list, every name in six languages: whole, or a page of it.", json: listOf(`${id}List`, item), headers: cached } },
    refusals: ["request.invalid"],
  };
});

export const publicCalls: readonly Call[] = [
  {
    id: "describe",
    method: "get",
    path: "/openapi.json",
    tag: "Description",
    does: "This description",
    answers: { 200: { says: "An OpenAPI 3.1 document.", json: answer("Document", z.looseObject({ openapi: z.string() })), headers: cached } },
    refusals: [],
  },
  {
    id: "listCycles",
    method: "get",
    path: "/cycles",
    tag: "Reference",
    does: "Reporting cycles with their phases, meetings and deadlines, newest first",
    query: wholeQuery,
    answers: { 200: { says: "Prepared, open and closed cycles.", json: listOf("CycleList", cycle), headers: cached } },
    refusals: ["request.invalid"],
  },
  {
    id: "listTemplates",
    method: "get",
    path: "/templates",
    tag: "Reference",
    does: "Templates open for reporting",
    query: wholeQuery,
    answers: { 200: { says: "The newest open version of each.", json: listOf("TemplateList", templateItem), headers: cached } },
    refusals: ["request.invalid"],
  },
  {
    id: "getTemplate",
    method: "get",
    path: "/templates/{template}",
    tag: "Reference",
    does: "A template: its questions, their texts, and the lists they take codes from",
    answers: { 200: { says: "The newest open version.", json: template, headers: cached } },
    refusals: ["template.not_found"],
  },
  {
    id: "exportTemplate",
    method: "get",
    path: "/templates/{template}/export",
    tag: "Reference",
    does: "An empty template as a document to print or to edit",
    query: templatePaperQuery,
    answers: paperAnswers,
    refusals: ["request.invalid", "template.not_found", ...PAPER_REFUSALS],
  },
  {
    id: "getTemplateForm",
    method: "get",
    path: "/templates/{template}/form",
    tag: "Reference",
    does: "An empty form of a template to fill in away from the portal",
    query: formQuery.omit({ page: true }),
    answers: formAnswers,
    refusals: ["request.invalid", "template.not_found"],
  },
  ...referenceCalls,
  {
    id: "getMatrix",
    method: "get",
    path: "/reference/matrix",
    tag: "Reference",
    does: "The WSIS-SDG matrix with its date, and the proposed mapping to the Global Digital Compact",
    answers: { 200: { says: "Its newest state.", json: answer("Matrix", matrixSchema), headers: cached } },
    refusals: ["request.not_found"],
  },
  {
    id: "listSubmissions",
    method: "get",
    path: "/submissions",
    tag: "Submissions",
    does: "Published submissions, newest publication first",
    more: "A page may hold fewer than `limit` entries and still have a `next`. A parameter that is not listed is refused, because it would not narrow anything.",
    query: submissionsQuery,
    answers: { 200: { says: "One page.", json: listOf("PublishedList", publishedItem), headers: cached } },
    refusals: ["request.invalid"],
  },
  {
    id: "getSubmission",
    method: "get",
    path: "/submissions/{symbol}",
    tag: "Submissions",
    does: "A published submission, as its public page shows it",
    more: "Answers are in the original language. Contacts and confidential answers are left out. A version that has been replaced stays at its symbol and names the one that stands in `replacedBy`; answers its party has marked confidential since are left out of it too. A file of an answer is at `/{lang}/submissions/{symbol}/files/{sha256}`.",
    answers: { 200: { says: "The submission.", json: published, headers: cached } },
    refusals: ["submission.not_found", "submission.withdrawn"],
  },
  {
    id: "exportSubmission",
    method: "get",
    path: "/submissions/{symbol}/export",
    tag: "Submissions",
    does: "A published submission as a document to print or to edit",
    more: "Answers are in the original language. Contacts and confidential answers are left out. The cover of a version that has been replaced says so.",
    query: paperQuery,
    answers: paperAnswers,
    refusals: ["request.invalid", "submission.not_found", "submission.withdrawn", ...PAPER_REFUSALS],
  },
  {
    id: "exportAnswers",
    method: "get",
    path: "/export",
    tag: "Submissions",
    does: "The published answers of all submissions found, as a table",
    more: EXPORT_WORDS,
    query: exportQuery,
    answers: {
      200: {
        says: "The table, as a download.",
        types: Object.values(EXPORT_TYPES),
        headers: { "Content-Disposition": "The name of the file." },
      },
    },
    refusals: ["request.invalid"],
  },
  {
    id: "getReceipt",
    method: "get",
    path: "/receipts/{receipt}",
    tag: "Receipts",
    does: "What a receipt stands for: hash, time, version and state, nothing of the content",
    answers: { 200: { says: "The signed version.", json: receipt } },
    refusals: ["receipt.not_found"],
  },
];
