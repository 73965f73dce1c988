import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { findCleared } from "~/features/clearances/queries/load.server";
import { findClearance, getChainPage, getClearance, holdWords, listAsked, listTrail } from "~/features/clearances/queries/pages.server";
import { assignPlaces } from "~/features/delegations/commands/assign.server";
import { findDelegated, getDelegationPage, listAssigned } from "~/features/delegations/queries.server";
import { countWaiting, listWaiting } from "~/features/delegations/queries/proposals.server";
import { findStanding, listStandings } from "~/features/cycles/queries.server";
import { getFacilitation, listFacilitations } from "~/features/facilitations/queries.server";
import { getHandoverFile, getHandoverPage } from "~/features/handovers/queries.server";
import { getExport, getExportFile, listExports } from "~/features/exports/queries.server";
import { fillableOfReport } from "~/features/imports/queries/fillable.server";
import { holdFile } from "~/features/imports/queries/read.server";
import { findTarget } from "~/features/imports/queries/target.server";
import { createApiToken } from "~/features/identity/commands/api-token.server";
import { invite } from "~/features/identity/commands/invite.server";
import { findActor, findActorByToken, readInvitation, readPartyPeople } from "~/features/identity/queries.server";
import { getStatement, getStatementFile, getStatementForm } from "~/features/meetings/queries/statements.server";
import { letterOfTraces } from "~/features/papers/queries/traces-letter.server";
import { getTraceChoice, listThemes, listTraces } from "~/features/documents/queries/traces.server";
import { getDeadlinePage } from "~/features/extensions/queries/deadlines.server";
import { listOutbox } from "~/features/notifications/queries/outbox.server";
import { listRules, previewRule } from "~/features/reminders/queries/rules.server";
import { listProposals } from "~/features/matrix/queries.server";
import { paperOfReport, paperOfSubmission } from "~/features/papers/queries/reports.server";
import { getPublishedFile } from "~/features/publication/queries/published.server";
import { getChangesSinceReview, getChangesToSign } from "~/features/readings/queries/changes.server";
import { register } from "~/features/registrations/commands/register.server";
import { getRegistration, listRegistrations, readConfirmation, readQuestion } from "~/features/registrations/queries.server";
import { saveAnswers } from "~/features/reports/commands/save-answers.server";
import { getAnswerHistory, listAnswers } from "~/features/reports/queries/answers.server";
import { getCopyPage, loadCopying } from "~/features/reports/queries/copying.server";
import { findCosignature, listCosignatories, readCosign } from "~/features/reports/queries/cosign.server";
import { getReportDocument } from "~/features/reports/queries/document.server";
import { getAttachedFile } from "~/features/reports/queries/files.server";
import { getHistories, getHistoryPage } from "~/features/reports/queries/history.server";
import { findPageState, getKeptPage } from "~/features/reports/queries/kept-pages.server";
import { findPart, findReport, findWorkingCopy, lockForWriting } from "~/features/reports/queries/load.server";
import { getAnswer, getRevisions } from "~/features/reports/queries/live.server";
import { getReport, getReportDetail, getReportPage, getReviewPage, listReports, listStartable } from "~/features/reports/queries/pages.server";
import { readReviewed } from "~/features/reports/queries/reviewed.server";
import { prepareBulk } from "~/features/review/commands/prepare-bulk.server";
import { getSubmittedFile } from "~/features/review/queries/submission.server";
import { isUuid } from "~/lib/keyset";
import type { UserCtx } from "~/platform/context.server";
import { makeReviewed } from "../../factories/clarification";
import { openMadeFiles } from "~/platform/files/made-files.server";
import { act, makeChain } from "../../factories/clearance";
import { makeCode, makeCoder, makeText, pageOf } from "../../factories/coding";
import { begin } from "../../factories/comment";
import { assign } from "../../factories/delegation";
import { giveFile, makeMeeting } from "../../factories/meeting";
import { makeFrozen, makePublished } from "../../factories/draft";
import { makeExport } from "../../factories/export";
import { makeHandover } from "../../factories/handover";
import { makeRule } from "../../factories/reminder-rule";
import { makeParty } from "../../factories/party";
import { askedQuestion, makeRegistration, registrationForm, tokenFrom } from "../../factories/registration";
import { fillReport, makeReport, submitContribution } from "../../factories/report";
import { makeAttachment, makeSubmission } from "../../factories/submission";
import { unique } from "../../factories/unique";
import { makeUser } from "../../factories/user";
import { makeCtx } from "../../support/context";
import { testDatabase } from "../../support/database";
import { clarificationQueries } from "./clarification-queries";
import { commentQueries } from "./comment-queries";
import { deskQueries } from "./desk-queries";
import type { Ids } from "./ids";
import { OPEN } from "./open-queries";
import { publicQueries } from "./public-queries";

type Secret = "invitation" | "confirmation" | "question" | "cosignature" | "token";
type Holder = "author" | "desk";
/** `refused` is what everybody else gets, by a foreign id as by one that does not exist. */
type Owned = { holder: Holder; refused: unknown; ask: (ctx: UserCtx, ids: Ids) => Promise<unknown> };
/** The secret is the permission: any other, of whatever kind, gets `refused`. */
type Linked = { secret: Secret; refused: unknown; ask: (ctx: UserCtx, secret: string) => Promise<unknown> };

const no = (code: string) => ({ ok: false, error: { code } });
/** What a form says to those who may not know who clears. */
const HELD_BY_OTHERS = "The reporting party is clearing the report, so it can be read but not changed.";
const NO_PAGE = { after: null, limit: 1000 };
/** Does a list hold a row in which one of these ids stands? A row of nothing stands in every list. */
const holds = (rows: readonly object[], ...ids: string[]): boolean => rows.some((row) => ids.some((id) => id !== "" && Object.values(row).includes(id)));

const OWNED: Record<string, Owned> = {
  "reports/listAnswers": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => listAnswers(ctx, report) },
  "reports/getAnswer": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getAnswer(ctx, report, { question: "B1", row: "" }) },
  "reports/getRevisions": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getRevisions(ctx, report) },
  "reports/getAnswerHistory": {
    holder: "author",
    refused: no("report.not_found"),
    ask: (ctx, { report }) => getAnswerHistory(ctx, report, { question: "B1", row: "" }, { limit: 5 }),
  },
  "reports/getHistoryPage": {
    holder: "author",
    refused: no("report.not_found"),
    ask: (ctx, { report }) => getHistoryPage(ctx, report, { question: "B1", row: "" }, { before: null, restore: null }),
  },
  "reports/getHistories": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getHistories(ctx, report) },
  "reports/loadCopying": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => loadCopying(ctx, report, null) },
  "reports/getCopyPage": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getCopyPage(ctx, report, null) },
  "reports/listCosignatories": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => listCosignatories(ctx, report) },
  "reports/getAttachedFile": { holder: "author", refused: no("file.not_found"), ask: (ctx, { report, sha256 }) => getAttachedFile(ctx, report, sha256) },
  "reports/findReport": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => findReport(ctx, ctx.db, report) },
  "reports/findPart": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => findPart(ctx, ctx.db, report) },
  "reports/findWorkingCopy": {
    holder: "author",
    refused: no("report.not_found"),
    ask: (ctx, { report }) => findWorkingCopy(ctx, ctx.db, report, { lock: false }),
  },
  "reports/getReport": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getReport(ctx, report) },
  "reports/getReportDetail": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getReportDetail(ctx, report) },
  "reports/getKeptPage": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getKeptPage(ctx, report, "A") },
  "reports/findPageState": { holder: "author", refused: null, ask: (ctx, { report }) => findPageState(ctx, report) },
  "reports/getReportPage": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getReportPage(ctx, report, "A") },
  "reports/getReviewPage": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getReviewPage(ctx, report) },
  "readings/getChangesSinceReview": {
    holder: "author",
    refused: no("report.not_found"),
    ask: (ctx, { report }) => getChangesSinceReview(ctx, report, "0".repeat(64)),
  },
  "reports/readReviewed": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => readReviewed(ctx, report, "0".repeat(64)) },
  "readings/getChangesToSign": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getChangesToSign(ctx, report) },
  "reports/getReportDocument": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getReportDocument(ctx, report) },
  "papers/paperOfReport": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => paperOfReport(ctx, report, "full") },
  "papers/paperOfSubmission": { holder: "desk", refused: no("submission.not_found"), ask: (ctx, { submission }) => paperOfSubmission(ctx, submission, "full") },
  "imports/fillableOfReport": { holder: "author", refused: no("report.not_found"), ask: (ctx, { written }) => fillableOfReport(ctx, written) },
  "imports/findTarget": { holder: "author", refused: no("report.not_found"), ask: (ctx, { written }) => findTarget(ctx, written) },
  "imports/holdFile": { holder: "author", refused: no("report.not_found"), ask: (ctx, { written }) => holdFile(ctx, written, new Uint8Array(4)) },
  "reports/listReports": { holder: "author", refused: false, ask: async (ctx, { report }) => holds((await listReports(ctx, { limit: 1000 })).items, report) },
  "reports/listStartable": {
    holder: "author",
    refused: false,
    ask: async (ctx, { idle }) => (await listStartable(ctx)).some(({ party }) => party.code === idle),
  },
  "reports/lockForWriting": {
    holder: "author",
    refused: no("report.not_found"),
    ask: (ctx, { report }) => ctx.db.$transaction((tx) => lockForWriting(ctx, tx, isUuid(report) ? report : randomUUID())),
  },
  "clearances/findCleared": { holder: "author", refused: no("clearance.not_found"), ask: (ctx, { report }) => findCleared(ctx, ctx.db, report) },
  "clearances/getClearance": { holder: "author", refused: no("clearance.not_found"), ask: (ctx, { report }) => getClearance(ctx, report) },
  "clearances/findClearance": { holder: "author", refused: null, ask: (ctx, { report }) => findClearance(ctx, report) },
  "clearances/holdWords": { holder: "author", refused: HELD_BY_OTHERS, ask: (ctx, { report }) => holdWords(ctx, report) },
  "clearances/listTrail": { holder: "author", refused: no("clearance.not_found"), ask: (ctx, { report }) => listTrail(ctx, report) },
  "clearances/listAsked": { holder: "author", refused: [], ask: (ctx, { report }) => listAsked(ctx, isUuid(report) ? [report] : []) },
  "clearances/getChainPage": { holder: "author", refused: no("clearance.not_found"), ask: (ctx, { party }) => getChainPage(ctx, party) },
  "delegations/findDelegated": { holder: "author", refused: no("delegation.not_found"), ask: (ctx, { report }) => findDelegated(ctx, ctx.db, report) },
  "delegations/getDelegationPage": { holder: "author", refused: no("delegation.not_found"), ask: (ctx, { report }) => getDelegationPage(ctx, report) },
  "delegations/listAssigned": { holder: "author", refused: [], ask: (ctx, { report }) => listAssigned(ctx, isUuid(report) ? [report] : []) },
  "delegations/listWaiting": { holder: "author", refused: no("delegation.not_found"), ask: (ctx, { report }) => listWaiting(ctx, report) },
  "delegations/countWaiting": { holder: "author", refused: [], ask: (ctx, { written }) => countWaiting(ctx, isUuid(written) ? [written] : []) },
  ...commentQueries,
  ...clarificationQueries,
  "meetings/getStatement": {
    holder: "author",
    refused: no("meeting.statement_not_found"),
    ask: (ctx, { meeting, statement }) => getStatement(ctx, meeting, statement),
  },
  "meetings/getStatementFile": {
    holder: "author",
    refused: no("file.not_found"),
    ask: (ctx, { meeting, statement }) => getStatementFile(ctx, meeting, statement),
  },
  "meetings/getStatementForm": {
    holder: "author",
    refused: no("meeting.not_found"),
    ask: (ctx, { meeting, item, party }) => getStatementForm(ctx, meeting, item, party),
  },
  "documents/getTraceChoice": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => getTraceChoice(ctx, report) },
  "documents/listThemes": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => listThemes(ctx, report) },
  "papers/letterOfTraces": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => letterOfTraces(ctx, report) },
  "documents/listTraces": { holder: "author", refused: no("report.not_found"), ask: (ctx, { report }) => listTraces(ctx, report) },
  ...deskQueries,
  "exports/listExports": { holder: "author", refused: false, ask: async (ctx, ids) => holds((await listExports(ctx)).items, ids.export) },
  "exports/getExport": { holder: "author", refused: no("export.not_found"), ask: (ctx, ids) => getExport(ctx, ids.export) },
  "exports/getExportFile": {
    holder: "author",
    refused: no("export.not_found"),
    ask: (ctx, ids) => getExportFile(ctx, openMadeFiles("none"), ids.export, { desk: true }),
  },
  "registrations/listRegistrations": { holder: "desk", refused: 0, ask: async (ctx) => (await listRegistrations(ctx)).items.length },
  "registrations/getRegistration": {
    holder: "desk",
    refused: no("registration.not_found"),
    ask: (ctx, { registration }) => getRegistration(ctx, registration),
  },
  "matrix/listProposals": { holder: "desk", refused: no("matrix.not_found"), ask: (ctx) => listProposals(ctx, "proposed", NO_PAGE) },
  "extensions/getDeadlinePage": { holder: "desk", refused: no("extension.not_found"), ask: (ctx) => getDeadlinePage(ctx) },
  "reminders/listRules": { holder: "desk", refused: no("reminder.not_found"), ask: (ctx) => listRules(ctx) },
  "reminders/previewRule": { holder: "desk", refused: no("reminder.not_found"), ask: (ctx, { rule }) => previewRule(ctx, rule) },
  "notifications/listOutbox": { holder: "desk", refused: no("mail.not_found"), ask: (ctx) => listOutbox(ctx) },
  "facilitations/listFacilitations": { holder: "desk", refused: no("facilitation.not_found"), ask: listFacilitations },
  "facilitations/getFacilitation": {
    holder: "desk",
    refused: no("facilitation.not_found"),
    ask: (ctx, { facilitation }) => getFacilitation(ctx, facilitation),
  },
  "cycles/listStandings": { holder: "desk", refused: no("cycle.not_found"), ask: (ctx) => listStandings(ctx) },
  "cycles/findStanding": { holder: "desk", refused: no("cycle.not_found"), ask: (ctx, { cycle }) => findStanding(ctx, cycle) },
  "handovers/getHandoverPage": { holder: "author", refused: no("handover.not_found"), ask: (ctx, { party }) => getHandoverPage(ctx, party) },
  "handovers/getHandoverFile": { holder: "author", refused: no("file.not_found"), ask: (ctx, { handover }) => getHandoverFile(ctx, handover) },
  "identity/readPartyPeople": { holder: "author", refused: no("identity.not_found"), ask: (ctx, { party }) => readPartyPeople(ctx, party) },
};

const LINKED: Record<string, Linked> = {
  "identity/readInvitation": { secret: "invitation", refused: no("identity.invitation_invalid"), ask: readInvitation },
  "identity/findActorByToken": { secret: "token", refused: null, ask: findActorByToken },
  "registrations/readConfirmation": { secret: "confirmation", refused: no("registration.link_invalid"), ask: readConfirmation },
  "registrations/readQuestion": { secret: "question", refused: no("registration.link_invalid"), ask: readQuestion },
  "reports/readCosign": { secret: "cosignature", refused: no("cosign.not_found"), ask: readCosign },
  "reports/findCosignature": { secret: "cosignature", refused: no("cosign.not_found"), ask: (ctx, secret) => findCosignature(ctx.db, secret, ctx.now()) },
};

const { db } = testDatabase();
let author: UserCtx;
let desk: UserCtx;
let stranger: UserCtx;
let strangersReport: string;
let foreign: Ids;
let published: Ids;
let secrets: Record<Secret, string>;

const MALFORMED = ["", "nonsense", "../..", "' or 1=1 --", "x".repeat(500)];
const every = (id: string): Ids => ({
  report: id,
  submission: id,
  sha256: id,
  symbol: id,
  replaced: id,
  receipt: id,
  registration: id,
  party: id,
  idle: id,
  facilitation: id,
  cycle: id,
  handover: id,
  rule: id,
  written: id,
  clarified: id,
  asked: id,
  letter: id,
  bulk: id,
  code: id,
  hash: id,
  document: id,
  paragraph: id,
  meeting: id,
  item: id,
  statement: id,
  chapter: id,
  draft: id,
  export: id,
});
const unknownIds = (): Ids[] => [{ ...every(randomUUID()), sha256: randomBytes(32).toString("hex") }, ...MALFORMED.map(every)];

beforeAll(async () => {
  const [party, idle, org, other] = [await makeParty(db), await makeParty(db), await makeParty(db, { kind: "organisation" }), await makeParty(db)];
  const [drafting, reviewed] = [await makeParty(db), await makeParty(db)];
  const roles = [party, idle, org, drafting, reviewed].map(({ id }) => ({ partyId: id, role: "focal_point" as const }));
  author = makeCtx({ db, actor: await makeUser(db, { roles }) });
  desk = makeCtx({ db, actor: await makeUser(db, { secretariat: ["desk_officer"] }) });
  stranger = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: other.id, role: "focal_point" }] }) });
  strangersReport = await makeReport(stranger, other.id);

  const report = await makeReport(author, party.id);
  // The author clears it in the one step there is, and is asked.
  await makeChain(author, party.code, [[author.actor.id]]);
  await fillReport(author, report);
  const asked = await act(author, report, "ask");
  if (!asked.ok) throw new Error(asked.error.code);
  const terms = { places: [{ page: "B", question: "" }], due: null, note: "", how: "writes" as const };
  const assigned = await assignPlaces(author, report, { intent: "assigned", person: author.actor.id, ...terms });
  if (!assigned.ok) throw new Error(assigned.error.code);
  const written = await makeReport(author, drafting.id);
  const ministry = makeCtx({ db, actor: await makeUser(db, { roles: [{ partyId: drafting.id, role: "delegate" }] }) });
  await assign(author, written, ministry.actor.id, ["B"], { how: "proposes" });
  await saveAnswers(
    { ...ministry, actor: (await findActor(db, ministry.actor.id))! },
    { reportId: written, via: "form", operations: [{ opId: randomUUID(), question: "B1", row: "", baseRevision: 0, value: "Proposed" }] },
  );
  const file = await makeAttachment(db, { reportId: report, question: "I1", field: "annexes" });
  const answers = [{ question: "I1", value: { publish: "all", annexes: [file] } }];
  const signed = await makeSubmission(db, { party, reportId: report, answers });
  const [first, unseen] = [
    await makeSubmission(db, { state: "superseded", publishedAt: new Date("2026-11-02") }),
    await makeSubmission(db, { state: "superseded" }),
  ];
  const [open] = await Promise.all(
    [first, unseen].map(({ party: whose, reportId }) => makeSubmission(db, { party: whose, reportId, version: 2, state: "published", answers })),
  );
  await begin(desk, { submission: signed.id }, { place: "I1" });
  const prepared = await prepareBulk(desk, { action: "acknowledge", chosen: { ids: [signed.id] }, reason: "", officerId: null });
  if (!prepared.ok) throw new Error(prepared.error.code);
  const document = await makePublished(desk);
  const meeting = await makeMeeting(desk, { document: document.id });
  const registration = await makeRegistration(makeCtx({ db, actor: null }));
  const coder = await makeCoder(db);
  const clarified = await makeReviewed(db, author, reviewed.id);
  foreign = {
    report,
    submission: signed.id,
    sha256: file.sha256,
    symbol: signed.symbol,
    replaced: unseen.symbol,
    receipt: "WSIS20-0000-0000-0000",
    registration: registration.id,
    party: party.code,
    idle: idle.code,
    facilitation: (await db.facilitation.findFirstOrThrow({ select: { id: true } })).id,
    cycle: (await db.cycle.findFirstOrThrow({ select: { code: true } })).code,
    rule: await makeRule(desk),
    handover: await makeHandover(db, { partyId: party.id, sha256: file.sha256 }),
    written,
    clarified: clarified.reportId,
    asked: clarified.submission,
    letter: (await clarified.ask("B1")).turn,
    bulk: prepared.value.id,
    code: await makeCode(coder, "Code"),
    hash: (await pageOf(coder, await makeText(db, "A text."))).hash,
    document: document.id,
    paragraph: (await document.paragraphs())[0]!.id,
    meeting: meeting.id,
    item: meeting.items[0]!,
    statement: await giveFile(author, meeting.id, meeting.items[0]!, party.code),
    chapter: (await document.draft()).chapters[0]!.id,
    draft: (await makeFrozen(desk)).id,
    export: await makeExport(db, author.actor.id, { state: "running" }),
  };
  published = {
    ...foreign,
    draft: (await makePublished(desk, undefined, { ends: true })).id,
    symbol: open!.symbol,
    replaced: first.symbol,
    receipt: signed.receipt,
  };

  const invited = `${unique("invited")}@example.org`;
  const sent = await invite(author, party.code, { email: invited, role: "contributor", language: "en" });
  if (!sent.ok) throw new Error(sent.error.code);
  const mail = await db.mail.findFirstOrThrow({ where: { to: invited } });
  const applicant = registrationForm();
  await register(makeCtx({ db, actor: null }), applicant);
  const cosigner = `${unique("cosigner")}@example.org`;
  await submitContribution(author, org.code, { cosignatories: [{ id: "one", organisation: "One", name: "One", email: cosigner }] });
  const token = await createApiToken(author, { label: "test", scopes: ["reports:read"], expiresAt: null });
  if (!token.ok) throw new Error(token.error.code);
  secrets = {
    invitation: /\/invitations\/([\w-]{20,})/.exec(mail.text)![1]!,
    confirmation: await tokenFrom(db, applicant.email, "registration.confirm"),
    question: await askedQuestion(desk, registration),
    cosignature: await tokenFrom(db, cosigner, "report.cosign"),
    token: token.value.token,
  };
}, 180_000);

test("every query of a feature stands in exactly one of these tables", async () => {
  const files = import.meta.glob<Record<string, unknown>>(["/app/features/*/queries.server.ts", "/app/features/*/queries/**/*.server.ts"]);
  const exported = await Promise.all(
    Object.entries(files).map(async ([file, load]) => {
      const feature = file.split("/")[3]!;
      return Object.entries(await load()).flatMap(([name, value]) => (typeof value === "function" ? [`${feature}/${name}`] : []));
    }),
  );
  const listed = [OWNED, LINKED, publicQueries, OPEN].flatMap((table) => Object.keys(table));
  expect([...new Set(exported.flat())].sort()).toEqual(listed.sort());
});

test.each(Object.entries(OWNED))("%s refuses a foreign id as one that does not exist", async (_, { holder, refused, ask }) => {
  const who = { author, desk }[holder];
  expect(await ask(who, foreign), "its holder is answered").not.toEqual(refused);
  for (const outsider of [stranger, ...(holder === "desk" ? [author] : [])])
    for (const ids of [foreign, ...unknownIds()]) expect(await ask(outsider, ids)).toEqual(refused);
});

test.each(Object.entries(LINKED))("%s refuses every secret but its own", async (_, { secret: own, refused, ask }) => {
  const answered = await ask(stranger, secrets[own]);
  expect(answered, "the holder of the link is answered").not.toEqual(refused);
  expect(JSON.stringify(answered)).not.toContain(secrets[own]);
  const others = Object.entries(secrets).flatMap(([kind, secret]) => (kind === own ? [] : [secret]));
  for (const secret of [...others, ...MALFORMED, randomUUID(), secrets[own].slice(0, -1), `${secrets[own]}x`])
    expect(await ask(author, secret)).toEqual(refused);
});

test.each(Object.entries(publicQueries))("%s knows nothing that is not public, not even for its author or the desk", async (_, { refused, ask }) => {
  expect(await ask(stranger, published), "what is public is given").not.toEqual(refused);
  for (const who of [stranger, author, desk]) for (const ids of [foreign, ...unknownIds()]) expect(await ask(who, ids)).toEqual(refused);
});

test("an id of one's own does not open what is another party's", async () => {
  const { sha256, report, submission } = foreign;
  expect(await getAttachedFile(stranger, strangersReport, sha256)).toEqual(no("file.not_found"));
  expect(await getCopyPage(stranger, strangersReport, report)).toEqual(no("report.not_found"));
  expect(await loadCopying(stranger, strangersReport, report)).toEqual(no("report.not_found"));
  const unrelated = await makeAttachment(db, { reportId: strangersReport, question: "I1", field: "annexes" });
  expect(await getSubmittedFile(desk, submission, unrelated.sha256)).toEqual(no("file.not_found"));
  expect(await getPublishedFile(author, published.symbol, unrelated.sha256)).toEqual(no("file.not_found"));
});
