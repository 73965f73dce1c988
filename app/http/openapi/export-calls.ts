import { z } from "zod";
import { EXPORT_FAILURES, EXPORT_SOURCES, EXPORT_STATES, KEPT_DAYS, MAX_EXPORTED, MAX_OPEN, type ExportDto } from "~/features/exports/model";
import { askExportSchema } from "~/features/exports/schema";
import { PAPER_FORMATS } from "~/features/papers/model";
import { pageQuery } from "../api-query";
import type { Call } from "./call";
import { language, time } from "./public-calls";
import { answer, listOf, request } from "./schemas";

/** Exports that a job makes, described. */

const made = answer(
  "Export",
  z.object({
    id: z.uuid(),
    source: z.enum(EXPORT_SOURCES).describe("`desk` holds every answer, contacts and confidential ones too."),
    format: z.enum(PAPER_FORMATS),
    language: language.describe("Of all that is not an answer."),
    answered: z.boolean().describe("Whether questions that were not answered are left out."),
    filters: z.record(z.string(), z.string()),
    state: z.enum(EXPORT_STATES),
    total: z.int().describe("Reports it was asked for."),
    made: z.int().describe("Reports that are through."),
    missing: z.int().describe("Of these, reports that have no file; the list in the archive says why."),
    askedAt: time,
    endedAt: time.nullable(),
    expiresAt: time.nullable().describe("Until when the file is kept."),
    size: z.number().nullable().describe("Of the file, in bytes."),
    failure: z.enum(EXPORT_FAILURES).nullable(),
  }) satisfies z.ZodType<ExportDto>,
);
const exports = listOf("Exports", made);
const wanted = request("AskExport", askExportSchema);

export const exportCalls: readonly Call[] = [
  {
    id: "listExports",
    method: "get",
    path: "/exports",
    tag: "Submissions",
    does: "The caller's exports, newest first",
    scope: "exports:make",
    query: pageQuery,
    answers: { 200: { says: "One page of the list.", json: exports } },
    refusals: ["request.invalid"],
  },
  {
    id: "askExport",
    method: "post",
    path: "/exports",
    tag: "Submissions",
    does: "Asks for many submissions as documents",
    more: `Every submission the filters find becomes a document of its own; with a list of them they are one archive (.zip). It is made while the caller does something else: ask for it again until it is \`done\`. At most ${MAX_EXPORTED} submissions, and ${MAX_OPEN} exports of one person under way. \`source: desk\` asks for all answers of what the secretariat has received, and for the scope \`desk:read\` besides.`,
    scope: "exports:make",
    body: { json: wanted },
    answers: { 202: { says: "What was asked for.", json: made } },
    refusals: ["request.invalid", "request.unsupported_type", "export.not_found", "export.nothing_found", "export.too_many", "export.too_many_open"],
  },
  {
    id: "getExport",
    method: "get",
    path: "/exports/{export}",
    tag: "Submissions",
    does: "How far an export is",
    scope: "exports:make",
    answers: { 200: { says: "The export.", json: made } },
    refusals: ["export.not_found"],
  },
  {
    id: "getExportFile",
    method: "get",
    path: "/exports/{export}/file",
    tag: "Submissions",
    does: "The archive of an export",
    more: `Kept for ${KEPT_DAYS} days.`,
    scope: "exports:make",
    answers: { 200: { says: "The archive, as a download.", types: ["application/zip"], headers: { "Content-Disposition": "The name of the file." } } },
    refusals: ["export.not_found", "export.not_ready", "export.ended", "export.expired"],
  },
];
