import { getSubmittedFile } from "~/features/review/queries/submission.server";
import { getChapter, getWholeChapter } from "~/features/compilations/queries/chapter.server";
import { getAlike, getCompilation, getUnlike, getWholeCompilation } from "~/features/compilations/queries/compilation.server";
import { getCross, getOpenCross } from "~/features/compilations/queries/cross.server";
import { findEntries } from "~/features/compilations/queries/entries.server";
import { getAgreement } from "~/features/codings/queries/agreement.server";
import { findCodable, getCodingPage } from "~/features/codings/queries/answer.server";
import { getCode, getCodebook } from "~/features/codings/queries/codebook.server";
import { findCoded } from "~/features/codings/queries/coded.server";
import { projectFile } from "~/features/codings/queries/project-file.server";
import { listCodable } from "~/features/codings/queries/questions.server";
import { codeTableFile, getCell, getCodeTable } from "~/features/codings/queries/table.server";
import { getFigures, getOpenFigures } from "~/features/compilations/queries/figures.server";
import { listChapters } from "~/features/compilations/queries/questions.server";
import { paperOfChapter, paperOfCompilation } from "~/features/papers/queries/compilation.server";
import { paperOfExtract } from "~/features/papers/queries/extract.server";
import { fileOfVersion } from "~/features/papers/queries/version.server";
import { getSubmissionHistory } from "~/features/audit/queries/history.server";
import { everyReached, listOutreach } from "~/features/outreach/queries/people.server";
import { statusBoard } from "~/features/outreach/queries/status.server";
import { statusTable } from "~/features/outreach/queries/tables.server";
import { getBeside } from "~/features/readings/queries/beside.server";
import { getChanges } from "~/features/readings/queries/changes.server";
import { findVersion } from "~/features/readings/queries/find.server";
import { getChecklist } from "~/features/review/queries/checklist.server";
import { getBulk } from "~/features/review/queries/bulk.server";
import { listOfficers, listQueue } from "~/features/review/queries/queue.server";
import { getSubmission } from "~/features/review/queries/submission.server";
import { listAnswerStandings } from "~/features/documents/queries/answers.server";
import { getDocument, listDocuments } from "~/features/documents/queries/documents.server";
import { getTextRevisions } from "~/features/documents/queries/live.server";
import { getLayout } from "~/features/documents/queries/layout.server";
import { getParagraph, listSources } from "~/features/documents/queries/paragraph.server";
import { getDeskMeeting, getFloor, listMeetingDocuments } from "~/features/meetings/queries/desk.server";
import { getFrozenEvidence } from "~/features/documents/queries/frozen-evidence.server";
import { getVersion, listVersions, readVersion } from "~/features/documents/queries/versions.server";
import { draftFile } from "~/features/redrafts/queries/draft-file.server";
import { holdAgain, holdRedraft } from "~/features/redrafts/queries/hold.server";
import { fileOfProposals } from "~/features/papers/queries/proposals.server";
import { getBrackets, getNegotiation } from "~/features/negotiations/queries/desk.server";
import { getDispositions } from "~/features/negotiations/queries/dispositions.server";
import { getGroups } from "~/features/negotiations/queries/groups.server";
import { getReportProposals } from "~/features/negotiations/queries/sources.server";
import { findTranslatable, getTranslationPage } from "~/features/translations/queries/page.server";
import { countTranslations } from "~/features/translations/queries/translations.server";
import type { UserCtx } from "~/platform/context.server";

const no = (code: string) => ({ ok: false, error: { code } });

const COMPILED = { template: "national-report", question: "B1", row: "", filters: {}, by: "kind" as const };

type Ids = {
  submission: string;
  sha256: string;
  bulk: string;
  code: string;
  hash: string;
  document: string;
  paragraph: string;
  chapter: string;
  meeting: string;
};
type Owned = { holder: "desk"; refused: unknown; ask: (ctx: UserCtx, ids: Ids) => Promise<unknown> };

/** Queries of the desk: its queue, a version and what is done with it, whom it has reached. */
export const deskQueries: Record<string, Owned> = {
  "review/listQueue": { holder: "desk", refused: 0, ask: async (ctx) => (await listQueue(ctx, {})).items.length },
  "review/getBulk": { holder: "desk", refused: no("bulk.not_found"), ask: (ctx, { bulk }) => getBulk(ctx, bulk) },
  "review/listOfficers": { holder: "desk", refused: [], ask: (ctx) => listOfficers(ctx) },
  "review/getSubmission": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => getSubmission(ctx, submission) },
  "review/getSubmittedFile": {
    holder: "desk",
    refused: no("file.not_found"),
    ask: (ctx, { submission, sha256 }) => getSubmittedFile(ctx, submission, sha256),
  },
  "review/getChecklist": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => getChecklist(ctx, submission) },
  "readings/getChanges": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => getChanges(ctx, submission) },
  "readings/getBeside": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => getBeside(ctx, submission) },
  "readings/findVersion": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => findVersion(ctx, ctx.db, submission) },
  "translations/getTranslationPage": {
    holder: "desk",
    refused: no("submission.not_found"),
    ask: (ctx, { submission }) => getTranslationPage(ctx, submission, { to: "fr", shown: "all" }),
  },
  "translations/findTranslatable": {
    holder: "desk",
    refused: no("submission.not_found"),
    ask: (ctx, { submission }) => findTranslatable(ctx, submission, { question: "B1", row: "", to: "fr" }),
  },
  "translations/countTranslations": { holder: "desk", refused: null, ask: (ctx, { submission }) => countTranslations(ctx, submission) },
  "audit/getSubmissionHistory": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => getSubmissionHistory(ctx, submission) },
  "compilations/listChapters": { holder: "desk", refused: [], ask: (ctx) => listChapters(ctx) },
  "compilations/getCompilation": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getCompilation(ctx, COMPILED, null) },
  "compilations/getWholeCompilation": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getWholeCompilation(ctx, COMPILED) },
  "compilations/getAlike": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getAlike(ctx, COMPILED) },
  "compilations/getUnlike": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getUnlike(ctx, COMPILED, null) },
  "compilations/getChapter": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getChapter(ctx, "C5", COMPILED, null) },
  "compilations/getWholeChapter": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getWholeChapter(ctx, "C5", COMPILED) },
  "compilations/findEntries": { holder: "desk", refused: null, ask: (ctx) => findEntries(ctx, COMPILED) },
  "compilations/getFigures": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => getFigures(ctx, { ...COMPILED, question: "C1" }) },
  "compilations/getOpenFigures": {
    holder: "desk",
    refused: no("compilation.not_found"),
    ask: (ctx) => getOpenFigures(ctx, { ...COMPILED, question: "C1" }),
  },
  "compilations/getOpenCross": {
    holder: "desk",
    refused: no("compilation.not_found"),
    ask: (ctx) => getOpenCross(ctx, { template: "national-report", rows: "kind", columns: "C1..value.", filters: {} }),
  },
  "compilations/getCross": {
    holder: "desk",
    refused: no("compilation.not_found"),
    ask: (ctx) => getCross(ctx, { template: "national-report", rows: "kind", columns: "C1..value.", filters: {} }),
  },
  "meetings/listMeetingDocuments": { holder: "desk", refused: [], ask: (ctx) => listMeetingDocuments(ctx) },
  "meetings/getDeskMeeting": { holder: "desk", refused: no("meeting.not_found"), ask: (ctx, { meeting }) => getDeskMeeting(ctx, meeting) },
  "meetings/getFloor": { holder: "desk", refused: no("meeting.not_found"), ask: (ctx, { meeting }) => getFloor(ctx, meeting, null) },
  "documents/listDocuments": { holder: "desk", refused: [], ask: async (ctx) => (await listDocuments(ctx)).documents },
  "documents/getDocument": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => getDocument(ctx, document) },
  "documents/getParagraph": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document, paragraph }) => getParagraph(ctx, document, paragraph, 0),
  },
  "documents/listSources": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document, paragraph }) => listSources(ctx, document, paragraph, { at: 0, asked: null, after: null }),
  },
  "documents/getTextRevisions": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document, paragraph }) => getTextRevisions(ctx, document, paragraph),
  },
  "documents/getLayout": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document, chapter }) => getLayout(ctx, document, chapter, null),
  },
  "documents/listAnswerStandings": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document }) => listAnswerStandings(ctx, document, { chapter: "", standing: "unread", after: null }),
  },
  "documents/listVersions": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => listVersions(ctx, document) },
  "documents/getFrozenEvidence": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document, paragraph }) => getFrozenEvidence(ctx, { document, number: 1, paragraph }),
  },
  "documents/getVersion": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => getVersion(ctx, document, 1, null) },
  "papers/paperOfExtract": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => paperOfExtract(ctx, { filters: {}, sdgs: [] }) },
  "redrafts/draftFile": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => draftFile(ctx, document) },
  "redrafts/holdRedraft": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => holdRedraft(ctx, document, new Uint8Array()) },
  "redrafts/holdAgain": {
    holder: "desk",
    refused: no("document.not_found"),
    ask: (ctx, { document }) => holdAgain(ctx, document, { items: [], added: [] }, []),
  },
  "documents/readVersion": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => readVersion(ctx, document, 1) },
  "papers/fileOfVersion": { holder: "desk", refused: no("document.not_found"), ask: (ctx, { document }) => fileOfVersion(ctx, document, 1, "json") },
  "papers/fileOfProposals": {
    holder: "desk",
    refused: no("negotiation.not_found"),
    ask: (ctx, { document }) => fileOfProposals(ctx, document, 1, { format: "json", view: "brackets" }),
  },
  "negotiations/getNegotiation": { holder: "desk", refused: no("negotiation.not_found"), ask: (ctx, { document }) => getNegotiation(ctx, document) },
  "negotiations/getGroups": { holder: "desk", refused: no("negotiation.not_found"), ask: (ctx) => getGroups(ctx) },
  "negotiations/getBrackets": { holder: "desk", refused: no("negotiation.not_found"), ask: (ctx, { document }) => getBrackets(ctx, document, 1) },
  "negotiations/getDispositions": { holder: "desk", refused: no("negotiation.not_found"), ask: (ctx, { document }) => getDispositions(ctx, document, 1) },
  "negotiations/getReportProposals": {
    holder: "desk",
    refused: no("negotiation.not_found"),
    ask: (ctx, { document }) => getReportProposals(ctx, document, 1, null),
  },
  "papers/paperOfChapter": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => paperOfChapter(ctx, "C5", COMPILED) },
  "papers/paperOfCompilation": { holder: "desk", refused: no("compilation.not_found"), ask: (ctx) => paperOfCompilation(ctx, COMPILED) },
  "codings/getCodebook": { holder: "desk", refused: no("coding.not_found"), ask: (ctx) => getCodebook(ctx) },
  "codings/getCode": { holder: "desk", refused: no("coding.not_found"), ask: (ctx, { code }) => getCode(ctx, code) },
  "codings/listCodable": { holder: "desk", refused: [], ask: (ctx) => listCodable(ctx) },
  "codings/findCodable": { holder: "desk", refused: null, ask: (ctx, { hash }) => findCodable(ctx, hash) },
  "codings/getCodingPage": { holder: "desk", refused: no("coding.not_found"), ask: (ctx) => getCodingPage(ctx, COMPILED, null) },
  "codings/findCoded": { holder: "desk", refused: null, ask: (ctx) => findCoded(ctx) },
  "codings/getAgreement": { holder: "desk", refused: no("coding.not_found"), ask: (ctx) => getAgreement(ctx) },
  "codings/getCodeTable": { holder: "desk", refused: no("coding.not_found"), ask: (ctx) => getCodeTable(ctx, "un") },
  "codings/getCell": { holder: "desk", refused: no("coding.not_found"), ask: (ctx, { code }) => getCell(ctx, { by: "un", code, part: null }) },
  "codings/codeTableFile": { holder: "desk", refused: no("coding.not_found"), ask: (ctx) => codeTableFile(ctx, "un") },
  "codings/projectFile": { holder: "desk", refused: no("coding.not_found"), ask: (ctx) => projectFile(ctx) },
  "outreach/listOutreach": { holder: "desk", refused: 0, ask: async (ctx) => (await listOutreach(ctx, {})).parties.length },
  "outreach/everyReached": { holder: "desk", refused: 0, ask: async (ctx) => ((await everyReached(ctx, {}).next()).value ?? []).length },
  "outreach/statusBoard": { holder: "desk", refused: null, ask: (ctx) => statusBoard(ctx, "un") },
  "outreach/statusTable": { holder: "desk", refused: null, ask: (ctx) => statusTable(ctx, "un") },
};
